import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, test } from "@jest/globals";
import { readEnvelope } from "../../src/intake/stripe-envelope.ts";
import { toFacts } from "../../src/intake/to-fact.ts";
import { verifyDelivery } from "../../src/intake/verify.ts";
import type { DriveRow } from "../../src/rehearsal/drive-file.ts";
import { planDeliveries } from "../../src/rehearsal/replay/delivery-plan.ts";
import { webhookBodies } from "../../src/rehearsal/replay/webhook-bodies.ts";
import { openWebhookSender } from "../../src/rehearsal/replay/webhook-sender.ts";

const row = (changes: Partial<DriveRow> = {}): DriveRow => ({
	id: "1",
	at: Date.UTC(2017, 0, 8, 12),
	amount: 2500,
	name: null,
	isAnonymous: false,
	isMonthly: false,
	station: null,
	...changes,
});
const rows = Array.from({ length: 200 }, (_, index) => row({ id: String(index), at: row().at + index * 1000 }));
const bodies = webhookBodies({ run: "t", campaignId: "hope", currency: "usd" });

const open: Server[] = [];
afterEach(async () => {
	for (const server of open.splice(0)) {
		server.closeAllConnections();
		await new Promise((resolve) => server.close(resolve));
	}
});

async function serverThat(answers: (body: Buffer, request: IncomingMessage, response: ServerResponse) => void) {
	const server = createServer(async (request, response) => {
		const chunks: Buffer[] = [];
		for await (const chunk of request) chunks.push(chunk as Buffer);
		answers(Buffer.concat(chunks), request, response);
	});
	open.push(server);
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
	return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

describe("the plan of a replay", () => {
	test("tells every gift once and some by their charge too, in the drive's order", () => {
		const plan = planDeliveries(rows, { deliverTwice: false, shuffleSeconds: 0, seed: 1 });
		expect(plan.filter((one) => one.toldBy === "payment").map((one) => one.row)).toEqual(rows);
		expect(plan.filter((one) => one.toldBy === "charge")).toHaveLength(20);
	});

	test("delivers all twice and lets them overtake each other, within the given seconds, the same for the same seed", () => {
		const options = { deliverTwice: true, shuffleSeconds: 30, seed: 9 };
		const plan = planDeliveries(rows, options);
		expect(plan).toHaveLength(440);
		expect(planDeliveries(rows, options)).toEqual(plan);
		expect(plan.some((one, index) => index > 0 && one.row.at < (plan[index - 1]?.row.at ?? 0))).toBe(true);
		expect(plan.every((one) => one.at >= one.row.at && one.at <= one.row.at + 630_000)).toBe(true);
	});
});

describe("the bodies of a replay", () => {
	test("say the row's amount, time and campaign, from the template as from the whole builder", () => {
		for (const toldBy of ["payment", "charge"] as const) {
			const [fast] = bodies.of(row({ id: "7" }), toldBy);
			const [slow] = bodies.of(row({ id: "7", station: "kxyz" }), toldBy);
			expect(fast?.eventId).toBe(slow?.eventId);
			const event = readEnvelope(JSON.parse(fast?.json ?? ""));
			if (typeof event === "string") throw new Error(event);
			const translation = toFacts(event);
			if (translation.kind !== "facts") throw new Error(translation.reason);
			expect(translation.facts[0]).toMatchObject({
				at: row().at,
				currency: "usd",
				placement: { campaign: "hope" },
				happening: { type: "received", amount: 2500 },
			});
		}
	});

	test("pass on a name only where the file gives one that isn't anonymous, and all events of a monthly gift", () => {
		const text = (changes: Partial<DriveRow>) => bodies.of(row(changes), "payment")[0]?.json ?? "";
		expect(text({ name: "Ana" })).toContain('"on_air_name":"Ana"');
		expect(text({ name: "Ana", isAnonymous: true })).not.toContain("Ana");
		const types = bodies.of(row({ isMonthly: true }), "monthly").map((body) => JSON.parse(body.json).type);
		expect(types).toEqual(expect.arrayContaining(["customer.subscription.created", "invoice.paid"]));
	});
});

describe("the sender", () => {
	test("signs what it sends so that our own check accepts it", async () => {
		const seen: string[] = [];
		const url = await serverThat((body, request, response) => {
			const verified = verifyDelivery({
				rawBody: body,
				signatureHeader: String(request.headers["stripe-signature"]),
				secrets: ["whsec_x"],
				now: Date.now(),
			});
			seen.push(verified.kind === "event" ? verified.event.id : verified.code);
			response.end();
		});
		const sender = openWebhookSender({ apiUrl: url, secret: "whsec_x" });
		const lane = sender.openLane();
		for (const one of rows.slice(0, 3)) for (const body of bodies.of(one, "payment")) await lane.deliver(body);
		sender.close();
		expect(seen).toEqual([...sender.sentAt.keys()]);
		expect(sender.latencies).toHaveLength(3);
	});

	test("sends again after a 503, a cut connection and a server that goes away, until it is acknowledged", async () => {
		let tries = 0;
		const url = await serverThat((_body, request, response) => {
			tries += 1;
			if (tries === 1) response.writeHead(503).end("busy");
			else if (tries === 2) request.socket.destroy();
			else if (tries === 3) response.writeHead(500, { connection: "close" }).end();
			// Chunked, as Express answers a stream.
			else response.writeHead(200).write("o", () => response.end("k"));
		});
		const sender = openWebhookSender({ apiUrl: url, secret: "whsec_x" });
		const lane = sender.openLane();
		const [body] = bodies.of(row(), "payment");
		if (body === undefined) throw new Error("no body");
		await lane.deliver(body);
		await lane.deliver(body);
		sender.close();
		expect(sender.tries()).toBe(5);
		expect(sender.latencies).toHaveLength(2);
	});
});
