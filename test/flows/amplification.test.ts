import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type pg from "pg";
import { postLink } from "../../src/amplify/post-link.ts";
import { readAmplification } from "../../src/amplify/report.ts";
import { MINUTE } from "../../src/domain/plain/instant.ts";
import { passFence } from "../../src/posting/fence.ts";
import { wordsFrom } from "../../src/posting/words.ts";
import { keepTemplatePack } from "../../src/template/kept-pack.ts";
import { aCampaign } from "../support/campaigns.ts";
import type { TestDatabase } from "../support/database.ts";
import { openCampaignDatabase, type RunningApi, startApi } from "../support/running-api.ts";
import { charge, eventOf } from "../support/stripe-events.ts";
import { until } from "../support/until.ts";

const PERSON = { "User-Agent": "Mozilla/5.0 (Macintosh; Intel Mac OS X 15_1) Safari/605.1.15" };
const campaign = aCampaign({
	slug: "hope",
	livemode: true,
	opensAt: Date.now() - 3 * 60 * MINUTE,
	closesAt: Date.now() + 600 * MINUTE,
});

describe("a post's short link", () => {
	let database: TestDatabase;
	let api: RunningApi;
	let pool: pg.Pool;
	let link: string;

	beforeAll(async () => {
		database = await openCampaignDatabase(campaign);
		({ pool } = database);
		api = await startApi(database.url);
		link = await postLink(pool, await publishedPost(pool), api.url);
	});
	afterAll(async () => {
		await api.stop();
		await database.drop();
	});

	const code = () => link.slice(link.lastIndexOf("/") + 1);
	const follow = (address: string, headers: Record<string, string> = PERSON) =>
		fetch(address, { redirect: "manual", headers });

	test("is one for each post, however often and by how many it is asked for", async () => {
		const post = { id: 1, campaignId: campaign.id };
		const { rows } = await pool.query<{ id: number }>("select id from post");
		post.id = rows[0]?.id ?? 0;
		const again = await Promise.all(Array.from({ length: 8 }, () => postLink(pool, post, api.url)));
		expect(new Set(again)).toEqual(new Set([link]));
	});

	test("leads to the page, and its code from there through the form to Stripe", async () => {
		const answer = await follow(link);
		expect(answer.status).toBe(302);
		const target = answer.headers.get("location") ?? "";
		expect(target).toBe(`${api.url}/c/hope?via=${code()}#give`);
	});

	test("counts people's visits, and no platform's previews", async () => {
		const visits = async () =>
			(await pool.query<{ clicks: number }>("select clicks from post_link where code = $1", [code()])).rows[0]?.clicks;
		const before = (await visits()) ?? 0;
		await follow(link, { "User-Agent": "facebookexternalhit/1.1" });
		await fetch(link, { method: "HEAD", redirect: "manual", headers: PERSON });
		await follow(link);
		await follow(link.toUpperCase().replace(/^HTTP/, "http").replace("/GO/", "/go/"));
		expect(await visits()).toBe(before + 2);
	});

	test("that nobody made leads nowhere, and says so", async () => {
		const answer = await follow(`${api.url}/go/zzzzzzz`);
		expect(answer.status).toBe(404);
		expect((await follow(`${api.url}/go/${"x".repeat(4_000)}`)).status).toBe(404);
	});

	test("brings its gifts to its post, once each, also where they are told of again", async () => {
		const metadata = { campaign: campaign.id, via: code() };
		const { body } = eventOf(
			"charge.succeeded",
			charge("2026-10-28.endive", { amount: 7_500, amount_captured: 7_500, metadata }),
		);
		expect((await api.send(body)).status).toBe(200);
		expect((await api.send({ ...body, id: "evt_again" })).status).toBe(200);
		await until("the gift is known as the link's", async () => {
			const { rowCount } = await pool.query("select from gift where via = $1", [code()]);
			return rowCount === 1;
		});
		const report = await readAmplification(pool, campaign, Date.now());
		expect(report.posts).toHaveLength(1);
		expect(report.posts[0]?.link).toMatchObject({ code: code(), gifts: 1, amount: 7_500 });
	});
});

describe("a post as it goes out", () => {
	let database: TestDatabase;

	beforeAll(async () => {
		database = await openCampaignDatabase(campaign);
	});
	afterAll(() => database.drop());

	const goesOut = async (publicUrl: string | undefined) => {
		const words = wordsFrom(await keepTemplatePack()());
		const parts = { pool: database.pool, words, cards: null, leaseMs: 20_000, publicUrl };
		const answer = await passFence(parts, "acc_fb", Date.now());
		return answer.kind === "send" ? answer.armed.text : answer.kind;
	};

	test("says its own link where Carillon has an address, and the drive's page where it has none", async () => {
		const { id } = await publishedPost(database.pool);
		const again = async () => {
			await database.pool.query("delete from attempt");
			await database.pool.query("update post set state = 'ready', text = null, expires_at = now() + interval '1 hour'");
		};
		await again();
		const text = await goesOut("https://drive.example");
		const { rows } = await database.pool.query<{ code: string }>("select code from post_link where post_id = $1", [id]);
		expect(text).toContain(`https://drive.example/go/${rows[0]?.code}`);
		expect(text).not.toContain(campaign.donateUrl);
		await again();
		expect(await goesOut(undefined)).toContain(campaign.donateUrl);
	});
});

/** A post that is out, with all that it stands on. */
async function publishedPost(pool: pg.Pool): Promise<{ id: number; campaignId: string }> {
	await pool.query(
		`insert into channel_account (id, campaign_id, platform, name, language, pacing)
		 values ('acc_fb', $1, 'facebook', 'Hospital on Facebook', 'en', '{"minGapSeconds":0,"per15Minutes":null,"perDay":null}')`,
		[campaign.id],
	);
	const { rows } = await pool.query<{ id: number }>(
		`with said as (
		   insert into announcement (campaign_id, key, rule_id, kind, value, figures, priority, decided_at)
		   values ($1, 'every:1000000', 'every', 'every', 1000000, '{}', 10, now()) returning id
		 )
		 insert into post (campaign_id, announcement_id, account_id, state, coalesce_group, priority, value, not_before, expires_at, text, published_at)
		 select $1, id, 'acc_fb', 'published', 'total', 10, 1000000, now(), now(), '$10,000 passed.', now() from said returning id`,
		[campaign.id],
	);
	return { id: rows[0]?.id ?? 0, campaignId: campaign.id };
}
