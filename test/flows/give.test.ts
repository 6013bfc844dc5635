import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { openCampaignDirectory } from "../../src/campaign/directory.ts";
import { publicName } from "../../src/domain/gift/donor-name.ts";
import type { Giver } from "../../src/domain/gift/gift-fact.ts";
import { moderateName } from "../../src/give/own-gift.ts";
import { type StripeSandbox, startStripeSandbox } from "../../src/sandbox/stripe.ts";
import type { SandboxEvent } from "../../src/sandbox/stripe-events.ts";
import { aCampaign, NOW } from "../support/campaigns.ts";
import type { TestDatabase } from "../support/database.ts";
import { openCampaignDatabase, type RunningApi, SECRET, standing, startApi } from "../support/running-api.ts";

let database: TestDatabase;
let sandbox: StripeSandbox;
let api: RunningApi;

beforeAll(async () => {
	database = await openCampaignDatabase(
		aCampaign({ languages: ["en", "es"] }),
		aCampaign({ id: "over", slug: "over", isDefault: false, state: "closed" }),
		aCampaign({ id: "real", slug: "real", isDefault: false, livemode: true }),
		aCampaign({ id: "hidden", slug: "hidden", isDefault: false, page: { ...aCampaign().page, isOpen: false } }),
	);
	sandbox = await startStripeSandbox({ secret: SECRET, retryMs: 20 });
	api = await startApi(database.url, {
		STRIPE_API_KEY: "sk_test_sandbox",
		STRIPE_API_BASE: sandbox.url,
		TRUST_PROXY: "1",
	});
	sandbox.deliverTo(`${api.url}/webhooks/stripe`);
});
afterAll(async () => {
	await api?.stop();
	await sandbox?.close();
	await database?.drop();
});

const FORM = { lang: "en", often: "once", once: "5000" };
const NAMED = { name: "Dana Smith", town: "Springfield" };

let visitors = 0;

/** Each time somebody else, as far as limits go. */
function post(path: string, fields: Record<string, string>, headers: Record<string, string> = {}): Promise<Response> {
	visitors += 1;
	return fetch(`${api.url}${path}`, {
		method: "POST",
		redirect: "manual",
		body: new URLSearchParams(fields),
		headers: { accept: "text/html", "x-forwarded-for": `198.51.100.${visitors}`, ...headers },
	});
}

const give = (fields: Record<string, string>, headers?: Record<string, string>) =>
	post("/c/radiothon-2026/give", { ...FORM, ...fields }, headers);

const placeOf = (answer: Response) => String(answer.headers.get("location"));

/** Presses Give on Stripe's page, and gives back the thank-you page's address. */
async function pay(fields: Record<string, string>, how = "card"): Promise<string> {
	const answer = await give(fields);
	expect([answer.status, await answer.text()]).toEqual([303, expect.any(String)]);
	const body = new URLSearchParams({ email: "dana@example.org", name: "Dana Q Billing", pay: how });
	const paid = await fetch(placeOf(answer), { method: "POST", redirect: "manual", body });
	await sandbox.delivered();
	return placeOf(paid);
}

async function page(address: string): Promise<string> {
	return (await fetch(address, { headers: { accept: "text/html" } })).text();
}

/** Words as a reader sees them. */
const words = (html: string) =>
	html
		.replace(/<(script|style)[^>]*>.*?<\/\1>/gs, "")
		.replace(/<[^>]+>/g, " ")
		.replace(/\s+/g, " ");

async function giverOf(thankYou: string): Promise<Giver> {
	const session = new URL(thankYou).searchParams.get("session");
	const { rows } = await database.pool.query<{ giver: Giver }>(
		"select state->'giver' as giver from gift where id = coalesce((select gift_id from gift_ref where ref = $1), $1)",
		[session],
	);
	if (!rows[0]) throw new Error("The gift is not there.");
	return rows[0].giver;
}

function linkIn(html: string): string {
	return String(/href="([^"]*\/my-gift\/[^"]+)"/.exec(html)?.[1]).replaceAll("&amp;", "&");
}

const inPlaces = (giver: Giver) =>
	(["on-air", "page", "social"] as const).map((place) => publicName(giver, place, "en"));
const NOBODY = "A generous listener";

describe("giving", () => {
	test("goes to Stripe's page with what was chosen, and the gift and its consents come back", async () => {
		const before = await standing(database.pool);
		const thankYou = await pay({
			...NAMED,
			show_page: "yes",
			on_air: "yes",
			dedication: "memory",
			honoured: "Grandma Rosalind",
			employer: "Acme Widgets",
			station: "wkid",
		});
		expect(thankYou).toMatch(/\/c\/radiothon-2026\/thank-you\?lang=en&session=cs_test_\w+$/);
		const after = await standing(database.pool);
		expect([after.total - before.total, after.gifts - before.gifts]).toEqual([5_000, 1]);
		const giver = await giverOf(thankYou);
		expect(giver).toMatchObject({ ...NAMED, stationId: "wkid" });
		expect(inPlaces(giver)).toEqual(["Dana, Springfield", "Dana Smith", NOBODY]);
		expect(giver.consent?.amount).toBe(false);
		const html = words(await page(thankYou));
		expect(html).toContain("Your gift has arrived");
		expect(html).toContain("$50");
		expect(html).toContain("On air Dana, Springfield");
		// Whom it is for and where they work are the office's to know, at Stripe.
		const { rows } = await database.pool.query("select state::text as text from gift");
		expect(JSON.stringify(rows)).not.toMatch(/Rosalind|Acme/);
		const session = sandbox.events().findLast(({ type }) => type === "checkout.session.completed");
		expect(session?.data.object.metadata).toMatchObject({
			dedication_name: "Grandma Rosalind",
			employer: "Acme Widgets",
		});
	});

	test("nothing is agreed to that wasn't ticked", async () => {
		expect(inPlaces(await giverOf(await pay(NAMED)))).toEqual([NOBODY, NOBODY, NOBODY]);
		const onlyOnAir = await giverOf(await pay({ ...NAMED, on_air: "yes" }));
		expect(inPlaces(onlyOnAir)).toEqual(["Dana, Springfield", NOBODY, NOBODY]);
	});

	test("every month is a subscription, with the same answers on it", async () => {
		const before = await standing(database.pool);
		const thankYou = await pay({ ...NAMED, often: "monthly", monthly: "2000", social: "yes", show_amount: "yes" });
		const after = await standing(database.pool);
		expect([after.total - before.total, after.monthly - before.monthly]).toEqual([24_000, 1]);
		expect(inPlaces(await giverOf(thankYou))).toEqual([NOBODY, NOBODY, "Dana Smith"]);
		expect(words(await page(thankYou))).toContain("$20 every month");
	});

	test.each([false, true])("consents reach the gift whichever event comes first (monthly: %s)", async (monthly) => {
		const held: SandboxEvent[] = [];
		for (let turn = 0; turn < 6; turn += 1) {
			sandbox.deliverTo(null);
			const seen = sandbox.events().length;
			const fields: Record<string, string> = monthly ? { often: "monthly", monthly: "1000" } : {};
			const thankYou = await pay({ ...NAMED, ...fields, on_air: "yes", show_page: "yes" });
			const events = sandbox.events().slice(seen);
			// Each event is first in one of the turns; Stripe's own order is one of them.
			held.splice(0, held.length, ...events.slice(turn % events.length), ...events.slice(0, turn % events.length));
			for (const event of held) {
				expect((await api.send(event)).status).toBe(200);
				// At no moment does anybody see the card's name.
				const { rows } = await database.pool.query<{ giver: Giver }>("select state->'giver' as giver from gift");
				expect(rows.flatMap(({ giver }) => inPlaces(giver)).join()).not.toContain("Billing");
			}
			expect(inPlaces(await giverOf(thankYou))).toEqual(["Dana, Springfield", "Dana Smith", NOBODY]);
		}
		sandbox.deliverTo(`${api.url}/webhooks/stripe`);
	});

	test("pressed twice it asks Stripe once; the same again after the gift is a second gift", async () => {
		const nonce = "0123456789abcdef-press";
		const press = (fields: Record<string, string> = {}, headers: Record<string, string> = {}) =>
			give({ nonce, ...fields }, { "x-forwarded-for": "203.0.113.1", ...headers });
		const [first, second] = await Promise.all([press(), press()]);
		expect(placeOf(first)).toBe(placeOf(second));
		expect(placeOf(await press({ once: "10000" }))).not.toBe(placeOf(first));
		expect(placeOf(await press({}, { "user-agent": "another visitor" }))).not.toBe(placeOf(first));
		await fetch(placeOf(first), { method: "POST", redirect: "manual" });
		await sandbox.delivered();
		expect(placeOf(await press())).not.toBe(placeOf(first));
		expect(placeOf(await press({}, { "x-forwarded-for": "203.0.113.2" }))).not.toBe(placeOf(second));
		expect(placeOf(await give({}))).not.toBe(placeOf(await give({})));
	});
});

describe("what can't be given", () => {
	test.each([
		["no amount", { once: "" }, "Choose an amount"],
		["an amount that isn't offered", { once: "1" }, "Choose an amount"],
		["letters", { once: "other", other: "fifty" }, "in figures"],
		["too little", { once: "other", other: "0.50" }, "smallest gift"],
		["too much", { once: "other", other: "25000.01" }, "please call us"],
		["a third of a cent", { once: "other", other: "10.005" }, "in figures"],
		["less than nothing", { once: "other", other: "-20" }, "smallest gift"],
		["neither once nor monthly", { often: "hourly" }, "once or every month"],
		["a name to be said that isn't there", { on_air: "yes" }, "Type the name to say"],
		["a name that is an address", { on_air: "yes", name: "www.example.com" }, "show this name"],
		["a name without end", { name: "x".repeat(81) }, "80 characters"],
		["a dedication to nobody", { dedication: "honour" }, "person this gift is for"],
	])("%s comes back with words at the field, and with all that was typed", async (_what, fields, says) => {
		const answer = await give({ town: 'Quoted "Town" <b>', ...fields });
		const html = await answer.text();
		expect(answer.status).toBe(422);
		expect(words(html)).toContain(says);
		expect(html).toContain("aria-invalid");
		expect(html).toContain('value="Quoted &quot;Town&quot; &lt;b&gt;"');
		expect(answer.headers.get("content-security-policy")).toContain(
			`form-action 'self' https://checkout.stripe.com ${sandbox.url}`,
		);
		expect(answer.headers.get("cache-control")).toBe("no-store");
	});

	test.each([
		["1,000", 100_000],
		["$75", 7_500],
		["12.50", 1_250],
		["12,5", 1_250],
		["1.234,50", 123_450],
		[" 60 USD ", 6_000],
	])("%s is understood as it is meant", async (other, amount) => {
		const location = placeOf(await give({ once: "other", other }));
		const id = location.split("/").at(-1);
		const asked = await fetch(`${sandbox.url}/v1/checkout/sessions/${id}`, {
			headers: { authorization: "Bearer sk_test_x" },
		});
		expect(await asked.json()).toMatchObject({ amount_total: amount });
	});

	test("an old link's station doesn't stand in a gift's way", async () => {
		expect((await giverOf(await pay({ station: "gone-by-now" }))).stationId).toBeUndefined();
	});

	test("Spanish visitors are told in Spanish", async () => {
		const html = words(await (await give({ lang: "es", once: "other", other: "0.1" })).text());
		expect(html).toContain("La donación mínima");
	});

	test("a closed drive, one of real money with a test key, and a page switched off take nothing", async () => {
		expect((await post("/c/over/give", FORM)).status).toBe(409);
		expect((await post("/c/real/give", FORM)).status).toBe(409);
		expect((await post("/c/hidden/give", FORM)).status).toBe(404);
		expect((await post("/c/nowhere/give", FORM)).status).toBe(404);
	});

	test("another site's form does nothing", async () => {
		expect((await give({}, { "sec-fetch-site": "cross-site" })).status).toBe(403);
		expect((await give({}, { origin: "https://evil.example" })).status).toBe(403);
		expect((await give({}, { origin: "null", "sec-fetch-site": "same-origin" })).status).toBe(303);
		expect((await give({}, { origin: api.url })).status).toBe(303);
	});

	test("with Stripe away the answers stay, and other ways are named; nothing typed is logged", async () => {
		const lonely = await startApi(database.url, { STRIPE_API_KEY: "sk_test_x", STRIPE_API_BASE: "http://127.0.0.1:9" });
		const body = new URLSearchParams({ ...FORM, ...NAMED, honoured: "Rosalind", dedication: "honour" });
		const answer = await fetch(`${lonely.url}/c/radiothon-2026/give`, { method: "POST", redirect: "manual", body });
		const html = await answer.text();
		await lonely.stop();
		expect(answer.status).toBe(503);
		expect(words(html)).toContain("Nothing was charged");
		expect(words(html)).toContain("1-800-555-0134");
		expect(html).toContain('value="Dana Smith"');
		expect(JSON.stringify(lonely.logged)).toContain("Stripe opened no Checkout Session");
		expect(JSON.stringify(lonely.logged)).not.toMatch(/Dana|Rosalind|Springfield|sk_test/);
	});

	test("a script gone wild is told to wait, and people elsewhere aren't", async () => {
		const small = await startApi(database.url, {
			STRIPE_API_KEY: "sk_test_x",
			STRIPE_API_BASE: sandbox.url,
			TRUST_PROXY: "1",
		});
		const from = async (address: string) => {
			const body = new URLSearchParams({ ...FORM, once: "" });
			const headers = { "x-forwarded-for": address };
			return (await fetch(`${small.url}/c/radiothon-2026/give`, { method: "POST", body, headers })).status;
		};
		const answers = await Promise.all(Array.from({ length: 45 }, () => from("203.0.113.7")));
		const elsewhere = await from("203.0.113.8");
		await small.stop();
		expect(answers.filter((status) => status === 429)).toHaveLength(5);
		expect(elsewhere).toBe(422);
	});
});

describe("the thank-you page", () => {
	test("waits for the gift, and then shows it", async () => {
		sandbox.deliverTo(null);
		const seen = sandbox.events().length;
		const thankYou = await pay(NAMED);
		const asks = thankYou.replace("/thank-you?", "/thank-you/state?");
		expect(words(await page(thankYou))).toContain("on its way");
		expect(await (await fetch(asks)).json()).toEqual({ state: "waiting" });
		for (const event of sandbox.events().slice(seen)) await api.send(event);
		expect(await (await fetch(asks)).json()).toEqual({ state: "arrived" });
		sandbox.deliverTo(`${api.url}/webhooks/stripe`);
	});

	test("a bank's payment is under way, until the bank says yes or no", async () => {
		const sessionOf = (thankYou: string) => String(new URL(thankYou).searchParams.get("session"));
		const [good, bad] = [await pay(NAMED, "bank"), await pay(NAMED, "bank")];
		expect(words(await page(good))).toContain("bank payment is under way");
		sandbox.settleBankPayment(sessionOf(good), true);
		sandbox.settleBankPayment(sessionOf(bad), false);
		await sandbox.delivered();
		expect(words(await page(good))).toContain("has arrived");
		expect(words(await page(bad))).toContain("through");
	});

	test("an unfinished session leads back; a made-up one, and another drive's, are unknown", async () => {
		const id = placeOf(await give({}))
			.split("/")
			.at(-1);
		const at = (slug: string, session: string | undefined) =>
			fetch(`${api.url}/c/${slug}/thank-you?session=${session}`);
		expect(words(await (await at("radiothon-2026", id)).text())).toContain("finished yet");
		const unknown = await at("radiothon-2026", "cs_test_madeup");
		expect([unknown.status, words(await unknown.text())]).toEqual([404, expect.stringContaining("know this gift")]);
		expect((await at("over", id)).status).toBe(404);
		expect((await at("radiothon-2026", "<script>")).status).toBe(404);
	});
});

describe("the donor's own link", () => {
	test("hides the name everywhere at once, also against Stripe's later word, and shows it where ticked", async () => {
		const thankYou = await pay({ ...NAMED, show_page: "yes", on_air: "yes", social: "yes", show_amount: "yes" });
		const link = linkIn(await page(thankYou));
		expect(words(await page(link))).toContain("On air Dana, Springfield");
		const path = new URL(link).pathname;
		const before = await lastEntry();
		const hidden = await post(path, { do: "hide" });
		expect([hidden.status, placeOf(hidden)]).toEqual([303, expect.stringContaining("done=hidden")]);
		expect(inPlaces(await giverOf(thankYou))).toEqual([NOBODY, NOBODY, NOBODY]);
		// An entry of its own is how screens hear of it.
		expect(await lastEntry()).toMatchObject({ seq: Number(before.seq) + 1, kind: "described", counted: 0 });
		expect(words(await page(`${api.url}${placeOf(hidden)}`))).toContain("hidden everywhere");
		const told = sandbox.events().findLast(({ type }) => type === "checkout.session.completed");
		const later = { ...told, id: "evt_again_later", created: Math.floor(Date.now() / 1000) + 3600 };
		expect((await api.send(later)).status).toBe(200);
		expect(inPlaces(await giverOf(thankYou))).toEqual([NOBODY, NOBODY, NOBODY]);
		await post(path, { do: "choose", on_air: "yes" });
		expect(inPlaces(await giverOf(thankYou))).toEqual(["Dana, Springfield", NOBODY, NOBODY]);
		expect((await giverOf(thankYou)).consent?.amount).toBe(false);
	});

	test("can't be made up, changed, used on another drive, or sent from another site", async () => {
		const link = new URL(linkIn(await page(await pay(NAMED))));
		const [ref, signature] = String(link.pathname.split("/").at(-1)).split(".");
		const otherRef = Buffer.from("pi_somebody").toString("base64url");
		for (const token of [
			`${otherRef}.${signature}`,
			`${ref}.${"A".repeat(22)}`,
			`${ref}`,
			`${ref}.${signature}.x`,
			"%00",
		]) {
			expect((await fetch(`${api.url}/c/radiothon-2026/my-gift/${token}`)).status).toBe(404);
			expect((await post(`/c/radiothon-2026/my-gift/${token}`, { do: "hide" })).status).toBe(404);
		}
		expect((await fetch(`${api.url}${link.pathname.replace("radiothon-2026", "over")}`)).status).toBe(404);
		expect((await post(link.pathname, { do: "hide" }, { "sec-fetch-site": "cross-site" })).status).toBe(403);
		expect(JSON.stringify(api.logged)).not.toContain(signature);
	});
});

describe("moderation", () => {
	test("a suspicious name waits for a person; denied it is gone, and the money stays", async () => {
		const parts = {
			pool: database.pool,
			directory: openCampaignDirectory(database.pool),
			dispatch: () => {},
			now: () => NOW,
		};
		const thankYou = await pay({ name: "Mike Hunt", on_air: "yes", show_page: "yes" });
		const session = String(new URL(thankYou).searchParams.get("session"));
		expect(inPlaces(await giverOf(thankYou))).toEqual([NOBODY, NOBODY, NOBODY]);
		expect(words(await page(thankYou))).toContain("looks at this name before it is shown");
		expect(await moderationOf(session)).toBe("flagged");
		const before = await standing(database.pool);
		const entry = await lastEntry();
		expect(await moderateName(parts, session, "approved", "dana@hospital")).toBe(true);
		expect(inPlaces(await giverOf(thankYou))).toEqual(["Mike", "Mike Hunt", NOBODY]);
		expect(await lastEntry()).toMatchObject({ seq: Number(entry.seq) + 1, kind: "described" });
		await moderateName(parts, session, "denied", "dana@hospital");
		expect(inPlaces(await giverOf(thankYou))).toEqual([NOBODY, NOBODY, NOBODY]);
		expect(await moderationOf(session)).toBe("denied");
		expect(await standing(database.pool)).toEqual(before);
		expect(await moderateName(parts, "pi_nobody", "denied", "dana@hospital")).toBe(false);
	});
});

async function lastEntry() {
	const { rows } = await database.pool.query<{ seq: number; kind: string; counted: number }>(
		"select seq::int, kind, counted::int from ledger_entry where campaign_id = 'radiothon-2026' order by ledger_entry.seq desc limit 1",
	);
	if (!rows[0]) throw new Error("The ledger is empty.");
	return rows[0];
}

async function moderationOf(ref: string) {
	const { rows } = await database.pool.query<{ moderation: string | null }>(
		"select moderation from gift where id = coalesce((select gift_id from gift_ref where ref = $1), $1)",
		[ref],
	);
	return rows[0]?.moderation;
}
