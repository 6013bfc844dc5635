import { type Instant, MINUTE } from "../../domain/plain/instant.ts";
import type { Approval } from "../../domain/post/approval.ts";
import { opensAt } from "../../domain/post/post-plan.ts";
import { finalWords, pictureWords } from "../../posting/approval/final-words.ts";
import { holdRecordOf, NO_DATABASE } from "./hold-record.ts";
import { holdBack, letGo, settle, type VirtualPost } from "./virtual-post.ts";
import { carriesPicture, type Desk, lookAt, type Room } from "./virtual-room.ts";
import { virtualSubject } from "./virtual-subject.ts";

/** Somebody will look at it after the time that staff are assumed to take, or nobody ever does. */
export function awaitApproval(room: Room, desk: Desk, post: VirtualPost, now: Instant): void {
	const { approvedAfterMinutes } = room.assumptions;
	if (approvedAfterMinutes !== null) {
		const at = now + approvedAfterMinutes * MINUTE;
		if (at < post.expiresAt) room.agenda.put(at, { kind: "approve", post, desk });
	}
	room.agenda.put(post.expiresAt, { kind: "expire", post });
}

/** As many people as it takes say yes to what they see. What the privacy gate stops nobody lets out in a rehearsal. */
export async function approve(room: Room, desk: Desk, post: VirtualPost, now: Instant): Promise<void> {
	if (post.state !== "held" || post.hold === "gate") return;
	const { setup, ledger, memory, words } = room;
	const subject = await virtualSubject(setup, ledger, memory.sources, post, now);
	const { window } = post.fallen.rule;
	// Asked as if its hours had come: people approve at night, too.
	const opens = window === undefined ? now : opensAt(window, setup.campaign.timeZone, now);
	const record = holdRecordOf(post);
	const found = await finalWords(words, NO_DATABASE, { record, account: post.account, subject, now: opens });
	if (found.kind === "held") {
		post.text = found.text ?? null;
		return holdBack(post, "gate", found.reason, post.heldSince ?? now);
	}
	if (found.kind !== "words") {
		const why = found.kind === "later" ? "It can't go in its rule's hours." : found.reason;
		return settle(post, "cancelled", now, why);
	}
	const pictureAlt = carriesPicture(room, post) ? pictureWords(subject, post.account) : null;
	post.standing = Array.from({ length: Math.max(1, post.approvers) }, (_, index): Approval => {
		const by = `somebody (${index + 1})`;
		return { staffId: by, by, at: now, text: found.text, pictureAlt, answered: [] };
	});
	letGo(post, now);
	post.notBefore = opens;
	desk.waiting.add(post);
	lookAt(room, desk, Math.max(now, opens));
}

/** A countdown that has run down lets its post go by itself. */
export function endCountdown(room: Room, desk: Desk, post: VirtualPost, now: Instant): void {
	if (post.state !== "held" || post.hold !== "countdown") return;
	letGo(post, now);
	desk.waiting.add(post);
	lookAt(room, desk, now);
}

/** Nobody said yes in time. */
export function expireHeld(post: VirtualPost, now: Instant): void {
	if (post.state !== "held") return;
	const before = post.hold === "gate" || post.hold === "moved" ? post.why : null;
	const why = before === null ? "Nobody approved it in time." : `It could not go out in time. Before that: ${before}`;
	settle(post, "expired", now, why);
}
