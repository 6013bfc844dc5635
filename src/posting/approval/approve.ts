import { stillNeeded, unanswered, whyNotApprove } from "../../domain/post/approval.ts";
import { stillSays } from "../../domain/post/approved-words.ts";
import type { Seen } from "../../web/contract/staff/approvals.ts";
import { readRedButton } from "../store.ts";
import { type Asked, type DeedParts, done, type Locked, type Outcome, refused, withPost, writeDeed } from "./deed.ts";
import { type Rendering, renderHeld } from "./rendering.ts";

/** A ready post is dispatched right after the commit; the sweep looks only where that came to nothing. */
const DISPATCH_GRACE_MS = 3_000;

/**
 * One person's yes to what they saw. It counts only where the post would still say that; with the last yes it takes, the post is ready to
 * go. `answersFindings`: they answer, by name, for what the privacy gate found and lets people answer for.
 */
export async function approvePost(
	parts: DeedParts,
	asked: Asked & { readonly answersFindings: boolean },
	seen: Seen,
): Promise<Outcome> {
	return withPost(parts, asked, seen.postId, async (locked) => {
		const { record, client, account, now } = locked;
		const why = whyNotApprove({ ...record, now }, asked.person.id);
		if (why !== null) return refused(seen.postId, record.state === "held" ? "not-you" : "gone", why);
		const rendering = await renderHeld(parts, client, record, account, now);
		if (rendering === null) return refused(seen.postId, "gone", "There is no such post any more.");
		const no = refusalOf(rendering, seen, asked.answersFindings);
		if (no !== null) return no;
		const answered = rendering.findings.map(({ code, words }) => ({ code, words }));
		await writeDeed(locked, asked.person, {
			verdict: "approved",
			text: seen.text,
			picture:
				seen.pictureAlt === null || rendering.picture === null ? null : { ...rendering.picture, alt: seen.pictureAlt },
			figures: rendering.subject.now,
			answered,
		});
		await asked.beside(client, "post.approved", seen.postId);
		const yes = {
			staffId: asked.person.id,
			by: asked.person.name,
			at: now,
			text: seen.text,
			pictureAlt: null,
			answered,
		};
		const missing = stillNeeded({ approvers: record.approvers, standing: [...record.standing, yes] });
		return missing > 0 ? done(seen.postId, "Approved by you. A second person lets it go.") : letGo(locked, rendering);
	});
}

function refusalOf(rendering: Rendering, seen: Seen, answersFindings: boolean): Outcome | null {
	const { text, problem, findings, picture } = rendering;
	if (text === null || problem !== null)
		return refused(seen.postId, "gate", problem ?? "It has no words that can go out.");
	const verdict = stillSays(seen.text, text);
	const isSamePicture =
		picture === null || seen.pictureAlt === null || stillSays(seen.pictureAlt, picture.alt) !== "words-changed";
	if (verdict === "words-changed" || !isSamePicture)
		return refused(seen.postId, "moved", "Its words have changed since you read it. Look at it again.");
	if (verdict === "figures-moved")
		return refused(seen.postId, "moved", "Its numbers have moved since you read it. Look at it again.");
	if (unanswered(findings, []).length > 0 && !answersFindings)
		return refused(seen.postId, "gate", "Look at what the privacy gate found, and say that it is not about a person.");
	return null;
}

async function letGo({ client, record, account, now }: Locked, { opensAt }: Rendering): Promise<Outcome> {
	const at = new Date(opensAt);
	await client.query(
		`update post set state = 'ready', hold = null, reason = null, approvers = greatest(approvers, 1), not_before = $2, next_step_at = $3
		 where id = $1 and state = 'held'`,
		[record.postId, at, new Date(opensAt + DISPATCH_GRACE_MS)],
	);
	const isStopped = await readRedButton(client, account.campaignId);
	const says = isStopped
		? "Approved. It goes out when posting goes on."
		: opensAt > now
			? "Approved. It goes out when its rule's hours begin."
			: "Approved. It goes out now.";
	return { ...done(record.postId, says), ready: { id: record.postId, accountId: account.id } };
}
