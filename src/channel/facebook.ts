import { z } from "zod";
import type { Instant } from "../domain/plain/instant.ts";
import { readGraphError, readJson } from "./facebook-answer.ts";
import { classifyPublish, classifyReading } from "./facebook-classify.ts";
import type { FacebookCredentials } from "./facebook-credentials.ts";
import { openPage, type PageCalls } from "./facebook-graph.ts";
import { leavePicture, pictureRefusal } from "./facebook-picture.ts";
import { readBackPosts } from "./facebook-read-back.ts";
import { GRAPH } from "./facebook-sdk.ts";
import type { WireAnswer } from "./facebook-wire.ts";
import type { Channel } from "./port.ts";

export type FacebookChannelOptions = {
	/** The sandbox's address, or unset for Facebook itself. */
	readonly graphBase?: string;
	readonly credentials: FacebookCredentials;
	/** For each reading call, milliseconds, connecting included; a post brings its own limit. */
	readonly timeoutMs: number;
	readonly now: () => Instant;
	/** Follow HTTPS_PROXY and the like, for houses that let nothing out otherwise. */
	readonly proxyFromEnvironment?: boolean;
};

const pageNode = z.object({ id: z.string(), name: z.string() });

/** One Facebook Page. Loads Facebook's SDK at its first call; never sends twice, never throws, and tells no secret. */
export function createFacebookChannel(options: FacebookChannelOptions): Channel {
	const { credentials, timeoutMs, now, proxyFromEnvironment = false } = options;
	const graphBase = (options.graphBase ?? GRAPH).replace(/\/+$/, "");
	const reading = { timeoutMs, beforeWrite: () => {} };
	let opened: Promise<PageCalls> | null = null;

	async function page(): Promise<PageCalls | null> {
		opened ??= openPage({ graphBase, credentials, proxyFromEnvironment });
		return opened.catch(() => {
			opened = null;
			return null;
		});
	}

	return {
		platform: "facebook",
		async prepare(picture, withinMs) {
			const calls = await page();
			return calls === null ? { kind: "without", reason: NOT_LOADED } : leavePicture(calls, picture, withinMs);
		},
		async publish(post, { beforeWrite, timeoutMs: postTimeoutMs }) {
			const calls = await page();
			if (calls === null) return { kind: "retry-later", reason: `${NOT_LOADED} Nothing was sent.`, retryAt: null };
			const photoId = post.picture?.handle ?? null;
			const answer = await calls.createPost(post.text, photoId, { beforeWrite, timeoutMs: postTimeoutMs });
			const refusal = photoId === null ? null : pictureRefusal(answer);
			return refusal ?? classifyPublish(answer, now());
		},
		async readBack(post, since) {
			const calls = await page();
			if (calls === null) return { kind: "unreadable", reason: NOT_LOADED, needsReconnect: false };
			return readBackPosts(calls, post.text, since, reading);
		},
		async remove(externalId) {
			const calls = await page();
			if (calls === null) return { kind: "not-removed", reason: NOT_LOADED };
			const answer = await calls.deletePost(externalId, reading);
			const failure = classifyReading(answer);
			if (failure === null || isUnknownPost(answer)) return { kind: "removed" };
			return { kind: "not-removed", reason: `${failure.reason} Delete the post on the Page.` };
		},
		async whoAmI() {
			const calls = await page();
			if (calls === null) return { ok: false, reason: NOT_LOADED };
			const answer = await calls.readPage(reading);
			const failure = classifyReading(answer);
			if (failure !== null) return { ok: false, reason: failure.reason };
			const node = pageNode.safeParse(answer.kind === "answered" ? readJson(answer.body) : null);
			if (node.success) return { ok: true, name: node.data.name };
			return { ok: false, reason: "Facebook did not say which Page this is; check the Page id under Channels." };
		},
		// Idle connections close by themselves within seconds and never keep a process alive.
		async close() {},
	};
}

/** What can't be found is gone. */
function isUnknownPost(answer: WireAnswer): boolean {
	const error = answer.kind === "answered" ? readGraphError(answer.body) : null;
	return error?.code === 803 || (error?.code === 100 && error.error_subcode === 33);
}

const NOT_LOADED = "Carillon's part for Facebook could not be loaded; reinstall it with npm ci.";
