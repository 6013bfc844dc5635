import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { toTickerItem } from "../../src/domain/screen/ticker.ts";
import { readEntries } from "../../src/ticker/entries.ts";
import { readSnapshot } from "../../src/ticker/snapshot.ts";
import type { ImportView } from "../../src/web/contract/staff/imports.ts";
import { aCampaign, NOW } from "../support/campaigns.ts";
import type { TestDatabase } from "../support/database.ts";
import { importDesk } from "../support/imports.ts";
import {
	ledgerFaults,
	openCampaignDatabase,
	type RunningApi,
	standing,
	startApi,
	wholeLedger,
} from "../support/running-api.ts";
import { openScreen } from "../support/screens.ts";
import { type StaffPerson, staffOf } from "../support/staff.ts";
import { eventOf, paymentIntent } from "../support/stripe-events.ts";

const DAY = 86_400_000;
const YEAR = 365 * DAY;
/** Open since a year before, so that rows of any day lie in it. */
const open = { opensAt: NOW - 2 * YEAR, closesAt: NOW + YEAR, isDefault: false };
const drive = (id: string) => aCampaign({ ...open, id, slug: id, name: id });

let db: TestDatabase;
let api: RunningApi;
let editor: StaffPerson;

beforeAll(async () => {
	db = await openCampaignDatabase(
		...["calls", "cheques", "history", "resumed", "all-or-nothing", "told", "earlier", "cards"].map(drive),
	);
	api = await startApi(db.url);
	editor = await staffOf(api, db.pool, "editor", { name: "Luis Ortega" });
});
afterAll(async () => {
	await api.stop();
	await db.drop();
});

const deskOf = (campaign: string) => importDesk(api, db.pool, editor, campaign);

async function hours(campaign: string): Promise<Record<string, number>> {
	const { rows } = await db.pool.query("select tally->'hours' as hours from campaign_tally where campaign_id = $1", [
		campaign,
	]);
	return rows[0].hours;
}

const CALLS =
	"Pledge ID,Call Date,Call Time,Caller Name,City,Email,Pledge Amount,Monthly,On air\r\n" +
	'C-1,12/1/2025,9:05 AM,Dana W,Chicago,Dana@Example.org,"$1,250.50",no,yes\r\n' +
	'C-2,12/13/2025,2:30 PM,"=HYPERLINK(""http://x"")",Joliet,,$20,yes,\r\n' +
	"C-3,12/13/2025,2:31 PM,Lee,Elgin,,free,no,\r\n" +
	'C-1,12/1/2025,9:05 AM,Dana W,Chicago,dana@example.org,"$1,250.50",no,yes\r\n';

describe("a call centre's pledges", () => {
	test("are understood by their headers, and nothing counts before the press", async () => {
		const view = await deskOf("calls").bring(CALLS);
		expect(view).toMatchObject({
			state: "open",
			blockers: [],
			settings: { separator: ",", encoding: "utf-8", dateOrder: "month-first" },
		});
		expect(view.settings.columns).toMatchObject({
			externalId: 0,
			at: 1,
			time: 2,
			name: 3,
			town: 4,
			email: 5,
			amount: 6,
			monthly: 7,
			onAir: 8,
		});
		expect(view.preview[0]).toMatchObject({
			line: 2,
			amount: 125_050,
			at: Date.parse("2025-12-01T15:05:00Z"),
			name: "Dana W",
		});
		expect(view.preview[2]?.problems).toEqual([
			{
				line: 4,
				column: "Pledge Amount",
				says: "This is no amount.",
				todo: expect.stringContaining("leave this row out"),
			},
		]);
		expect(await standing(db.pool, "calls")).toMatchObject({ total: 0, gifts: 0 });
	});

	test("do as they were foretold, once however often it is pressed, and say nothing in public", async () => {
		const desk = deskOf("calls");
		const { id } = await desk.bring(CALLS);
		const checked = await desk.do(id, "check");
		expect(checked.report).toMatchObject({
			rows: 4,
			good: 2,
			bad: 1,
			duplicates: 1,
			amount: 127_050,
			counted: 149_050,
			totalBefore: 0,
			monthly: 1,
		});
		expect(checked.report?.alike).toEqual([{ line: 5, amount: 125_050, name: "Dana W", like: "line 2 of this file" }]);
		expect(await standing(db.pool, "calls")).toMatchObject({ total: 0 });
		const presses = await Promise.all([desk.ask(id, "run"), desk.ask(id, "run")]);
		expect(presses.map(({ status }) => status)).toEqual([200, 200]);
		while (await desk.work());
		expect(await desk.see(id)).toMatchObject({ state: "done", taken: { rows: 2, amount: 127_050 } });
		expect(await standing(db.pool, "calls")).toEqual({ total: 149_050, cash: 0, gifts: 2, monthly: 1 });
		const { rows } = await db.pool.query(
			"select name, town, contact_email, consent, source from pledge where campaign_id = 'calls' order by promised_at",
		);
		expect(rows).toEqual([
			{
				name: "Dana W",
				town: "Chicago",
				contact_email: "dana@example.org",
				source: "phone",
				consent: { onAir: true, social: false, town: false, amount: false },
			},
			{
				name: '=HYPERLINK("http://x")',
				town: "Joliet",
				contact_email: null,
				source: "phone",
				consent: { onAir: false, social: false, town: false, amount: false },
			},
		]);
		expect((await db.pool.query("select from announcement where campaign_id = 'calls'")).rowCount).toBe(0);
		expect(await ledgerFaults(db.pool)).toEqual([]);
	});

	test("of the same file again are known, whatever the columns are called", async () => {
		const desk = deskOf("calls");
		const view = await desk.bring(CALLS.replace("Pledge Amount", "Importe"));
		const checked = await desk.do(view.id, "check");
		expect(checked.report).toMatchObject({ good: 0, duplicates: 3 });
		expect(checked.report?.alike[0]?.like).toMatch(/^a file that Luis Ortega brought in on/);
	});

	test("of a list that was corrected are told with what they were, and change nothing", async () => {
		const desk = deskOf("calls");
		const view = await desk.bring(CALLS.replace("$20,", "$25,"));
		const { report } = await desk.do(view.id, "check");
		expect(report).toMatchObject({ good: 0, duplicates: 3, changed: 1 });
		expect(report?.alike.map(({ like }) => like.includes("but it says $20 there"))).toEqual([false, true, false]);
	});

	test("that were left out are a file with the line and the reason, safe in a spreadsheet", async () => {
		const desk = deskOf("calls");
		const [first] = (await editor.ask("GET", desk.base)).body.imports.filter((one: ImportView) => one.state === "done");
		const { body, status } = await editor.ask("GET", `${desk.base}/${first.id}/left-out.csv`);
		expect(status).toBe(200);
		expect(body).toContain("4,Pledge Amount: This is no amount.,");
		expect(body).toContain("5,It is there already: line 2 of this file.,");
	});

	test("are taken back in the hours they were counted in, and can be brought in again", async () => {
		const desk = deskOf("calls");
		const [first] = (await editor.ask("GET", desk.base)).body.imports.filter((one: ImportView) => one.state === "done");
		const presses = await Promise.all([desk.ask(first.id, "undo"), desk.ask(first.id, "undo")]);
		expect(presses.map(({ status }) => status)).toEqual([200, 200]);
		while (await desk.work());
		expect(await desk.see(first.id)).toMatchObject({ state: "undone", undone: { rows: 2, paidMeanwhile: 0 } });
		expect(await standing(db.pool, "calls")).toEqual({ total: 0, cash: 0, gifts: 0, monthly: 0 });
		expect(Object.values(await hours("calls")).every((sum) => sum === 0)).toBe(true);
		expect(await ledgerFaults(db.pool)).toEqual([]);
		const again = await desk.bring(CALLS);
		expect((await desk.do(again.id, "check")).report).toMatchObject({ good: 2, duplicates: 1 });
		const { rows } = await db.pool.query("select what from audit_line where subject = $1 order by id", [first.id]);
		expect(rows.map(({ what }) => what)).toEqual([
			...[
				"import.begun",
				"import.checked",
				"import.begun-to-take",
				"import.taken",
				"import.begun-to-undo",
				"import.undone",
			],
		]);
	});
});

describe("who a file tells of", () => {
	const SLIPS =
		"id,date,name,amount,on air,social\n" +
		"T-1,2026-11-12 10:00,Dana Webb,50,yes,yes\n" +
		"T-2,2026-11-12 10:01,Lee Park,20,no,no\n";
	const latestOf = async (drive: string) =>
		(["host", "page"] as const).map(async (who) => (await readSnapshot(db.pool, drive, who, Date.now())).latest);
	const told = async (drive: string) => {
		const screen = await openScreen(api.url, db.pool, drive);
		const board = await screen.board();
		return {
			hosts: board.rows.map(({ name, amount }) => [name, amount]),
			late: board.rows.filter(({ late }) => late).length,
			latest: (await Promise.all(await latestOf(drive))).flat(),
			items: (await readEntries(db.pool, drive, { after: 0, limit: 100 })).map(
				(entry) => toTickerItem(entry, "page", "en").type,
			),
		};
	};

	test("is history unless somebody says otherwise: counted, and on no list of who just gave", async () => {
		const desk = deskOf("earlier");
		const view = await desk.bring(SLIPS);
		expect(view.settings.thanks).toBe("none");
		const done = await desk.do(view.id, "check", "run");
		expect(done.report?.thanks).toBeNull();
		expect(await standing(db.pool, "earlier")).toMatchObject({ total: 7_000, gifts: 2 });
		expect(await told("earlier")).toEqual({
			...{ hosts: [], late: 0, latest: [] },
			items: ["adjusted", "adjusted"],
		});
		// Lapsed and taken up again it is no news either.
		const { rows } = await db.pool.query<{ id: string }>(
			"select id from pledge where campaign_id = 'earlier' order by id",
		);
		for (const deed of ["lapse", "open"]) {
			const answer = await editor.ask("POST", "/api/staff/campaigns/earlier/pledges/act", {
				...{ deed, pledges: rows.map(({ id }) => id), reason: "Looked at once more." },
			});
			expect([deed, answer.status]).toEqual([deed, 200]);
		}
		expect(await told("earlier")).toMatchObject({ hosts: [], latest: [] });
	});

	test("is thanked by hosts where that was chosen, and nowhere else; after a restart, again from the ledger, and not once it is taken back", async () => {
		const desk = deskOf("told");
		const view = await desk.settle(await desk.bring(SLIPS), { thanks: "hosts" });
		expect((await desk.do(view.id, "check")).report?.thanks).toEqual({ gifts: 2, named: 1 });
		await desk.ask(view.id, "run");
		// Another process takes it, with nothing but what is stored.
		while (await deskOf("told").work());
		const listed = [
			["A generous listener", 2_000],
			["Dana", 5_000],
		];
		// They come days after they called, and nothing held them up.
		expect(await told("told")).toMatchObject({ hosts: listed, late: 0, latest: [] });
		await db.pool.query("delete from thank where campaign_id = 'told'");
		await db.pool.query("update board set seq = 0 where campaign_id = 'told'");
		expect(await told("told")).toMatchObject({ hosts: listed, latest: [] });
		const { rows } = await db.pool.query(
			"select what, after from audit_line where subject = $1 and what in ('import.begun-to-take', 'import.taken') order by id",
			[view.id],
		);
		expect(rows.map(({ after }) => after.thanks)).toEqual(["hosts", "hosts"]);
		await desk.do(view.id, "undo");
		expect((await told("told")).hosts).toEqual([]);
		expect(await ledgerFaults(db.pool)).toEqual([]);
	});
});

describe("money that is in the house", () => {
	test("counts as received, stands on the offline page, and is corrected to nothing when it is taken back", async () => {
		const desk = deskOf("cheques");
		const file =
			"Fecha;Nombre;Importe;Tipo\n13/11/2026;Banco Río;1.250,00;cheque\n14/11/2026;;80,5;efectivo\n15/11/2026;Ana;5,00;bitcoin\n";
		const view = await desk.bring(file, "offline");
		expect(view.settings).toMatchObject({ separator: ";", decimal: "comma", dateOrder: "day-first" });
		const done = await desk.do(view.id, "check", "run");
		expect(done).toMatchObject({
			state: "done",
			taken: { rows: 2, amount: 133_050 },
			report: { bad: 1, counted: 133_050 },
		});
		expect(await standing(db.pool, "cheques")).toEqual({ total: 133_050, cash: 133_050, gifts: 2, monthly: 0 });
		const { items } = (await editor.ask("GET", "/api/staff/campaigns/cheques/offline")).body;
		expect(
			items
				.map(({ kind, amount, state }: { kind: string; amount: number; state: string }) => [kind, amount, state])
				.sort(),
		).toEqual([
			["cash", 8_050, "counted"],
			["cheque", 125_000, "counted"],
		]);
		await desk.do(view.id, "undo");
		expect(await standing(db.pool, "cheques")).toMatchObject({ total: 0, cash: 0 });
		expect(await ledgerFaults(db.pool)).toEqual([]);
	});
});

describe("a list of what also came by card", () => {
	const CALLED = Date.parse("2026-10-05T15:20:00Z");

	async function payByCard(name: string, amount: number, at: number): Promise<void> {
		const created = Math.floor(at / 1000);
		const object = paymentIntent("2026-10-28.endive", {
			...{ id: `pi_${name}Paid01`, latest_charge: `ch_${name}Paid01`, livemode: false, created, currency: "usd" },
			...{ amount, amount_received: amount, metadata: { campaign: "cards" }, receipt_email: `${name}@example.org` },
		});
		const { body } = eventOf("payment_intent.succeeded", object);
		expect((await api.send({ ...body, id: `evt_card_${name}`, livemode: false, created })).status).toBe(200);
	}

	test("leaves out what is counted already: by Stripe's name for it, or by the same donor's same amount at that time", async () => {
		const called = CALLED;
		await payByCard("dana", 5_000, called + 4 * 60_000);
		await payByCard("omar", 2_500, called);
		expect(await standing(db.pool, "cards")).toMatchObject({ total: 7_500, gifts: 2 });
		const at = (after: number) => new Date(called + after).toISOString();
		const file = [
			"Reference,Date time,Caller name,Email,Amount",
			`ch_omarPaid01,${at(0)},Somebody,,25`,
			`C-1,${at(0)},D. Whitfield,Dana@example.org,50`,
			`C-2,${at(0)},Dana,dana@example.org,60`,
			`C-3,${at(-3_600_000)},Dana,dana@example.org,50`,
			`pi_nobodyKnows1,${at(0)},Lee,,25`,
		].join("\n");
		const desk = deskOf("cards");
		const { id } = await desk.bring(file);
		const { report } = await desk.do(id, "check");
		expect(report).toMatchObject({ good: 3, duplicates: 2, counted: 13_500 });
		expect(report?.alike.map(({ line }) => line)).toEqual([2, 3]);
		expect(report?.alike[0]?.like).toMatch(/^a gift by card of .*, counted since then$/);
		await desk.do(id, "run");
		expect(await standing(db.pool, "cards")).toMatchObject({ total: 21_000, cash: 7_500, gifts: 5 });
		const out = (await editor.ask("GET", `${desk.base}/${id}/left-out.csv`)).body;
		expect(out.trim().split("\n")).toHaveLength(3);
		expect(await ledgerFaults(db.pool)).toEqual([]);
	});

	test("of money received is looked at in the same way, by the day where no time stands in it", async () => {
		await payByCard("ines", 4_000, CALLED - 3 * DAY);
		const day = new Date(CALLED - 3 * DAY).toISOString().slice(0, 10);
		const desk = deskOf("cards");
		const { id } = await desk.bring(`Reference,Date,Amount\npi_inesPaid01,${day},40\nB-7,${day},40\n`, "offline");
		expect((await desk.do(id, "check")).report).toMatchObject({ good: 1, duplicates: 1 });
	});
});

describe("last year's drive", () => {
	test("becomes the hours that hosts see beside this year's, and goes back to what was before", async () => {
		const desk = deskOf("history");
		const before = await wholeLedger(db.pool);
		const view = await desk.bring(
			"Date,Amount\n2025-12-04 06:10,10.00\n2025-12-04 06:50,5\n2025-12-04 09:00,7.25\n",
			"last-year",
		);
		const checked = await desk.do(view.id, "check");
		expect(checked.report?.hours).toEqual([1_500, 0, 0, 725]);
		await desk.do(view.id, "run");
		const lastYear = async () =>
			(await db.pool.query("select config->'show'->'lastYear' as hours from campaign where id = 'history'")).rows[0]
				.hours;
		expect(await lastYear()).toEqual([1_500, 0, 0, 725]);
		expect((await desk.do(view.id, "undo")).state).toBe("undone");
		expect(await lastYear()).toEqual([]);
		expect((await wholeLedger(db.pool)).entries).toEqual(before.entries);
	});
});

describe("an import", () => {
	const many = (rows: number) =>
		`id,date,amount\n${Array.from({ length: rows }, (_, row) => `R-${row},2026-11-12 10:${String(row % 60).padStart(2, "0")},1.00`).join("\n")}\n`;

	test("goes on in another process where one has ended, each row once", async () => {
		const desk = deskOf("resumed");
		const { id } = await desk.bring(many(1_200));
		await desk.do(id, "check");
		await desk.ask(id, "run");
		const stopped = new AbortController();
		let batches = 0;
		// The process ends after its first batch.
		await expect(
			desk.work({ signal: stopped.signal, afterBatch: () => (++batches === 1 ? stopped.abort() : undefined) }),
		).rejects.toThrow();
		const cut = await desk.see(id);
		expect(cut).toMatchObject({ state: "running", taken: { rows: 500 } });
		while (await desk.work());
		expect(await desk.see(id)).toMatchObject({ state: "done", taken: { rows: 1_200, amount: 120_000 } });
		expect(await standing(db.pool, "resumed")).toMatchObject({ total: 120_000, gifts: 1_200 });
		expect(await ledgerFaults(db.pool)).toEqual([]);
	});

	test("that takes all or nothing takes nothing while a row can't be taken", async () => {
		const desk = deskOf("all-or-nothing");
		const view = await desk.bring("date,amount\n2026-11-12 10:00,5\n2026-11-12 10:01,five\n");
		await desk.settle(view, { badRows: "refuse" });
		await desk.do(view.id, "check");
		const refused = await desk.ask(view.id, "run");
		expect([refused.status, refused.body.detail]).toEqual([409, expect.stringContaining("all or nothing")]);
		expect(await standing(db.pool, "all-or-nothing")).toMatchObject({ gifts: 0 });
	});

	test("is for admins and editors alone", async () => {
		for (const role of ["approver", "moderator", "phone-bank", "host", "read-only"] as const) {
			const person = await staffOf(api, db.pool, role);
			expect((await person.ask("GET", "/api/staff/campaigns/calls/imports")).status).toBe(403);
		}
	});
});
