import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import type { Campaign } from "../../src/domain/drive/campaign.ts";
import { USUAL_PAGE } from "../../src/domain/drive/campaign-page.ts";
import { aCampaign } from "../support/campaigns.ts";
import { openTestDatabase, type TestDatabase } from "../support/database.ts";
import { appendEntry, storeCampaign } from "../support/ledger-entries.ts";
import { type LiveServer, type LiveServerOptions, openLiveServer } from "../support/live-server.ts";

const agreed = { name: true, amount: true, onAir: true };

describe("the donor's page over HTTP", () => {
	let database: TestDatabase;
	let server: LiveServer;

	beforeEach(async () => {
		database = await openTestDatabase();
	});
	afterEach(async () => {
		await server.close();
		await database.drop();
	});

	async function serve(changes: Partial<Campaign> = {}, options: LiveServerOptions = {}): Promise<Campaign> {
		const campaign = aCampaign({
			slug: "hope",
			languages: ["en", "es"],
			opensAt: Date.now() - 3_600_000,
			closesAt: Date.now() + 36_000_000,
			...changes,
		});
		await storeCampaign(database.pool, campaign);
		server = await openLiveServer(database.pool, database.url, options);
		return campaign;
	}

	const get = (path: string, headers: Record<string, string> = {}) =>
		fetch(`${server.url}${path}`, { headers: { "accept-language": "en-US", ...headers } });
	const pageAt = async (path: string) => (await get(path)).text();

	test("has the right number, the way to go, the gifts and the form in its HTML", async () => {
		const campaign = await serve();
		await appendEntry(database.pool, campaign, {
			cash: 6_128_050,
			giver: { name: "Lakeside Motors", consent: agreed },
		});
		await appendEntry(database.pool, campaign, { cash: 5_000, giver: { name: "Dana Smith" } });
		const answer = await get("/c/hope");
		expect(answer.status).toBe(200);
		const html = await answer.text();
		expect(html).toContain("<title>$61,330.50 · Hope for Kids Radiothon 2026</title>");
		expect(html).toContain('$61,330<span class="cents">.50</span>');
		expect(html).toContain("$8,669.50 to go to $70,000.");
		expect(html).toContain('role="progressbar" aria-label="Raised so far, of the goal" aria-valuemin="0"');
		expect(html).toContain('aria-valuemax="15000000" aria-valuenow="6133050" aria-valuetext="$61,330.50 / $150,000"');
		expect(html).toContain("<bdi>Lakeside Motors</bdi>");
		expect(html).toContain("<bdi>A generous listener</bdi>");
		expect(html).not.toContain("Dana");
		expect(html).toContain('action="/c/hope/give"');
		expect(html).toContain('href="tel:18005550134"');
		expect(html).toContain('href="sms:51555?&amp;body=HOPE"');
		expect(html).toContain(`aria-label="QR code of ${server.url}/c/hope"`);
		expect(html).toContain("A monthly gift counts as 12 months when it starts");
	});

	test("is not there for a draft, a page that is switched off, or a name nobody has", async () => {
		await serve({ state: "draft" });
		await storeCampaign(
			database.pool,
			aCampaign({ id: "shut", slug: "shut", isDefault: false, page: { ...USUAL_PAGE, isOpen: false } }),
		);
		for (const slug of ["hope", "shut", "nobody"]) {
			for (const rest of ["", "/look.css", "/total.json", "/live"]) {
				const answer = await get(`/c/${slug}${rest}`);
				await answer.body?.cancel();
				expect([slug, rest, answer.status]).toEqual([slug, rest, 404]);
			}
		}
	});

	test("may be kept for a second, and is sent again only when something changed", async () => {
		const campaign = await serve();
		const first = await get("/c/hope");
		const tag = first.headers.get("etag") ?? "";
		expect(first.headers.get("cache-control")).toBe("public, max-age=1, stale-while-revalidate=5, stale-if-error=60");
		expect(first.headers.get("vary")).toBe("Accept-Language");
		expect((await get("/c/hope", { "if-none-match": tag })).status).toBe(304);
		expect((await get("/c/hope", { "if-none-match": tag, "accept-language": "es" })).status).toBe(200);
		await appendEntry(database.pool, campaign);
		expect((await get("/c/hope", { "if-none-match": tag })).status).toBe(200);
	});

	test("speaks the visitor's language, and says where the other one is", async () => {
		const campaign = await serve();
		await appendEntry(database.pool, campaign, { cash: 6_000_000 });
		const spanish = await get("/c/hope", { "accept-language": "es-MX,es;q=0.9" });
		expect(spanish.headers.get("content-language")).toBe("es");
		const html = await spanish.text();
		expect(html).toContain('<html lang="es">');
		expect(html).toContain("Faltan $10,000 para llegar a $70,000.");
		expect(html).toContain("<bdi>Un oyente generoso</bdi>");
		expect(html).toContain(`<link rel="canonical" href="${server.url}/c/hope?lang=es"/>`);
		expect(html).toContain(`<link rel="alternate" hrefLang="en" href="${server.url}/c/hope"/>`);
		expect(html).toContain(`<link rel="alternate" hrefLang="x-default" href="${server.url}/c/hope"/>`);
		expect(html).toMatch(/<a href="\/c\/hope\?lang=en" hrefLang="en" lang="en">English<\/a>/);
		expect(await pageAt("/c/hope?lang=es")).toContain("Últimos donativos");
	});

	test("is shared with the total in words and in a picture whose address changes with it", async () => {
		const campaign = await serve({}, { publicUrl: "https://drive.example.org" });
		await appendEntry(database.pool, campaign, { cash: 6_000_000 });
		const html = await pageAt("/c/hope");
		const meta = (name: string) =>
			new RegExp(`<meta (?:name|property)="${name}" content="([^"]*)"`).exec(html)?.[1]?.replaceAll("&amp;", "&");
		expect(meta("og:image")).toBe("https://drive.example.org/c/hope/card.png?size=wide&lang=en&v=1-1");
		expect([meta("og:image:width"), meta("og:image:height")]).toEqual(["1200", "675"]);
		expect(meta("og:image:alt")).toBe("Hope for Kids Radiothon 2026: $60,000 raised, goal $150,000.");
		expect(meta("description")).toContain("$60,000 raised of $150,000 for Lakeside Children");
		expect(meta("twitter:card")).toBe("summary_large_image");
		expect(meta("og:url")).toBe("https://drive.example.org/c/hope");
		expect(html).toContain("https://x.com/intent/post?text=%2460%2C000%20raised%20for%20Lakeside");
		expect(html).toContain("u=https%3A%2F%2Fdrive.example.org%2Fc%2Fhope");
		await appendEntry(database.pool, campaign, { cash: 100 });
		expect(await pageAt("/c/hope")).toContain("v=2-1");
	});

	test("lets nothing in that a stranger typed, and nothing inline or from elsewhere", async () => {
		const campaign = await serve({ name: `Kids <img src=x onerror=alert(1)> & "Co"` });
		await appendEntry(database.pool, campaign, { giver: { name: "<script>alert(1)</script>", consent: agreed } });
		const answer = await get("/c/hope?station=%22%3E%3Cscript%3E&once=%22%3E");
		const policy = answer.headers.get("content-security-policy") ?? "";
		expect(policy).toContain("script-src 'self';");
		expect(policy).toContain("style-src 'self';");
		expect(policy).toContain("frame-ancestors 'none'");
		const html = await answer.text();
		expect(html).not.toContain("<img");
		expect(html).not.toContain("<script>");
		expect(html).not.toMatch(/ style="/);
	});

	test("a donate address that is none of the web becomes no link, and breaks nothing", async () => {
		await serve({ donateUrl: "javascript:alert(1)" });
		await storeCampaign(database.pool, aCampaign({ id: "odd", slug: "odd", isDefault: false, donateUrl: "call us" }));
		for (const slug of ["hope", "odd"]) {
			const html = await pageAt(`/c/${slug}`);
			expect(html).not.toContain("javascript:");
			expect(html).not.toContain('class="address"');
			expect(html).toContain("1-800-555-0134");
		}
	});

	test("opens with the amount that was chosen by what it does, and with no other", async () => {
		const impact = [{ amount: 5_000, text: { en: "buys a night light", es: "compra una lamparita" } }];
		await serve({ page: { ...USUAL_PAGE, onceAmounts: [2_500, 5_000], impact } });
		expect(await pageAt("/c/hope")).toContain('href="?lang=en&amp;once=5000#give"');
		const checked = (html: string) => [...html.matchAll(/<input type="radio"[^>]*checked=""[^>]*value="([^"]*)"/g)];
		expect(checked(await pageAt("/c/hope?once=5000")).map((one) => one[1])).toContain("5000");
		expect(checked(await pageAt("/c/hope?once=777")).map((one) => one[1])).not.toContain("777");
		expect(await pageAt("/c/hope?lang=es")).toContain("compra una lamparita");
	});

	test("before it opens, says when and takes early gifts", async () => {
		const opensAt = Date.parse("2030-06-06T11:00:00Z");
		await serve({ opensAt, closesAt: opensAt + 86_400_000 }, { now: () => opensAt - 2 * 86_400_000 - 60_000 });
		const html = await pageAt("/c/hope");
		expect(html).toContain("The drive opens Thursday, June 6 at 6:00 AM CDT.");
		expect(html).toContain("Opens in 2 days");
		expect(html).toContain('data-stage="before"');
		expect(html).toContain('action="/c/hope/give"');
	});

	test("once closed, shows the final total and thanks, and asks for nothing", async () => {
		const campaign = await serve({ state: "closed" });
		await appendEntry(database.pool, campaign, { cash: 6_000_000 });
		const html = await pageAt("/c/hope");
		expect(html).toContain("raised in all");
		expect(html).toContain("Thank you to everyone who gave.");
		expect(html).toContain("this is its final total");
		expect(html).not.toContain("/give");
		expect(html).not.toContain('id="pause"');
	});

	test("with giving switched off, says how else to give", async () => {
		await serve({ page: { ...USUAL_PAGE, isGiving: false } });
		const html = await pageAt("/c/hope");
		expect(html).toContain("This page takes no gifts right now. These ways are open:");
		expect(html).toContain("How to give");
		expect(html).toContain(`<a href="https://give.example.org/hope" class="address"`);
		expect(html).not.toContain('action="/c/hope/give"');
	});

	test("the campaign's colours come in a file of their own, for ever under the colour's address", async () => {
		await serve({ look: { colour: "#f7f06d" } });
		const html = await pageAt("/c/hope");
		expect(html).toContain('<link rel="stylesheet" href="/c/hope/look.css?v=f7f06d"/>');
		const look = await get("/c/hope/look.css?v=f7f06d");
		expect(look.headers.get("content-type")).toContain("text/css");
		expect(look.headers.get("cache-control")).toContain("immutable");
		const css = await look.text();
		for (const name of ["button", "on-button", "button-hover", "fill", "fill-dark", "text", "wash"])
			expect(css).toMatch(new RegExp(`--campaign-${name}: #[0-9a-f]{6};`));
		expect(css).not.toContain("--campaign-text: #f7f06d");
		expect((await get("/c/hope/look.css?v=000000")).headers.get("cache-control")).toBe("public, max-age=60");
	});
});
