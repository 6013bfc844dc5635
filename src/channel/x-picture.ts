import { setTimeout as pause } from "node:timers/promises";
import { z } from "zod";
import { cutText } from "../domain/plain/cut-text.ts";
import type { PictureOutcome, PublishOutcome } from "../domain/post/post.ts";
import type { Picture } from "./port.ts";
import type { XAnswer } from "./x-answer.ts";
import type { XCall, XCaller } from "./x-call.ts";
import { classifyPublish } from "./x-classify.ts";

/** X's limit for the text of those who don't see the picture, characters. */
const LONGEST_ALT = 1_000;
/** Less than this is not enough to begin a call with, milliseconds. */
const LEAST_MS = 50;
/** How long to leave a picture alone that X still works on, where X does not say, milliseconds. */
const LOOK_AGAIN_MS = 500;

const uploaded = z.object({
	data: z.object({
		id: z.string().regex(/^\d{1,19}$/),
		processing_info: z
			.object({ state: z.string().default(""), check_after_secs: z.number().min(0).optional() })
			.optional(),
	}),
});

/** Where one step stood in the way: X's clear no, or an answer after which trying again makes sense. */
type Failure = { readonly kind: "failed"; readonly outcome: PictureOutcome; readonly mayPass: boolean };

/**
 * Gives X a picture with its alternative text: initialize, append, finalize, metadata. X forgets it where no post comes, so a
 * step that failed in passing is repeated once with all the others. No alternative text, no picture.
 */
export async function uploadPicture(caller: XCaller, picture: Picture, withinMs: number): Promise<PictureOutcome> {
	const until = performance.now() + withinMs;
	const first = await uploadOnce(caller, picture, until);
	if (first.kind !== "failed") return first;
	if (!first.mayPass || until - performance.now() < LEAST_MS) return first.outcome;
	const second = await uploadOnce(caller, picture, until);
	return second.kind === "failed" ? second.outcome : second;
}

async function uploadOnce(caller: XCaller, picture: Picture, until: number): Promise<PictureOutcome | Failure> {
	const step = async (run: XCall) => {
		const timeoutMs = Math.floor(until - performance.now());
		if (timeoutMs < LEAST_MS) return tooSlow();
		const answer = await caller.call(run, { timeoutMs });
		return answer.kind === "answered" && answer.status < 300 ? answer : failureOf(answer);
	};
	const post = (path: string, body?: Record<string, unknown>) =>
		step((client) => client.v2.post(`media/${path}`, body, { fullResponse: true }));

	const { png } = picture;
	const begun = readId(
		await post("upload/initialize", {
			media_type: "image/png",
			total_bytes: png.length,
			media_category: "tweet_image",
		}),
	);
	if (begun.kind === "failed") return begun;
	const { id } = begun;
	const chunk = { segment_index: 0, media: png };
	const appended = await step((client) =>
		client.v2.post(`media/upload/${id}/append`, chunk, { fullResponse: true, forceBodyMode: "form-data" }),
	);
	if (appended.kind === "failed") return appended;
	let state = readId(await post(`upload/${id}/finalize`));
	while (state.kind === "known" && state.waitMs !== null) {
		if (until - performance.now() < state.waitMs) return tooSlow();
		await pause(state.waitMs);
		const query = { command: "STATUS", media_id: id };
		state = readId(await step((client) => client.v2.get("media/upload", query, { fullResponse: true })));
	}
	if (state.kind === "failed") return state;
	const described = await post("metadata", { id, metadata: { alt_text: { text: shortened(picture.alt) } } });
	return described.kind === "failed" ? described : { kind: "prepared", handle: id };
}

type Known = { readonly kind: "known"; readonly id: string; readonly waitMs: number | null };

/** `waitMs`: X still works on it; look again after that. */
function readId(answer: Extract<XAnswer, { kind: "answered" }> | Failure): Known | Failure {
	if (answer.kind === "failed") return answer;
	const read = uploaded.safeParse(answer.body);
	if (!read.success) return failure("X took the picture but did not name it.", true);
	const { id, processing_info } = read.data.data;
	if (processing_info === undefined || processing_info.state === "succeeded")
		return { kind: "known", id, waitMs: null };
	if (processing_info.state === "failed") return failure("X could not process the picture.", false);
	const seconds = processing_info.check_after_secs;
	return { kind: "known", id, waitMs: seconds === undefined ? LOOK_AGAIN_MS : seconds * 1000 };
}

function failureOf(answer: XAnswer): Failure {
	// What stops a post stops a picture; only the words are others.
	const outcome = classifyPublish(answer, 0, "https://x.com");
	const status = answer.kind === "answered" ? ` (HTTP ${answer.status})` : "";
	switch (outcome.kind) {
		case "reconnect":
		case "out-of-credits":
			return { kind: "failed", outcome: { kind: outcome.kind, reason: outcome.reason }, mayPass: false };
		case "retry-later":
			if (status !== "") return failure(`X's limit of uploads is used up for now${status}.`, false);
			return failure("X could not be reached to leave the picture there.", true);
		case "unconfirmed":
		case "published":
			if (answer.kind === "failed") return failure("X did not answer while it was given the picture.", true);
			return failure(`X had a fault of its own while it was given the picture${status}.`, true);
		case "refused":
		case "picture-refused":
		case "duplicate":
			return failure(`X did not take the picture${status}; an OAuth 2.0 token needs media.write for it.`, false);
		default:
			return outcome satisfies never;
	}
}

function tooSlow(): Failure {
	return failure("X took too long over the picture.", false);
}

function failure(reason: string, mayPass: boolean): Failure {
	return { kind: "failed", outcome: { kind: "without", reason }, mayPass };
}

/**
 * X forgets an upload after some time and says so with a 400 that names the media: nothing is public then, and the words can go
 * without it. Null for everything else, a picture or not.
 */
export function pictureRefusal(answer: XAnswer): PublishOutcome | null {
	if (answer.kind !== "answered" || (answer.status !== 400 && answer.status !== 403)) return null;
	const body = typeof answer.body === "object" ? JSON.stringify(answer.body) : "";
	if (!/media|image|photo/i.test(body) || /duplicate/i.test(body)) return null;
	return { kind: "picture-refused", reason: "X did not take the post with its picture; it goes out without." };
}

function shortened(alt: string): string {
	return alt.length <= LONGEST_ALT ? alt : `${cutText(alt, LONGEST_ALT - 3).trimEnd()}...`;
}
