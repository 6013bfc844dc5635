import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type pg from "pg";
import { HOUR } from "../../src/domain/plain/instant.ts";
import { giftEvents } from "../../src/sandbox/stripe-events.ts";
import type { AfterShow, SponsorProof } from "../../src/web/contract/staff/after-show.ts";
import { aCampaign, aRule } from "../support/campaigns.ts";
import type { TestDatabase } from "../support/database.ts";
import { aMatch } from "../support/matches.ts";
import { offlineDraft } from "../support/offline.ts";
import { openCampaignDatabase, type RunningApi, startApi } from "../support/running-api.ts";
import { type StaffPerson, staffOf } from "../support/staff.ts";
import { until } from "../support/until.ts";

const HIDDEN = "Quiet Harbour Trust";
const opensAt = Math.floor(Date.now() / HOUR) * HOUR - 2 * HOUR;
const span = { from: opensAt, to: opensAt + 40 * HOUR };
const slot = {
	kind: "sponsor",
	id: "slot",
	...span,
	to: opensAt + HOUR,
	title: "With Lakeview Bank",
	say: "",
} as const;
const campaign = aCampaign({
	opensAt,
	closesAt: span.to,
	rules: [aRule("every", { kind: "every", step: 100_000 })],
	matches: [
		aMatch({ ...span, pool: 5_000 }),
		aMatch({ ...span, id: "quiet", sponsor: HIDDEN, hidden: true, pool: 3_000, stacking: "on-top" }),
	],
	show: {
		evergreen: [],
		runOfShow: [slot, { ...slot, id: "later", from: span.to - HOUR, to: span.to, title: "Northside Cars" }],
		lastYear: [20_000, 30_000, 40_000, 50_000],
		bigGift: 50_000,
	},
});
const path = `/api/staff/campaigns/${campaign.id}/after-show`;
let database: TestDatabase;
let api: RunningApi;
let reader: StaffPerson;

beforeAll(async () => {
	database = await openCampaignDatabase(campaign);
	api = await startApi(database.url);
	reader = await staffOf(api, database.pool, "read-only");
});
afterAll(async () => {
	await api.stop();
	await database.drop();
});

async function readPack(): Promise<AfterShow> {
	const answer = await reader.ask("GET", path);
	expect(answer.status).toBe(200);
	return answer.body;
}

async function readSheet(part: string): Promise<string> {
	const answer = await reader.ask("GET", `${path}.csv?part=${part}`);
	expect(answer.headers.get("content-type")).toContain("text/csv");
	return String(answer.body);
}

test("says so where nothing has happened yet", async () => {
	const { head, timeline, made, best } = await readPack();
	expect(head).toMatchObject({ announced: 0, gifts: 0, phase: "during", bestHour: null, largestStation: null });
	expect([timeline, made.lines, best]).toEqual([[], [], []]);
});

test("has the total and its parts, the hours beside last year's, and what was announced", async () => {
	const email = "one@example.org";
	const gift = { id: "one", amount: 120_000, currency: "usd", livemode: false, campaign: campaign.id };
	for (const event of giftEvents({ ...gift, at: Date.now(), email, station: "wkid" }).all) await api.send(event);
	const editor = await staffOf(api, database.pool, "editor");
	const money = offlineDraft({ kind: "sponsor", givenBy: "Corner Café", amount: 30_000, embargoed: false });
	await editor.ask("POST", `/api/staff/campaigns/${campaign.id}/offline`, money);
	await editor.ask("POST", `/api/staff/campaigns/${campaign.id}/offline`, {
		...offlineDraft({ kind: "sponsor", givenBy: "Surprise Ltd", amount: 70_000, embargoed: true }),
	});

	// What was read lately is kept for some seconds.
	await until("everything is counted", async () => (await readPack()).made.total === 158_000);
	const { head, made, hours, timeline } = await readPack();
	const parts = [...made.lines, ...made.matches].reduce((sum, { amount }) => sum + amount, 0);
	expect([head.announced, made.total, parts]).toEqual([158_000, 158_000, 158_000]);
	expect(head).toMatchObject({ gifts: 2, bestHour: { counted: 158_000 }, largestStation: { amount: 120_000 } });
	expect(hours.counted + hours.outside).toBe(made.total);
	expect(hours.rows.map(({ lastYear }) => lastYear)).toEqual(campaign.show.lastYear.slice(0, hours.rows.length));
	expect(timeline).toMatchObject([{ what: "Passed $1,000", script: null, posts: [] }]);
});

test("finds every place where a sponsor was named, and never names one that is hidden", async () => {
	await goOut(database.pool, `Lakeview BANK doubles every gift. =cmd`, "https://x.example/1");
	await goOut(database.pool, `${HIDDEN} and Lakeview Bank stand behind you.`, "https://x.example/2");
	await goOut(database.pool, "The Lakeview Banking hall is open.", "https://x.example/3");
	await sayOnAir(database.pool, "Lakeview Bank matches you.");
	await sayOnAir(database.pool, `From ${HIDDEN}, a match.`);

	const pack = await readPack();
	const of = (name: string | null) => pack.sponsors.filter((one) => one.name === name);
	expect(of("Lakeview Bank")).toMatchObject([{ matches: [{ given: 5_000 }] }]);
	expect(of("Lakeview Bank").flatMap(places)).toEqual([
		"slot: With Lakeview Bank",
		"post: Lakeview BANK doubles every gift. =cmd",
		"script: Lakeview Bank matches you.",
	]);
	expect(of("Corner Café")).toMatchObject([{ gave: 30_000, mentions: [] }]);
	expect(of(null)).toMatchObject([{ matches: [{ given: 3_000 }], mentions: [] }]);
	expect(pack.sponsors).toHaveLength(3);
	const all = [JSON.stringify(pack), ...(await Promise.all(["timeline", "posts", "sponsors"].map(readSheet)))].join("");
	for (const name of [HIDDEN, "Surprise Ltd", "Northside Cars"]) expect(all).not.toContain(name);
	expect(pack.log).toMatchObject([{ name: "Hope on X", count: 3, states: [{ state: "published", count: 3 }] }]);
});

test("is sheets that no spreadsheet runs anything of", async () => {
	await goOut(database.pool, '=HYPERLINK("https://bad.example")', null);
	expect(await readSheet("posts")).toContain(`"'=HYPERLINK(""https://bad.example"")"`);
	expect(await readSheet("sponsors")).toContain("Lakeview Bank,match gave,,,,,50.00");
	expect((await readSheet("hours")).split("\r\n").length).toBeGreaterThan(3);
	expect((await reader.ask("GET", `${path}.csv?part=donors`)).status).toBe(422);
});

test("says the total that was announced once it is frozen, and what the ledger says beside it", async () => {
	await database.pool.query("update campaign set config = config || $1", [
		{ frozen: { at: Date.now(), total: 150_000 } },
	]);
	await until("the frozen total is read", async () => (await readPack()).head.announced === 150_000);
	const { head, made } = await readPack();
	expect([head.frozen !== null, made.total]).toEqual([true, 158_000]);
});

test("is not for the phone bank", async () => {
	const volunteer = await staffOf(api, database.pool, "phone-bank");
	expect((await volunteer.ask("GET", path)).status).toBe(403);
	expect((await volunteer.ask("GET", `${path}.csv?part=posts`)).status).toBe(403);
});

function places({ mentions }: SponsorProof): string[] {
	return mentions.map((one) => `${one.kind}: ${one.kind === "slot" ? one.title : one.text}`);
}

/** A post that is out, about the drive's only announcement. */
async function goOut(pool: pg.Pool, text: string, url: string | null) {
	await pool.query(
		`insert into channel_account (id, campaign_id, platform, name, language, pacing)
		 values ('acc_x', $1, 'x', 'Hope on X', 'en', '{"minGapSeconds":0,"per15Minutes":null,"perDay":null}') on conflict do nothing`,
		[campaign.id],
	);
	await pool.query(
		`with said as (
		   insert into announcement (campaign_id, key, rule_id, kind, value, figures, priority, decided_at)
		   values ($1, $2, 'every', 'every', 100000, '{}', 10, now()) returning id
		 )
		 insert into post (campaign_id, announcement_id, account_id, state, coalesce_group, priority, value, not_before, expires_at, text, url, published_at)
		 select $1, id, 'acc_x', 'published', 'total', 10, 100000, now(), now(), $2, $3, now() from said`,
		[campaign.id, text, url],
	);
}

/** A sentence that the hosts were given, as the ledger keeps it. */
async function sayOnAir(pool: pg.Pool, text: string) {
	await pool.query(
		`with next as (update campaign_tally set seq = seq + 1 where campaign_id = $1 returning seq, (tally->>'total')::bigint as total),
		 said as (
		   insert into announcement (campaign_id, key, rule_id, kind, value, figures, priority, decided_at)
		   values ($1, $2, 'every', 'every', 100000, '{}', 10, now()) returning id
		 )
		 insert into ledger_entry (campaign_id, seq, kind, cash, counted, total_after, occurred_at, announcement_id, script, names_giver)
		 select $1, next.seq, 'announced', 0, 0, next.total, now(), said.id, $2, false from next, said`,
		[campaign.id, text],
	);
}
