import type { Channel, OutgoingPost } from "./port.ts";

export type OnAirParts = {
	/** Puts the sentence on the hosts' screens; the same announcement twice must be one. Returns its number there. */
	readonly record: (post: OutgoingPost) => Promise<number>;
	/** Its number on the screens, or null. */
	readonly find: (post: OutgoingPost) => Promise<number | null>;
	/** True where the error proves that nothing was written. */
	readonly isAway: (error: unknown) => boolean;
};

/** The host's script as a channel: it says what the other channels say, to the person at the microphone, at once. */
export function createOnAirChannel(parts: OnAirParts): Channel {
	return {
		platform: "on-air",
		async publish(post, context) {
			try {
				context.beforeWrite();
			} catch {
				return {
					kind: "retry-later",
					reason: "It took too long to get to the screens; it is tried again.",
					retryAt: null,
				};
			}
			try {
				return { kind: "published", externalId: `script-${await parts.record(post)}`, url: null };
			} catch (error) {
				// Recording is idempotent by announcement, so trying again can't say it twice.
				const reason = parts.isAway(error) ? "The database was away." : "The sentence could not be put on the screens.";
				return { kind: "retry-later", reason, retryAt: null };
			}
		},
		prepare: async () => ({ kind: "without", reason: "The host's script has no pictures." }),
		async readBack(post) {
			try {
				const seq = await parts.find(post);
				if (seq === null) return { kind: "absent" };
				return { kind: "found", externalId: `script-${seq}`, url: null, publishedAt: null };
			} catch {
				return { kind: "unreadable", reason: "The database was away.", needsReconnect: false };
			}
		},
		remove: async () => ({ kind: "not-removed", reason: "What hosts have seen can't be taken back." }),
		async whoAmI() {
			return { ok: true, name: "Host screens" };
		},
		async close() {},
	};
}
