import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { Campaign } from "../../src/domain/drive/campaign.ts";
import { readSnapshot } from "../../src/ticker/snapshot.ts";
import type { EnterOfflineRequest, OfflineItem } from "../../src/web/contract/staff/offline.ts";
import { aCampaign, aRule } from "../support/campaigns.ts";
import type { TestDatabase } from "../support/database.ts";
import { storeCampaign } from "../support/ledger-entries.ts";
import { offlineDraft } from "../support/offline.ts";
import { ledgerFaults, openCampaignDatabase, type RunningApi, standing, startApi } from "../support/running-api.ts";
import { openScreen } from "../support/screens.ts";
import { type StaffPerson, staffOf } from "../support/staff.ts";

let api: RunningApi;
let database: TestDatabase;
let editor: StaffPerson;
let host: StaffPerson;

let drives = 0;

beforeAll(async () => {
	database = await openCampaignDatabase();
	api = await startApi(database.url);
	editor = await staffOf(api, database.pool, "editor", { name: "Erin" });
	host = await staffOf(api, database.pool, "host", { name: "Hal" });
});

afterAll(async () => {
	const faults = await ledgerFaults(database.pool);
	await api.stop();
	await database.drop();
	expect(faults).toEqual([]);
});

async function openDrive(changes: Partial<Campaign> = {}): Promise<Campaign> {
	drives += 1;
	const id = `drive-${drives}`;
	const campaign = aCampaign({
		...{ id, slug: id, isDefault: false, opensAt: Date.now() - 3_600_000, closesAt: Date.now() + 3_600_000 },
		stations: [
			{ id: "wkid", name: "WKID 101.5" },
			{ id: "voz", name: "La Voz" },
		],
		rules: [aRule("every", { kind: "every", step: 1_000_000 })],
		...changes,
	});
	await storeCampaign(database.pool, campaign);
	return campaign;
}

async function enter(campaign: Campaign, changes: Partial<EnterOfflineRequest> = {}): Promise<OfflineItem> {
	const answer = await editor.ask("POST", pathOf(campaign), offlineDraft(changes));
	expect(answer).toMatchObject({ status: 201 });
	return answer.body;
}

function pathOf({ id }: Campaign, gift?: OfflineItem, deed?: string): string {
	return ["/api/staff/campaigns", id, "offline", ...(gift ? [gift.id] : []), ...(deed ? [deed] : [])].join("/");
}

async function donorsOf({ id }: Campaign): Promise<number | undefined> {
	const { rows } = await database.pool.query<{ donors: number }>(
		"select (tally->>'donors')::int as donors from campaign_tally where campaign_id = $1",
		[id],
	);
	return rows[0]?.donors;
}

const announced = async ({ id }: Campaign) => {
	const { rows } = await database.pool.query("select key from announcement where campaign_id = $1 order by key", [id]);
	return rows.map(({ key }) => key);
};

describe("a cheque under embargo", () => {
	test("is nowhere before it is presented, and counts with its milestone at that moment", async () => {
		const campaign = await openDrive();
		await enter(campaign, { amount: 800_000, embargoed: false });
		const cheque = await enter(campaign, { note: "On the stage at noon", dated: Date.now() + 600_000 });
		expect(cheque).toMatchObject({ state: "waiting", amount: 500_000, presented: null });
		expect(await standing(database.pool, campaign.id)).toMatchObject({ total: 800_000, gifts: 1 });
		expect(await announced(campaign)).toEqual([]);

		const foretold = await host.ask("GET", pathOf(campaign, cheque, "foretell"));
		expect(foretold.body).toEqual({
			...{ amount: 500_000, total: 800_000, totalAfter: 1_300_000, matched: 0 },
			passes: [{ kind: "every", value: 1_000_000 }],
		});
		expect(await announced(campaign)).toEqual([]);

		const before = Date.now();
		const presented = await host.ask("POST", pathOf(campaign, cheque, "present"));
		expect(presented).toMatchObject({ status: 200, body: { done: true, item: { state: "counted" } } });
		expect(await standing(database.pool, campaign.id)).toMatchObject({ total: 1_300_000, gifts: 2 });
		expect(await announced(campaign)).toEqual(["every:1000000"]);
		const { rows } = await database.pool.query(
			"select occurred_at as at from ledger_entry where campaign_id = $1 and gift_id = $2",
			[campaign.id, cheque.id],
		);
		expect(rows).toHaveLength(1);
		expect(rows[0].at.getTime()).toBeGreaterThanOrEqual(before);

		const again = await editor.ask("POST", pathOf(campaign, cheque, "present"));
		expect(again).toMatchObject({ status: 409, body: { done: false, says: expect.stringContaining("Hal") } });
	});

	test("is named in the ticker and on the thank-you list where the organisation agreed, and nowhere else", async () => {
		const campaign = await openDrive();
		const screen = await openScreen(api.url, database.pool, campaign.id, { role: "host" });
		const quiet = { name: false, amount: false, onAir: false, page: false, social: false };
		await enter(campaign, { givenBy: "Quiet Foundation", consent: quiet, embargoed: false });
		await enter(campaign, { embargoed: false });
		const { rows } = await screen.board();
		expect(rows.map(({ name, amount }) => [name, amount])).toEqual([
			["Lakeview Bank", 500_000],
			["A generous listener", 500_000],
		]);
		const page = await readSnapshot(database.pool, campaign.id, "page", Date.now());
		expect(page.latest.map(({ name, amount }) => [name, amount])).toEqual([
			["Lakeview Bank", 500_000],
			["A generous listener", null],
		]);
	});

	test("shows the host that one comes, the producer how much, and screens that watch nothing", async () => {
		const campaign = await openDrive();
		const open = (rights: Parameters<typeof openScreen>[3]) => openScreen(api.url, database.pool, campaign.id, rights);
		const cheque = await enter(campaign, { note: "Ask for Maria", stationId: "wkid" });
		await enter(campaign, { givenBy: "Secret Sponsor", consent: { ...cheque.consent, onAir: false }, kind: "sponsor" });
		const producer = await open({ role: "producer", label: "Producer" });
		expect((await producer.board()).presentations).toMatchObject([
			{ from: "Lakeview Bank", amount: 500_000, note: "Ask for Maria", station: "WKID 101.5" },
			{ from: "Secret Sponsor", amount: 500_000 },
		]);
		const atHost = await open({ role: "host", label: "Host" });
		expect((await atHost.board()).presentations).toMatchObject([
			{ from: "Lakeview Bank", amount: null, note: null },
			{ from: null, amount: null },
		]);
		const other = await open({ role: "producer", label: "La Voz", stationId: "voz" });
		expect((await other.board()).presentations).toMatchObject([{ from: "Secret Sponsor" }]);
		for (const rights of [{ role: "watch" }, { role: "producer", layout: "lobby" }] as const) {
			const watching = await open({ ...rights, label: `${rights.role} ${"layout" in rights ? "lobby" : ""}` });
			const board = await watching.board();
			expect(board.presentations).toEqual([]);
			expect(JSON.stringify(board)).not.toContain("500000");
		}
		const present = (screen: typeof producer, id: string) =>
			screen.post("/present", { requestId: "press-0001", readerId: screen.readerId, id });
		expect((await present(atHost, cheque.id)).status).toBe(403);
		expect((await present(other, cheque.id)).status).toBe(409);
		expect((await producer.get(`/present/${cheque.id}`)).status).toBe(200);
		expect((await atHost.get(`/present/${cheque.id}`)).status).toBe(403);
		expect((await present(producer, cheque.id)).status).toBe(200);
		expect((await present(producer, cheque.id)).status).toBe(200);
		expect(await standing(database.pool, campaign.id)).toMatchObject({ total: 500_000, gifts: 1 });
		expect((await producer.board()).presentedLately).toMatchObject([{ from: "Lakeview Bank", amount: 500_000 }]);
	});
});

describe("a presentation taken back", () => {
	test("puts the embargo back while nothing was said, and the cheque counts when it is presented again", async () => {
		const campaign = await openDrive();
		const cheque = await enter(campaign);
		await host.ask("POST", pathOf(campaign, cheque, "present"));
		const foreign = await editor.ask("POST", pathOf(campaign, cheque, "undo-presenting"));
		expect(foreign).toMatchObject({ status: 409, body: { says: expect.stringContaining("Hal presented it") } });
		const undone = await host.ask("POST", pathOf(campaign, cheque, "undo-presenting"));
		expect(undone).toMatchObject({ status: 200, body: { item: { state: "waiting", undoUntil: null } } });
		expect(await standing(database.pool, campaign.id)).toMatchObject({ total: 0, gifts: 0, cash: 0 });
		expect(await donorsOf(campaign)).toBe(0);
		await editor.ask("POST", pathOf(campaign, cheque, "present"));
		expect(await standing(database.pool, campaign.id)).toMatchObject({ total: 500_000, gifts: 1, cash: 500_000 });
		expect(await donorsOf(campaign)).toBe(1);
		const { body } = await editor.ask("GET", pathOf(campaign));
		expect(body.items[0].steps.map(({ kind, booked }: { kind: string; booked: number }) => [kind, booked])).toEqual([
			["presented", 500_000],
			["undone", -500_000],
			["presented", 500_000],
		]);
	});

	test("is offered on the producer's screen until a milestone was announced because of it", async () => {
		const campaign = await openDrive();
		const screen = await openScreen(api.url, database.pool, campaign.id, { role: "producer", label: "Producer" });
		const [small, large] = [await enter(campaign), await enter(campaign, { amount: 700_000 })];
		for (const { id } of [small, large]) {
			await screen.post("/present", { requestId: "press-0001", readerId: screen.readerId, id });
		}
		expect((await screen.board()).presentedLately.map(({ id }) => id)).toEqual([small.id]);
	});

	test("is refused once a milestone was announced because of it, with the reason", async () => {
		const campaign = await openDrive();
		const cheque = await enter(campaign, { amount: 1_200_000 });
		const { body: pressed } = await host.ask("POST", pathOf(campaign, cheque, "present"));
		expect(pressed).toMatchObject({ item: { state: "counted", undoUntil: null } });
		const undone = await host.ask("POST", pathOf(campaign, cheque, "undo-presenting"));
		expect(undone).toMatchObject({ status: 409, body: { says: expect.stringContaining("milestone was announced") } });
		expect(await standing(database.pool, campaign.id)).toMatchObject({ total: 1_200_000 });
	});
});

describe("corrections", () => {
	test("are entries with a reason: to less, to more, to nothing; two people's don't add up", async () => {
		const campaign = await openDrive();
		const cheque = await enter(campaign, { embargoed: false });
		const correct = (from: number, to: number, reason = "The cheque says so") =>
			editor.ask("POST", pathOf(campaign, cheque, "correct"), { from, to, reason });
		expect((await correct(500_000, 450_050)).body).toMatchObject({ amount: 450_050, entered: 500_000 });
		expect(await correct(500_000, 460_000)).toMatchObject({ status: 409 });
		expect(await correct(450_050, 500_050, "")).toMatchObject({ status: 422 });
		expect(await correct(450_050, 500_050)).toMatchObject({ status: 200 });
		expect(await standing(database.pool, campaign.id)).toMatchObject({ total: 500_050, gifts: 1, cash: 500_050 });
		expect((await correct(500_050, 0, "It bounced")).body).toMatchObject({ state: "cancelled", amount: 0 });
		expect(await standing(database.pool, campaign.id)).toMatchObject({ total: 0, gifts: 0, cash: 0 });
		expect(await donorsOf(campaign)).toBe(0);
		const entries = await database.pool.query(
			"select kind, counted from ledger_entry where campaign_id = $1 and gift_id = $2 order by seq",
			[campaign.id, cheque.id],
		);
		expect(entries.rows).toEqual([
			{ kind: "received", counted: 500_000 },
			{ kind: "corrected", counted: -49_950 },
			{ kind: "corrected", counted: 50_000 },
			{ kind: "corrected", counted: -500_050 },
		]);
	});

	test("of a cheque that waits touch no ledger, and what is presented is what it came to", async () => {
		const campaign = await openDrive();
		const cheque = await enter(campaign);
		await editor.ask("POST", pathOf(campaign, cheque, "correct"), { from: 500_000, to: 750_000, reason: "A new one" });
		expect(await standing(database.pool, campaign.id)).toMatchObject({ total: 0 });
		await host.ask("POST", pathOf(campaign, cheque, "present"));
		expect(await standing(database.pool, campaign.id)).toMatchObject({ total: 750_000, gifts: 1 });
	});
});

describe("what is entered", () => {
	test("without an embargo counts at once, once, however often the form is sent", async () => {
		const campaign = await openDrive();
		const draft = offlineDraft({ kind: "cash", amount: 12_345, embargoed: false, givenBy: "Bucket at the mall" });
		const answers = await Promise.all([1, 2, 3].map(() => editor.ask("POST", pathOf(campaign), draft)));
		expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
		expect(await standing(database.pool, campaign.id)).toMatchObject({ total: 12_345, gifts: 1 });
	});

	test("as opening balance is money in the total, nobody's gift, and announces nothing", async () => {
		const campaign = await openDrive();
		const screen = await openScreen(api.url, database.pool, campaign.id, { role: "host" });
		await enter(campaign, {
			kind: "opening-balance",
			amount: 2_500_000,
			embargoed: false,
			givenBy: "Before the drive",
		});
		expect(await standing(database.pool, campaign.id)).toMatchObject({ total: 2_500_000, gifts: 0, cash: 2_500_000 });
		expect(await announced(campaign)).toEqual([]);
		expect((await screen.board()).rows).toEqual([]);
		expect((await readSnapshot(database.pool, campaign.id, "page", Date.now())).latest).toEqual([]);
		await enter(campaign, { amount: 600_000, embargoed: false });
		expect(await announced(campaign)).toEqual(["every:3000000"]);
	});

	test("as the payment of a match's pool is cash and counts nothing more", async () => {
		const campaign = await openDrive({ matches: [aMatch("bank-match")] });
		const paid = { kind: "sponsor", amount: 2_000_000, embargoed: false, paysMatch: "bank-match" } as const;
		await enter(campaign, paid);
		expect(await standing(database.pool, campaign.id)).toMatchObject({ total: 0, gifts: 0, cash: 2_000_000 });
		expect(await editor.ask("POST", pathOf(campaign), offlineDraft({ ...paid, paysMatch: "none" }))).toMatchObject({
			status: 422,
		});
	});

	test("can be described anew: the name leaves the screens, and the log never held it", async () => {
		const campaign = await openDrive();
		const screen = await openScreen(api.url, database.pool, campaign.id, { role: "host" });
		const cheque = await enter(campaign, { embargoed: false, givenBy: "Marigold Partners" });
		const { givenBy, consent, dated, note } = cheque;
		const details = { givenBy, dated, note, consent: { ...consent, onAir: false }, stationId: "voz" };
		expect(await editor.ask("PUT", pathOf(campaign, cheque), details)).toMatchObject({ status: 200 });
		expect((await screen.board()).rows).toMatchObject([{ name: "A generous listener", stationId: "voz" }]);
		const { rows } = await database.pool.query("select what, before, after from audit_line where subject = $1", [
			cheque.id,
		]);
		expect(rows.map(({ what }) => what)).toEqual(["offline.entered", "offline.described"]);
		expect(JSON.stringify(rows)).not.toContain("Marigold");
	});

	test("has sums by state, and only the office may enter it", async () => {
		const campaign = await openDrive();
		await enter(campaign);
		await enter(campaign, { amount: 100, embargoed: false });
		const { body } = await editor.ask("GET", pathOf(campaign));
		expect(body.sums).toEqual({
			waiting: { amount: 500_000, count: 1 },
			counted: { amount: 100, count: 1 },
			cancelled: { amount: 0, count: 0 },
		});
		expect(await host.ask("POST", pathOf(campaign), offlineDraft())).toMatchObject({ status: 403 });
	});
});

function aMatch(id: string): NonNullable<Campaign["matches"]>[number] {
	return {
		...{
			id,
			sponsor: "Lakeview Bank",
			hidden: false,
			kind: "ratio",
			pool: 2_000_000,
			ratio: 1,
			minGift: null,
			maxGift: null,
		},
		...{ from: Date.now() - 60_000, to: Date.now() + 3_600_000, unlock: null, stacking: "in-turn", stationId: null },
		sponsorDonor: null,
	};
}
