import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { Campaign } from "../../src/domain/drive/campaign.ts";
import { USUAL_PAGE } from "../../src/domain/drive/campaign-page.ts";
import { aCampaign } from "../support/campaigns.ts";
import type { TestDatabase } from "../support/database.ts";
import { appendEntry } from "../support/ledger-entries.ts";
import { openCampaignDatabase, type RunningApi, startApi } from "../support/running-api.ts";

const page = { ...USUAL_PAGE, embedOrigins: ["https://www.hospital.example", "https://kxyz.example"] };
const shown = (id: string, changes: Partial<Campaign> = {}) =>
	aCampaign({ id, slug: id, isDefault: false, languages: ["en", "es"], ...changes });

describe("what others show of a drive", () => {
	let database: TestDatabase;
	let api: RunningApi;

	beforeAll(async () => {
		const live = shown("hope", { page, currency: "usd" });
		database = await openCampaignDatabase(
			live,
			shown("being-set-up", { state: "draft" }),
			shown("switched-off", { page: { ...page, isOpen: false } }),
			shown("nowhere"),
		);
		await appendEntry(database.pool, live, { cash: 4_123_450 });
		api = await startApi(database.url, { CARILLON_PUBLIC_URL: "https://drive.hospital.example" });
	});
	afterAll(async () => {
		await api.stop();
		await database.drop();
	});

	const get = (path: string) => fetch(`${api.url}${path}`, { redirect: "manual" });

	test("the card may be framed by the campaign's sites and by nobody else", async () => {
		const answer = await get("/c/hope/embed");
		expect(answer.status).toBe(200);
		const policy = answer.headers.get("content-security-policy") ?? "";
		expect(policy).toContain("frame-ancestors 'self' https://www.hospital.example https://kxyz.example");
		expect(policy).toContain("script-src 'self'");
		expect(answer.headers.get("x-frame-options")).toBeNull();
		const unnamed = (await get("/c/nowhere/embed")).headers.get("content-security-policy") ?? "";
		expect(unnamed).toMatch(/frame-ancestors 'self'(;|$)/);
	});

	test("no other page may be framed", async () => {
		const answer = await get("/c/hope/overlay");
		expect(answer.headers.get("content-security-policy")).toContain("frame-ancestors 'none'");
		expect(answer.headers.get("x-frame-options")).toBe("DENY");
	});

	test("the card and the band say the total before any script has run, in the language asked for", async () => {
		for (const path of ["/c/hope/embed", "/c/hope/overlay"]) {
			const english = await (await get(path)).text();
			expect(english).toContain("$41,234.50");
			expect(english).toContain('data-total="4123450"');
			expect(english).toContain("$8,765.50 to go to $50,000.");
			expect(await (await get(`${path}?lang=es`)).text()).toContain("Faltan $8,765.50 para llegar a $50,000.");
			// A language that the campaign doesn't speak is no reason to show nothing.
			expect(await (await get(`${path}?lang=fr`)).text()).toContain('<html lang="en"');
		}
	});

	test("other sites may load the one-line script, and it is the same script for a long while", async () => {
		const answer = await get("/c/hope/embed.js");
		expect(answer.headers.get("content-type")).toContain("text/javascript");
		expect(answer.headers.get("cross-origin-resource-policy")).toBe("cross-origin");
		expect(answer.headers.get("cache-control")).toBe("public, max-age=3600");
		const script = await answer.text();
		// It runs as a classic script in a stranger's page: nothing that only a module may hold, no name left behind.
		expect(() => new Function(script)).not.toThrow();
		expect(script).not.toMatch(/\b(import|export)\b/);
		expect(script.length).toBeLessThan(2_000);
	});

	test("the radio's line is at most 64 plain characters", async () => {
		const answer = await get("/c/hope/rds.txt");
		expect(answer.headers.get("content-type")).toBe("text/plain; charset=utf-8");
		expect(await answer.text()).toBe("Hope for Kids: $41,234 raised, $8,766 to go. 1-800-555-0134");
		expect(await (await get("/c/hope/rds.txt?lang=es")).text()).toContain("recaudados");
	});

	test("the page to copy from names the public address, the sites that may frame the card, and the radio's line", async () => {
		const html = await (await get("/c/hope/embeds")).text();
		expect(html).toContain("https://drive.hospital.example/c/hope/embed.js");
		expect(html).toContain("https://drive.hospital.example/c/hope/rds.txt");
		expect(html).toContain("These sites may show it: https://www.hospital.example, https://kxyz.example.");
		expect(html).toContain("Hope for Kids: $41,234 raised");
		expect(await (await get("/c/nowhere/embeds")).text()).toContain("No other site may show the card yet");
	});

	test("a drive that isn't public shows nothing anywhere", async () => {
		for (const slug of ["being-set-up", "switched-off", "no-such-drive"]) {
			for (const path of ["embed", "embed.js", "overlay", "rds.txt", "embeds"]) {
				const answer = await get(`/c/${slug}/${path}`);
				expect([path, answer.status]).toEqual([path, 404]);
			}
		}
	});
});
