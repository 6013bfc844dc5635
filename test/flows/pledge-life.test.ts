import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { Campaign } from "../../src/domain/drive/campaign.ts";
import { keptKey } from "../../src/foundation.ts";
import { silentLog } from "../../src/log.ts";
import { type Mail, type Mailer, openMailer } from "../../src/notify/mail.ts";
import { sendPledgeMails } from "../../src/pledge/desk/send-mails.ts";
import { PAY_LINK_PURPOSE } from "../../src/pledge/pay-token.ts";
import { type StripeSandbox, startStripeSandbox } from "../../src/sandbox/stripe.ts";
import {
	PLEDGE_SHOWS,
	type PledgeDeed,
	type PledgeDetail,
	type PledgesPage,
} from "../../src/web/contract/staff/pledges.ts";
import { aCampaign } from "../support/campaigns.ts";
import type { TestDatabase } from "../support/database.ts";
import { storeCampaign } from "../support/ledger-entries.ts";
import { type MailSink, startMailSink } from "../support/mail-sink.ts";
import { openPayer, promise, readable } from "../support/pledge-desk.ts";
import {
	ledgerFaults,
	openCampaignDatabase,
	type RunningApi,
	SECRET,
	standing,
	startApi,
} from "../support/running-api.ts";
import { type StaffPerson, staffOf } from "../support/staff.ts";

let database: TestDatabase;
let sandbox: StripeSandbox;
let sink: MailSink;
let api: RunningApi;
let editor: StaffPerson;
let payer: ReturnType<typeof openPayer>;

beforeAll(async () => {
	database = await openCampaignDatabase();
	sandbox = await startStripeSandbox({ secret: SECRET, retryMs: 20 });
	sink = await startMailSink();
	api = await startApi(database.url, {
		...{ STRIPE_API_KEY: "sk_test_sandbox", STRIPE_API_BASE: sandbox.url, TRUST_PROXY: "1" },
		CARILLON_SMTP_URL: sink.url,
	});
	sandbox.deliverTo(`${api.url}/webhooks/stripe`);
	editor = await staffOf(api, database.pool, "editor", { name: "Erin" });
	payer = openPayer(api, sandbox);
});

afterAll(async () => {
	const faults = await ledgerFaults(database.pool);
	await api?.stop();
	await sandbox?.close();
	await sink?.close();
	await database?.drop();
	expect(faults).toEqual([]);
});

let drives = 0;

async function openDrive(changes: Partial<Campaign> = {}): Promise<Campaign> {
	drives += 1;
	const id = `drive-${drives}`;
	const campaign = aCampaign({
		...{ id, slug: id, isDefault: false, opensAt: Date.now() - 3_600_000, closesAt: Date.now() + 3_600_000 },
		...changes,
	});
	await storeCampaign(database.pool, campaign);
	return campaign;
}

const pathOf = ({ id }: Campaign, rest = "") => `/api/staff/campaigns/${id}/pledges${rest}`;

async function detailOf(campaign: Campaign, pledge: string): Promise<PledgeDetail> {
	const answer = await editor.ask("GET", pathOf(campaign, `/${pledge}`));
	expect(answer.status).toBe(200);
	return answer.body;
}

async function list(campaign: Campaign, query = "show=all"): Promise<PledgesPage> {
	const answer = await editor.ask("GET", pathOf(campaign, `?${query}`));
	expect(answer.status).toBe(200);
	return answer.body;
}

async function act(campaign: Campaign, deed: PledgeDeed, pledges: readonly string[], reason = "") {
	const foreseen = await editor.ask("POST", pathOf(campaign, "/foresee"), { deed, pledges, reason });
	const { body } = await editor.ask("POST", pathOf(campaign, "/act"), { deed, pledges, reason });
	// What was said before the press is what happened.
	expect(foreseen.body).toEqual({ done: body.done, left: body.left, counted: body.counted, examples: body.examples });
	return body;
}

const refund = (payment: string, amount?: number) =>
	fetch(`${sandbox.url}/v1/refunds`, {
		method: "POST",
		headers: { authorization: "Bearer sk_test_sandbox" },
		body: new URLSearchParams({ payment_intent: payment, ...(amount !== undefined && { amount: String(amount) }) }),
	}).then(() => sandbox.delivered());

const ONCE = { often: "once" };

describe("a promise that is paid", () => {
	test("counts once: when it is promised, and not again when it is paid as promised", async () => {
		const campaign = await openDrive();
		const pledge = await promise(database, campaign, {
			...{ name: "Dana", town: "Springfield", source: "phone", email: "dana@example.org" },
			consent: { onAir: true, town: true, amount: false, social: false },
		});
		expect(await standing(database.pool, campaign.id)).toMatchObject({ total: 5_000, cash: 0, gifts: 1 });
		const { words } = await payer.look(pledge);
		expect(words).toContain("$50");
		expect(words).not.toMatch(/Dana|Springfield/);
		expect(payer.linkOf(pledge)).not.toMatch(/dana|5000/i);

		const back = await payer.pay(pledge, { ...ONCE, once: "5000" });
		expect(await standing(database.pool, campaign.id)).toMatchObject({ total: 5_000, cash: 5_000, gifts: 1 });
		const thanks = readable(await (await fetch(back, { headers: { accept: "text/html" } })).text());
		expect(thanks).toContain("Your gift has arrived");
		expect(thanks).toContain("On air Dana, Springfield");

		const { pledge: row, history, payments } = await detailOf(campaign, pledge);
		expect(row).toMatchObject({ state: "paid", amount: 5_000, paid: 5_000, counted: 5_000, isPaidTwice: false });
		expect(history.map(({ kind, amount }) => [kind, amount])).toEqual([
			["promised", 5_000],
			["checkout-opened", 5_000],
			["paid", 5_000],
		]);
		expect(payments).toMatchObject([{ ref: expect.stringMatching(/^pi_/), amount: 5_000 }]);
		const tally = await database.pool.query(
			"select tally->>'donors' as donors from campaign_tally where campaign_id = $1",
			[campaign.id],
		);
		expect(tally.rows).toEqual([{ donors: "1" }]);
	});

	test("less, the rest, and then it says so and asks for no more", async () => {
		const campaign = await openDrive();
		const pledge = await promise(database, campaign, { amount: 10_000 });
		await payer.pay(pledge, { ...ONCE, once: "other", other: "40" });
		expect(await standing(database.pool, campaign.id)).toMatchObject({ total: 10_000, cash: 4_000, gifts: 1 });
		expect((await detailOf(campaign, pledge)).pledge).toMatchObject({ state: "part", paid: 4_000 });
		const { words } = await payer.look(pledge);
		expect(words).toContain("$40 of it has arrived. $60 is still to come.");
		await payer.pay(pledge, { ...ONCE, once: "6000" });
		expect(await standing(database.pool, campaign.id)).toMatchObject({ total: 10_000, cash: 10_000, gifts: 1 });
		expect((await detailOf(campaign, pledge)).pledge).toMatchObject({ state: "paid", isPaidTwice: false });
		expect((await payer.look(pledge)).words).toContain("Your pledge is paid.");
		expect((await payer.choose(pledge, { ...ONCE, once: "6000" })).status).toBe(409);
	});

	test("more than promised counts what came", async () => {
		const campaign = await openDrive();
		const pledge = await promise(database, campaign);
		await payer.pay(pledge, { ...ONCE, once: "other", other: "$75.50" });
		expect(await standing(database.pool, campaign.id)).toMatchObject({ total: 7_550, cash: 7_550, gifts: 1 });
		expect((await detailOf(campaign, pledge)).pledge).toMatchObject({ state: "paid", amount: 5_000, paid: 7_550 });
	});

	test("every month is a monthly gift, counted once by the drive's rule", async () => {
		const campaign = await openDrive();
		const pledge = await promise(database, campaign, { amount: 2_000, monthly: true });
		expect(await standing(database.pool, campaign.id)).toMatchObject({ total: 24_000, cash: 0, gifts: 1, monthly: 1 });
		await payer.pay(pledge, { often: "monthly", monthly: "2000" });
		expect(await standing(database.pool, campaign.id)).toMatchObject({
			total: 24_000,
			cash: 2_000,
			gifts: 1,
			monthly: 1,
		});
		expect((await detailOf(campaign, pledge)).pledge).toMatchObject({ state: "paid", isSubscribed: true });
		expect((await payer.look(pledge)).words).toContain("Your monthly gift has begun.");
		const { body } = await editor.ask("GET", `/api/staff/campaigns/${campaign.id}/monthly-gifts`);
		expect(body).toMatchObject({
			...{ total: 1, counted: 24_000 },
			items: [{ state: "active", amount: 2_000, every: "a month", paid: 2_000, counted: 24_000, pledgeId: pledge }],
		});
	});

	test("a bank payment under way is said, and nothing is asked for meanwhile", async () => {
		const campaign = await openDrive();
		const pledge = await promise(database, campaign);
		const back = await payer.pay(pledge, { ...ONCE, once: "5000" }, "bank");
		expect((await payer.look(pledge)).words).toContain("Your bank payment for this pledge is under way.");
		expect((await detailOf(campaign, pledge)).pledge).toMatchObject({ state: "open", pending: 5_000, paid: 0 });
		sandbox.settleBankPayment(new URL(back).searchParams.get("session") ?? "", true);
		await sandbox.delivered();
		expect((await detailOf(campaign, pledge)).pledge).toMatchObject({ state: "paid", pending: 0 });
	});

	test("who comes back before Stripe's word does isn't asked to pay again", async () => {
		const campaign = await openDrive();
		const pledge = await promise(database, campaign);
		sandbox.deliverTo(null);
		const { stripe } = await payer.choose(pledge, { ...ONCE, once: "5000" });
		expect((await payer.look(pledge)).words).toContain("Continue to payment");
		await payer.finish(String(stripe));
		expect((await payer.look(pledge)).words).toContain("A payment for this pledge is on its way to us.");
		sandbox.deliverTo(`${api.url}/webhooks/stripe`);
	});

	test("twice at once: both are money of this pledge, and staff see it until one goes back", async () => {
		const campaign = await openDrive();
		const pledge = await promise(database, campaign);
		const tabs = await Promise.all([0, 1].map(() => payer.choose(pledge, { ...ONCE, once: "5000" })));
		await Promise.all(tabs.map(({ stripe }) => payer.finish(String(stripe))));
		expect(await standing(database.pool, campaign.id)).toMatchObject({ total: 10_000, cash: 10_000, gifts: 1 });
		const { pledge: row, payments } = await detailOf(campaign, pledge);
		expect(row).toMatchObject({ state: "paid", paid: 10_000, isPaidTwice: true });
		expect((await list(campaign, "show=paid-twice")).items.map(({ id }) => id)).toEqual([pledge]);
		expect((await list(campaign)).head.paidTwice).toBe(1);
		await refund(payments[0]?.ref ?? "");
		expect(await standing(database.pool, campaign.id)).toMatchObject({ total: 5_000, cash: 5_000, gifts: 1 });
		expect((await detailOf(campaign, pledge)).pledge).toMatchObject({ state: "paid", gone: 5_000, isPaidTwice: false });
		expect((await list(campaign, "show=paid-twice")).items).toEqual([]);
	});
});

describe("a promise that isn't paid", () => {
	test("lapses, and paid late counts what was paid", async () => {
		const campaign = await openDrive();
		const pledge = await promise(database, campaign);
		const other = await promise(database, campaign, { amount: 7_000 });
		expect(await act(campaign, "lapse", [pledge, other, "pl_unknown"])).toMatchObject({
			...{ done: 2, counted: -12_000, changed: expect.arrayContaining([pledge, other]) },
			left: [{ count: 1, says: "are not in this drive any more" }],
		});
		expect(await standing(database.pool, campaign.id)).toMatchObject({ total: 0, gifts: 0 });
		expect((await detailOf(campaign, pledge)).pledge.state).toBe("lapsed");
		expect((await payer.look(pledge)).words).toContain("It still counts, and it still helps.");
		await payer.pay(pledge, { ...ONCE, once: "other", other: "30" });
		expect(await standing(database.pool, campaign.id)).toMatchObject({ total: 3_000, cash: 3_000, gifts: 1 });
		expect((await detailOf(campaign, pledge)).pledge).toMatchObject({ state: "lapsed", paid: 3_000, counted: 3_000 });
	});

	test("is cancelled, and opened again as if it had never been", async () => {
		const campaign = await openDrive();
		const pledge = await promise(database, campaign);
		expect(await act(campaign, "cancel", [pledge], "Called and took it back")).toMatchObject({
			done: 1,
			counted: -5_000,
		});
		expect((await payer.look(pledge)).words).toContain("Nothing is owed.");
		expect((await payer.choose(pledge, { ...ONCE, once: "5000" })).status).toBe(409);
		expect(await act(campaign, "cancel", [pledge])).toMatchObject({
			done: 0,
			left: [{ count: 1, says: "have ended already" }],
		});
		expect(await act(campaign, "open", [pledge])).toMatchObject({ done: 1, counted: 5_000 });
		expect(await standing(database.pool, campaign.id)).toMatchObject({ total: 5_000, gifts: 1 });
		const { history } = await detailOf(campaign, pledge);
		expect(history.map(({ kind, by, words }) => [kind, by, words])).toEqual([
			["promised", "Pat, Phone bank", ""],
			["cancelled", "Erin", "Called and took it back"],
			["opened", "Erin", ""],
		]);
	});

	test("in part is settled by what came", async () => {
		const campaign = await openDrive();
		const pledge = await promise(database, campaign, { amount: 10_000 });
		expect((await act(campaign, "settle", [pledge])).left[0].says).toContain("have brought nothing yet");
		await payer.pay(pledge, { ...ONCE, once: "other", other: "80" });
		expect(await act(campaign, "settle", [pledge])).toMatchObject({ done: 1, counted: -2_000 });
		expect(await standing(database.pool, campaign.id)).toMatchObject({ total: 8_000, cash: 8_000, gifts: 1 });
		expect((await payer.look(pledge)).words).toContain("This pledge is settled");
	});

	test("was misheard: the amount is said again with the reason, and both are kept", async () => {
		const campaign = await openDrive();
		const pledge = await promise(database, campaign, { amount: 50_000 });
		const amount = { amount: 5_000, monthly: false };
		expect((await editor.ask("POST", pathOf(campaign, `/${pledge}/amount`), { ...amount, reason: "" })).status).toBe(
			422,
		);
		const { body } = await editor.ask("POST", pathOf(campaign, `/${pledge}/amount`), {
			...amount,
			reason: "She said fifty",
		});
		expect(body.pledge).toMatchObject({ amount: 5_000, counted: 5_000 });
		expect(await standing(database.pool, campaign.id)).toMatchObject({ total: 5_000, gifts: 1 });
		expect(body.history).toMatchObject([
			{ kind: "promised", amount: 50_000 },
			{ kind: "amount-changed", before: 50_000, amount: 5_000, words: "She said fifty", by: "Erin" },
		]);
	});

	test("by two people at once ends once", async () => {
		const campaign = await openDrive();
		const pledge = await promise(database, campaign);
		const press = () => editor.ask("POST", pathOf(campaign, "/act"), { deed: "cancel", pledges: [pledge] });
		const answers = await Promise.all([press(), press()]);
		expect(answers.map(({ body }) => body.done).sort()).toEqual([0, 1]);
		expect(await standing(database.pool, campaign.id)).toMatchObject({ total: 0, gifts: 0 });
	});

	test("where pledges count when they are paid, an end changes nothing", async () => {
		const campaign = await openDrive({ pledgesCount: "when-paid" });
		const pledge = await promise(database, campaign);
		expect(await act(campaign, "lapse", [pledge])).toMatchObject({ done: 1, counted: 0 });
		await payer.pay(pledge, { ...ONCE, once: "5000" });
		expect(await standing(database.pool, campaign.id)).toMatchObject({ total: 5_000, cash: 5_000, gifts: 1 });
	});
});

describe("links and reminders by mail", () => {
	const sendMails = () =>
		sendPledgeMails({
			...{
				pool: database.pool,
				mailer: openMailer(sink.url, "Hope <hope@hospital.example>"),
				log: silentLog,
				now: Date.now,
			},
			payKey: keptKey(api.env, PAY_LINK_PURPOSE),
		});

	test("go to those who left an address and still owe, once, in the drive's language", async () => {
		const campaign = await openDrive({ languages: ["es", "en"] });
		const promised = (email: string) => promise(database, campaign, { email });
		const [owes, pays, silent] = [
			await promised("ana@example.org"),
			await promised("pay@example.org"),
			await promised(""),
		];
		const answer = await act(campaign, "remind", [owes, pays, silent]);
		expect(answer).toMatchObject({ done: 2, left: [{ count: 1, says: expect.stringContaining("left no e-mail") }] });
		expect((await act(campaign, "remind", [owes])).left[0].says).toBe("have a mail on its way");
		// Paid between the press and the post: nothing is sent.
		await payer.pay(pays, { ...ONCE, once: "5000" });
		sink.mails.length = 0;
		await sendMails();
		expect(sink.mails).toHaveLength(1);
		const [mail = ""] = sink.mails;
		expect(mail).toContain("To: ana@example.org");
		const text = mail
			.replace(/=\n/g, "")
			.replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
		expect(text).toContain(payer.linkOf(owes));
		expect(text).toContain("$50");
		const { pledge, history } = await detailOf(campaign, owes);
		expect(pledge).toMatchObject({ reminders: 1, isMailWaiting: false, remindedAt: expect.any(Number) });
		expect(history.at(-1)).toMatchObject({ kind: "reminder-mailed", by: "Erin" });
		expect((await act(campaign, "remind", [owes])).left[0].says).toBe("were reminded today");
		expect((await detailOf(campaign, pays)).history.find(({ kind }) => kind === "mail-failed")?.words).toContain(
			"paid or ended",
		);
		await sendMails();
		expect(sink.mails).toHaveLength(1);
	});

	test("none goes out twice where the mail server is slow and another process looks for what is due meanwhile", async () => {
		const campaign = await openDrive();
		const all = ["a", "b", "c", "d"];
		const pledges: string[] = [];
		for (const name of all) pledges.push(await promise(database, campaign, { email: `${name}@example.org` }));
		await act(campaign, "send-link", pledges);
		let clock = Date.now();
		const sent: string[] = [];
		const round = (mailer: Mailer) =>
			sendPledgeMails({
				...{ pool: database.pool, mailer, log: silentLog, now: () => clock },
				payKey: keptKey(api.env, PAY_LINK_PURPOSE),
			});
		const note = ({ to }: Mail) => void sent.push(to);
		const other: Mailer = { send: async (mail) => note(mail), close: () => {} };
		const slow: Mailer = {
			send: async (mail) => {
				clock += 55_000;
				if (sent.length === 2) await round(other);
				note(mail);
			},
			close: () => {},
		};
		await round(slow);
		expect(sent.sort()).toEqual(all.map((name) => `${name}@example.org`));
	});

	test("one that went out unnoted, because we ended in between, comes again under the same Message-ID", async () => {
		const campaign = await openDrive();
		const pledge = await promise(database, campaign, { email: "twice@example.org" });
		await act(campaign, "send-link", [pledge]);
		sink.mails.length = 0;
		await sendMails();
		await database.pool.query("update pledge_mail set state = 'waiting', taken_until = null where pledge_id = $1", [
			pledge,
		]);
		await sendMails();
		const ids = sink.mails.map((mail) => /^Message-ID: (.+)$/im.exec(mail)?.[1]);
		expect(ids).toEqual([expect.stringMatching(/^<pl_\S+@hospital\.example>$/), ids[0]]);
	});

	test("a mail server that won't take one for good is said in the pledge's history, without the address", async () => {
		const campaign = await openDrive();
		const pledge = await promise(database, campaign, { email: "gone@example.org" });
		await act(campaign, "send-link", [pledge]);
		sink.answer = "550 no such mailbox gone@example.org";
		await sendMails();
		sink.answer = null;
		const { history, pledge: row } = await detailOf(campaign, pledge);
		expect(history.at(-1)).toMatchObject({ kind: "mail-failed", words: expect.stringContaining("for good (550)") });
		expect(JSON.stringify(history)).not.toContain("gone@example.org");
		expect(row).toMatchObject({ linkSentAt: null, isMailWaiting: false });
	});

	test("a mail server that refuses us as sender has said nothing of the donor: the mail waits until that is mended", async () => {
		const campaign = await openDrive();
		const pledge = await promise(database, campaign, { email: "dana@example.org" });
		await act(campaign, "send-link", [pledge]);
		Object.assign(sink, { answer: "550 5.4.5 daily limit exceeded", answersTo: /^MAIL/ });
		await sendMails();
		Object.assign(sink, { answer: null, answersTo: /^RCPT/ });
		expect((await detailOf(campaign, pledge)).pledge).toMatchObject({ linkSentAt: null, isMailWaiting: true });
	});
});

describe("the list", () => {
	test("each state's filter finds what the pure rule calls so, and the sums add up", async () => {
		const campaign = await openDrive();
		const pledges = await Promise.all([1, 2, 3, 4, 5].map((n) => promise(database, campaign, { amount: n * 1_000 })));
		const [first = "", second = "", third = "", fourth = ""] = pledges;
		await payer.pay(first, { ...ONCE, once: "1000" });
		await payer.pay(second, { ...ONCE, once: "other", other: "5" });
		await act(campaign, "lapse", [third]);
		await act(campaign, "cancel", [fourth]);
		const all = await list(campaign);
		expect(all.head).toEqual({
			...{
				promised: { count: 5, amount: 15_000 },
				paid: { count: 1, amount: 1_500 },
				open: { count: 2, amount: 6_500 },
			},
			...{ lost: { count: 2, amount: 7_000 }, monthly: { promised: 0, begun: 0 }, paidTwice: 0, rate: 1_500 / 11_000 },
		});
		for (const show of PLEDGE_SHOWS) {
			const found = (await list(campaign, `show=${show}`)).items.map(({ id }) => id);
			const meant = all.items.filter(({ state, isPaidTwice }) => {
				if (show === "all") return true;
				if (show === "unpaid") return state === "open" || state === "part";
				return show === "paid-twice" ? isPaidTwice : state === show;
			});
			expect([show, found]).toEqual([show, meant.map(({ id }) => id)]);
		}
		expect((await list(campaign, "show=all&search=$30")).items.map(({ id }) => id)).toEqual([third]);
		const { body } = await editor.ask("GET", pathOf(campaign, "/ids?show=unpaid"));
		expect(body.ids.sort()).toEqual([second, pledges[4]].sort());
	});

	test("as a file for the call centre has the contact and the link, and what would be a formula is text", async () => {
		const campaign = await openDrive();
		const pledge = await promise(database, campaign, {
			...{ name: "=HYPERLINK(1)", email: "call@example.org", phone: "312-555-0142" },
		});
		const { body, headers } = await editor.ask("GET", pathOf(campaign, "/call-list.csv?show=unpaid"));
		expect(headers.get("content-type")).toContain("text/csv");
		const [, row = ""] = String(body).split("\r\n");
		expect(row).toContain(`'=HYPERLINK(1)`);
		expect(row).toContain("call@example.org");
		expect(row).toContain("50.00");
		expect(row).toContain(payer.linkOf(pledge));
	});

	test("an address that was changed by a letter leads nowhere", async () => {
		const campaign = await openDrive();
		const link = payer.linkOf(await promise(database, campaign));
		for (const wrong of [`${link}x`, link.slice(0, -1), link.replace(/\.[^.]+$/, ".AAAAAAAAAAAAAAAA")]) {
			expect((await fetch(wrong, { headers: { accept: "text/html" } })).status).toBe(404);
		}
	});
});

describe("donors", () => {
	test("put together are one fewer on the ledger and on every screen, once, and apart again one more", async () => {
		const campaign = await openDrive();
		for (const phone of ["312-555-0142", "312-555-0143"]) {
			await promise(database, campaign, {
				name: phone.endsWith("2") ? "Rosa Díaz" : "rosa diaz",
				town: "Elgin",
				phone,
			});
		}
		const path = `/api/staff/campaigns/${campaign.id}/donors`;
		const { body: before } = await editor.ask("GET", path);
		expect(before).toMatchObject({ donors: 2, several: [], merges: [] });
		expect(before.likely).toMatchObject([{ name: "Rosa Díaz", town: "Elgin" }]);
		const [kept, merged] = before.likely[0].donors.map(({ key }: { key: string }) => key);
		const press = () => editor.ask("POST", `${path}/merge`, { kept, merged: [merged] });
		const statuses = (await Promise.all([press(), press()])).map(({ status }) => status);
		expect(statuses.sort()).toEqual([200, 409]);
		const { body: after } = await editor.ask("GET", path);
		expect(after).toMatchObject({ donors: 1, likely: [], several: [{ gifts: 2, counted: 10_000 }] });
		expect(await standing(database.pool, campaign.id)).toMatchObject({ total: 10_000, gifts: 2 });
		const undo = () => editor.ask("POST", `${path}/merges/${after.merges[0].id}/undo`);
		expect(await undo()).toMatchObject({ status: 200, body: { donors: 2 } });
		expect((await undo()).status).toBe(404);
		const { rows } = await database.pool.query(
			"select kind, cash, counted, gifts from ledger_entry where campaign_id = $1 order by seq desc limit 2",
			[campaign.id],
		);
		expect(rows).toEqual([0, 1].map(() => ({ kind: "described", cash: 0, counted: 0, gifts: 0 })));
	});

	test("who paid by the link is the same donor as who gives on the page with that e-mail", async () => {
		const campaign = await openDrive();
		const pledges = [await promise(database, campaign), await promise(database, campaign)];
		for (const pledge of pledges) await payer.pay(pledge, { ...ONCE, once: "5000" }, "card", "twice@example.org");
		const path = `/api/staff/campaigns/${campaign.id}/donors`;
		// Two callers who left nothing, until both turn out to be one.
		expect((await editor.ask("GET", path)).body).toMatchObject({
			...{ donors: 2, persons: 1, several: [{ gifts: 2, counted: 10_000 }] },
		});
		expect((await editor.ask("POST", `${path}/recount`)).body).toEqual({ donors: 1 });
		expect((await editor.ask("GET", path)).body).toMatchObject({ donors: 1, persons: 1 });
	});
});
