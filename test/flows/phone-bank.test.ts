import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import type { Campaign } from "../../src/domain/drive/campaign.ts";
import { MINUTE } from "../../src/domain/plain/instant.ts";
import type { StaffRole } from "../../src/domain/staff/staff-role.ts";
import { createScreenLink, revokeScreenLinks } from "../../src/on-air/screen-link.ts";
import type { Pledge } from "../../src/pledge/store.ts";
import { PLEDGE_COLUMNS } from "../../src/pledge/store.ts";
import { aCampaign, NOW } from "../support/campaigns.ts";
import { openTestDatabase, type TestDatabase } from "../support/database.ts";
import { storeCampaign } from "../support/ledger-entries.ts";
import { anId, aSlip, atPhones, openPhoneServer, type PhoneServer } from "../support/phone-room.ts";
import { ledgerFaults, type RunningApi, standing, startApi } from "../support/running-api.ts";
import { type StaffPerson, staffOf } from "../support/staff.ts";

const CARD = "4242 4242 4242 4242";
const NAMED = { name: "Dana Smith", town: "Springfield", phone: "(555) 555-0142", email: "Dana@Example.org" };
const STATIONS = [
	{ id: "wkid", name: "WKID 101.5" },
	{ id: "klkv", name: "KLKV" },
];

let database: TestDatabase;
let server: PhoneServer;
let token: string;
let clock: number;
let drive: Campaign;
let drives = 0;

// One database, and a drive of its own for each test: a database for each would take longer than the tests.
beforeAll(async () => {
	database = await openTestDatabase();
	server = await openPhoneServer(database, { now: () => clock });
});
beforeEach(async () => {
	clock = NOW;
	drives += 1;
	drive = aCampaign({ id: `drive-${drives}`, slug: `drive-${drives}`, isDefault: false, stations: STATIONS });
	await storeCampaign(database.pool, drive);
	token = await createScreenLink(database.pool, drive.id, "phones", "Phone room B");
});
afterAll(async () => {
	expect(await ledgerFaults(database.pool)).toEqual([]);
	expect(server.logged.join("\n")).not.toMatch(/Dana|Smith|555-?0142|4242/i);
	await server.close();
	await database.drop();
});

async function pledges(): Promise<Pledge[]> {
	const { rows } = await database.pool.query<Pledge>(
		`select ${PLEDGE_COLUMNS} from pledge where campaign_id = $1 order by recorded_at, id`,
		[drive.id],
	);
	return rows;
}

const total = async () => (await standing(database.pool, drive.id)).total;
const room = (sessionId?: string) => atPhones(server.url, token, sessionId);

describe("a slip", () => {
	test("is a pledge and counts at once; sent again, in another request or twice in one, it is the same", async () => {
		const volunteer = room();
		const slip = aSlip({
			...NAMED,
			monthly: true,
			amount: 2_000,
			consent: { onAir: true, town: true, amount: false, social: false },
		});
		expect(await volunteer.take(slip)).toMatchObject([{ outcome: "saved", at: NOW, undoUntil: NOW + 10 * MINUTE }]);
		expect(await standing(database.pool, drive.id)).toEqual({ total: 24_000, cash: 0, gifts: 1, monthly: 1 });
		expect(await volunteer.take(slip, slip)).toMatchObject([{ outcome: "saved" }, { outcome: "saved" }]);
		expect(await total()).toBe(24_000);
		expect(await pledges()).toMatchObject([
			{
				amount: 2_000,
				monthly: true,
				email: "dana@example.org",
				phone: "+15555550142",
				linkLabel: "Phone room B",
				operator: "Pat",
			},
		]);
		const { rows } = await database.pool.query("select state->'giver' as giver from gift where campaign_id = $1", [
			drive.id,
		]);
		expect(rows).toMatchObject([
			{
				giver: {
					name: "Dana Smith",
					town: "Springfield",
					source: "phone",
					consent: { name: true, onAir: true, page: false, social: false },
				},
			},
		]);
	});

	test("by ten browsers at the same moment, with one of them sent three times, is eight pledges", async () => {
		const twice = aSlip({ amount: 700 });
		const same = room();
		const slips = [...Array.from({ length: 7 }, (_, at) => aSlip({ amount: 1_000 + at * 100 })), twice, twice, twice];
		const outcomes = await Promise.all(slips.map((slip) => same.take(slip)));
		expect(outcomes.flat().map(({ outcome }) => outcome)).toEqual(slips.map(() => "saved"));
		expect(await pledges()).toHaveLength(8);
		expect(await total()).toBe(7 * 1_000 + 2_100 + 700);
	});

	test("says a town only with its own yes, and a name nowhere without one", async () => {
		await room().take(aSlip({ ...NAMED, consent: { onAir: true, town: false, amount: false, social: false } }));
		const { rows } = await database.pool.query(
			"select state->'giver'->>'town' as town from gift where campaign_id = $1",
			[drive.id],
		);
		expect(rows).toEqual([{ town: null }]);
		expect(await pledges()).toMatchObject([{ town: "Springfield" }]);
	});

	test("with a name that a person should look at first is held from the air, and its money counts", async () => {
		const agreed = { onAir: true, town: false, amount: true, social: true };
		await room().take(aSlip({ name: "Hugh Jass", consent: agreed }));
		const { rows } = await database.pool.query(
			"select state->'giver'->>'moderation' as moderation from gift where campaign_id = $1",
			[drive.id],
		);
		expect(rows).toEqual([{ moderation: "flagged" }]);
		expect(await total()).toBe(5_000);
	});

	test("taken without a network keeps its time, whatever the browser's clock says", async () => {
		await room().take(aSlip({ ago: 25 * MINUTE }), aSlip({ amount: 900, ago: 400 * 24 * 60 * MINUTE }));
		expect((await pledges()).map(({ promisedAt }) => NOW - promisedAt)).toEqual(
			expect.arrayContaining([25 * MINUTE, 72 * 60 * MINUTE]),
		);
	});

	test("is of the link's own station, whatever the browser says", async () => {
		token = await createScreenLink(database.pool, drive.id, "phones", "WKID's room", { stationId: "wkid" });
		await room().take(aSlip({ stationId: "klkv" }));
		expect(await pledges()).toMatchObject([{ stationId: "wkid" }]);
	});
});

describe("what is refused", () => {
	test("a card number in any field: in words that say why, kept and logged nowhere, while its neighbours are taken", async () => {
		const fields = ["name", "town", "pronunciation", "email", "phone", "honoured", "note", "operator"] as const;
		const hiding = fields.map((field) =>
			aSlip({ [field]: CARD, ...(field === "honoured" && { dedication: "honour" }) }),
		);
		const outcomes = await room().take(...hiding, aSlip({ amount: 1_500 }));
		for (const [at, field] of fields.entries()) {
			expect(outcomes[at]).toMatchObject({ outcome: "refused", problems: [{ field, code: "card-number" }] });
		}
		expect(JSON.stringify(outcomes)).toContain("no card data is ever written down here");
		expect(JSON.stringify(outcomes)).not.toContain("4242");
		expect(outcomes.at(-1)).toMatchObject({ outcome: "saved" });
		expect(await pledges()).toHaveLength(1);
	});

	test("an amount beyond what a volunteer takes, a name that can't be said, a contact that is none", async () => {
		const outcomes = await room().take(
			aSlip({ amount: 99 }),
			aSlip({ amount: 10_000_001 }),
			aSlip({ amount: 12.5 }),
			aSlip({ name: "www.spam.com", consent: { onAir: true, town: false, amount: false, social: false } }),
			aSlip({ consent: { onAir: true, town: false, amount: false, social: false } }),
			aSlip({ name: "In memory of Timmy Jones", consent: { onAir: true, town: false, amount: false, social: true } }),
			aSlip({ email: "dana at example" }),
			aSlip({ phone: "12345" }),
			aSlip({ dedication: "memory" }),
			aSlip({ stationId: "kxxx" }),
		);
		const codes = outcomes.map((one) =>
			one.outcome === "refused" ? one.problems.map(({ code }) => code).join() : one.outcome,
		);
		expect(codes).toEqual([
			"amount-small",
			"amount-large",
			"amount-missing",
			"name-unsafe",
			"name-missing",
			"name-dedicated",
			"email-unreadable",
			"phone-unreadable",
			"honoured-missing",
			"station-unknown",
		]);
		expect(await total()).toBe(0);
	});

	test("anything by a link that is off or of another kind, and anything of a drive that is still a draft", async () => {
		const next = aCampaign({ id: "next", slug: "next", state: "draft", isDefault: false });
		await storeCampaign(database.pool, next);
		const draft = await createScreenLink(database.pool, next.id, "phones", "Trial");
		expect(await atPhones(server.url, draft).take(aSlip())).toMatchObject([{ outcome: "closed", why: "draft" }]);
		const studio = await createScreenLink(database.pool, drive.id, "on-air", "Studio");
		expect((await atPhones(server.url, studio).post("/slips", { sessionId: anId(), slips: [aSlip()] })).status).toBe(
			404,
		);
		const volunteer = room();
		const slip = aSlip();
		await volunteer.take(slip);
		await revokeScreenLinks(database.pool, drive.id, "Phone room B");
		const refused = await volunteer.post("/slips", { sessionId: volunteer.sessionId, slips: [aSlip()] });
		expect(refused.status).toBe(404);
		expect(refused.text).toContain("slips that wait stay in the browser");
		expect((await volunteer.post("/undo", { sessionId: volunteer.sessionId, clientId: slip.clientId })).status).toBe(
			404,
		);
		expect(await pledges()).toHaveLength(1);
		const page = await fetch(`${server.url}/phones/${token}`);
		expect(page.status).toBe(404);
	});

	test("too much at once, and a flood from one address", async () => {
		const slips = Array.from({ length: 101 }, () => aSlip());
		expect((await room().post("/slips", { sessionId: anId(), slips })).status).toBe(422);
		const strict = await openPhoneServer(database, { now: () => clock, mostPerMinute: 2 });
		const flood = atPhones(strict.url, token);
		await flood.take(aSlip());
		await flood.take(aSlip({ amount: 600 }));
		expect((await flood.post("/slips", { sessionId: flood.sessionId, slips: [aSlip()] })).status).toBe(429);
		await strict.close();
	});
});

describe("a slip like another one", () => {
	test("is asked about without a word of the other's, and taken where it is another one", async () => {
		const first = room();
		await first.take(aSlip(NAMED));
		clock += 4 * MINUTE;
		const second = room();
		const slip = aSlip({ name: "dana  SMITH", phone: "555 555 0142" });
		expect(await second.take(slip)).toEqual([
			{ clientId: slip.clientId, outcome: "alike", alike: { by: ["name", "phone"], ago: 4 * MINUTE, isOwn: false } },
		]);
		expect(await total()).toBe(5_000);
		expect(await second.take({ ...slip, despite: true })).toMatchObject([{ outcome: "saved" }]);
		expect(await total()).toBe(10_000);
	});

	test("is found by one of two that come at the same moment", async () => {
		const [one, other] = [aSlip(NAMED), aSlip(NAMED)];
		const outcomes = (await Promise.all([room().take(one), room().take(other)])).flat();
		expect(outcomes.map(({ outcome }) => outcome).sort()).toEqual(["alike", "saved"]);
	});

	test("isn't one of another amount, of an hour ago, or taken back since", async () => {
		const volunteer = room();
		const taken = aSlip(NAMED);
		await volunteer.take(taken);
		expect(await volunteer.take(aSlip({ ...NAMED, amount: 2_500 }))).toMatchObject([{ outcome: "saved" }]);
		await volunteer.undo(taken.clientId);
		expect(await volunteer.take(aSlip(NAMED))).toMatchObject([{ outcome: "saved" }]);
		clock += 31 * MINUTE;
		expect(await volunteer.take(aSlip(NAMED))).toMatchObject([{ outcome: "saved" }]);
	});

	test("without a name is taken, and pointed at where the same hand wrote it a moment before", async () => {
		const volunteer = room();
		const batchId = anId();
		expect(await volunteer.take(aSlip({ batchId }), aSlip({ batchId }))).toMatchObject([
			{ isSameAgain: false },
			{ isSameAgain: false },
		]);
		expect(await volunteer.take(aSlip())).toMatchObject([{ outcome: "saved", isSameAgain: true }]);
		expect(await room().take(aSlip())).toMatchObject([{ outcome: "saved", isSameAgain: false }]);
	});
});

describe("undo", () => {
	test("takes a slip back with its money, once, for ten minutes, and only by the browser that took it", async () => {
		const volunteer = room();
		const [slip, late] = [aSlip(), aSlip({ amount: 1_000 })];
		await volunteer.take(slip, late);
		expect(await room().undo(slip.clientId)).toBe("unknown");
		expect(await volunteer.undo(slip.clientId)).toBe("undone");
		expect(await volunteer.undo(slip.clientId)).toBe("undone");
		expect(await standing(database.pool, drive.id)).toEqual({ total: 1_000, cash: 0, gifts: 1, monthly: 0 });
		expect((await pledges()).find(({ clientId }) => clientId === slip.clientId)).toMatchObject({
			ended: "cancelled",
			undoneAt: NOW,
		});
		expect(await volunteer.take(slip)).toMatchObject([{ outcome: "undone" }]);
		clock += 10 * MINUTE + 1;
		expect(await volunteer.undo(late.clientId)).toBe("too-late");
		expect(await total()).toBe(1_000);
	});
});

test("what is taken back comes whole to whoever wrote it, to be written again with another amount, and to nobody else", async () => {
	const volunteer = room();
	const told = { ...NAMED, note: "Call after six", dedication: "honour", honoured: "Timmy" } as const;
	const slip = aSlip({ ...told, amount: 50_000, consent: { onAir: true, town: false, amount: false, social: false } });
	await volunteer.take(slip);
	const other = await volunteer.post("/undo", { sessionId: anId(), clientId: slip.clientId });
	expect(JSON.parse(other.text)).toEqual({ outcome: "unknown" });
	const { clientId, ago, batchId, despite, ...written } = slip;
	const own = await volunteer.post("/undo", { sessionId: volunteer.sessionId, clientId });
	expect(JSON.parse(own.text)).toEqual({
		outcome: "undone",
		slip: { ...written, email: "dana@example.org", phone: "+15555550142" },
	});
	expect(await volunteer.take(aSlip({ ...told, amount: 5_000 }))).toMatchObject([{ outcome: "saved" }]);
	expect(await total()).toBe(5_000);
});

test("a slip taken a minute before the close, and sent the next morning, counts at the minute it was taken", async () => {
	await database.pool.query("update campaign set state = 'closed' where id = $1", [drive.id]);
	const volunteer = room();
	const body = { sessionId: volunteer.sessionId, slips: [aSlip({ ago: 9 * 60 * MINUTE })] };
	expect(JSON.parse((await volunteer.post("/slips", body)).text)).toMatchObject({
		state: "closed",
		outcomes: [{ outcome: "saved" }],
	});
	expect(await pledges()).toMatchObject([{ promisedAt: NOW - 9 * 60 * MINUTE, recordedAt: NOW }]);
	const { rows } = await database.pool.query(
		"select counted, trunc(extract(epoch from occurred_at) * 1000)::float8 as at from ledger_entry where campaign_id = $1",
		[drive.id],
	);
	expect(rows).toEqual([{ counted: 5_000, at: NOW - 9 * 60 * MINUTE }]);
});

describe("somebody signed in", () => {
	let api: RunningApi;
	beforeAll(async () => {
		api = await startApi(database.url);
	});
	afterAll(() => api.stop());

	const at = (path: string) => `/api/staff/phones/${drive.id}${path}`;

	test("as phone bank takes slips without a link: once each, named for them, in the audit log, without a figure of the drive", async () => {
		const pat = await staffOf(api, database.pool, "phone-bank", { name: "Pat Moreno" });
		const drives = await pat.ask("get", "/api/staff/phones");
		expect(drives.body.live.find(({ id }: { id: string }) => id === drive.id)).toEqual({
			...{ id: drive.id, name: drive.name, hospital: drive.hospital, state: "live", timeZone: drive.timeZone },
			...{ stations: ["WKID 101.5", "KLKV"], opensAt: drive.opensAt, closesAt: drive.closesAt },
		});
		const [sessionId, slip] = [anId(), aSlip({ ...NAMED, stationId: "klkv" })];
		for (const _ of ["sent", "sent again"]) {
			const { body } = await pat.ask("post", at("/slips"), { sessionId, slips: [slip] });
			expect(Object.keys(body).sort()).toEqual(["now", "outcomes", "state"]);
			expect(body.outcomes).toMatchObject([{ outcome: "saved" }]);
		}
		expect(await total()).toBe(5_000);
		const [pledge] = await pledges();
		expect(pledge).toMatchObject({ linkLabel: "signed in as Pat Moreno", operator: "Pat", stationId: "klkv" });
		const ann = await staffOf(api, database.pool, "moderator");
		const undo = (who: StaffPerson, id: string) =>
			who.ask("post", at("/undo"), { sessionId: id, clientId: slip.clientId });
		expect((await undo(ann, anId())).body).toEqual({ outcome: "unknown" });
		expect((await undo(pat, sessionId)).body).toMatchObject({ outcome: "undone", slip: { name: "Dana Smith" } });
		const { rows } = await database.pool.query(
			"select what, subject, after from audit_line where campaign_id = $1 and what like 'slip.%' order by at, id",
			[drive.id],
		);
		const after = { amount: 5_000, monthly: false };
		expect(rows).toEqual([
			{ what: "slip.taken", subject: pledge?.id, after },
			{ what: "slip.taken-back", subject: pledge?.id, after },
		]);
	});

	test("gets the volunteers' page of a drive; nobody, another role and a drive that isn't there get a reason", async () => {
		const page = async (role: StaffRole | null, id = drive.id) => {
			const cookie = role === null ? "" : (await staffOf(api, database.pool, role, { name: "Pat Moreno" })).cookie;
			const answer = await fetch(`${api.url}/phones/drive/${id}`, { headers: { cookie } });
			return { status: answer.status, html: await answer.text() };
		};
		const { status, html } = await page("phone-bank");
		expect([status, html]).toEqual([200, expect.stringContaining("Pat Moreno")]);
		expect(html).not.toMatch(/goal|150,?000|15000000/);
		expect(await page(null)).toMatchObject({ status: 401, html: expect.stringContaining('data-closed="signed-out"') });
		expect(await page("host")).toMatchObject({ status: 403, html: expect.stringContaining('data-closed="barred"') });
		expect(await page("editor", "no-such")).toMatchObject({ status: 404 });
	});
});

test("the page and all it is answered say nothing of the drive's money or of another's slip", async () => {
	const volunteer = room();
	await volunteer.take(aSlip({ ...NAMED, amount: 123_400 }));
	const page = await fetch(`${server.url}/phones/${token}`);
	const html = await page.text();
	expect(page.headers.get("content-security-policy")).toContain("default-src 'none'");
	expect(page.headers.get("cache-control")).toBe("no-store");
	expect(html).toContain("Lakeside Children");
	expect(html).not.toMatch(/1234|123,4|goal|150,?000|15000000|Dana/);
	const answer = await volunteer.post("/slips", { sessionId: volunteer.sessionId, slips: [aSlip({ amount: 700 })] });
	expect(Object.keys(JSON.parse(answer.text)).sort()).toEqual(["now", "outcomes", "state"]);
	expect(answer.text).not.toMatch(/total|Dana|1234/);
});
