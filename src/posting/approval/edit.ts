import { noLongerHeld } from "../../domain/post/approval.ts";
import type { EditRequest } from "../../web/contract/staff/approvals.ts";
import { mayCarryLink } from "../link-policy.ts";
import { verdictOn } from "../words.ts";
import { type Asked, type DeedParts, done, type Outcome, refused, withPost, writeDeed } from "./deed.ts";
import { whyUnfit, writtenFigures } from "./final-words.ts";
import { voidApprovals } from "./hold-record.ts";
import { renderHeld } from "./rendering.ts";

/**
 * A person's own words in place of the template's, on one account. They pass the privacy gate here and again when they go out; figures
 * of the drive in them go on moving. Whoever approved before approved something else: their yes counts no more.
 */
export async function editPost(
	parts: DeedParts,
	asked: Asked,
	{ postId, text: typed, seen }: EditRequest,
): Promise<Outcome> {
	const text = typed.normalize("NFC").replace(/\r\n?/g, "\n").trim();
	return withPost(parts, asked, postId, async (locked) => {
		const { record, client, account, now } = locked;
		if (record.state !== "held") return refused(postId, "gone", noLongerHeld(record.state));
		const rendering = await renderHeld(parts, client, record, account, now);
		if (rendering === null) return refused(postId, "gone", "There is no such post any more.");
		const { subject } = rendering;
		const leave = await mayCarryLink(client, account, subject.announcement);
		const unfit = await whyUnfit(client, account, text, leave.mayLink ? null : leave.why);
		if (unfit !== null) return refused(postId, "unfit", unfit);
		const verdict = verdictOn(text, subject);
		const barred = verdict.ok ? [] : verdict.findings.filter(({ answerable }) => !answerable);
		if (barred.length > 0) {
			const found = barred.map(({ words, explanation }) => `"${words}": ${explanation}`).join(" ");
			return refused(postId, "gate", `The privacy gate does not let this out. ${found}`);
		}
		await writeDeed(locked, asked.person, { verdict: "edited", text });
		await voidApprovals(client, postId, "edited");
		const figures = { written: writtenFigures(subject, account), giver: subject.giverName };
		await client.query(
			`update post set edited_text = $2, edited_from = $3, edited_figures = $4, edited_at = $5, edited_by = $6, approvers = greatest(approvers, 1),
			   hold = case when hold = 'countdown' then 'stopped' when hold in ('gate', 'moved') then 'approval' else hold end,
			   next_step_at = null, reason = null
			 where id = $1`,
			[postId, text, seen, JSON.stringify(figures), new Date(now), asked.person.name],
		);
		await asked.beside(client, "post.edited", postId);
		return done(postId, "Saved. It waits for approval with these words.");
	});
}
