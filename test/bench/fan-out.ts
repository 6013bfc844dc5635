import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import type pg from "pg";
import { childEnv } from "../../config/env.ts";
import { launch } from "../../src/rehearsal/child-process.ts";
import { openWebhookSender } from "../../src/rehearsal/replay/webhook-sender.ts";
import { steadyLoad } from "./drive.ts";
import type { Received } from "./fan-out-clients.ts";
import type { Row } from "./row.ts";
import { CAMPAIGN, newGifts, OUR_COMMAND, openYard, SECRET } from "./yard.ts";

const CLIENTS = 10_000;
const PROCESSES = 4;
const ITEMS_A_SECOND = 20;
const SECONDS = 25;

/** Ten thousand visitors on one API process, while gifts come the whole way from the webhook. */
export async function measureFanOut(): Promise<Row[]> {
	const yard = await openYard();
	const folder = mkdtempSync(join(tmpdir(), "carillon-fan-out-"));
	try {
		const { url, pool } = await yard.database("fan_out");
		const apiUrl = await yard.process(OUR_COMMAND, ["api"], { DATABASE_URL: url });
		const sender = openWebhookSender({ apiUrl, secret: SECRET });
		const next = newGifts("fan-out");
		await steadyLoad(sender, next, 50, 3);
		const crowd = (name: string, count: number) => openCrowd(`${apiUrl}/c/${CAMPAIGN}/live`, count, join(folder, name));
		// The code that serves a stream is loaded and compiled: what grows from here on is the clients'.
		await (await crowd("first", 100)).leave();
		await pause(2000);
		const before = await figuresOf(apiUrl);
		const crowds = await Promise.all(
			Array.from({ length: PROCESSES }, (_, index) => crowd(String(index), CLIENTS / PROCESSES)),
		);
		const from = await newestSeq(pool);
		const joined = await figuresOf(apiUrl);
		await steadyLoad(sender, next, ITEMS_A_SECOND, SECONDS);
		await pause(1500);
		const after = await figuresOf(apiUrl);
		const received = await Promise.all(crowds.map((one) => one.leave()));
		sender.close();
		const ages = await agesOf(pool, sender.sentAt, received, from);
		const cpu = (after.cpuSeconds - joined.cpuSeconds) / ((after.at - joined.at) / 1000);
		return rowsOf(ages, received, { cpu, bytes: (after.bytes - before.bytes) / CLIENTS });
	} finally {
		await yard.close();
		rmSync(folder, { recursive: true, force: true });
	}
}

async function openCrowd(url: string, count: number, file: string) {
	const script = fileURLToPath(new URL("./fan-out-clients.js", import.meta.url));
	const child = launch([script, url, String(count), file], childEnv({}), () => undefined);
	await child.ready(120_000);
	return {
		async leave(): Promise<Received> {
			child.end("SIGTERM");
			await child.ended;
			return JSON.parse(readFileSync(file, "utf8"));
		},
	};
}

/** What the API process itself says of its memory and its work so far. */
async function figuresOf(apiUrl: string): Promise<{ bytes: number; cpuSeconds: number; at: number }> {
	const text = await (await fetch(`${apiUrl}/metrics`)).text();
	const figure = (name: string) => Number(new RegExp(`^${name} (\\S+)$`, "m").exec(text)?.[1]);
	return {
		bytes: figure("process_resident_memory_bytes"),
		cpuSeconds: figure("process_cpu_seconds_total"),
		at: performance.now(),
	};
}

async function newestSeq(pool: pg.Pool): Promise<number> {
	const { rows } = await pool.query<{ seq: number }>("select seq::float8 as seq from campaign_tally");
	return rows[0]?.seq ?? 0;
}

type Ages = { readonly counts: ReadonlyMap<number, number>; readonly expected: number; readonly received: number };

/** How many items had which age, in whole milliseconds from the webhook's first byte sent to the item received. */
async function agesOf(
	pool: pg.Pool,
	sentAt: ReadonlyMap<string, number>,
	crowds: readonly Received[],
	from: number,
): Promise<Ages> {
	const { rows } = await pool.query<{ seq: number; sourceId: string }>(
		`select seq::float8 as seq, source_id as "sourceId" from ledger_entry where seq > $1`,
		[from],
	);
	const sentBySeq = new Map(rows.map(({ seq, sourceId }) => [seq, sentAt.get(sourceId)]));
	const counts = new Map<number, number>();
	let received = 0;
	for (const { first, last, at, clients } of crowds.flatMap(({ pieces }) => pieces)) {
		for (let seq = first; seq <= last; seq += 1) {
			const sent = sentBySeq.get(seq);
			if (sent === undefined) continue;
			const age = Math.max(0, Math.round(at - sent));
			counts.set(age, (counts.get(age) ?? 0) + clients);
			received += clients;
		}
	}
	return { counts, received, expected: rows.length * CLIENTS };
}

function ageAt({ counts, received }: Ages, part: number): number {
	let seen = 0;
	for (const [age, count] of [...counts].sort(([a], [b]) => a - b)) {
		seen += count;
		if (seen >= received * part) return age;
	}
	return Number.NaN;
}

function rowsOf(ages: Ages, crowds: readonly Received[], spent: { cpu: number; bytes: number }): Row[] {
	const sum = (of: (crowd: Received) => number) => crowds.reduce((total, crowd) => total + of(crowd), 0);
	const faults = `${ages.expected - ages.received} missing, ${sum((one) => one.disorder)} out of order, ${sum((one) => one.lost)} cut`;
	const load = `${CLIENTS} clients, ${ITEMS_A_SECOND} items a second, ${Math.round(spent.cpu * 100)} % of a core`;
	return [
		{
			what: "fan-out",
			how: `p99 from webhook sent to item received; p50 ${ageAt(ages, 0.5)} ms; ${load}; ${faults}`,
			value: ageAt(ages, 0.99),
			target: 500,
			better: "lower",
			unit: "ms",
		},
		{
			what: "fan-out memory",
			how: "growth of the API process with all clients under load, for each",
			value: spent.bytes / 1024,
			target: 20,
			better: "lower",
			unit: "KB",
		},
	];
}
