import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { saveCampaign } from "../../src/campaign/store.ts";
import { HOUR } from "../../src/domain/plain/instant.ts";
import { vaultOf } from "../../src/foundation.ts";
import type { RehearsalChoices, RehearsalLine, RehearsalRequest } from "../../src/web/contract/staff/rehearsal.ts";
import { aCampaign } from "../support/campaigns.ts";
import { openTestDatabase, type TestDatabase } from "../support/database.ts";
import { type RunningApi, startApi } from "../support/running-api.ts";
import { type StaffPerson, staffOf } from "../support/staff.ts";

const PATH = "/api/staff/campaigns/radiothon-2026/rehearsals";

const MADE_UP: RehearsalRequest = {
	source: { kind: "generated", gifts: 300, hours: 12, partOfGoal: 1, seed: 3 },
	rules: { kind: "drive" },
	against: null,
	assumptions: { sendingSeconds: 1, approvedAfterMinutes: 10, hasPictures: false },
};

describe("a rehearsal at the console", () => {
	let [database, api, reader] = [] as unknown as [TestDatabase, RunningApi, StaffPerson];
	beforeAll(async () => {
		database = await openTestDatabase();
		api = await startApi(database.url);
		const opensAt = Math.floor(Date.now() / HOUR) * HOUR;
		const campaign = aCampaign({ opensAt, closesAt: opensAt + 12 * HOUR, state: "draft" });
		await saveCampaign(database.pool, campaign, [], vaultOf(api.env));
		reader = await staffOf(api, database.pool, "read-only");
	}, 180_000);
	afterAll(async () => {
		await api.stop();
		await database.drop();
	});

	const linesOf = (body: unknown): RehearsalLine[] =>
		String(body)
			.trim()
			.split("\n")
			.map((line) => JSON.parse(line));
	const rehearse = async (request: RehearsalRequest) => {
		const { status, body } = await reader.ask("post", PATH, request);
		expect(status).toBe(200);
		const lines = typeof body === "string" ? linesOf(body) : [body as RehearsalLine];
		const last = lines.at(-1);
		return { lines, last };
	};

	test("plays a made-up drive on stand-in accounts, two sets of rules side by side, and writes nothing of the drive", async () => {
		const { body } = await reader.ask("get", `${PATH}/choices`);
		expect(body as RehearsalChoices).toMatchObject({ drives: [], accounts: 0 });
		const rules = [
			{ id: null, trigger: { kind: "gifts", counts: [100] }, policy: { kind: "automatic" }, expiresAfterMinutes: 30 },
		] as const;
		const { lines, last } = await rehearse({ ...MADE_UP, against: { kind: "draft", rules } });
		expect(lines[0]).toMatchObject({ kind: "progress" });
		if (last?.kind !== "done") throw new Error(`It ended as ${last?.kind}.`);
		const [drive, draft] = last.rehearsals;
		expect(drive).toMatchObject({
			name: "The drive's rules",
			notes: [expect.stringContaining("No account is connected")],
		});
		expect(drive?.accounts.map(({ platform }) => platform)).toEqual(["x", "facebook", "on-air"]);
		expect(drive?.summary).toMatchObject({ gifts: 300, announcements: 15 });
		expect(draft).toMatchObject({ name: "Draft", summary: { announcements: 1, published: 3 } });
		const { rows } = await database.pool.query(
			"select (select count(*)::int from post) as posts, (select count(*)::int from ledger_entry) as entries",
		);
		expect(rows).toEqual([{ posts: 0, entries: 0 }]);
	}, 180_000);

	test("says in words what is wrong with a file, with rules and with who asks", async () => {
		const bad = { kind: "file", name: "drive.csv", csv: "when,amount\nyesterday,5\n" } as const;
		const { last } = await rehearse({ ...MADE_UP, source: bad });
		expect(last).toEqual({ kind: "failed", detail: expect.stringMatching(/^Line 1: no column for the time/) });
		const rules = [
			{ id: null, trigger: { kind: "every", step: 0 }, policy: { kind: "automatic" }, expiresAfterMinutes: 30 },
		] as const;
		const refused = await reader.ask("post", PATH, { ...MADE_UP, rules: { kind: "draft", rules } });
		expect(refused.status).toBe(422);
		const moderator = await staffOf(api, database.pool, "moderator");
		expect((await moderator.ask("post", PATH, MADE_UP)).status).toBe(403);
	}, 180_000);
});
