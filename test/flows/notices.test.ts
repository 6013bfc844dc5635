import { createECDH, randomBytes } from "node:crypto";
import { Agent, createServer as createSecureServer } from "node:https";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { saveCampaign } from "../../src/campaign/store.ts";
import { openVault } from "../../src/channel/vault.ts";
import { MINUTE } from "../../src/domain/plain/instant.ts";
import { USUAL_CHOICE } from "../../src/domain/staff/notice.ts";
import { silentLog } from "../../src/log.ts";
import { saveChoice } from "../../src/notify/choice.ts";
import { type NotifyParts, tellPeople } from "../../src/notify/deliver.ts";
import { addDevice } from "../../src/notify/devices.ts";
import { type Mail, type Mailer, openMailer } from "../../src/notify/mail.ts";
import { notifyStaff } from "../../src/notify/notice.ts";
import { openPusher } from "../../src/notify/push.ts";
import { pushKeysFrom } from "../../src/notify/push-keys.ts";
import { aCampaign } from "../support/campaigns.ts";
import { openTestDatabase, type TestDatabase } from "../support/database.ts";
import { type MailSink, startMailSink } from "../support/mail-sink.ts";
import { SELF_SIGNED } from "../support/self-signed.ts";
import { until } from "../support/until.ts";

/** A browser maker's push service: answers with this status, and keeps what it was asked. */
async function startPushService() {
	const asked: { authorization: string; encoding: string; bytes: number }[] = [];
	const service = { asked, status: 201 };
	const server = createSecureServer(SELF_SIGNED, (request, response) => {
		let bytes = 0;
		request.on("data", (chunk: Buffer) => {
			bytes += chunk.length;
		});
		request.on("end", () => {
			const { authorization = "", "content-encoding": encoding = "" } = request.headers;
			asked.push({ authorization, encoding: String(encoding), bytes });
			response.writeHead(service.status).end();
		});
	});
	await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
	const { port } = server.address() as AddressInfo;
	const close = () => new Promise<void>((closed) => server.close(() => closed()));
	return Object.assign(service, { endpoint: `https://localhost:${port}/push/1`, close });
}

let database: TestDatabase;
let sink: MailSink;
let service: Awaited<ReturnType<typeof startPushService>>;
let clock = Date.now();
let parts: NotifyParts;
beforeAll(async () => {
	database = await openTestDatabase();
	[sink, service] = await Promise.all([startMailSink(), startPushService()]);
	const vault = openVault({ keyFile: join(tmpdir(), `carillon-notices-${process.pid}`) });
	await saveCampaign(database.pool, aCampaign(), [], vault);
	for (const role of ["approver", "host"]) {
		await database.pool.query("insert into staff_user (id, name, email, role) values ($1, $2, $3, $1)", [
			...[role, `Some ${role}`, `${role}@hospital.example`],
		]);
	}
	const agent = new Agent({ ca: SELF_SIGNED.cert, keepAlive: false });
	parts = {
		pool: database.pool,
		mailer: openMailer(sink.url, "Carillon <carillon@hospital.example>"),
		pusher: openPusher(pushKeysFrom(randomBytes(32)), "https://drive.hospital.example", () => agent),
		origin: "https://drive.hospital.example",
		log: silentLog,
		now: () => clock,
	};
});
afterAll(async () => {
	parts.mailer?.close();
	await Promise.all([sink.close(), service.close()]);
	await database.drop();
});
beforeEach(async () => {
	await database.pool.query("truncate notice, notice_delivery, notice_choice, push_device");
	sink.mails.length = 0;
	sink.answer = null;
	service.asked.length = 0;
	service.status = 201;
	clock = Date.now();
});

const news = (key: string, event: "approval" | "channel" = "approval") =>
	notifyStaff(database.pool, {
		key,
		event,
		campaignId: "radiothon-2026",
		says: `"Passed $40,000" waits (${key}).`,
		path: "/staff/c/radiothon-2026/approvals",
	});
const deliveries = async () =>
	(await database.pool.query("select way, state, tries, reason from notice_delivery order by id")).rows;

describe("people are told by mail", () => {
	test("only those who can act, once, in one mail with all there is and a link", async () => {
		await news("one");
		await news("two");
		await news("two");
		await tellPeople(parts);
		await tellPeople(parts);
		expect(sink.mails).toHaveLength(1);
		expect(sink.mails[0]).toContain("To: approver@hospital.example");
		expect(sink.mails[0]).toContain("Subject: 2 things need somebody");
		expect(sink.mails[0]).toContain("https://drive.hospital.example/staff/c/radiothon-2026/approvals");
		expect(await deliveries()).toMatchObject([{ state: "sent" }, { state: "sent" }]);
	});

	test("once, where the mail server is slow and another process looks for what is due meanwhile", async () => {
		const people = ["p1", "p2", "p3"].map((id) => [id, `${id}@hospital.example`]);
		for (const [id, email] of people) {
			await database.pool.query("insert into staff_user (id, name, email, role) values ($1, $1, $2, 'approver')", [
				...[id, email],
			]);
		}
		await news("one");
		const sent: Mail[] = [];
		const other: Mailer = { send: async (mail) => void sent.push(mail), close: () => {} };
		const slow: Mailer = {
			send: async (mail) => {
				clock += 55_000;
				if (sent.length === 2) await tellPeople({ ...parts, mailer: other });
				sent.push(mail);
			},
			close: () => {},
		};
		await tellPeople({ ...parts, mailer: slow });
		await database.pool.query("delete from notice_delivery where staff_id like 'p_'");
		await database.pool.query("delete from staff_user where id like 'p_'");
		expect(sent.map(({ to }) => to).sort()).toEqual(["approver@hospital.example", ...people.map(([, email]) => email)]);
		expect(new Set(sent.map(({ id }) => id)).size).toBe(4);
	});

	test("as unreachable where a mail server answers and never comes to an end", async () => {
		const mailer = openMailer(sink.url, "Carillon <carillon@hospital.example>", 20);
		sink.slowMs = 200;
		await news("one");
		await tellPeople({ ...parts, mailer });
		sink.slowMs = 0;
		mailer.close();
		expect(await deliveries()).toMatchObject([
			{ state: "waiting", reason: "The mail server can't be reached (ETIMEDOUT)." },
		]);
		// It comes all the same: what had been given up by then bears the same Message-ID as its next try.
		await until("the mail that took too long", () => sink.mails.length === 1);
		clock += MINUTE;
		await tellPeople(parts);
		const [first, again] = sink.mails.map((mail) => /^Message-ID: (\S+)$/im.exec(mail)?.[1]);
		expect(sink.mails).toHaveLength(2);
		expect(again).toBe(first);
	});

	test("at most every five minutes", async () => {
		await news("one");
		await tellPeople(parts);
		await news("two");
		await news("three");
		await tellPeople(parts);
		expect(sink.mails).toHaveLength(1);
		clock += 5 * MINUTE + 1_000;
		await tellPeople(parts);
		expect(sink.mails).toHaveLength(2);
		expect(sink.mails[1]).toContain("(two)");
		expect(sink.mails[1]).toContain("(three)");
	});

	test("later where the server is not there or asks to come back, and given up where it refuses for good", async () => {
		const away = openMailer("smtp://127.0.0.1:1", "Carillon <carillon@hospital.example>");
		await news("one");
		await tellPeople({ ...parts, mailer: away });
		away.close();
		expect(await deliveries()).toEqual([
			{ way: "email", state: "waiting", tries: 1, reason: "The mail server can't be reached (ESOCKET)." },
		]);
		sink.answer = "450 later";
		clock += MINUTE;
		await tellPeople(parts);
		expect(await deliveries()).toMatchObject([
			{ state: "waiting", tries: 2, reason: "The mail server asked to come back later (450)." },
		]);
		sink.answer = null;
		clock += MINUTE;
		await tellPeople(parts);
		expect(sink.mails).toHaveLength(1);
		expect(await deliveries()).toMatchObject([{ state: "sent", reason: null }]);

		clock += 6 * MINUTE;
		sink.answer = "550 nobody here";
		await news("two");
		await tellPeople(parts);
		expect((await deliveries())[1]).toMatchObject({
			state: "given-up",
			reason: "The mail server refused the mail for good (550).",
		});
	});

	test("not in their quiet hours, and not of what they don't want to know", async () => {
		const hour = new Date(clock).getUTCHours();
		const quiet = { fromHour: hour, toHour: (hour + 2) % 24 };
		await saveChoice(database.pool, "approver", { ...USUAL_CHOICE, quiet });
		await news("one");
		await tellPeople(parts);
		expect(sink.mails).toHaveLength(0);
		clock += 2 * 60 * MINUTE;
		await tellPeople(parts);
		expect(sink.mails).toHaveLength(1);
		await saveChoice(database.pool, "approver", { ...USUAL_CHOICE, events: ["post-failed"] });
		await news("two");
		clock += 10 * MINUTE;
		await tellPeople(parts);
		expect(sink.mails).toHaveLength(1);
	});
});

describe("people are told in their browsers", () => {
	const subscribe = async () => {
		const browser = createECDH("prime256v1");
		browser.generateKeys();
		const keys = { p256dh: browser.getPublicKey("base64url"), auth: randomBytes(16).toString("base64url") };
		await addDevice(database.pool, "approver", { endpoint: service.endpoint, keys, label: "Chrome on Android" });
	};

	test("with an encrypted notice that names us and not them", async () => {
		await subscribe();
		await news("one");
		await tellPeople(parts);
		expect(service.asked).toMatchObject([{ authorization: expect.stringMatching(/^vapid t=/), encoding: "aes128gcm" }]);
		expect((await deliveries()).filter(({ way }) => way === "push")).toMatchObject([{ state: "sent" }]);
	});

	test("again where the push service is down; a browser that is gone is forgotten", async () => {
		await subscribe();
		service.status = 503;
		await news("one");
		await tellPeople(parts);
		const pushes = async () => (await deliveries()).filter(({ way }) => way === "push");
		expect(await pushes()).toMatchObject([{ state: "waiting", reason: "The browser's push service answered 503." }]);
		service.status = 410;
		clock += MINUTE;
		await tellPeople(parts);
		expect(await pushes()).toEqual([]);
		expect((await database.pool.query("select from push_device")).rowCount).toBe(0);
	});
});
