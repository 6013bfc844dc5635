import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { auditAs, COMMAND_LINE, writeAuditLine } from "../../src/audit/write-line.ts";
import { inTransaction } from "../../src/db/pool.ts";
import { openTestDatabase, type TestDatabase } from "../support/database.ts";

let db: TestDatabase;
beforeAll(async () => {
	db = await openTestDatabase();
});
afterAll(() => db.drop());

const dana = { id: "s1", name: "Dana Reed", email: "dana@lakeview.org", role: "admin" as const };
const line = { by: dana, at: 1_800_000_000_123, requestId: "r1", request: "POST /api/staff/x" };

describe("a line of the audit log", () => {
	test("says who, when, what, to what, before and after, and holds nobody's e-mail address", async () => {
		const write = writeAuditLine(db.pool);
		await write({
			...line,
			what: "rule.saved",
			campaignId: "c1",
			subject: "every-10k",
			before: { n: 1 },
			after: { n: 2 },
		});
		const { rows } = await db.pool.query("select * from audit_line where what = 'rule.saved'");
		expect(rows).toMatchObject([
			{
				...{ by_id: "s1", by_name: "Dana Reed", by_role: "admin", campaign_id: "c1", subject: "every-10k" },
				...{ request: "POST /api/staff/x", request_id: "r1", before: { n: 1 }, after: { n: 2 } },
			},
		]);
		expect(rows[0]?.at.getTime()).toBe(1_800_000_000_123);
		expect(JSON.stringify(rows)).not.toContain("dana@");
	});

	test("can be neither changed nor removed", async () => {
		await auditAs(db.pool, COMMAND_LINE, "carillon posting stop")({ what: "posting.stopped", campaignId: "c1" });
		await expect(db.pool.query("update audit_line set what = 'nothing'")).rejects.toThrow(/append-only/);
		await expect(db.pool.query("delete from audit_line")).rejects.toThrow(/append-only/);
		await expect(db.pool.query("truncate audit_line")).rejects.toThrow(/append-only/);
	});

	test("falls with the change it tells of", async () => {
		const note = auditAs(db.pool, COMMAND_LINE, "carillon load campaign");
		const failed = inTransaction(db.pool, async (client) => {
			await note({ what: "campaign.loaded", subject: "gone" }, client);
			throw new Error("The change failed.");
		});
		await expect(failed).rejects.toThrow("The change failed.");
		const { rows } = await db.pool.query("select 1 from audit_line where subject = 'gone'");
		expect(rows).toEqual([]);
	});
});
