import type { Instant } from "../domain/plain/instant.ts";
import type { Channel, SendContext } from "./port.ts";
import { createXCaller } from "./x-call.ts";
import { classifyPublish } from "./x-classify.ts";
import { secretsOf, type XCredentials } from "./x-credentials.ts";
import { pictureRefusal, uploadPicture } from "./x-picture.ts";
import { findOwnPost, readMe, unreadable } from "./x-timeline.ts";

export type XChannelOptions = {
	/** Where X's API is; the sandbox in demo, rehearsal and tests. Only its origin counts. */
	readonly apiBase?: string;
	readonly credentials: XCredentials;
	/** For each reading call, milliseconds. A publish brings its own. */
	readonly timeoutMs: number;
	readonly now: () => Instant;
};

/**
 * One X account. There is no retry in here, and no token refresher: the SDK's plugin for that sends the post again after
 * a 401 or a 403, which would post twice.
 */
export function createXChannel(options: XChannelOptions): Channel {
	const { apiBase, credentials, timeoutMs, now } = options;
	const caller = createXCaller(credentials, apiBase);
	const webBase = apiBase === undefined ? "https://x.com" : new URL(apiBase).origin;
	const secrets = secretsOf(credentials);
	let account: { id: string; username: string } | null = null;

	const read = (path: string, query: Record<string, string | number> = {}) =>
		caller.call((client) => client.v2.get(path, query, { fullResponse: true }), { timeoutMs });

	async function findAccount() {
		if (account) return account;
		const answer = await read("users/me");
		account = readMe(answer);
		return account ?? unreadable(answer);
	}

	return {
		platform: "x",
		async prepare(picture, withinMs) {
			return withoutSecrets(await uploadPicture(caller, picture, withinMs), secrets);
		},
		async publish(post, context: SendContext) {
			const media = post.picture === null ? {} : { media: { media_ids: [post.picture.handle] } };
			const answer = await caller.call(
				(client) => client.v2.post("tweets", { text: post.text, ...media }, { fullResponse: true }),
				context,
			);
			const refusal = post.picture === null ? null : pictureRefusal(answer);
			return withoutSecrets(refusal ?? classifyPublish(answer, now(), webBase), secrets);
		},
		async readBack(post, since) {
			const owner = await findAccount();
			if ("kind" in owner) return owner;
			return findOwnPost((query) => read(`users/${owner.id}/tweets`, query), post.text, since, webBase);
		},
		async remove(externalId) {
			const answer = await caller.call(
				(client) => client.v2.delete(`tweets/${externalId}`, undefined, { fullResponse: true }),
				{ timeoutMs },
			);
			if (answer.kind === "answered" && (answer.status < 300 || answer.status === 404)) return { kind: "removed" };
			return { kind: "not-removed", reason: "X did not confirm that the post is gone. Delete it on x.com." };
		},
		async whoAmI() {
			const owner = await findAccount();
			return "kind" in owner ? { ok: false, reason: owner.reason } : { ok: true, name: `@${owner.username}` };
		},
		async close() {
			caller.close();
		},
	};
}

/** X's own words can be part of a reason; should they ever repeat a key, it goes no further. */
function withoutSecrets<T extends { readonly kind: string; readonly reason?: string }>(
	outcome: T,
	secrets: string[],
): T {
	if (outcome.reason === undefined) return outcome;
	const reason = secrets.reduce((text, secret) => text.replaceAll(secret, "..."), outcome.reason);
	return { ...outcome, reason };
}
