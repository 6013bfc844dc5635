import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type pg from "pg";
import { aCampaign, aRule } from "../support/campaigns.ts";
import type { TestDatabase } from "../support/database.ts";
import { openCampaignDatabase, type RunningApi, startApi } from "../support/running-api.ts";
import { type StaffPerson, staffOf } from "../support/staff.ts";

const campaign = aCampaign({
	languages: ["en", "es"],
	opensAt: Date.now() - 3_600_000,
	closesAt: Date.now() + 86_400_000,
	rules: [
		aRule("every-10k", { kind: "every", step: 1_000_000 }, { priority: 50 }),
		aRule("big", { kind: "large-gift", atLeast: 500_000 }, { priority: 40 }),
	],
});
const BASE = `/api/staff/campaigns/${campaign.id}`;
const PLACE = { ruleId: "every-10k", platform: "x", language: "en", accountId: null };

let database: TestDatabase;
let pool: pg.Pool;
let api: RunningApi;
let editor: StaffPerson;

beforeAll(async () => {
	database = await openCampaignDatabase(campaign);
	({ pool } = database);
	api = await startApi(database.url);
	editor = await staffOf(api, pool, "editor", { name: "Ana" });
	await pool.query("update campaign_tally set tally = tally || $1", [
		{ total: 4_125_000, gifts: 80, donors: 78, peak: { total: 4_125_000, gifts: 80, monthly: 0 } },
	]);
});
afterAll(async () => {
	await api.stop();
	await database.drop();
});

describe("a drive's rules", () => {
	const read = async () => (await editor.ask("GET", `${BASE}/rules`)).body;
	const draftsOf = (rules: { priority: number }[]) => rules.map(({ priority: _weight, ...draft }) => draft);

	test("are told with what each would bring from today's total on", async () => {
		const { rules, forecasts, version } = await read();
		expect(rules.map(({ id }: { id: string }) => id)).toEqual(["every-10k", "big"]);
		expect(version).toBe(1);
		expect(forecasts[0]).toMatchObject({
			posts: 11,
			says: "11 more posts up to the goal.",
			next: [
				{ words: "$50,000", toGo: "$8,750 to go" },
				{ words: "$60,000" },
				{ words: "$70,000" },
				{ words: "$80,000" },
			],
		});
	});

	test("are tried before they are saved: what changes stands in words, and nothing has changed", async () => {
		const { rules, version } = await read();
		const [every, big] = draftsOf(rules);
		const drafts = [big, { ...every, trigger: { kind: "every", step: 500_000 } }];
		const { status, body } = await editor.ask("POST", `${BASE}/rules/preview`, { version, rules: drafts });
		expect(status).toBe(200);
		expect(body.changes).toEqual([
			{
				kind: "changed",
				says: "Every $10,000: now every $5,000.",
				follows: "22 more posts up to the goal. Next: $45,000.",
			},
			expect.objectContaining({ kind: "order" }),
		]);
		expect(await read()).toMatchObject({ version, rules });
	});

	test("are saved with their ids kept, a new one's name its own for good, and a line in the audit log", async () => {
		const { rules, version } = await read();
		const half = { id: null, trigger: { kind: "percent", percents: [50] }, expiresAfterMinutes: 30 };
		const policy = { kind: "approval", approvers: 2 };
		const drafts = [{ ...half, policy }, ...draftsOf(rules)];
		const saved = await editor.ask("PUT", `${BASE}/rules`, { version, rules: drafts });
		expect(saved.status).toBe(200);
		expect(saved.body.rules.map(({ id }: { id: string }) => id)).toEqual([
			expect.stringMatching(/^percent-[2-9a-z]{5}$/),
			"every-10k",
			"big",
		]);
		const stale = await editor.ask("PUT", `${BASE}/rules`, { version, rules: drafts });
		expect(stale).toMatchObject({ status: 409, body: { detail: expect.stringContaining("Ana has saved this drive") } });
		const { rows } = await pool.query("select by_name, before, after from audit_line where what = 'rules.saved'");
		expect(rows).toEqual([{ by_name: "Ana", before: expect.any(Array), after: expect.any(Array) }]);
	});

	test("keep what they go by: a removed one's id and another kind are refused, and so are numbers that are none", async () => {
		const { rules, version } = await read();
		const put = (drafts: unknown[]) => editor.ask("PUT", `${BASE}/rules`, { version, rules: drafts });
		const [first, every, big] = draftsOf(rules) as { id: string }[];
		const gone = await put([first, every, big, { ...every, id: "gone" }]);
		expect(gone).toMatchObject({ status: 422, body: { detail: expect.stringContaining("was removed meanwhile") } });
		const other = await put([first, { ...every, trigger: { kind: "gifts", counts: [100] } }, big]);
		expect(other).toMatchObject({ status: 422, body: { detail: expect.stringContaining("add a new rule for it") } });
		const none = await put([first, { ...every, trigger: { kind: "every", step: 0 } }, big]);
		expect(none).toMatchObject({ status: 422, body: { detail: "Write an amount above 0." } });
	});

	test("switched off bring nothing, and stay with their texts", async () => {
		const { rules, version } = await read();
		const drafts = draftsOf(rules).map((draft) => ({ ...draft, isOff: true }));
		const { body } = await editor.ask("PUT", `${BASE}/rules`, { version, rules: drafts });
		expect(body.forecasts.map(({ posts }: { posts: number }) => posts)).toEqual([0, 0, 0]);
		const texts = await editor.ask("GET", `${BASE}/templates`);
		expect(texts.body.rules.map(({ isOff }: { isOff: boolean }) => isOff)).toEqual([true, true, true]);
	});
});

describe("a drive's texts", () => {
	type Variant = { id: string; source: string; isOn: boolean };
	const places = async () =>
		(await editor.ask("GET", `${BASE}/templates/rule?ruleId=every-10k&platform=x`)).body.places;
	const put = (revision: number, variants: readonly Partial<Variant>[] | null) =>
		editor.ask("PUT", `${BASE}/templates/place`, { place: PLACE, revision, variants });
	const check = async (source: string, place: object = PLACE) =>
		(await editor.ask("POST", `${BASE}/templates/check`, { place, source, variantId: null })).body;

	test("are those that come with Carillon until somebody changes them, shown with today's figures", async () => {
		const [english, spanish] = await places();
		expect(english).toMatchObject({ origin: "starter", revision: 0, changedBy: null });
		expect(english.variants[0]).toMatchObject({
			id: "every/x/en/1",
			text: "$40,000 passed for Lakeside Children's Hospital, $41,250 so far. $108,750 to go. #HopeForKids",
			uses: 0,
			problems: [],
		});
		expect(spanish.place.language).toBe("es");
	});

	test("are tried while they are written, with the place of what is wrong and what could stand there", async () => {
		const { problems, renderings, variables } = await check("Thanks!\nWe are at {{ totl }}.");
		expect(problems).toEqual([
			{
				says: 'there is no variable "totl": did you mean total, total_value?',
				at: { line: 2, column: 14, from: 21, to: 25 },
				instead: ["total", "total_value"],
			},
		]);
		expect(renderings).toEqual([]);
		expect(variables).toContainEqual(expect.objectContaining({ name: "total", today: "$41,250" }));
	});

	test("are shown at their smallest and largest, measured, priced and read by the privacy gate", async () => {
		const sound = await check("{{ milestone }} for {{ hospital }}, {{ total }} so far.");
		expect(sound).toMatchObject({ problems: [], most: 280 });
		const byName = Object.fromEntries(sound.renderings.map((one: { name: string }) => [one.name, one]));
		expect(byName.today).toMatchObject({ text: "$40,000 for Lakeside Children's Hospital, $41,250 so far.", cost: 15 });
		expect(byName.smallest.text).toContain("$10,000 for");
		expect(byName.largest.length).toBe(sound.longest);
		const priced = await check("{{ milestone }}: {{ donate_url }}");
		expect(priced.renderings[0]).toMatchObject({ hasLink: true, cost: 200 });
		const private_ = await check("{{ milestone }}, call 312-555-0188");
		expect(private_.renderings[0].findings).toEqual([expect.objectContaining({ words: "312-555-0188" })]);
		const long = await check(`{{ milestone }} ${"very ".repeat(60)}`);
		expect(long.problems).toEqual([
			expect.objectContaining({ says: expect.stringContaining("X takes 280: shorten it") }),
		]);
		expect(long.renderings[0].tooLongFrom).toBeGreaterThan(200);
		const named = await check("{{ milestone }} from {{ giver | default: 'a listener' }}, {{ total }}", {
			...PLACE,
			ruleId: "big",
		});
		expect(named.renderings.at(-1)).toMatchObject({ name: "no-name", text: expect.stringContaining("a listener") });
	});

	test("are saved, switched, restored and set back, each with its line in the history and in the audit log", async () => {
		const [before] = await places();
		const own = [...before.variants.slice(0, 1), { id: null, source: "Ours: {{ milestone }}.", isOn: true }];
		const written = own.map(({ id, source, isOn }: Variant) => ({ id, source, isOn }));
		const saved = await put(0, written);
		expect(saved).toMatchObject({ status: 200, body: { origin: "own", changedBy: "Ana" } });
		expect(saved.body.variants.map(({ id }: Variant) => id)).toEqual(["every/x/en/1", expect.stringMatching(/^own\//)]);
		expect(await put(0, written)).toMatchObject({
			status: 409,
			body: { detail: expect.stringContaining("Ana saved") },
		});
		const reset = await put(saved.body.revision, null);
		expect(reset.body).toMatchObject({ origin: "starter" });
		const body = { place: PLACE, revision: reset.body.revision, to: saved.body.revision };
		const restored = await editor.ask("POST", `${BASE}/templates/restore`, body);
		expect(restored.body.variants.at(-1).source).toBe("Ours: {{ milestone }}.");
		const history = await editor.ask("GET", `${BASE}/templates/history?ruleId=every-10k&platform=x&language=en`);
		expect(history.body.revisions.map(({ what }: { what: string }) => what)).toEqual(["restored", "reset", "saved"]);
		const { rows } = await pool.query("select what from audit_line where what like 'templates.%' order by id");
		expect(rows.map(({ what }) => what)).toEqual(["templates.saved", "templates.reset", "templates.restored"]);
	});

	test("are refused where they could not be used, and say which and where", async () => {
		const [{ revision }] = await places();
		const refused = async (...variants: Partial<Variant>[]) => (await put(revision, variants)).body.detail;
		const sound = { id: null as unknown as string, source: "{{ milestone }} so far.", isOn: true };
		expect(await refused(sound, { ...sound, source: "{{ totl }}" })).toContain(
			"Text 2 can't be used (line 1, column 4)",
		);
		expect(await refused({ ...sound, isOn: false })).toContain("At least one text has to be switched on");
		expect(await refused(sound, { ...sound, source: "{{ milestone }}  so far." })).toContain("same as another one");
		expect(await put(revision, [sound, { ...sound, source: "{{ totl }}", isOn: false }])).toMatchObject({
			status: 200,
		});
	});

	test("are changed by those who may, and read by those who see the drive", async () => {
		const approver = await staffOf(api, pool, "approver");
		expect((await approver.ask("GET", `${BASE}/templates`)).status).toBe(200);
		const body = { place: PLACE, revision: 0, variants: null };
		expect((await approver.ask("PUT", `${BASE}/templates/place`, body)).status).toBe(403);
	});

	test("come with the picture that a post would carry", async () => {
		const { body } = await editor.ask("GET", `${BASE}/templates/picture?ruleId=every-10k&language=en`);
		expect(body).toMatchObject({ alt: expect.stringContaining("$40,000"), url: expect.stringMatching(/^\/cards\//) });
		expect((await fetch(`${api.url}${body.url}`)).headers.get("content-type")).toBe("image/png");
	});
});
