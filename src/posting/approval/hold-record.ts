import type pg from "pg";
import type { Instant } from "../../domain/plain/instant.ts";
import type { Approval, Hold } from "../../domain/post/approval.ts";
import type { WrittenFigures } from "../../domain/post/approved-words.ts";
import type { PostState } from "../../domain/post/post.ts";
import type { Db } from "../store.ts";

/** A person's own words for a post, and what they began with. */
export type Edit = {
	readonly text: string;
	readonly from: string;
	readonly figures: { readonly written: WrittenFigures; readonly giver: string | null };
	readonly at: Instant;
	readonly by: string;
};

/** All that people have said about one post, and how it stands. */
export type HoldRecord = {
	readonly postId: number;
	readonly accountId: string;
	readonly state: PostState;
	readonly hold: Hold | null;
	readonly approvers: number;
	readonly reason: string | null;
	readonly expiresAt: Instant;
	readonly nextStepAt: Instant | null;
	readonly edit: Edit | null;
	readonly standing: readonly Approval[];
};

type Row = Omit<HoldRecord, "expiresAt" | "nextStepAt" | "edit" | "standing"> & {
	expiresAt: Date;
	nextStepAt: Date | null;
	editedText: string | null;
	editedFrom: string | null;
	editedFigures: Edit["figures"] | null;
	editedAt: Date | null;
	editedBy: string | null;
	standing: (Omit<Approval, "at"> & { at: string })[];
};

/** Read under the account's lock (the fence, and whoever changes it), or as it stands (a list). */
export async function loadHoldRecord(db: Db, postId: number): Promise<HoldRecord | null> {
	const { rows } = await db.query<Row>({
		name: "load-hold-record",
		text: `select p.id as "postId", p.account_id as "accountId", p.state, p.hold, p.approvers, p.reason, p.expires_at as "expiresAt",
		         p.next_step_at as "nextStepAt", p.edited_text as "editedText", p.edited_from as "editedFrom",
		         p.edited_figures as "editedFigures", p.edited_at as "editedAt", p.edited_by as "editedBy",
		         coalesce((select jsonb_agg(jsonb_build_object('staffId', v.staff_id, 'by', v.staff_name, 'at', v.given_at, 'text', v.text,
		             'pictureAlt', v.picture_alt, 'answered', v.answered) order by v.id)
		           from approval v where v.post_id = p.id and v.verdict = 'approved' and v.void_at is null), '[]') as standing
		       from post p where p.id = $1`,
		values: [postId],
	});
	const [row] = rows;
	if (row === undefined) return null;
	const { editedText, editedFrom, editedFigures, editedAt, editedBy, standing, expiresAt, nextStepAt, ...rest } = row;
	return {
		...rest,
		expiresAt: expiresAt.getTime(),
		nextStepAt: nextStepAt?.getTime() ?? null,
		edit:
			editedText === null || editedAt === null
				? null
				: {
						text: editedText,
						from: editedFrom ?? "",
						figures: editedFigures ?? { written: {}, giver: null },
						at: editedAt.getTime(),
						by: editedBy ?? "somebody",
					},
		standing: standing.map((one) => ({ ...one, at: Date.parse(one.at) })),
	};
}

/** Those who approved have to look again: their word was for something else. */
export async function voidApprovals(
	client: Pick<pg.PoolClient, "query">,
	postId: number,
	why: "edited" | "moved" | "gate",
): Promise<void> {
	await client.query(
		"update approval set void_at = now(), void_why = $2 where post_id = $1 and verdict = 'approved' and void_at is null",
		[postId, why],
	);
}
