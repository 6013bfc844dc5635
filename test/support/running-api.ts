import { Agent, type IncomingHttpHeaders, request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type pg from "pg";
import { type Env, readEnv } from "../../config/env.ts";
import { saveCampaign } from "../../src/campaign/store.ts";
import type { Campaign } from "../../src/domain/drive/campaign.ts";
import { layFoundation } from "../../src/foundation.ts";
import { openLifecycle } from "../../src/lifecycle.ts";
import type { LogFields } from "../../src/log.ts";
import { type SignedDelivery, signBody, signedDelivery } from "../../src/sandbox/stripe-delivery.ts";
import { openApi } from "../../src/server.ts";
import { openTestDatabase, type TestDatabase } from "./database.ts";

export const SECRET = "whsec_the_first_secret";
export const OTHER_SECRET = "whsec_the_second_secret";

export type Answer = { readonly status: number; readonly headers: IncomingHttpHeaders; readonly text: string };
export type LogLine = { readonly level: string; readonly sentence: string; readonly fields: LogFields };

export type RunningApi = {
	readonly url: string;
	readonly env: Env;
	/** Everything it has logged so far, and everything it has answered: for tests of what must never stand there. */
	readonly logged: readonly LogLine[];
	readonly answered: readonly Answer[];
	/** POST /webhooks/stripe, byte for byte. */
	post(delivery: { readonly body: Buffer; readonly headers: Readonly<Record<string, string>> }): Promise<Answer>;
	/** Signs now, and sends. */
	send(event: object, secret?: string): Promise<Answer>;
	sendBody(body: Buffer, secret?: string): Promise<Answer>;
	stop(): Promise<void>;
};

/** The real API, as `carillon api` has it, in this process: on a free port, with a pool, queue and listener of its own. */
export async function startApi(databaseUrl: string, settings: Record<string, string> = {}): Promise<RunningApi> {
	const logged: LogLine[] = [];
	const answered: Answer[] = [];
	const log = (level: string, sentence: string, fields: LogFields = {}) => {
		logged.push({ level, sentence, fields });
	};
	const env = readEnv({
		DATABASE_URL: databaseUrl,
		PORT: "0",
		CARILLON_DATA: join(tmpdir(), "carillon-running-api"),
		STRIPE_WEBHOOK_SECRETS: `${SECRET},${OTHER_SECRET}`,
		...settings,
	});
	const lifecycle = openLifecycle(log);
	const { url } = await openApi(await layFoundation(env, log, lifecycle, "api"), lifecycle);
	const agent = new Agent({ keepAlive: true });
	async function post(delivery: SignedDelivery): Promise<Answer> {
		const answer = await send(`${url}/webhooks/stripe`, delivery, agent);
		answered.push(answer);
		return answer;
	}
	return {
		url,
		env,
		logged,
		answered,
		post,
		send: (event, secret = SECRET) => post(signedDelivery(event, secret, Date.now())),
		sendBody: (body, secret = SECRET) => post(signBody(body, secret, Date.now())),
		async stop() {
			agent.destroy();
			await lifecycle.close();
		},
	};
}

/** A database of the test's own with these campaigns in it. */
export async function openCampaignDatabase(...campaigns: readonly Campaign[]): Promise<TestDatabase> {
	const database = await openTestDatabase();
	for (const campaign of campaigns) await saveCampaign(database.pool, campaign, [], NO_VAULT);
	return database;
}

/** These campaigns have no channels, so nothing is ever sealed. */
const NO_VAULT = { seal: refuse, unseal: refuse };

function refuse(): never {
	throw new Error("This test has no channel credentials.");
}

export type KeptEvent = { readonly event_id: string; readonly outcome: string; readonly reason: string | null };

/** The inbox, in the order of the ids. */
export async function inbox(pool: pg.Pool): Promise<KeptEvent[]> {
	const { rows } = await pool.query<KeptEvent>(
		'select event_id, outcome, reason from stripe_event order by event_id collate "C"',
	);
	return rows;
}

/** Everything the ledger says, without when it was written: equal before and after means that nothing changed. */
export async function wholeLedger(pool: pg.Pool) {
	const all = async (sql: string) => (await pool.query<Record<string, unknown>>(sql)).rows;
	return {
		entries: await all(
			`select campaign_id, seq, gift_id, kind, cash, counted, gifts, monthly, total_after, occurred_at, source_id
			 from ledger_entry order by campaign_id, seq`,
		),
		tallies: await all("select campaign_id, seq, tally from campaign_tally order by campaign_id"),
		// A gift's payments are a set: their order says nothing.
		gifts: await all(
			`select id, campaign_id, unplaced_reason, jsonb_set(state::jsonb, '{payments}',
			   (select coalesce(jsonb_agg(p order by p->'refs'), '[]') from jsonb_array_elements(state::jsonb->'payments') p)) as state
			 from gift order by id`,
		),
		refs: await all("select ref, gift_id from gift_ref order by ref"),
		donors: await all("select campaign_id, donor_key from donor order by 1, 2"),
		announcements: await all("select campaign_id, key from announcement order by 1, 2"),
	};
}

export type Standing = {
	readonly total: number;
	readonly cash: number;
	readonly gifts: number;
	readonly monthly: number;
};

/** What the campaign's tally says; minor units and counts. */
export async function standing(pool: pg.Pool, campaignId = "radiothon-2026"): Promise<Standing> {
	const { rows } = await pool.query<{ tally: Standing }>("select tally from campaign_tally where campaign_id = $1", [
		campaignId,
	]);
	const tally = rows[0]?.tally;
	if (tally === undefined) throw new Error(`There is no campaign ${campaignId}.`);
	return { total: tally.total, cash: tally.cash, gifts: tally.gifts, monthly: tally.monthly };
}

/** What is wrong with a campaign's ledger: gaps in seq, running totals or a tally that its entries don't add up to. Empty is right. */
export async function ledgerFaults(pool: pg.Pool): Promise<string[]> {
	const { rows } = await pool.query<{ fault: string }>(
		`with e as (
		   select campaign_id, seq, total_after, row_number() over w as place, sum(counted) over w as running
		   from ledger_entry window w as (partition by campaign_id order by seq)
		 ), sums as (
		   select campaign_id, max(seq) as seq, sum(counted) as total, sum(cash) as cash, sum(gifts) as gifts, sum(monthly) as monthly
		   from ledger_entry group by campaign_id
		 )
		 select campaign_id || ': seq ' || seq || ' stands at place ' || place as fault from e where seq <> place
		 union all
		 select campaign_id || ': after ' || seq || ' it says ' || total_after || ', not ' || running from e where running <> total_after
		 union all
		 select t.campaign_id || ': the tally says ' || t.tally::text from campaign_tally t left join sums s using (campaign_id)
		 where (t.seq, (t.tally->>'total')::bigint, (t.tally->>'cash')::bigint, (t.tally->>'gifts')::bigint, (t.tally->>'monthly')::bigint)
		   is distinct from (coalesce(s.seq, 0), coalesce(s.total, 0), coalesce(s.cash, 0), coalesce(s.gifts, 0), coalesce(s.monthly, 0))
		 union all
		 select 'gift_ref ' || ref || ' leads to no gift' from gift_ref r where not exists (select from gift g where g.id = r.gift_id)`,
	);
	return rows.map((row) => row.fault);
}

function send(url: string, { body, headers }: SignedDelivery, agent: Agent): Promise<Answer> {
	return new Promise((resolve, reject) => {
		const sending = request(url, { method: "POST", headers, agent }, (response) => {
			const parts: Buffer[] = [];
			response.on("data", (part: Buffer) => parts.push(part));
			response.on("error", reject);
			response.on("end", () =>
				resolve({
					status: response.statusCode ?? 0,
					headers: response.headers,
					text: Buffer.concat(parts).toString("utf8"),
				}),
			);
		});
		sending.on("error", reject);
		sending.end(body);
	});
}
