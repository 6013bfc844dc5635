import { z } from "zod";
import type { PictureOutcome, PublishOutcome } from "../domain/post/post.ts";
import { type GraphErrorBody, readGraphError, readJson } from "./facebook-answer.ts";
import { classifyPublish } from "./facebook-classify.ts";
import type { PageCalls } from "./facebook-graph.ts";
import type { WireAnswer } from "./facebook-wire.ts";
import type { Picture } from "./port.ts";

const photo = z.object({ id: z.string().regex(/^\d{1,25}$/) });

/** Codes and subcodes by which Graph refuses a picture, not a post: see facebook-refusals.ts for what they say. */
const PICTURE_CODES = new Set([324]);
const PICTURE_SUBCODES = new Set([1_366_046, 2_069_019]);

/**
 * Lets Facebook fetch the picture and keep it unpublished, for a post to attach. However a try ends, nobody sees anything, so a
 * failure in passing (Graph's codes 1 and 2, a gateway's page, a lost answer) is tried once more where time is left.
 */
export async function leavePicture(calls: PageCalls, picture: Picture, withinMs: number): Promise<PictureOutcome> {
	const { url, alt } = picture;
	if (url === null) {
		return {
			kind: "without",
			reason: "Facebook takes pictures from a public address only, and CARILLON_PUBLIC_URL is not set.",
		};
	}
	const until = performance.now() + withinMs;
	const ask = () => calls.createPhoto(url, alt, { beforeWrite: () => {}, timeoutMs: until - performance.now() });
	const first = pictureOutcome(await ask());
	if (!first.mayPass || until - performance.now() < withinMs / 2) return first.outcome;
	return pictureOutcome(await ask()).outcome;
}

type Left = { readonly outcome: PictureOutcome; readonly mayPass: boolean };

function pictureOutcome(answer: WireAnswer): Left {
	const isYes = answer.kind === "answered" && answer.status >= 200 && answer.status < 300;
	const named = isYes ? photo.safeParse(readJson(answer.body)) : null;
	if (named?.success) return { outcome: { kind: "prepared", handle: named.data.id }, mayPass: false };
	// What stops a post stops a picture; only the words are others. When a limit opens again is the post's business.
	const outcome = classifyPublish(answer, 0);
	switch (outcome.kind) {
		case "reconnect":
		case "out-of-credits":
			return { outcome: { kind: outcome.kind, reason: outcome.reason }, mayPass: false };
		case "refused":
		case "picture-refused":
		case "duplicate":
			return without(`Facebook did not take the picture. ${outcome.reason}`, false);
		case "retry-later":
			if (answer.kind === "answered") return without("Facebook's limit of calls was reached with the picture.", false);
			return without("Facebook could not be reached to leave the picture there.", true);
		case "unconfirmed":
		case "published":
			return without("Facebook did not say whether it has the picture.", true);
		default:
			return outcome satisfies never;
	}
}

function without(reason: string, mayPass: boolean): Left {
	return { outcome: { kind: "without", reason }, mayPass };
}

/** A clear no to the picture of a post: nothing is public, and the words can go without it. Null for everything else. */
export function pictureRefusal(answer: WireAnswer): PublishOutcome | null {
	if (answer.kind !== "answered" || answer.status >= 500) return null;
	const error = readGraphError(answer.body);
	if (error === null || !isAboutPicture(error)) return null;
	return { kind: "picture-refused", reason: "Facebook did not take the post with its picture; it goes out without." };
}

function isAboutPicture({ code, error_subcode, message }: GraphErrorBody): boolean {
	// "Unknown" and "try later" prove nothing, whatever stands beside them.
	if (code === 1 || code === 2) return false;
	if (PICTURE_CODES.has(code ?? -1) || PICTURE_SUBCODES.has(error_subcode ?? -1)) return true;
	return code === 100 && /attached_media|media_fbid|photo/i.test(message);
}
