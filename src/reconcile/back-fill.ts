import type pg from "pg";
import type { Instant } from "../domain/plain/instant.ts";
import { arrivalOf } from "../intake/arrival.ts";
import type { Intake } from "../intake/intake.ts";
import { readEnvelope, type StripeEnvelope } from "../intake/stripe-envelope.ts";
import type { EventPage, StripeReader } from "../intake/stripe-reader.ts";
import type { JsonObject } from "../intake/to-fact/read.ts";
import { HANDLED_TYPES } from "../intake/to-fact.ts";
import { everyPage } from "./every-page.ts";

export type BackFillParts = {
	readonly pool: pg.Pool;
	readonly stripe: StripeReader;
	readonly intake: Pick<Intake, "take">;
};

/** Stripe keeps events for so long. */
export const EVENTS_KEPT_MS = 30 * 86_400_000;
/** Stripe allows so many types in one question. */
const MOST_TYPES = 20;
/** As many are taken in together, as many as the intake books at once: some megabytes. */
const LARGEST_WAVE = 400;
const FETCHED = "Fetched from Stripe: it had not come by itself.";

/**
 * Asks Stripe for the events of [from, to] and takes in those that never came, oldest first, by the way of every other one: so each
 * counts once, also when it comes by itself after all. The list is read to its end before anything is taken in, and what is missing is
 * read again page by page then: a month of events is never held at once.
 * @returns how many were new
 * @throws StripeUnreadable, and where the database is away
 */
export async function backFill(
	{ pool, stripe, intake }: BackFillParts,
	{ from, to }: { readonly from: Instant; readonly to: Instant },
): Promise<number> {
	const list: EventList = (types, startingAfter) =>
		stripe.listEvents({
			createdFrom: Math.floor(from / 1000),
			createdTo: Math.ceil(to / 1000),
			types,
			startingAfter,
		});
	const stretches: Stretch[] = [];
	for (let first = 0; first < HANDLED_TYPES.length; first += MOST_TYPES) {
		stretches.push(...(await findMissing(pool, list, HANDLED_TYPES.slice(first, first + MOST_TYPES))));
	}
	stretches.sort((a, b) => a.oldest - b.oldest);
	let brought = 0;
	let wave: StripeEnvelope[] = [];
	for (const stretch of stretches) {
		wave.push(...(await readMissing(pool, list, stretch)));
		if (wave.length < LARGEST_WAVE && stretch !== stretches.at(-1)) continue;
		await takeIn(intake, wave);
		brought += wave.length;
		wave = [];
	}
	return brought;
}

type EventList = (types: readonly string[], startingAfter: string | undefined) => Promise<EventPage>;

/** A part of a list that holds events which never came. */
type Stretch = {
	readonly types: readonly string[];
	/** From the event after this one, towards older ones; from the newest where none is named. */
	readonly startingAfter: string | undefined;
	/** Its last event. What was listed meanwhile may stand before it. */
	readonly lastId: unknown;
	/** When the oldest of the missing happened, in seconds. */
	readonly oldest: number;
};

async function findMissing(pool: pg.Pool, list: EventList, types: readonly string[]): Promise<Stretch[]> {
	const stretches: Stretch[] = [];
	let startingAfter: string | undefined;
	const pages = everyPage((after) => {
		startingAfter = after;
		return list(types, after);
	});
	for await (const page of pages) {
		const missing = await notKept(pool, page);
		if (missing.length === 0) continue;
		const oldest = Math.min(...missing.map(({ created }) => created));
		stretches.push({ types, startingAfter, lastId: page.at(-1)?.id, oldest });
	}
	return stretches;
}

async function readMissing(
	pool: pg.Pool,
	list: EventList,
	{ types, startingAfter, lastId }: Stretch,
): Promise<StripeEnvelope[]> {
	const missing: StripeEnvelope[] = [];
	for await (const page of everyPage((after) => list(types, after ?? startingAfter))) {
		missing.push(...(await notKept(pool, page)));
		if (page.some(({ id }) => id === lastId)) break;
	}
	return missing;
}

/** Together: they share their commits, and several milestones become one post. */
async function takeIn(intake: BackFillParts["intake"], missing: StripeEnvelope[]): Promise<void> {
	missing.sort((a, b) => a.created - b.created);
	await Promise.all(
		missing.map((event) => {
			const arrival = arrivalOf(event, Buffer.from(JSON.stringify(event.body)));
			return intake.take({ ...arrival, reason: arrival.reason ?? FETCHED });
		}),
	);
}

async function notKept(pool: pg.Pool, page: readonly JsonObject[]): Promise<StripeEnvelope[]> {
	const events = page.map(readEnvelope).filter((event) => typeof event !== "string");
	const { rows } = await pool.query<{ id: string }>(
		"select event_id as id from stripe_event where event_id = any($1)",
		[events.map(({ id }) => id)],
	);
	const kept = new Set(rows.map(({ id }) => id));
	return events.filter(({ id }) => !kept.has(id));
}

/** An event takes a moment to be listed, and clocks differ. */
const MARGIN_MS = 10 * 60_000;

/**
 * Goes on from where the last one ended. At the first time from the opening of the oldest drive that is live, or an hour ago.
 * @returns how many were new
 */
export async function keepUp(parts: BackFillParts, now: Instant): Promise<number> {
	const { rows } = await parts.pool.query<{ until: number | null; opens: number | null }>(
		`select (select extract(epoch from until) * 1000 from back_fill)::float8 as until,
			(select min((config->>'opensAt')::float8) from campaign where state = 'live') as opens`,
	);
	const { until = null, opens = null } = rows[0] ?? {};
	const from = Math.max(now - EVENTS_KEPT_MS, Math.min((until ?? opens ?? now - 3_600_000) - MARGIN_MS, now));
	try {
		const brought = await backFill(parts, { from, to: now });
		await noteBackFill(parts.pool, { now, until: now, brought, error: null });
		return brought;
	} catch (error) {
		const says = error instanceof Error ? error.message : "Stripe can't be read.";
		await noteBackFill(parts.pool, { now, until: until ?? from, brought: 0, error: says });
		throw error;
	}
}

async function noteBackFill(
	pool: pg.Pool,
	{ now, until, brought, error }: { now: Instant; until: Instant; brought: number; error: string | null },
): Promise<void> {
	await pool.query(
		`insert into back_fill as b (until, at, brought, error) values (to_timestamp($1 / 1000.0), to_timestamp($2 / 1000.0), $3, $4)
		 on conflict (one) do update set until = excluded.until, at = excluded.at, brought = b.brought + excluded.brought, error = excluded.error`,
		[until, now, brought, error],
	);
}
