import type { Instant } from "../../domain/plain/instant.ts";
import { planPosts } from "../../domain/post/post-plan.ts";
import { awaitApproval } from "./approvals.ts";
import { TooManyPosts } from "./too-many-posts.ts";
import type { Fallen } from "./virtual-ledger.ts";
import { type VirtualPost, virtualPost } from "./virtual-post.ts";
import { type Desk, lookAt, type Room } from "./virtual-room.ts";

/** What fell at one moment becomes a post on every account, by the plan that the ledger's transaction makes. */
export function announce(
	room: Room,
	desks: readonly Desk[],
	posts: VirtualPost[],
	fallen: readonly Fallen[],
	now: Instant,
): void {
	if (fallen.length === 0) return;
	const byKey = new Map(fallen.map((one) => [one.key, one]));
	const plans = planPosts(room.setup.campaign, fallen, now);
	for (const desk of desks) {
		const made = new Map<string, VirtualPost>();
		for (const plan of plans) {
			const about = byKey.get(plan.key);
			if (about === undefined) continue;
			const post = virtualPost(posts.length + 1, desk.account, { fallen: about, plan, now });
			posts.push(post);
			made.set(plan.key, post);
			begin(room, desk, post, now);
		}
		for (const { key, supersededBy } of plans) {
			const post = made.get(key);
			if (post !== undefined && supersededBy !== null) post.by = made.get(supersededBy) ?? null;
		}
	}
	if (posts.length > TooManyPosts.most) throw new TooManyPosts();
}

function begin(room: Room, desk: Desk, post: VirtualPost, now: Instant): void {
	if (post.state === "ready") {
		desk.waiting.add(post);
		lookAt(room, desk, now);
	} else if (post.hold === "countdown") {
		room.agenda.put(post.notBefore, { kind: "time-is-up", post, desk });
	} else if (post.hold === "approval") {
		awaitApproval(room, desk, post, now);
	}
}
