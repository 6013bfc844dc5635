import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { ImportView } from "../../src/web/contract/staff/imports.ts";
import { aCampaign, NOW } from "../support/campaigns.ts";
import type { TestDatabase } from "../support/database.ts";
import { importDesk } from "../support/imports.ts";
import { openCampaignDatabase, type RunningApi, standing, startApi } from "../support/running-api.ts";
import { staffOf } from "../support/staff.ts";

const campaign = aCampaign({ opensAt: NOW - 365 * 86_400_000, closesAt: NOW + 365 * 86_400_000 });
let db: TestDatabase;
let api: RunningApi;
let desk: ReturnType<typeof importDesk>;

beforeAll(async () => {
	db = await openCampaignDatabase(campaign);
	api = await startApi(db.url);
	desk = importDesk(api, db.pool, await staffOf(api, db.pool, "admin"));
});
afterAll(async () => {
	expect(await standing(db.pool)).toMatchObject({ total: 0, gifts: 0 });
	expect((await db.pool.query("select from pledge")).rowCount).toBe(0);
	await api.stop();
	await db.drop();
});

const HEAD = "date,amount,name\n";
const ROW = "2026-11-12 10:00,5.00,Ana\n";
const names = (view: ImportView) => view.preview.map(({ name }) => name);

describe("a file from elsewhere", () => {
	test.each([
		["UTF-8 with a mark", Buffer.from(`\uFEFF${HEAD}2026-11-12 10:00,5.00,José\n`, "utf8"), "utf-8"],
		[
			"UTF-16 little-endian with a mark",
			Buffer.from(`\uFEFF${HEAD}2026-11-12 10:00,5.00,José\n`, "utf16le"),
			"utf-16le",
		],
		[
			"UTF-16 big-endian with a mark",
			Buffer.from(`\uFEFF${HEAD}2026-11-12 10:00,5.00,José\n`, "utf16le").swap16(),
			"utf-16be",
		],
		["UTF-16 without one", Buffer.from(`${HEAD}2026-11-12 10:00,5.00,José\n`, "utf16le"), "utf-16le"],
	])("in %s is read as it is", async (_, bytes, encoding) => {
		const view = await desk.bring(bytes);
		expect([view.settings.encoding, names(view), view.blockers]).toEqual([encoding, ["José"], []]);
		expect((await desk.do(view.id, "check")).report).toMatchObject({ good: 1, bad: 0 });
	});

	test("in Windows-1252 is shown so, and read so once a person has said it", async () => {
		const view = await desk.bring(Buffer.from(`${HEAD}2026-11-12 10:00,5.00,Jos\xe9\n`, "latin1"));
		expect([view.settings.encoding, names(view)]).toEqual([null, ["José"]]);
		expect(view.blockers[0]?.todo).toContain("Windows-1252");
		const refused = await desk.ask(view.id, "check");
		expect([refused.status, refused.body.detail]).toEqual([409, expect.stringContaining("isn't UTF-8")]);
		const settled = await desk.settle(view, { encoding: "windows-1252" });
		expect([settled.blockers, names(settled)]).toEqual([[], ["José"]]);
	});

	test("that stops being UTF-8 far down names the line", async () => {
		const rows = ROW.repeat(4_000);
		const view = await desk.bring(
			Buffer.concat([Buffer.from(HEAD + rows), Buffer.from("2026-11-12,5,Jos\xe9\n", "latin1")]),
		);
		const checked = await desk.do(view.id, "check");
		expect(checked).toMatchObject({ state: "open", report: null });
		expect(checked.blockers[0]).toMatchObject({ line: 4_002, says: "Line 4002 isn't UTF-8 text." });
	});

	test("with a line of ten megabytes is refused with its line, without holding it", async () => {
		const before = process.memoryUsage.rss();
		const view = await desk.bring(`${HEAD}${ROW}2026-11-12,5,${"x".repeat(10_000_000)}\n${ROW}`);
		expect(view.blockers[0]?.says).toMatch(/^The row that begins at line 3 has more than/);
		expect((await desk.ask(view.id, "check")).status).toBe(200);
		while (await desk.work());
		expect(await desk.see(view.id)).toMatchObject({ state: "open", report: null });
		expect(process.memoryUsage.rss() - before).toBeLessThan(150_000_000);
	});

	test("with a quote that never ends says where it begins", async () => {
		const view = await desk.bring(`${HEAD}${ROW}2026-11-12,5,"Ana\n${ROW.repeat(30)}`);
		expect(view.blockers[0]).toMatchObject({ line: 3, says: expect.stringContaining("never closed") });
	});

	test("with every kind of line end, empty lines and a spreadsheet's empty rows keeps its lines' numbers", async () => {
		const view = await desk.bring(
			`date,amount,name\r\n2026-11-12 10:00,1,A\n2026-11-12 10:00,2,"B\nb"\r\r\n,,\r\n2026-11-12 10:00,x,C\n`,
		);
		expect(view.preview.map(({ line, name }) => [line, name])).toEqual([
			[2, "A"],
			[3, "B b"],
			[7, "C"],
		]);
	});

	test("keeps formulas as text, and hands them back as text", async () => {
		const view = await desk.bring(`${HEAD}2026-11-12 10:00,=1+1,"=cmd|' /C calc'!A0"\n`);
		const checked = await desk.do(view.id, "check");
		expect(checked.report).toMatchObject({ good: 0, bad: 1 });
		const answer = await fetch(`${api.url}${desk.base}/${view.id}/left-out.csv`, { headers: { cookie: desk.cookie } });
		expect(await answer.text()).toContain("'=1+1,'=cmd|' /C calc'!A0");
	});

	test("with a NUL, a card's number, a date of two readings or a cell too many has each refused in words", async () => {
		const view = await desk.bring(
			`${HEAD}2026-11-12 10:00,5,A\0na\n2026-11-12 10:00,5,4242 4242 4242 4242\n3/4/2026,5,Ana\n2026-11-12 10:00,5,Ana,Lee\n2027-11-12,5,Ana\n2026-11-12,-5,Ana\n`,
		);
		expect(view.blockers.map(({ says }) => says)).toEqual(["The dates may be read in two ways."]);
		expect(view.preview.map(({ problems }) => problems[0]?.says)).toEqual([
			"It holds a character that is none (NUL).",
			"It looks like a payment card's number.",
			"This may be two dates: say whether the month or the day comes first.",
			"The row has 4 cells, and there are 3 columns.",
			"The date lies ahead of today.",
			"The amount is less than nothing. Money that went back is entered as a refund.",
		]);
	});

	test("with two columns of one name asks which is meant, and without a header which is what", async () => {
		const twice = await desk.bring("date,amount,amount\n2026-11-12 10:00,5,6\n");
		expect(twice.settings.columns.amount).toBeUndefined();
		expect(twice.notices[0]).toContain("“amount”");
		const bare = await desk.bring(ROW.repeat(2));
		expect([bare.settings.hasHeader, bare.columns.map(({ name }) => name), bare.preview.length]).toEqual([
			...[false, ["Column A", "Column B", "Column C"], 2],
		]);
	});

	test.each([
		["an Excel workbook", Buffer.from("PK\u0003\u0004 and so on", "latin1"), "an Excel workbook"],
		["a PDF", Buffer.from("%PDF-1.7\n", "latin1"), "a PDF"],
		["a web page", Buffer.from("\n<html><table><tr><td>5</td></tr></table></html>"), "a web page"],
	])("that is %s under another name is refused by what it is", async (_, bytes, says) => {
		const answer = (await desk.bring(bytes)) as unknown as { detail: string };
		expect(answer.detail).toContain(says);
		expect(answer.detail).toMatch(/CSV/);
	});

	test("of a call centre, with a title above and sums below, is read between them", async () => {
		const view = await desk.bring(
			'ACME Call Centre,,,\n"Report of 11/13/2026",,,\n\nCall Date,Caller Name,Amount,Phone\n' +
				"2026-11-12 10:00,DANA MCKAY-O'BRIEN,20/month,312 555 0101\n" +
				"2026-11-12 10:01,JP WEBB,50 USD,5.55E+09\n2026-11-12 10:02,IBM,$50 monthly,\nTOTAL,,$120,\n,,120,\n",
		);
		expect(view.settings).toMatchObject({ skipRows: 2, columns: { at: 0, name: 1, amount: 2, phone: 3 } });
		expect(view.preview.map(({ line, amount, name, more }) => [line, amount, name, more.includes("monthly")])).toEqual([
			[5, 2_000, "Dana McKay-O'Brien", true],
			[6, 5_000, "JP Webb", false],
			[7, 5_000, "IBM", true],
			[8, 12_000, null, false],
			[9, 12_000, null, false],
		]);
		const { report } = await desk.do(view.id, "check");
		expect(report).toMatchObject({ good: 2, bad: 3, monthly: 2 });
		expect(report?.problems.filter(({ line }) => line === 6)[0]?.says).toBe("Excel has cut this number short.");
	});

	test("whose last row is the sum of its cheques doesn't count them twice", async () => {
		const view = await desk.bring("Given by,Amount\nRotary Club,1000\nLions Club,500\nTotal,1500\n,1500\n", "offline");
		const { report } = await desk.do(view.id, "check");
		expect(report).toMatchObject({ good: 2, bad: 2, amount: 150_000 });
		expect(report?.problems.map(({ says }) => says)).toEqual([
			expect.stringContaining("looks like a sum"),
			expect.stringContaining("looks like a sum"),
		]);
	});

	test.each([
		["2026-11-12T16:00:00Z", "2026-11-12T16:00:00Z"],
		["2026-11-12 10:00", "2026-11-12T16:00:00Z"],
		["11/12/2026 10:00 AM", "2026-11-12T16:00:00Z"],
		["13.7.2026 9:30", "2026-07-13T14:30:00Z"],
		["1763000000", "2025-11-13T02:13:20Z"],
		["46338.5", "2026-11-12T18:00:00Z"],
	])("may write a moment as %s", async (written, moment) => {
		const view = await desk.bring(`${HEAD}${written},5,Ana\n`);
		const settled = await desk.settle(view, { dateOrder: written.startsWith("13") ? "day-first" : "month-first" });
		expect(settled.preview[0]).toMatchObject({ at: Date.parse(moment), problems: [] });
	});
});
