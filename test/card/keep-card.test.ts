import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { saveCampaign } from "../../src/campaign/store.ts";
import { forgetOldCards } from "../../src/card/forget-cards.ts";
import { cardHash, keepCard } from "../../src/card/keep-card.ts";
import { closeCards } from "../../src/card/render-card.ts";
import { milestoneCard, totalCard } from "../../src/domain/card/card-content.ts";
import type { Campaign } from "../../src/domain/drive/campaign.ts";
import { aCampaign } from "../support/campaigns.ts";
import { aCardSubject } from "../support/cards.ts";
import { openTestDatabase, type TestDatabase } from "../support/database.ts";
import { type RunningApi, startApi } from "../support/running-api.ts";

const PNG = "89504e470d0a1a0a";
const NO_VAULT = { seal: () => Buffer.alloc(0) };
const MOMENT = 60_000;

let database: TestDatabase;
let api: RunningApi;

beforeAll(async () => {
	database = await openTestDatabase();
	api = await startApi(database.url);
});

afterAll(async () => {
	await api.stop();
	await closeCards();
	await database.drop();
});

const countCards = async () => (await database.pool.query("select 1 from card")).rowCount;
const load = (changes: Partial<Campaign>) =>
	saveCampaign(database.pool, aCampaign({ isDefault: false, ...changes }), [], NO_VAULT as never);
const picture = async (path: string, headers: Record<string, string> = {}) => {
	const response = await fetch(`${api.url}${path}`, { headers });
	return { status: response.status, headers: response.headers, bytes: Buffer.from(await response.arrayBuffer()) };
};

describe("pictures of posts", () => {
	test("however many ask for the same one at once, it is drawn once, kept, and served for ever", async () => {
		const content = milestoneCard(aCardSubject(), "en");
		const before = (await countCards()) ?? 0;
		const kept = await Promise.all(Array.from({ length: 8 }, () => keepCard(database.pool, content, "wide")));
		const again = await keepCard(database.pool, structuredClone(content), "wide");
		expect(new Set([...kept, again].map(({ hash }) => hash))).toEqual(new Set([cardHash(content, "wide")]));
		expect(await countCards()).toBe(before + 1);
		expect(again.alt).toContain("$40,000 passed.");
		const served = await picture(`/cards/${again.hash}.png`);
		expect(served.status).toBe(200);
		expect(served.bytes.equals(again.png)).toBe(true);
		expect(served.bytes.subarray(0, 8).toString("hex")).toBe(PNG);
		expect(served.headers.get("content-type")).toBe("image/png");
		expect(served.headers.get("cache-control")).toContain("immutable");
		expect(served.headers.get("cross-origin-resource-policy")).toBe("cross-origin");
	});

	test("another size, word or order of fields: only what is seen makes another picture", () => {
		const content = milestoneCard(aCardSubject(), "en");
		const turned = Object.fromEntries(Object.entries(content).reverse()) as typeof content;
		expect(cardHash(turned, "wide")).toBe(cardHash(content, "wide"));
		const others = [cardHash(content, "square"), cardHash({ ...content, line: "passed." }, "wide")];
		expect(new Set([cardHash(content, "wide"), ...others]).size).toBe(3);
	});

	test("one with a donor's name is kept by no cache for long and forgotten first, the others when nobody asked in a long time", async () => {
		const named = milestoneCard(aCardSubject("large-gift", { giverName: "Rosa Núñez" }, 500_000), "en");
		const { hash } = await keepCard(database.pool, named, "wide");
		const other = await keepCard(database.pool, milestoneCard(aCardSubject("gifts", {}, 400), "en"), "wide");
		expect((await picture(`/cards/${hash}.png`)).headers.get("cache-control")).toBe("public, max-age=300");
		expect(await forgetOldCards(database.pool, Date.now() - MOMENT)).toBe(0);
		expect(await forgetOldCards(database.pool, Date.now() - MOMENT, Date.now() + MOMENT)).toBe(1);
		expect((await picture(`/cards/${hash}.png`)).status).toBe(404);
		expect((await picture(`/cards/${other.hash}.png`)).status).toBe(200);
		expect(await forgetOldCards(database.pool, Date.now() + MOMENT)).toBeGreaterThanOrEqual(1);
		expect(await countCards()).toBe(0);
	});

	test("an address that names no picture is not found", async () => {
		expect((await picture(`/cards/${"0".repeat(40)}.png`)).status).toBe(404);
		expect((await picture("/cards/..%2fsecret.png")).status).toBe(404);
	});
});

describe("the picture of the current total", () => {
	const asked = { ...aCampaign(), languages: ["en", "es"] } as const;

	test("it shows the total in the size and language asked for, with a tag that is its content", async () => {
		await load({ id: "open", slug: "open", languages: ["en", "es"] });
		const wide = await picture("/c/open/card.png");
		expect([wide.status, wide.bytes.readUInt32BE(16), wide.bytes.readUInt32BE(20)]).toEqual([200, 1200, 675]);
		const content = totalCard(asked, { total: 0, goal: asked.goal }, "en");
		expect(wide.headers.get("etag")).toBe(`"${cardHash(content, "wide")}"`);
		const square = await picture("/c/open/card.png?size=square&lang=es&v=12-3");
		expect([square.bytes.readUInt32BE(16), square.bytes.readUInt32BE(20)]).toEqual([1080, 1080]);
		const spanish = totalCard(asked, { total: 0, goal: asked.goal }, "es");
		expect(square.headers.get("etag")).toBe(`"${cardHash(spanish, "square")}"`);
		const known = await picture("/c/open/card.png", { "if-none-match": wide.headers.get("etag") ?? "" });
		expect([known.status, known.bytes.length]).toEqual([304, 0]);
		expect((await picture("/c/open/card.png?size=poster")).status).toBe(400);
	});

	test("strangers who ask for it fill no table", async () => {
		expect(await countCards()).toBe(0);
	});

	test("a draft's, a switched-off page's and nobody's picture is not found", async () => {
		await load({ id: "draft", slug: "draft", state: "draft" });
		await load({ id: "shut", slug: "shut", page: { ...aCampaign().page, isOpen: false } });
		const answers = await Promise.all(["draft", "shut", "nobody"].map((slug) => picture(`/c/${slug}/card.png`)));
		expect(answers.map(({ status }) => status)).toEqual([404, 404, 404]);
	});
});
