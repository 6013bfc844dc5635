import type pg from "pg";
import type { Env } from "../../config/env.ts";
import { newestMigration } from "../db/newest-migration.ts";
import { openPool } from "../db/pool.ts";
import { openQueueBackend } from "../queue/backend.ts";
import type { Finding } from "./finding.ts";

export async function examineDatabase(env: Env, databaseUrl: string): Promise<Finding[]> {
	const pool = openPool(databaseUrl, { max: 2, applicationName: "carillon doctor" });
	try {
		const reached = await reach(pool);
		if (reached.state === "broken") return [reached];
		return [
			reached,
			await clock(pool),
			await queue(env, databaseUrl),
			...(await campaigns(pool)),
			await inbox(pool),
			await posts(pool),
		];
	} finally {
		await pool.end();
	}
}

/** The same for a running process, on its own pool: what every drive stands on. */
export async function examineFoundation(pool: pg.Pool, env: Env, databaseUrl: string): Promise<Finding[]> {
	const reached = await reach(pool);
	return reached.state === "broken" ? [reached] : [reached, await clock(pool), await queue(env, databaseUrl)];
}

async function reach(pool: pg.Pool): Promise<Finding> {
	const what = "Database";
	try {
		const { rowCount } = await pool.query("select 1 from schema_migration where name = $1", [newestMigration()]);
		if (rowCount === 1) return { what, state: "ok", says: "reached, and its tables are of this version" };
		return { what, state: "broken", says: 'its tables are older than this version: run "carillon migrate"' };
	} catch (error) {
		const isMissing = error instanceof Error && "code" in error && error.code === "42P01";
		const says = isMissing
			? 'it is empty: run "carillon migrate"'
			: "can't be reached: check DATABASE_URL, and that the server runs";
		return { what, state: "broken", says };
	}
}

/** Pacing and expiry compare both clocks; Stripe's signatures compare ours with theirs. */
async function clock(pool: pg.Pool): Promise<Finding> {
	const before = Date.now();
	const { rows } = await pool.query<{ now: Date }>("select clock_timestamp() as now");
	const middle = (before + Date.now()) / 2;
	const off = Math.abs((rows[0]?.now.getTime() ?? middle) - middle);
	const what = "Clock";
	if (off < 2_000) return { what, state: "ok", says: "this machine and the database agree" };
	return {
		what,
		state: "broken",
		says: `this machine and the database are ${Math.round(off / 1000)} s apart: set both by NTP`,
	};
}

async function queue(env: Env, databaseUrl: string): Promise<Finding> {
	const what = "Queue";
	const kind = env.REDIS_URL === undefined ? "PostgreSQL" : "Redis";
	const backend = await openQueueBackend({ redisUrl: env.REDIS_URL, databaseUrl });
	try {
		await backend.ping();
		return { what, state: "ok", says: `BullMQ on ${kind} answers` };
	} catch {
		return {
			what,
			state: "broken",
			says: `BullMQ on ${kind} does not answer: check REDIS_URL, or unset it to use PostgreSQL`,
		};
	} finally {
		await backend.close();
	}
}

async function campaigns(pool: pg.Pool): Promise<Finding[]> {
	const { rows } = await pool.query<{ id: string; state: string; stopped: boolean; accounts: number }>(
		`select id, state, posting_stopped_at is not null as stopped,
		   (select count(*) from channel_account a where a.campaign_id = c.id and a.enabled) as accounts
		 from campaign c where state <> 'archived' and twin_of is null order by id`,
	);
	if (rows.length === 0) {
		return [
			{
				what: "Campaigns",
				state: "warning",
				says: 'none yet: "carillon start --campaign FILE.json"; config/campaigns/example.json is a full example',
			},
		];
	}
	return rows.map(({ id, state, stopped, accounts }) => {
		const what = `Campaign ${id}`;
		if (stopped)
			return { what, state: "warning", says: 'posting is stopped: "carillon posting resume" when it may go on' };
		if (state === "live" && accounts === 0)
			return { what, state: "warning", says: "live without a channel: its milestones are announced nowhere" };
		return { what, state: "ok", says: `${state}, ${accounts} channel(s)` };
	});
}

async function inbox(pool: pg.Pool): Promise<Finding> {
	const { rows } = await pool.query<{ outcome: string; n: number; reason: string | null }>(
		// A gift that found its place later is placed, whatever was noted of the event that came too early.
		`select outcome, count(*) as n, max(reason) as reason from stripe_event
		 where outcome in ('set-aside', 'awaiting') group by outcome
		 union all select 'without a campaign', count(*), max(unplaced_reason) from gift
		 where unplaced_reason is not null having count(*) > 0 order by 1`,
	);
	const what = "Stripe events";
	if (rows.length === 0) return { what, state: "ok", says: "every one found its place" };
	const says = rows.map((row) => `${row.n} ${row.outcome} (for example: ${row.reason ?? "no reason"})`).join("; ");
	return { what, state: "warning", says: `${says}. They are kept, and no money in them is counted yet` };
}

async function posts(pool: pg.Pool): Promise<Finding> {
	const { rows } = await pool.query<{ unconfirmed: number; held: number; late: number }>(
		`select count(*) filter (where state = 'unconfirmed' and next_step_at is null) as unconfirmed,
		   count(*) filter (where state = 'held' and next_step_at is null) as held,
		   count(*) filter (where state = 'ready' and not_before < now() - interval '1 minute') as late
		 from post`,
	);
	const { unconfirmed = 0, held = 0, late = 0 } = rows[0] ?? {};
	const what = "Posts";
	if (unconfirmed + held + late === 0) return { what, state: "ok", says: "none waits for a person" };
	return {
		what,
		state: "warning",
		says: `${unconfirmed} may or may not be public (look at the account), ${held} held by the privacy gate, ${late} waiting for more than a minute (is a publish worker running?)`,
	};
}
