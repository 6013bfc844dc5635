import { createHash, randomUUID } from "node:crypto";
import type { Pool } from "pg";

const BEAT_MS = 5_000;

/** Which screens have a stream open in this process, told to the database every few seconds for the check before a drive. */
export type ScreenPresence = {
	/** Call what it gives back when the stream has ended. */
	readonly joined: (token: string, campaignId: string) => () => void;
	readonly close: () => Promise<void>;
};

export function openScreenPresence(pool: Pool): ScreenPresence {
	const processId = randomUUID();
	const open = new Map<string, { readonly campaignId: string; readonly hash: string; screens: number }>();
	let isEmpty = true;

	async function tell(): Promise<void> {
		const now = [...open.values()];
		if (now.length === 0 && isEmpty) return;
		isEmpty = now.length === 0;
		await pool.query(
			`with gone as (delete from screen_presence where at < now() - interval '1 minute' or (process_id = $1 and token_hash <> all($2)))
			 insert into screen_presence (process_id, token_hash, campaign_id, screens, at)
			 select $1, t.*, now() from unnest($2::text[], $3::text[], $4::int[]) as t (token_hash, campaign_id, screens)
			 on conflict (process_id, token_hash) do update set screens = excluded.screens, at = excluded.at`,
			[processId, now.map((one) => one.hash), now.map((one) => one.campaignId), now.map((one) => one.screens)],
		);
	}

	// A beat that fails is left out: the next one comes.
	let last: Promise<void> = Promise.resolve();
	const timer = setInterval(() => {
		last = tell().catch(() => undefined);
	}, BEAT_MS);
	timer.unref();
	return {
		joined(token, campaignId) {
			const hash = createHash("sha256").update(token).digest("hex");
			const known = open.get(hash) ?? { campaignId, hash, screens: 0 };
			known.screens += 1;
			open.set(hash, known);
			return () => {
				known.screens -= 1;
				if (known.screens === 0) open.delete(hash);
			};
		},
		async close() {
			clearInterval(timer);
			await last;
		},
	};
}
