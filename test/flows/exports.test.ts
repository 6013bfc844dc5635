import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { aCampaign } from "../support/campaigns.ts";
import type { TestDatabase } from "../support/database.ts";
import { importDesk } from "../support/imports.ts";
import { openCampaignDatabase, type RunningApi, startApi } from "../support/running-api.ts";
import { staffOf } from "../support/staff.ts";
import { eventOf, paymentIntent } from "../support/stripe-events.ts";

const campaign = aCampaign({ opensAt: Date.parse("2026-01-01T00:00:00Z") });
const BASE = "/api/staff/campaigns/radiothon-2026/exports";
let db: TestDatabase;
let api: RunningApi;

beforeAll(async () => {
	db = await openCampaignDatabase(campaign);
	api = await startApi(db.url);
	const desk = importDesk(api, db.pool, await staffOf(api, db.pool, "editor"));
	const file =
		"id,date,name,email,amount,monthly\n" +
		'C-1,2026-11-12 10:00,"=HYPERLINK(""http://x"",""y"")",dana@example.org,1250.50,no\n' +
		`C-2,2026-11-12 10:01,+1 Lee,,20,yes\n${Array.from({ length: 1_500 }, (_, row) => `D-${row},2026-11-13 08:00,,,1.00,no`).join("\n")}\n`;
	const { id } = await desk.bring(file);
	await desk.do(id, "check", "run");
	const object = paymentIntent("2026-10-28.endive", { id: "pi_paid", livemode: false, latest_charge: "ch_paid" });
	const { body } = eventOf("payment_intent.succeeded", object);
	await api.send({ ...body, id: "evt_paid", livemode: false });
});
afterAll(async () => {
	await api.stop();
	await db.drop();
});

async function saved(role: Parameters<typeof staffOf>[2], path: string) {
	const person = await staffOf(api, db.pool, role);
	const answer = await fetch(`${api.url}${BASE}/${path}`, { headers: { cookie: person.cookie } });
	const bytes = Buffer.from(await answer.arrayBuffer());
	return {
		status: answer.status,
		bytes,
		lines: bytes.toString("utf8").trimEnd().split("\r\n"),
		headers: answer.headers,
	};
}

describe("a drive as files", () => {
	test("has every gift once, in order, with amounts in whole currency and times on two clocks", async () => {
		const { lines, headers, status } = await saved("editor", "gifts.csv?for=programs");
		expect([status, headers.get("content-disposition")]).toEqual([
			200,
			'attachment; filename="gifts-radiothon-2026.csv"',
		]);
		expect(lines).toHaveLength(1 + 1_503);
		expect(lines[1]).toContain(
			"2026-11-12 10:00:00,2026-11-12T16:00:00.000Z,pledge,phone,,USD,1250.50,0.00,0.00,1250.50,",
		);
		expect(lines[2]).toContain("monthly,phone,,USD,20.00,0.00,0.00,240.00,");
		expect(lines.at(-1)).toMatch(/^pi_paid,.*single,web,,USD,,50\.00,0\.00,50\.00,/);
	});

	test("isn't taken for new money when it is brought in again, and is the best last year there is", async () => {
		const { bytes } = await saved("admin", "gifts.csv");
		const desk = importDesk(api, db.pool, await staffOf(api, db.pool, "editor"));
		const again = await desk.bring(bytes);
		expect(again.blockers[0]?.says).toContain("Carillon's own list of a drive's gifts");
		expect((await desk.ask(again.id, "check")).status).toBe(409);
		const lastYear = await desk.bring(bytes, "last-year");
		expect(lastYear.blockers).toEqual([]);
		expect((await desk.do(lastYear.id, "check")).report).toMatchObject({ rows: 1_503, bad: 0 });
	});

	test("runs no formula in a spreadsheet, and says to Excel that it is UTF-8", async () => {
		const { bytes, lines } = await saved("editor", "pledges.csv?for=excel");
		expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
		expect(lines[1]).toContain(`"'=HYPERLINK(""http://x"",""y"")"`);
		expect(lines[2]).toContain("'+1 Lee");
		const plain = await saved("editor", "pledges.csv?for=programs");
		expect(plain.lines[0]).toMatch(/^pledge,time \(America\/Chicago\),time \(UTC\)/);
	});

	test("names donors for who may see names, and tells contacts to who keeps the donor database", async () => {
		const [editor, moderator, reader] = [
			await saved("editor", "pledges.csv"),
			await saved("moderator", "pledges.csv"),
			await saved("read-only", "pledges.csv"),
		];
		expect(
			[editor, moderator, reader].map(({ lines }) => [
				lines[1]?.includes("HYPERLINK"),
				lines[1]?.includes("dana@example.org"),
			]),
		).toEqual([
			[true, true],
			[true, false],
			[false, false],
		]);
		const donors = await saved("admin", "donor-database.csv?for=programs");
		expect(donors.lines[0]).toMatch(/^donor key,name,email,phone/);
		expect(donors.lines[1]).toContain("dana@example.org");
		expect((await saved("moderator", "donor-database.csv")).status).toBe(403);
		expect((await saved("host", "gifts.csv")).status).toBe(403);
		expect((await saved("phone-bank", "pledges.csv")).status).toBe(403);
	});

	test("is noted with who took it, and never with what stood in it", async () => {
		const { rows } = await db.pool.query(
			"select subject, after from audit_line where what = 'export.taken' order by id limit 1",
		);
		expect(rows).toEqual([{ subject: "gifts", after: { names: true, contacts: true } }]);
	});
});
