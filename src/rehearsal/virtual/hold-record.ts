import type { HoldRecord } from "../../posting/approval/hold-record.ts";
import type { Db } from "../../posting/store.ts";
import type { VirtualPost } from "./virtual-post.ts";

/** As the real one is read from its row; nobody edits in a rehearsal. */
export function holdRecordOf(post: VirtualPost): HoldRecord {
	return {
		postId: post.id,
		accountId: post.account.id,
		state: post.state,
		hold: post.hold,
		approvers: post.approvers,
		reason: post.why,
		expiresAt: post.expiresAt,
		nextStepAt: null,
		edit: null,
		standing: post.standing,
	};
}

/** Where the real functions would ask one. Only a person's own words need it, and there are none in a rehearsal. */
export const NO_DATABASE: Db = {
	query: () => {
		throw new Error("A rehearsal has no database: what it asks must come from its own memory.");
	},
};
