import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { demoCampaign } from "../../src/rehearsal/demo/demo-campaign.ts";
import { demoDrive } from "../../src/rehearsal/demo/demo-drive.ts";
import { type Installation, openInstallation } from "../../src/rehearsal/installation.ts";
import { SANDBOX_PAGE_KEYS, SANDBOX_X_KEYS } from "../../src/rehearsal/replay-campaign.ts";
import { signedDelivery } from "../../src/sandbox/stripe-delivery.ts";
import { askAs, type StaffPerson, staffOf } from "../support/staff.ts";
import { charge, eventOf } from "../support/stripe-events.ts";
import { until } from "../support/until.ts";

/** Somebody who agreed to nothing, and wrote more than anybody needs to know. */
const DONOR = {
	name: "Zebulon Quatermain",
	email: "zebulon.quatermain@private.example",
	dedication: "little Ottoline in room 4",
	employer: "Brackwater Mills",
};
const PASSWORD = "wrong horse battery staple";

let house: Installation;
let admin: StaffPerson;
/** Everything the three processes have written, and every answer that was a refusal. */
const lines: string[] = [];
const refusals: string[] = [];

beforeAll(async () => {
	const setup = await demoCampaign(Date.now(), 60);
	const channels = setup.channels.map((one) => ({ ...one, pacing: { ...one.pacing, minGapSeconds: 0 } }));
	house = await openInstallation({
		setup: { ...setup, channels },
		queue: "postgres",
		env: { LOG_LEVEL: "debug" },
		onLine: (_role, line) => lines.push(line),
	});
	admin = await staffOf({ url: house.apiUrl, env: house.env }, house.pool, "admin", { name: "Dana Whitfield" });
}, 180_000);
afterAll(() => house?.stop());

async function ask(method: string, path: string, body?: unknown, cookie = admin.cookie): Promise<number> {
	const answer = await askAs(house.apiUrl, cookie, method, path, body);
	if (answer.status >= 400) refusals.push(JSON.stringify(answer.body));
	return answer.status;
}

async function deliver(event: object, secret: string): Promise<number> {
	const { body, headers } = signedDelivery(event, secret, Date.now());
	const answer = await fetch(`${house.apiUrl}/webhooks/stripe`, {
		method: "POST",
		body: new Uint8Array(body),
		headers,
	});
	if (!answer.ok) refusals.push(await answer.text());
	return answer.status;
}

/** A gift of somebody who agreed to nothing. */
function quietGift(): object {
	const metadata = {
		campaign: "demo",
		on_air_name: DONOR.name,
		consent_name: "no",
		dedication: "honour",
		dedication_name: DONOR.dedication,
		employer: DONOR.employer,
	};
	const object = {
		...charge("2026-10-28.endive", { amount: 620_000, amount_captured: 620_000, livemode: false, metadata }),
		billing_details: { name: DONOR.name, email: DONOR.email, phone: null, address: null },
	};
	return { ...eventOf("charge.succeeded", object).body, livemode: false };
}

/** What goes wrong in a day: forged and broken deliveries, wrong passwords, keys that are none, words the gate refuses. */
async function aBadDay(): Promise<void> {
	await deliver(quietGift(), "whsec_somebody_elses");
	await ask("POST", "/api/auth/sign-in", { email: DONOR.email, password: PASSWORD }, "");
	const drive = "/api/staff/campaigns/demo";
	await ask("POST", `${drive}/channels/x/keys`, {
		name: "X",
		language: "en",
		...SANDBOX_X_KEYS,
		accessSecret: "not-it",
	});
	await ask("POST", `${drive}/channels/facebook/token`, {
		name: "F",
		language: "en",
		pageId: "1",
		accessToken: "EAAnot",
	});
	await ask("POST", `${drive}/say-now`, { text: `Call ${DONOR.name} at ${DONOR.email}` });
	await ask("PUT", `${drive}/setup`, { version: 1, changes: { name: DONOR.email } });
	await ask("POST", `${drive}/approvals/approve`, { posts: [{ postId: 1, text: DONOR.dedication, pictureAlt: null }] });
	await ask("GET", `/api/staff/campaigns/${DONOR.email}`);
	await ask("GET", "/api/staff/people", undefined, `carillon.session_token=${PASSWORD}`);
	await fetch(`${house.apiUrl}/go/${encodeURIComponent(DONOR.email)}`);
}

describe("a whole run, with everything that can go wrong in it", () => {
	test("writes no name, e-mail, message, password, key or token into logs, refusals or the audit log", async () => {
		expect(await deliver(quietGift(), house.webhookSecret)).toBe(200);
		const campaign = {
			id: "demo",
			goal: 25_000_000,
			currency: "usd",
			monthlyMultiplier: 12,
			stations: [{ id: "kxyz" }],
		};
		for (const { events } of demoDrive({ seed: 11, minutes: 1, startsAt: Date.now(), campaign }))
			house.stripe.emit(...events);
		await aBadDay();
		expect(await ask("POST", "/api/staff/campaigns/demo/posting/stop", { reason: "a test" })).toBe(200);
		expect(await ask("POST", "/api/staff/campaigns/demo/posting/resume", { drop: [] })).toBeLessThan(500);
		await house.stripe.delivered();
		await until("posts are out", () => house.x.posts().length > 1 && house.facebook.posts().length > 1, 60_000);
		const logged = (words: string) => lines.some((line) => line.includes(words));
		await until(
			"each process has written",
			() => logged('"role":"schedule"') && logged('"platform":"x"') && logged('"platform":"facebook"'),
		);
		expect(logged("bad-signature")).toBe(true);
		expect(refusals.length).toBeGreaterThan(5);

		const { rows } = await house.pool.query<{ line: string }>("select to_jsonb(a)::text as line from audit_line a");
		expect(rows.length).toBeGreaterThan(1);
		const metrics = await (await fetch(`${house.apiUrl}/metrics`)).text();
		const secrets = [
			...Object.values(DONOR),
			...["Quatermain", "Ottoline", "quatermain@"],
			...[PASSWORD, house.webhookSecret, house.env.CARILLON_SECRET_KEY ?? "", house.env.STRIPE_API_KEY ?? ""],
			...[admin.cookie.split("=")[1] ?? "", admin.email],
			...[SANDBOX_X_KEYS.appSecret, SANDBOX_X_KEYS.accessToken, SANDBOX_X_KEYS.accessSecret],
			...[SANDBOX_PAGE_KEYS.accessToken, "EAAnot", "not-it"],
		];
		const written = { logs: lines, refusals, audit: rows.map(({ line }) => line), metrics: [metrics] };
		for (const [where, texts] of Object.entries(written)) {
			const found = secrets.filter((secret) => secret !== "" && texts.some((text) => text.includes(secret)));
			expect([where, found]).toEqual([where, []]);
		}
		const posted = [...house.x.posts(), ...house.facebook.posts()].map((post) => JSON.stringify(post)).join("\n");
		for (const secret of Object.values(DONOR)) expect(posted).not.toContain(secret);
	}, 180_000);
});
