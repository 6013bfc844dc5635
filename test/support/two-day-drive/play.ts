import { openCampaignDirectory } from "../../../src/campaign/directory.ts";
import { editCampaign } from "../../../src/campaign/edit.ts";
import { loadCampaign } from "../../../src/campaign/store.ts";
import type { Campaign } from "../../../src/domain/drive/campaign.ts";
import { openIntake } from "../../../src/intake/intake.ts";
import { readEnvelope } from "../../../src/intake/stripe-envelope.ts";
import { toFacts } from "../../../src/intake/to-fact.ts";
import { announceByClock } from "../../../src/ledger/announce.ts";
import { followSetups } from "../../../src/match/follow-setup.ts";
import { rematch } from "../../../src/match/rematch.ts";
import { enterOffline } from "../../../src/offline/enter-offline.ts";
import { presentOffline } from "../../../src/offline/present-offline.ts";
import type { Desk } from "../../../src/pledge/take-slip.ts";
import { takeSlips } from "../../../src/pledge/take-slips.ts";
import { undoSlip } from "../../../src/pledge/undo-slip.ts";
import { seededRandom } from "../../../src/rehearsal/seeded-random.ts";
import type { SandboxEvent } from "../../../src/sandbox/stripe-events.ts";
import type { SentSlip } from "../../../src/web/contract/phones.ts";
import type { EnterOfflineRequest } from "../../../src/web/contract/staff/offline.ts";
import type { TestDatabase } from "../database.ts";
import type { Cheque, Script, Slip } from "./script.ts";
import { eventsOf, payingEvents } from "./stripe-side.ts";

/** Something that happens at one moment of the drive. What falls into the same minute happens at once. */
type Moment = { readonly at: number; readonly run: () => Promise<unknown> };

const MINUTE = 60_000;
/** The house's own clock ticks every few seconds; ten minutes late, it still says that an hour begins. */
const TICK = 5 * MINUTE;
const FETCH_EVERY = 180 * MINUTE;
const OFFICE = { id: "office", name: "The office" };

export type Played = {
	/** Everything Stripe made, delivered or not. */
	readonly events: readonly SandboxEvent[];
	readonly delivered: number;
};

export type PlayOptions = {
	readonly database: TestDatabase;
	readonly campaignId: string;
	readonly seed: number;
	/** What the house does by itself: asks Stripe, which has made these events by now, for what it missed. */
	readonly fetchMissed: (events: readonly SandboxEvent[], now: number) => Promise<void>;
	/** What the office does with the pledges that nobody paid. */
	readonly lapse: (pledgeIds: readonly string[], now: number) => Promise<void>;
};

/** Plays the script against the real ledger, intake, phone bank and cheques, by a clock of its own. */
export async function playDrive(script: Script, options: PlayOptions): Promise<Played> {
	const { database, campaignId } = options;
	const clock = { now: script.opensAt };
	const parts = {
		pool: database.pool,
		directory: openCampaignDirectory(database.pool),
		dispatch: () => {},
		log: () => {},
		now: () => clock.now,
	};
	const intake = openIntake(parts);
	const campaign = await needCampaign(database, campaignId);
	const stage: Stage = { script, options, parts, intake, campaign, random: seededRandom(options.seed), delivered: 0 };
	const events: SandboxEvent[] = [];
	const moments = [
		...slipMoments(stage, events),
		...script.gifts.flatMap((gift) => {
			if (gift.kind === "slip") return [];
			const own = eventsOf(gift, campaignId);
			events.push(...own);
			return deliveries(stage, own);
		}),
		...script.cheques.flatMap((cheque) => chequeMoments(stage, cheque)),
		...script.matches.flatMap(({ id, revealedAt }) => (revealedAt === null ? [] : [reveal(stage, id, revealedAt)])),
		...fetchTimes(script).map((at) => ({ at, run: () => options.fetchMissed(madeBy(events, clock.now), clock.now) })),
	];
	await playInOrder(stage, clock, moments);
	await intake.drain();
	await options.fetchMissed(events, clock.now);
	return { events, delivered: stage.delivered };
}

/** While the API is away nothing is fetched either. */
function fetchTimes({ opensAt, closesAt, outage }: Script): number[] {
	const times = [outage.to + MINUTE];
	for (let at = opensAt + FETCH_EVERY; at < closesAt; at += FETCH_EVERY) {
		if (at < outage.from || at >= outage.to) times.push(at);
	}
	return times;
}

function madeBy(events: readonly SandboxEvent[], now: number): readonly SandboxEvent[] {
	return events.filter(({ created }) => created * 1_000 <= now);
}

type Parts = {
	readonly pool: TestDatabase["pool"];
	readonly directory: ReturnType<typeof openCampaignDirectory>;
	readonly dispatch: () => void;
	readonly log: () => void;
	readonly now: () => number;
};

type Stage = {
	readonly script: Script;
	readonly options: PlayOptions;
	readonly parts: Parts;
	readonly intake: ReturnType<typeof openIntake>;
	readonly campaign: Campaign;
	readonly random: () => number;
	delivered: number;
};

async function needCampaign(database: TestDatabase, id: string): Promise<Campaign> {
	const campaign = await loadCampaign(database.pool, id);
	if (campaign === null) throw new Error(`There is no drive ${id}.`);
	return campaign;
}

async function playInOrder(
	{ parts, script }: Stage,
	clock: { now: number },
	moments: readonly Moment[],
): Promise<void> {
	const inOrder = [...moments].sort((a, b) => a.at - b.at);
	const end = script.closesAt + 2 * TICK;
	let next = 0;
	for (let tick = script.opensAt; tick <= end; tick += TICK) {
		const due: Moment[] = [];
		for (; (inOrder[next]?.at ?? Number.POSITIVE_INFINITY) < tick; next += 1)
			due.push(...inOrder.slice(next, next + 1));
		clock.now = tick;
		for (let from = 0; from < due.length; from += 200) {
			await Promise.all(due.slice(from, from + 200).map(({ run }) => run()));
		}
		await followSetups(parts, tick);
		await announceByClock(parts.pool, parts.directory, tick);
	}
	await Promise.all(inOrder.slice(next).map(({ run }) => run()));
}

/** Late, twice and in any order, as Stripe does; what falls into the outage is sent again long after. */
function deliveries(stage: Stage, events: readonly SandboxEvent[]): Moment[] {
	const { random, script } = stage;
	return events.flatMap((event) => {
		const happened = event.created * 1_000;
		const times = random() < 0.3 ? 2 : 1;
		return Array.from({ length: times }, (_, n) => {
			const at = happened + Math.floor(random() * (n === 0 ? MINUTE : 20 * MINUTE));
			const isAway = at >= script.outage.from && at < script.outage.to;
			return {
				at: isAway ? script.outage.to + (5 + Math.floor(random() * 60)) * MINUTE : at,
				run: () => deliver(stage, event),
			};
		});
	});
}

async function deliver(stage: Stage, event: SandboxEvent): Promise<void> {
	stage.delivered += 1;
	const raw = Buffer.from(JSON.stringify(event));
	const envelope = readEnvelope(event);
	if (typeof envelope === "string") throw new Error(envelope);
	const told = toFacts(envelope);
	if (told.kind === "unreadable") throw new Error(`${event.type}: ${told.reason}`);
	const facts = told.kind === "facts" ? told.facts : [];
	await stage.intake.take({
		event: envelope,
		raw,
		outcome: facts.length > 0 ? "recorded" : "ignored",
		reason: null,
		facts,
	});
}

function slipMoments(stage: Stage, events: SandboxEvent[]): Moment[] {
	const { script, options } = stage;
	const slips = script.gifts.filter((gift): gift is Slip => gift.kind === "slip");
	const lapsing = slips.filter(({ lapsedAt }) => lapsedAt !== null);
	const lapseAt = Math.min(...lapsing.flatMap(({ lapsedAt }) => lapsedAt ?? []));
	return [
		...slips.map((slip) => ({ at: slip.sentAt, run: () => take(stage, slip) })),
		// A browser that never heard the answer sends it once more.
		...slips.filter((_, n) => n % 40 === 3).map((slip) => ({ at: slip.sentAt + 20_000, run: () => take(stage, slip) })),
		...slips.flatMap((slip) => (slip.undoneAt === null ? [] : [{ at: slip.undoneAt, run: () => undo(stage, slip) }])),
		...slips.flatMap((slip) => (slip.paid === null ? [] : [{ at: slip.paid.at, run: () => pay(stage, slip, events) }])),
		{
			at: lapseAt,
			run: async () =>
				options.lapse(await Promise.all(lapsing.map((slip) => pledgeOf(stage, slip))), stage.parts.now()),
		},
	];
}

function deskOf({ campaign }: Stage): Desk {
	return {
		campaign,
		linkLabel: "Phone bank",
		stationId: null,
		sessionId: "session-of-the-phone-bank",
		stillOpen: async () => {},
	};
}

async function take(stage: Stage, slip: Slip): Promise<void> {
	const sent: SentSlip = {
		...{ clientId: `client-of-${slip.id}-12345`, ago: stage.parts.now() - slip.at, batchId: null, despite: true },
		...{ amount: slip.amount, monthly: slip.monthly, source: "phone", stationId: slip.station },
		...{ name: "", town: "", pronunciation: "", email: "", phone: "", honoured: "", note: "", operator: "Vol" },
		consent: { onAir: false, town: false, amount: false, social: false },
		dedication: null,
	};
	const [outcome] = await takeSlips(stage.parts, deskOf(stage), [sent]);
	const isTaken = outcome?.outcome === "saved" || (outcome?.outcome === "undone" && slip.undoneAt !== null);
	if (!isTaken) throw new Error(`${slip.id}: ${JSON.stringify(outcome)}`);
}

async function undo(stage: Stage, slip: Slip): Promise<void> {
	const { outcome } = await undoSlip(stage.parts, deskOf(stage), `client-of-${slip.id}-12345`);
	if (outcome !== "undone") throw new Error(`${slip.id} could not be undone: ${outcome}`);
}

async function pledgeOf({ parts }: Stage, slip: Slip): Promise<string> {
	const { rows } = await parts.pool.query<{ id: string }>("select id from pledge where client_id = $1", [
		`client-of-${slip.id}-12345`,
	]);
	const id = rows[0]?.id;
	if (id === undefined) throw new Error(`${slip.id} was never taken.`);
	return id;
}

/** The events come when the pledge's id is known; out of order and twice all the same. */
async function pay(stage: Stage, slip: Slip, events: SandboxEvent[]): Promise<void> {
	const own = payingEvents(slip, await pledgeOf(stage, slip), stage.campaign.id);
	events.push(...own);
	const { outage } = stage.script;
	const isAway = stage.parts.now() >= outage.from && stage.parts.now() < outage.to;
	if (isAway) return;
	const shuffled = [...own, ...(stage.random() < 0.3 ? own : [])].sort(() => stage.random() - 0.5);
	for (const event of shuffled) await deliver(stage, event);
}

function chequeMoments(stage: Stage, cheque: Cheque): Moment[] {
	const { parts, campaign } = stage;
	let id = "";
	const enter = async () => {
		const consent = { name: true, amount: true, onAir: true, page: true, social: true };
		const draft: EnterOfflineRequest = {
			requestId: `request-${cheque.id}`,
			kind: "cheque",
			...{ givenBy: cheque.from, amount: cheque.amount, consent },
			...{ stationId: null, dated: null, note: "", embargoed: true, paysMatch: cheque.paysMatch },
		};
		id = await enterOffline(parts, campaign, draft, OFFICE, async () => {});
	};
	// Two producers press at the same moment.
	const present = async () => {
		await Promise.all(["anna", "ben"].map((by) => presentOffline(parts, campaign, { id, by: { id: by, name: by } })));
	};
	return [
		{ at: cheque.enteredAt, run: enter },
		{ at: cheque.presentedAt, run: present },
	];
}

function reveal({ parts, campaign }: Stage, matchId: string, at: number): Moment {
	return {
		at,
		run: () =>
			editCampaign(parts.pool, {
				campaignId: campaign.id,
				version: null,
				saved: { by: OFFICE, how: "console", what: "Sponsor revealed" },
				change: (before) => ({
					...before,
					matches: (before.matches ?? []).map((one) => (one.id === matchId ? { ...one, hidden: false } : one)),
				}),
				also: async (client, _, after) => {
					await rematch(client, after, parts.now());
				},
			}),
	};
}
