import type { Instant } from "../domain/plain/instant.ts";
import type { Channel, OutgoingPost } from "./port.ts";

export type DryRunRecord = { readonly id: string; readonly recordedAt: Instant };
export type DryRunOptions = {
	/** Keeps what would have been said and names the record. */
	readonly record: (post: OutgoingPost) => Promise<DryRunRecord>;
	/** The record of this post made at or after `since`, if there is one. */
	readonly find: (post: OutgoingPost, since: Instant) => Promise<DryRunRecord | null>;
};

/** Publishes nowhere: everything up to the last step happens as on air, for rehearsals and a first day's caution. */
export function createDryRunChannel({ record, find }: DryRunOptions): Channel {
	return {
		platform: "dry-run",
		async publish(post, context) {
			try {
				context.beforeWrite();
			} catch {
				return {
					kind: "retry-later",
					reason: "Posting was stopped or ran late, so nothing was recorded.",
					retryAt: null,
				};
			}
			try {
				const { id } = await record(post);
				return { kind: "published", externalId: id, url: null };
			} catch {
				// The record may have been kept before the error: as with a real platform, looking comes before repeating.
				return {
					kind: "unconfirmed",
					reason: "The dry run could not be recorded; Carillon checks before it tries again.",
				};
			}
		},
		prepare: async ({ hash }) => ({ kind: "prepared", handle: hash }),
		async readBack(post, since) {
			try {
				const found = await find(post, since);
				if (!found) return { kind: "absent" };
				return { kind: "found", externalId: found.id, url: null, publishedAt: found.recordedAt };
			} catch {
				return {
					kind: "unreadable",
					reason: "The dry run's records could not be read just now.",
					needsReconnect: false,
				};
			}
		},
		// What was recorded was never public.
		remove: async () => ({ kind: "removed" }),
		whoAmI: async () => ({ ok: true, name: "dry run" }),
		async close() {},
	};
}
