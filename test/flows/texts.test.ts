import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import type pg from "pg";
import { openCampaignDirectory } from "../../src/campaign/directory.ts";
import { inTransaction } from "../../src/db/pool.ts";
import { recordFacts } from "../../src/ledger/record.ts";
import { passFence } from "../../src/posting/fence.ts";
import { resumePosting, stopPosting } from "../../src/posting/red-button.ts";
import { type Words, wordsFrom } from "../../src/posting/words.ts";
import { keepTemplatePack } from "../../src/template/kept-pack.ts";
import { keepTexts, type OwnPlace } from "../../src/template/own-text-store.ts";
import { openOwnTexts } from "../../src/template/own-texts.ts";
import { aCampaign, aRule } from "../support/campaigns.ts";
import type { TestDatabase } from "../support/database.ts";
import { received } from "../support/facts.ts";
import { openCampaignDatabase } from "../support/running-api.ts";
import { openHouse, type RunningHouse } from "../support/running-house.ts";

const campaign = aCampaign({
	opensAt: Date.now() - 3_600_000,
	closesAt: Date.now() + 86_400_000,
	rules: [aRule("every", { kind: "every", step: 1_000_000 })],
});
const ANA = { id: "1", name: "Ana" };
const place: OwnPlace = {
	campaignId: campaign.id,
	scope: "rule:every",
	platform: "x",
	language: "en",
	accountId: null,
};

describe("the campaign's own texts at the fence", () => {
	let database: TestDatabase;
	let pool: pg.Pool;
	let words: Words;
	let gifts = 0;

	beforeEach(async () => {
		database = await openCampaignDatabase(campaign);
		({ pool } = database);
		words = wordsFrom(await keepTemplatePack()(), openOwnTexts());
		gifts = 0;
	});
	afterEach(() => database.drop());

	const anAccount = async (id: string, platform = "x") => {
		const pacing = { minGapSeconds: 0, per15Minutes: null, perDay: null };
		await pool.query(
			`insert into channel_account (id, campaign_id, platform, name, language, pacing) values ($1, $2, $3, $1, 'en', $4)`,
			[id, campaign.id, platform, pacing],
		);
	};
	const give = async (amount = 1_000_000) => {
		gifts += 1;
		const fact = received(`gift-${gifts}`, amount, { at: Date.now() });
		await inTransaction(pool, (client) => recordFacts(client, openCampaignDirectory(pool), [fact], Date.now()));
	};
	const say = async (accountId: string) => {
		const answer = await passFence({ pool, words, cards: null, leaseMs: 60_000 }, accountId, Date.now());
		if (answer.kind !== "send") return { kind: answer.kind, text: null, id: 0 };
		await pool.query("update post set state = 'published', published_at = now() where id = $1", [answer.armed.post.id]);
		await pool.query("update attempt set finished_at = now(), outcome = 'published' where post_id = $1", [
			answer.armed.post.id,
		]);
		return { kind: "send", text: answer.armed.text, id: answer.armed.post.id };
	};
	const keep = async (sources: readonly string[] | null, changes: Partial<OwnPlace> = {}) => {
		const at = { ...place, ...changes };
		const { rows } = await pool.query<{ id: number }>(
			`select coalesce(max(id), 0)::bigint as id from template_revision
			 where scope = $1 and platform = $2 and account_id is not distinct from $3`,
			[at.scope, at.platform, at.accountId],
		);
		const variants = sources?.map((source, index) => ({ id: `own/${index + 1}`, source, isOn: true })) ?? null;
		const kept = await keepTexts(pool, {
			...{ place: at, revision: rows[0]?.id ?? 0, variants, by: ANA },
			what: variants === null ? "reset" : "saved",
		});
		expect(kept.kind).toBe("kept");
	};

	test("take their turns, and each post remembers which one it was", async () => {
		await anAccount("one");
		await keep(["First: {{ milestone }}.", "Second: {{ milestone }}."]);
		const said: (string | null)[] = [];
		for (let post = 0; post < 3; post += 1) {
			await give();
			said.push((await say("one")).text);
		}
		expect(said).toEqual(["First: $10,000.", "Second: $20,000.", "First: $30,000."]);
		const { rows } = await pool.query(
			"select p.template_id as id, t.template_id as tried, t.template_note as note from post p join attempt t on t.post_id = p.id order by p.id",
		);
		expect(rows).toEqual([
			{ id: "own/1", tried: "own/1", note: null },
			{ id: "own/2", tried: "own/2", note: null },
			{ id: "own/1", tried: "own/1", note: null },
		]);
	});

	test("hold for the next post after a save, in a process that had read the ones before; and what comes with Carillon after a reset", async () => {
		await anAccount("one");
		await give();
		expect((await say("one")).text).toContain("$10,000 passed for Lakeside");
		await keep(["Ours: {{ milestone }}."]);
		await give();
		expect((await say("one")).text).toBe("Ours: $20,000.");
		await keep(["Ours, better: {{ milestone }}."]);
		await give();
		expect((await say("one")).text).toBe("Ours, better: $30,000.");
		await keep(null);
		await give();
		expect((await say("one")).text).toContain("Lakeside Children's Hospital");
	});

	test("of a kind hold for every rule that has none of its own", async () => {
		await anAccount("one");
		await keep(["For every kind: {{ milestone }}."], { scope: "kind:every" });
		await give();
		expect((await say("one")).text).toBe("For every kind: $10,000.");
		await keep(["For this rule: {{ milestone }}."]);
		await give();
		expect((await say("one")).text).toBe("For this rule: $20,000.");
	});

	test("are never the same on two accounts of a platform, and an account may have its own", async () => {
		await anAccount("one");
		await anAccount("two");
		await keep(["First: {{ milestone }}.", "Second: {{ milestone }}."]);
		await give();
		const both = [(await say("one")).text, (await say("two")).text];
		expect(new Set(both)).toEqual(new Set(["First: $10,000.", "Second: $10,000."]));
		await keep(["Only two says: {{ milestone }}."], { accountId: "two" });
		await give();
		expect((await say("two")).text).toBe("Only two says: $20,000.");
	});

	test("wait for a person where every one has been said on the other account, and tell why", async () => {
		await anAccount("one");
		await anAccount("two");
		await keep(["The only one: {{ milestone }}."]);
		await give();
		expect((await say("one")).text).toBe("The only one: $10,000.");
		expect((await say("two")).kind).toBe("nothing");
		const { rows } = await pool.query("select state, reason from post where account_id = 'two'");
		expect(rows).toEqual([{ state: "held", reason: expect.stringMatching(/gone out already.*Templates/) }]);
	});

	test("chosen by two accounts in the same moment are two texts", async () => {
		await anAccount("one");
		await anAccount("two");
		await keep(["First: {{ milestone }}.", "Second: {{ milestone }}."]);
		for (let round = 1; round <= 5; round += 1) {
			await give();
			const both = await Promise.all([say("one"), say("two")]);
			expect(new Set(both.map(({ text }) => text)).size).toBe(2);
		}
	});

	test("that are broken block nothing: what comes with Carillon goes out, and the try says so", async () => {
		await anAccount("one");
		await keep(["{{ totl }} so far", "{{ total | money }}"]);
		await give();
		expect((await say("one")).text).toContain("$10,000 passed for Lakeside");
		const { rows } = await pool.query("select template_note as note from attempt");
		expect(rows[0].note).toMatch(
			/own\/1 can't be used: there is no variable "totl".*own\/2 can't be filled in.*instead/,
		);
		await pool.query("update template_revision set variants = '[{\"id\": 1}]'");
		await give();
		expect((await say("one")).text).toContain("$20,000");
	});

	test("may not say what the privacy gate stops, as little as any other", async () => {
		await anAccount("one");
		await keep(["{{ milestone }}: call Dr. Miller at 312-555-0188."]);
		await give();
		expect((await say("one")).kind).toBe("nothing");
		const { rows } = await pool.query("select state, reason from post");
		expect(rows).toEqual([{ state: "held", reason: expect.stringMatching(/^Held by the privacy gate/) }]);
	});

	test("are not written over by somebody who has not seen the last change", async () => {
		const save = (revision: number, source: string) =>
			keepTexts(pool, {
				...{ place, revision, what: "saved", by: ANA },
				variants: [{ id: "own/1", source, isOn: true }],
			} as const);
		expect(await save(0, "{{ total }} one")).toMatchObject({ kind: "kept" });
		expect(await save(0, "{{ total }} two")).toMatchObject({ kind: "overtaken", by: "Ana" });
		const both = await Promise.all([save(1, "{{ total }} three"), save(1, "{{ total }} four")]);
		expect(both.map(({ kind }) => kind).sort()).toEqual(["kept", "overtaken"]);
	});
});

describe("a text saved while posts wait", () => {
	let house: RunningHouse;
	beforeAll(async () => {
		house = await openHouse({ pictures: false });
	});
	afterAll(() => house.close());

	test("is the one that goes out", async () => {
		const { pool } = house.database;
		const { id } = house.campaign;
		await house.give(1_000_000);
		await house.untilSettled();
		await stopPosting(pool, id, "test");
		await house.give(1_000_000);
		await keepTexts(pool, {
			...{ place: { ...place, campaignId: id }, revision: 0, what: "saved", by: ANA },
			variants: [{ id: "own/1", source: "Just now: {{ total }}.", isOn: true }],
		});
		await resumePosting(pool, id);
		await house.untilSettled();
		expect(house.shown("x").map(({ text }) => text)).toEqual([
			expect.stringContaining("$10,000"),
			"Just now: $20,000.",
		]);
	});
});
