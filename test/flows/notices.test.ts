import { createECDH, randomBytes } from "node:crypto";
import { Agent, createServer as createSecureServer } from "node:https";
import { type AddressInfo, createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { saveCampaign } from "../../src/campaign/store.ts";
import { openVault } from "../../src/channel/vault.ts";
import { MINUTE } from "../../src/domain/instant.ts";
import { USUAL_CHOICE } from "../../src/domain/notice.ts";
import { silentLog } from "../../src/log.ts";
import { saveChoice } from "../../src/notify/choice.ts";
import { type NotifyParts, tellPeople } from "../../src/notify/deliver.ts";
import { addDevice } from "../../src/notify/devices.ts";
import { openMailer } from "../../src/notify/mail.ts";
import { notifyStaff } from "../../src/notify/notice.ts";
import { openPusher } from "../../src/notify/push.ts";
import { pushKeysFrom } from "../../src/notify/push-keys.ts";
import { aCampaign } from "../support/campaigns.ts";
import { openTestDatabase, type TestDatabase } from "../support/database.ts";
import { SELF_SIGNED } from "../support/self-signed.ts";

/** As much of a mail server as a test needs: takes mails, or answers as it is told. */
type Sink = { readonly url: string; readonly mails: string[]; answer: string | null; close(): Promise<void> };
async function startSink(): Promise<Sink> {
	const mails: string[] = [];
	const sink = { mails, answer: null as string | null };
	const server: Server = createServer((socket) => {
		let inBody = false;
		let body = "";
		socket.on("error", () => undefined);
		socket.write("220 sink\r\n");
		socket.on("data", (chunk) => {
			for (const line of chunk.toString("utf8").split("\r\n")) {
				if (inBody) {
					if (line === ".") {
						inBody = false;
						mails.push(body);
						body = "";
						socket.write("250 taken\r\n");
					} else body += `${line}\n`;
				} else if (/^RCPT/.test(line) && sink.answer !== null) socket.write(`${sink.answer}\r\n`);
				else if (/^DATA/.test(line)) {
					inBody = true;
					socket.write("354 go on\r\n");
				} else if (/^QUIT/.test(line)) socket.end("221 bye\r\n");
				else if (line !== "") socket.write("250 ok\r\n");
			}
		});
	});
	await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
	const url = `smtp://127.0.0.1:${(server.address() as AddressInfo).port}?ignoreTLS=true`;
	return Object.assign(sink, { url, close: () => new Promise<void>((closed) => server.close(() => closed())) });
}

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
let sink: Sink;
let service: Awaited<ReturnType<typeof startPushService>>;
let clock = Date.now();
let parts: NotifyParts;
beforeAll(async () => {
	database = await openTestDatabase();
	[sink, service] = await Promise.all([startSink(), startPushService()]);
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
