import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { openCampaignDirectory } from "../../src/campaign/directory.ts";
import type { Campaign } from "../../src/domain/drive/campaign.ts";
import type { SteerDo } from "../../src/domain/offer/steer-offers.ts";
import { announceByClock } from "../../src/ledger/announce.ts";
import type { MatchesView, OfferTrial, WrittenChange, WrittenMatch } from "../../src/web/contract/staff/matches.ts";
import type { SteerItem } from "../../src/web/contract/steering.ts";
import { aCampaign, aRule } from "../support/campaigns.ts";
import type { TestDatabase } from "../support/database.ts";
import { ledgerFaults, openCampaignDatabase, type RunningApi, standing, startApi } from "../support/running-api.ts";
import { openScreen, type TestScreen } from "../support/screens.ts";
import { type StaffPerson, staffOf } from "../support/staff.ts";
import { eventOf, paymentIntent, refund } from "../support/stripe-events.ts";
import { until } from "../support/until.ts";

const HOUR = 3_600_000;
const opensAt = Date.now() - 5 * HOUR;
const closesAt = Date.now() + 24 * HOUR;
/** One drive a test, in one API. */
const drives = Array.from({ length: 13 }, (_, index): Campaign => {
	const id = `drive-${index}`;
	// The last ones announce what begins.
	const rules =
		index < 12 ? [] : [aRule("opened", { kind: "match-opened" }), aRule("hour", { kind: "power-hour-start" })];
	return aCampaign({ id, slug: id, name: id, isDefault: false, opensAt, closesAt, rules });
});

let db: TestDatabase;
let api: RunningApi;
let editor: StaffPerson;
let host: StaffPerson;
let drive: string;
let used = 0;

beforeAll(async () => {
	db = await openCampaignDatabase(...drives);
	api = await startApi(db.url);
	editor = await staffOf(api, db.pool, "editor");
	host = await staffOf(api, db.pool, "host");
});
afterAll(async () => {
	await api.stop();
	await db.drop();
});
beforeEach(() => {
	drive = drives[used]?.id ?? "";
	used += 1;
});

const at = (rest = "") => `/api/staff/campaigns/${drive}/matches${rest}`;
const bank = (changes: Partial<WrittenMatch> = {}): WrittenMatch => ({
	...{ id: null, sponsor: "Lakeview Bank", hidden: false, kind: "ratio", pool: 10_000, ratio: 1 },
	...{ minGift: null, maxGift: null, from: opensAt, to: closesAt, unlock: null, stacking: "in-turn" },
	...{ stationId: null, sponsorDonor: null },
	...changes,
});

async function read(who: StaffPerson = editor): Promise<MatchesView> {
	return (await who.ask("GET", at())).body;
}

async function save(change: WrittenChange, version?: number) {
	return editor.ask("POST", at(), { version: version ?? (await read()).version, change });
}

async function tried(change: WrittenChange, who: StaffPerson = editor): Promise<OfferTrial> {
	const { status, body } = await who.ask("POST", at("/try"), { change });
	expect(status).toBe(200);
	return body;
}

/** A gift in test mode to this test's drive, given now. */
async function give(name: string, amount: number, email = `${name}@listener.example`): Promise<void> {
	await giveAt(Math.floor(Date.now() / 1000) - 1, name, amount, email);
}

/** After whatever was done before it, and before whatever is done next: Stripe's clock knows whole seconds. */
async function giveNow(name: string, amount: number): Promise<void> {
	const created = Math.ceil(Date.now() / 1000);
	await giveAt(created, name, amount, `${name}@listener.example`);
	await until("that second is over", async () => Date.now() > created * 1000);
}

async function giveAt(created: number, name: string, amount: number, email: string): Promise<void> {
	const object = paymentIntent("2026-10-28.endive", {
		...{ id: `pi_${drive}_${name}`, livemode: false, latest_charge: `ch_${drive}_${name}` },
		...{ amount, amount_received: amount, currency: "usd", metadata: { campaign: drive }, receipt_email: email },
	});
	const { body } = eventOf("payment_intent.succeeded", object);
	const answer = await api.send({ ...body, id: `evt_${drive}_${name}`, livemode: false, created });
	expect(answer.status).toBe(200);
}

const only = ({ matches: [item] }: MatchesView) => {
	if (item === undefined) throw new Error("There is no match.");
	return item;
};

describe("a match in the console", () => {
	test("says before it is saved what it does to the total, and does exactly that", async () => {
		await give("dana", 6_000);
		await give("luis", 7_000);
		const change = { do: "put-match", match: bank() } as const;
		const trial = await tried(change);
		expect(trial).toMatchObject({ problems: [], delta: 10_000 });
		expect(trial.lines).toEqual([
			"2 gifts are looked at again. The total goes up by $100 to $230.",
			"Lakeview Bank: matched goes from $0 to $100 of $100.",
		]);
		expect((await standing(db.pool, drive)).total).toBe(13_000);
		expect((await save(change)).status).toBe(200);
		expect((await standing(db.pool, drive)).total).toBe(23_000);
		expect(only(await read())).toMatchObject({ gifts: 2, now: { matched: 10_000, left: 0, state: "spent" } });
		expect(await ledgerFaults(db.pool)).toEqual([]);
	});

	test("made smaller than what it gave, takes back the rest; switched off, everything; switched on, gives it again", async () => {
		await give("dana", 6_000);
		await save({ do: "put-match", match: bank() });
		const { match } = only(await read());
		const { isOff: _, ...draft } = match;
		const smaller = { do: "put-match", match: { ...draft, pool: 2_500 } } as const;
		expect((await tried(smaller)).lines).toEqual([
			"One gift is looked at again. The total goes down by $35 to $85.",
			"Lakeview Bank: matched goes from $60 to $25 of $25.",
		]);
		await save(smaller);
		expect((await standing(db.pool, drive)).total).toBe(8_500);
		const off = { do: "switch-off", id: match.id } as const;
		expect((await tried(off)).lines[1]).toBe("Lakeview Bank: the $25 it gave are taken back.");
		await save(off);
		expect((await standing(db.pool, drive)).total).toBe(6_000);
		await save({ do: "switch-on", id: match.id });
		expect((await standing(db.pool, drive)).total).toBe(8_500);
		expect(await ledgerFaults(db.pool)).toEqual([]);
	});

	test("is opened, revealed and ended on the air by a host, who can't change its terms", async () => {
		await save({ do: "put-match", match: bank({ hidden: true, from: Date.now() + HOUR }) });
		const { id } = only(await read()).match;
		const steer = (deed: "open" | "close" | "reveal") => host.ask("POST", at("/steer"), { change: { do: deed, id } });
		await give("early", 1_000);
		expect(only(await read()).now).toMatchObject({ state: "coming", sponsor: null, matched: 0 });
		expect((await tried({ do: "open", id }, host)).delta).toBe(0);
		expect((await steer("open")).status).toBe(200);
		expect(only(await read()).now).toMatchObject({ state: "open", matched: 0 });
		expect((await steer("open")).status).toBe(422);
		expect((await steer("reveal")).status).toBe(200);
		expect(only(await read()).says).toBe("Every dollar counts twice, thanks to Lakeview Bank: $100 left.");
		expect((await steer("close")).status).toBe(200);
		expect(only(await read()).now.state).toBe("ended");
		expect((await host.ask("POST", at(), { version: 1, change: { do: "switch-off", id } })).status).toBe(403);
		const { rows } = await db.pool.query(
			"select what from audit_line where campaign_id = $1 and what like 'match.%' order by id",
			[drive],
		);
		expect(rows.map(({ what }) => what)).toEqual(["match.put-match", "match.open", "match.reveal", "match.close"]);
	});

	test("keeps a hidden sponsor's name from the public and from roles that can't say it", async () => {
		await save({ do: "put-match", match: bank({ hidden: true, sponsor: "Quiet Giver Foundation" }) });
		await give("dana", 1_000);
		const reader = await staffOf(api, db.pool, "read-only");
		const seen = await Promise.all([
			fetch(`${api.url}/c/${drive}/total.json`).then((answer) => answer.text()),
			fetch(`${api.url}/c/${drive}`).then((answer) => answer.text()),
			fetch(`${api.url}/c/${drive}/embed`).then((answer) => answer.text()),
			read(reader).then((view) => JSON.stringify(view)),
		]);
		for (const text of seen) {
			expect(text).not.toContain("Quiet Giver");
			expect(text).toMatch(/counts twice/);
		}
		expect(JSON.stringify(await read(host))).toContain("Quiet Giver");
	});

	test("answers none of the sponsor's own gifts, and keeps no e-mail of theirs", async () => {
		await save({ do: "put-match", match: bank({ sponsorEmail: "Boss@Lakeview.example" }) });
		await give("boss", 5_000, "boss@lakeview.example");
		await give("dana", 1_000);
		expect(only(await read())).toMatchObject({ gifts: 1, now: { matched: 1_000 } });
		const { rows } = await db.pool.query<{ config: string }>("select config::text from campaign where id = $1", [
			drive,
		]);
		expect(rows[0]?.config.toLowerCase()).not.toContain("boss@");
		const { body } = await editor.ask("GET", at(`/${only(await read()).match.id}/gifts`));
		expect(body).toEqual({
			gifts: [{ giftId: `pi_${drive}_dana`, at: expect.any(Number), counted: 1_000, amount: 1_000 }],
			next: null,
		});
		const csv = await editor.ask("GET", at(`/${only(await read()).match.id}/gifts.csv`));
		expect(csv.body).toMatch(new RegExp(`pi_${drive}_dana,20.*Z,10\\.00,10\\.00,USD\\r\\n$`));
	});

	test("isn't saved over somebody else's edition, nor without what it needs, and says which field", async () => {
		const { version } = await read();
		await save({ do: "put-match", match: bank() });
		expect((await save({ do: "put-match", match: bank() }, version)).body).toMatchObject({
			code: "conflict",
			detail: expect.stringContaining("Some editor has saved this drive"),
		});
		const wrong = { sponsor: "", kind: "challenge", from: closesAt, to: opensAt } as const;
		const { status, body } = await save({ do: "put-match", match: bank(wrong) });
		expect(status).toBe(422);
		expect(body.fields.map(({ field }: { field: string }) => field).sort()).toEqual([
			"from",
			"sponsor",
			"to",
			"unlock",
		]);
	});
});

test("a power hour counts what was given in it already, is alone on the air, and is ended on the air", async () => {
	await give("dana", 6_000);
	const hour = {
		id: null,
		name: "Lunch",
		from: Date.now() - HOUR,
		to: Date.now() + HOUR,
		target: 10_000,
		sponsor: "",
	};
	const put = { do: "put-hour", hour } as const;
	// Given before that time and gone back within it: comes off nothing in it.
	const now = Math.floor(Date.now() / 1000);
	await giveAt(now - 7_200, "zoe", 2_000, "zoe@listener.example");
	const back = { id: `re_${drive}`, charge: `ch_${drive}_zoe`, payment_intent: `pi_${drive}_zoe`, amount: 2_000 };
	const { body } = eventOf("refund.created", refund("2026-10-28.endive", { ...back, created: now - 1 }));
	expect((await api.send({ ...body, id: `evt_${drive}_back`, livemode: false, created: now - 1 })).status).toBe(200);
	expect((await standing(db.pool, drive)).total).toBe(6_000);
	expect((await tried(put)).lines[0]).toBe("$60 of what was given already falls into its time and counts towards it.");
	expect((await save(put)).status).toBe(200);
	const overlapping = await save({ do: "put-hour", hour: { ...hour, name: "Tea" } });
	expect(overlapping.body.detail).toMatch(/^This overlaps with Lunch, .* one target at a time/);
	await save({ do: "put-match", match: bank({ from: Date.now() - 60_000 }) });
	await give("luis", 4_500);
	// What the match answers counts towards it, too: 60 + 60 + 45 + 40, as far as the pool of 100 reaches.
	expect((await read()).powerHours[0]?.now).toMatchObject({ state: "reached", counted: 20_500 });
	const { powerHour, match } = await (await fetch(`${api.url}/c/${drive}/total.json`)).json();
	expect(powerHour).toMatchObject({ counted: 20_500, says: "Lunch: $205, the target of $100 is reached." });
	expect(match).toMatchObject({ matched: 10_000, left: 0, state: "spent" });
	const id = (await read()).powerHours[0]?.hour.id ?? "";
	expect((await host.ask("POST", at("/steer"), { change: { do: "end", id } })).status).toBe(200);
	expect((await read()).powerHours[0]?.now.state).toBe("over");
	expect(await ledgerFaults(db.pool)).toEqual([]);
});

describe("on the air, by a producer's link", () => {
	const producers = async () => {
		const open = (label: string) => openScreen(api.url, db.pool, drive, { role: "producer", label });
		return [await open("Studio A, producer"), await open("Truck")] as const;
	};
	const press = async (screen: TestScreen, what: SteerDo, id: string, by = "Pat") => {
		const asked = { requestId: "press-0001", readerId: screen.readerId, by, id, do: what };
		const answer = await screen.post("/matches", asked);
		return { status: answer.status, body: await answer.json() };
	};
	const takeBack = async (screen: TestScreen, id: string) => {
		const answer = await screen.post("/matches/undo", { requestId: "press-0002", readerId: screen.readerId, id });
		return { status: answer.status, body: await answer.json() };
	};
	const listed = async (screen: TestScreen): Promise<readonly SteerItem[]> =>
		(await (await screen.get(`/matches?reader=${screen.readerId}`)).json()).items;
	const foretold = async (screen: TestScreen, what: SteerDo, id: string) =>
		(await screen.get(`/matches/${id}/${what}`)).json();
	const lines = async () => {
		const { rows } = await db.pool.query(
			`select what, by_name as by, by_id as "byId", subject, request from audit_line
			 where campaign_id = $1 and request not like '%/api/%' order by id`,
			[drive],
		);
		return rows;
	};
	const lunch = (changes = {}) => ({
		...{ id: null, name: "Lunch", from: Date.now() + HOUR, to: Date.now() + 2 * HOUR, target: 10_000, sponsor: "" },
		...changes,
	});

	test("a match is read, opened, revealed and ended, each pressed by two at once and done once, under the link's name", async () => {
		await save({ do: "put-match", match: bank({ hidden: true, from: Date.now() + HOUR }) });
		const { id } = only(await read()).match;
		const [studio, truck] = await producers();
		expect(await listed(studio)).toMatchObject([
			{ id, name: "Lakeview Bank", isHidden: true, state: "coming", deeds: ["open", "reveal"], lately: null },
		]);
		expect(await foretold(studio, "open", id)).toMatchObject({
			...{ refused: null, delta: 0, match: { left: 10_000, pool: 10_000 }, announces: [] },
			says: "Every dollar counts twice: $100 left.",
		});
		expect(only(await read()).now.state).toBe("coming");
		for (const deed of ["open", "reveal", "close"] as const) {
			const both = await Promise.all([press(studio, deed, id), press(truck, deed, id, "Toni")]);
			expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
			const first = both[0].status === 200 ? "Pat (Studio A, producer)" : "Toni (Truck)";
			expect(both.find(({ status }) => status === 409)?.body).toEqual({ done: false, refused: "done", by: first });
			const [winner, loser] = both[0].status === 200 ? [studio, truck] : [truck, studio];
			// Its answer was lost, and the same hand's press came again.
			expect(await press(winner, deed, id)).toMatchObject({ status: 200, body: { done: true } });
			expect((await foretold(loser, deed, id)).by).toBe(first);
			if (deed === "open") await giveNow("dana", 1_500);
		}
		expect(only(await read()).now).toMatchObject({ state: "ended", sponsor: "Lakeview Bank", matched: 1_500 });
		const noted = await lines();
		expect(noted.map(({ what }) => what)).toEqual(["match.open", "match.reveal", "match.close"]);
		expect(noted[0]).toMatchObject({ byId: null, subject: id, request: "POST /on-air/:link/matches" });
		expect(["Pat (Studio A, producer)", "Toni (Truck)"]).toContain(noted[0].by);
		expect(await ledgerFaults(db.pool)).toEqual([]);
	});

	test("a press that had to wait is done when it gets through: who came earlier and gets through later finds it done", async () => {
		await save({ do: "put-match", match: bank({ from: Date.now() + HOUR }) });
		const { id } = only(await read()).match;
		const [studio, truck] = await producers();
		const others = await db.pool.connect();
		await others.query("begin");
		await others.query("select from campaign_tally where campaign_id = $1 for update", [drive]);
		const presses = [press(studio, "open", id), press(truck, "open", id)];
		const stillWaiting = await Promise.race([...presses, new Promise((tell) => setTimeout(() => tell("waits"), 300))]);
		expect(stillWaiting).toBe("waits");
		const released = Date.now();
		await others.query("rollback");
		others.release();
		expect((await Promise.all(presses)).map(({ status }) => status).sort()).toEqual([200, 409]);
		expect(only(await read()).match.from).toBeGreaterThanOrEqual(released);
		expect((await lines()).map(({ what }) => what)).toEqual(["match.open"]);
	});

	test("what was done is taken back by the same hand, once, while nobody has heard of it", async () => {
		await save({ do: "put-match", match: bank({ hidden: true, unlock: { kind: "donors", count: 50 } }) });
		await save({ do: "put-hour", hour: lunch() });
		const [studio, truck] = await producers();
		const { match } = only(await read());
		const hour = (await read()).powerHours[0]?.hour;
		for (const [deed, id] of [
			["open", match.id],
			["reveal", match.id],
			["start", hour?.id ?? ""],
		] as const) {
			expect((await press(studio, deed, id)).status).toBe(200);
			expect((await listed(studio)).find((item) => item.id === id)?.lately).toMatchObject({ do: deed, refused: null });
			expect((await listed(truck)).find((item) => item.id === id)?.lately).toBeNull();
			expect(await takeBack(truck, id)).toMatchObject({ status: 409, body: { refused: "not-yours" } });
			const both = await Promise.all([takeBack(studio, id), takeBack(studio, id)]);
			expect(both.map(({ status }) => status)).toEqual([200, 200]);
		}
		expect(only(await read()).match).toEqual(match);
		expect((await read()).powerHours[0]?.hour).toEqual(hour);
		expect((await lines()).map(({ what }) => what)).toEqual([
			...["match.open", "match.take-back", "match.reveal", "match.take-back", "match.start", "match.take-back"],
		]);
		await press(studio, "open", match.id);
		await giveNow("dana", 1_500);
		expect(await takeBack(studio, match.id)).toMatchObject({ status: 409, body: { refused: "answered" } });
		expect(await press(studio, "close", match.id)).toMatchObject({ status: 200 });
		await giveNow("luis", 2_000);
		expect((await standing(db.pool, drive)).total).toBe(5_000);
		// Ended by mistake: what was given since is answered after all.
		expect(await takeBack(studio, match.id)).toMatchObject({ status: 200 });
		expect((await standing(db.pool, drive)).total).toBe(7_000);
		expect(await ledgerFaults(db.pool)).toEqual([]);
	});

	test("a power hour starts and ends; one that another stands in the way of doesn't, and says so", async () => {
		await save({ do: "put-hour", hour: lunch() });
		await save({
			do: "put-hour",
			hour: lunch({ name: "Tea", from: Date.now() + 3 * HOUR, to: Date.now() + 4 * HOUR }),
		});
		const [studio, truck] = await producers();
		const [first = "", second = ""] = (await read()).powerHours.map(({ hour }) => hour.id);
		expect(await foretold(studio, "start", first)).toMatchObject({
			...{ refused: null, match: null, hour: { counted: 0, target: 10_000 } },
			says: expect.stringMatching(/^Lunch: \$0, \$100 to go until/),
		});
		expect(await foretold(studio, "end", first)).toMatchObject({ refused: "not-begun" });
		expect((await press(studio, "start", first)).status).toBe(200);
		expect(await press(truck, "start", second)).toMatchObject({ status: 409, body: { refused: "overlaps" } });
		await giveNow("dana", 2_500);
		expect(await foretold(studio, "end", first)).toMatchObject({
			hour: { counted: 2_500 },
			says: "Lunch: $25 raised. Thank you!",
		});
		expect((await press(truck, "end", first)).status).toBe(200);
		expect((await press(studio, "end", first)).body).toEqual({ done: false, refused: "done", by: "Pat (Truck)" });
		expect((await press(truck, "start", second)).status).toBe(200);
	});

	test("isn't in reach of a host's link, nor of one that was switched off, nor of another station's", async () => {
		const stations = [
			{ id: "wkid", name: "WKID" },
			{ id: "voz", name: "La Voz" },
		];
		await db.pool.query("update campaign set config = jsonb_set(config, '{stations}', $2) where id = $1", [
			drive,
			JSON.stringify(stations),
		]);
		await save({ do: "put-match", match: bank({ from: Date.now() + HOUR, stationId: "wkid", hidden: true }) });
		const { id } = only(await read()).match;
		const open = (rights: Parameters<typeof openScreen>[3]) => openScreen(api.url, db.pool, drive, rights);
		for (const role of ["host", "watch"] as const) {
			const screen = await open({ role, label: role });
			const answers = [await screen.get("/matches"), await screen.get(`/matches/${id}/open`)];
			expect(answers.map(({ status }) => status)).toEqual([403, 403]);
			expect((await press(screen, "open", id)).status).toBe(403);
			expect((await takeBack(screen, id)).status).toBe(403);
			expect(JSON.stringify(await screen.board())).not.toContain("Lakeview");
		}
		const others = await open({ role: "producer", label: "La Voz", stationId: "voz" });
		expect(await listed(others)).toEqual([]);
		expect((await others.get(`/matches/${id}/open`)).status).toBe(404);
		expect((await press(others, "open", id)).body.refused).toBe("gone");
		const off = await open({ role: "producer", label: "Off" });
		await db.pool.query("update screen_link set revoked_at = now() where label = 'Off'");
		expect((await press(off, "open", id)).status).toBe(404);
		expect(only(await read()).now.state).toBe("coming");
		expect(await lines()).toEqual([]);
	});

	test("says what is announced with it, and once that was announced it isn't taken back", async () => {
		await save({ do: "put-match", match: bank({ from: Date.now() + HOUR }) });
		await save({ do: "put-hour", hour: lunch() });
		const [studio] = await producers();
		const { id } = only(await read()).match;
		const hour = (await read()).powerHours[0]?.hour.id ?? "";
		expect(await foretold(studio, "open", id)).toMatchObject({ announces: ["match-opened"] });
		expect(await foretold(studio, "start", hour)).toMatchObject({ announces: ["power-hour-start"] });
		await press(studio, "open", id);
		await press(studio, "start", hour);
		await announceByClock(db.pool, openCampaignDirectory(db.pool), Date.now());
		const { rows } = await db.pool.query("select key from announcement where campaign_id = $1 order by key", [drive]);
		expect(rows.map(({ key }) => key)).toEqual([`hour:${hour}`, `opened:${id}`]);
		for (const one of [id, hour]) {
			expect((await listed(studio)).find((item) => item.id === one)?.lately?.refused).toBe("announced");
			expect(await takeBack(studio, one)).toMatchObject({ status: 409, body: { refused: "announced" } });
		}
	});
});
