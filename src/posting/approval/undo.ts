import { whyNotUndo } from "../../domain/post/approval.ts";
import { type Asked, type DeedParts, done, type Locked, type Outcome, refused, withPost } from "./deed.ts";

/** Takes back the last thing that a person did with a post, as long as nothing was sent. */
export async function undoLast(parts: DeedParts, asked: Asked, postId: number): Promise<Outcome> {
	return withPost(parts, asked, postId, async (locked) => {
		const why = whyNotUndo(locked.record.state);
		if (why !== null) return refused(postId, "gone", why);
		const last = await lastDeed(locked);
		if (last === null) return refused(postId, "gone", "There is nothing to take back.");
		if (await wasTried(locked))
			return refused(postId, "gone", "It was sent before and may be public: look at it under Posts.");
		await locked.client.query("update approval set void_at = now(), void_why = 'undone' where id = $1", [last.id]);
		// A countdown whose end has passed meanwhile doesn't let it go behind anybody's back.
		await locked.client.query(
			`update post p set state = 'held', reason = v.stood->>'reason', approvers = greatest((v.stood->>'approvers')::int, case when late then 1 else 0 end),
			   hold = case when late then 'stopped' else coalesce(v.stood->>'hold', p.hold, 'approval') end,
			   next_step_at = case when v.stood->>'hold' = 'countdown' and not late then (v.stood->>'next_step_at')::timestamptz end,
			   not_before = (v.stood->>'not_before')::timestamptz,
			   edited_text = v.stood->>'edited_text', edited_from = v.stood->>'edited_from', edited_by = v.stood->>'edited_by',
			   edited_at = (v.stood->>'edited_at')::timestamptz, edited_figures = nullif(v.stood->'edited_figures', 'null'::jsonb)
			 from (select *, stood->>'hold' = 'countdown' and (stood->>'next_step_at')::timestamptz <= now() is true as late
			       from approval where id = $1) v
			 where p.id = v.post_id`,
			[last.id],
		);
		await asked.beside(locked.client, `post.${last.verdict}-undone`, postId);
		return done(postId, SAYS[last.verdict]);
	});
}

type Verdict = "approved" | "edited" | "dropped" | "stopped";

const SAYS: Readonly<Record<Verdict, string>> = {
	approved: "The approval is taken back. It waits again.",
	edited: "The words are as they were before.",
	dropped: "It waits again.",
	stopped: "It stands as before.",
};

async function lastDeed({ client, record }: Locked): Promise<{ id: number; verdict: Verdict } | null> {
	const { rows } = await client.query<{ id: number; verdict: Verdict }>(
		"select id, verdict from approval where post_id = $1 and void_at is null order by id desc limit 1",
		[record.postId],
	);
	return rows[0] ?? null;
}

/** A try whose absence was proved leaves nothing public; any other may have. */
async function wasTried({ client, record }: Locked): Promise<boolean> {
	const { rowCount } = await client.query(
		"select from attempt where post_id = $1 and outcome in ('published', 'unconfirmed', 'duplicate', 'lost') limit 1",
		[record.postId],
	);
	return rowCount !== 0;
}
