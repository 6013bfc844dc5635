import { noLongerHeld } from "../../domain/post/approval.ts";
import { type Asked, type DeedParts, done, type Outcome, refused, withPost, writeDeed } from "./deed.ts";

/** It never goes out, and the log says who wanted it so. */
export async function dropPost(
	parts: DeedParts,
	asked: Asked & { readonly reason: string | null },
	postId: number,
): Promise<Outcome> {
	return withPost(parts, asked, postId, async (locked) => {
		const { record, client } = locked;
		if (record.state !== "held" && record.state !== "ready") return refused(postId, "gone", noLongerHeld(record.state));
		await writeDeed(locked, asked.person, { verdict: "dropped", reason: asked.reason });
		const reason = `Dropped by ${asked.person.name}${asked.reason === null ? "." : `: ${asked.reason}`}`;
		await client.query(
			"update post set state = 'cancelled', hold = null, reason = $2, next_step_at = null where id = $1",
			[postId, reason],
		);
		await asked.beside(client, "post.dropped", postId);
		return done(postId, "Dropped. It will not be posted.");
	});
}

/** The countdown ends and nothing goes: from now on it waits for a person. */
export async function stopCountdown(parts: DeedParts, asked: Asked, postId: number): Promise<Outcome> {
	return withPost(parts, asked, postId, async (locked) => {
		const { record, client } = locked;
		if (record.state !== "held") return refused(postId, "gone", noLongerHeld(record.state));
		if (record.hold !== "countdown") return done(postId, "No countdown runs. It waits for a person.");
		await writeDeed(locked, asked.person, { verdict: "stopped" });
		await client.query(
			`update post set hold = 'stopped', approvers = greatest(approvers, 1), next_step_at = null, reason = $2 where id = $1`,
			[postId, `${asked.person.name} stopped its countdown.`],
		);
		await asked.beside(client, "post.countdown-stopped", postId);
		return done(postId, "Stopped. It waits until somebody approves it.");
	});
}
