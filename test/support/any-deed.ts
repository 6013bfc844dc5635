import type { Campaign } from "../../src/domain/drive/campaign.ts";
import type { ChallengeMatch } from "../../src/domain/drive/challenge-match.ts";
import type { GiftFact, GiftHappening, PaidEvidence, PledgeEnd } from "../../src/domain/gift/gift-fact.ts";
import { NOW } from "./campaigns.ts";
import { matchedByHand } from "./matched-by-hand.ts";

type Random = () => number;
type Rule = Pick<Campaign, "monthlyMultiplier" | "pledgesCount" | "closesAt">;

/** One gift as it happened, and what Carillon is told of it, piece by piece. What it is worth is said in plain sums, from product.md's words. */
export type Story = {
	readonly id: string;
	/** When it was given: the earliest word on it. */
	readonly at: number;
	readonly facts: readonly GiftFact[];
	readonly station: string | null;
	readonly donor: string | null;
	readonly isMatched: boolean;
	cash(): number;
	counted(rule: Rule): number;
	/** As if nothing had gone back and nothing had lapsed: by this, conditions of matches are met. */
	given(rule: Rule): number;
};

type Paid = { readonly amount: number; gone: number };

const pick = <T>(random: Random, all: readonly [T, ...(readonly T[])]): T =>
	all[Math.floor(random() * all.length)] ?? all[0];

/** So many gifts of every kind within an hour either side of NOW, each told in several words. */
export function anyStories(random: Random, count: number): Story[] {
	return Array.from({ length: count }, (_, n) => anyStory(random, `${n}`));
}

function anyStory(random: Random, name: string): Story {
	const start = NOW - 3_600_000 + Math.floor(random() * 7_000) * 1_000 + Number(name);
	const facts: GiftFact[] = [];
	const station = pick(random, [null, null, "wkid", "wnbr"]);
	const donor = random() < 0.7 ? `donor${Math.floor(random() * 9)}` : null;
	const giver = { ...(station && { stationId: station }), ...(donor && { donorKey: donor }) };
	let words = 0;
	const tell = (happening: GiftHappening, after: number, more: Partial<GiftFact>) => {
		words += 1;
		const usual = { livemode: false, currency: "usd", refs: {}, placement: {}, giver };
		facts.push({ ...usual, sourceId: `evt_${name}_${words}`, at: start + after * 1_000, happening, ...more });
	};
	const kind = pick(random, ["once", "once", "pledge", "pledge", "pledge", "monthly", "offline"] as const);
	const told = { once, pledge, monthly, offline }[kind]({ random, name, tell });
	const earliest = Math.min(...facts.map(({ at }) => at));
	// What never found a drive is neither.
	return { at: earliest, facts, station, donor, isMatched: true, ...told };
}

type Teller = {
	readonly random: Random;
	readonly name: string;
	readonly tell: (happening: GiftHappening, after: number, more: Partial<GiftFact>) => void;
};
type Told = Pick<Story, "cash" | "counted" | "given"> & { readonly id: string; readonly isMatched?: boolean } & Partial<
		Pick<Story, "station" | "donor">
	>;

const net = (paid: readonly Paid[]) => paid.reduce((sum, one) => sum + one.amount - one.gone, 0);
const gross = (paid: readonly Paid[]) => paid.reduce((sum, one) => sum + one.amount, 0);

/** A payment by one or more of its names, and what went back of it since. */
function payment({ random, tell }: Teller, name: string, after: number, more: Partial<GiftFact> = {}): Paid {
	const amount = 500 + Math.floor(random() * 9_000);
	const refs = { payment: `pi_${name}`, charge: `ch_${name}` };
	const evidence: readonly PaidEvidence[] = ["payment_intent", "charge"];
	for (const one of evidence.slice(0, random() < 0.5 ? 1 : 2)) {
		tell({ type: "received", amount, evidence: one }, after + Math.floor(random() * 20), { refs, ...more });
	}
	const { pledge: _, ...strange } = more;
	return { amount, gone: goesBack({ random, tell }, amount, { refs, ...strange }, after + 30) };
}

function goesBack(
	{ random, tell }: Omit<Teller, "name">,
	amount: number,
	of: Partial<GiftFact> & Pick<GiftFact, "refs">,
	after: number,
): number {
	let gone = 0;
	for (let n = 0; n < 2 && random() < 0.2; n += 1) {
		const part = Math.min(amount - gone, 1 + Math.floor(random() * amount));
		if (part <= 0) break;
		const refund = { type: "refund-changed", refundId: `re_${of.refs.charge}_${n}`, amount: part } as const;
		tell({ ...refund, status: "pending" }, after + n, of);
		const hasFailed = random() < 0.3;
		tell({ ...refund, status: hasFailed ? "failed" : "succeeded" }, after + n + 1, of);
		gone += hasFailed ? 0 : part;
	}
	if (gone === 0 && random() < 0.12) {
		const dispute = { type: "dispute-changed", disputeId: `du_${of.refs.charge}`, amount } as const;
		tell({ ...dispute, stage: "withdrawn" }, after, of);
		const stage = pick(random, ["won", "lost"] as const);
		tell({ ...dispute, stage }, after + 9, of);
		gone = stage === "lost" ? amount : 0;
	}
	return gone;
}

function once(teller: Teller): Told {
	const { random, name } = teller;
	const strange = pick<Partial<GiftFact>>(random, [{}, {}, {}, {}, {}, { livemode: true }, { currency: "eur" }]);
	const paid = payment(teller, name, 0, strange);
	const isOurs = Object.keys(strange).length === 0;
	const cash = () => (isOurs ? net([paid]) : 0);
	return { id: name, cash, counted: cash, given: () => (isOurs ? paid.amount : 0) };
}

/** Promised, said again, paid in parts, twice, too much, in strange money; ended and opened; in any order. */
function pledge(teller: Teller): Told {
	const { random, name, tell } = teller;
	const of = { pledge: `pl_${name}` };
	const monthly = random() < 0.3;
	let amount = 1_000 + Math.floor(random() * 9_000);
	tell({ type: "pledged", promise: { amount, monthly } }, 0, of);
	if (random() < 0.25) {
		amount += 700;
		tell({ type: "pledged", promise: { amount, monthly } }, 60, of);
	}
	const paid: Paid[] = [];
	for (let n = 0; n < 3 && random() < 0.45; n += 1) {
		const strange = pick<Partial<GiftFact>>(random, [{}, {}, {}, { livemode: true }, { currency: "eur" }]);
		const one = payment(teller, `${name}${"abc"[n]}`, 100 + n * 100, { ...of, ...strange });
		if (Object.keys(strange).length === 0) paid.push(one);
	}
	let end: PledgeEnd = "open";
	for (let n = 0; n < 2 && random() < 0.35; n += 1) {
		end = pick<PledgeEnd>(random, ["cancelled", "lapsed", "settled", "open"]);
		tell({ type: "pledge-ended", how: end }, 200 + n * 150, of);
	}
	const open = (rule: Rule, stands: boolean) =>
		rule.pledgesCount === "when-paid" || !stands ? 0 : amount * (monthly ? rule.monthlyMultiplier : 1);
	const gone = gross(paid) - net(paid);
	return {
		id: name,
		cash: () => net(paid),
		counted: (rule) => Math.max(open(rule, end === "open"), gross(paid)) - gone,
		given: (rule) => Math.max(open(rule, end !== "cancelled"), gross(paid)),
	};
}

/** Begun, changed, renewed, ended before the close or after it. */
function monthly(teller: Teller): Told {
	const { random, name, tell } = teller;
	const of = { subscription: `sub_${name}` };
	let each = 1_000 + Math.floor(random() * 3_000);
	const terms = (after: number) =>
		tell({ type: "monthly-promised", recurring: { amount: each, interval: "month", intervalCount: 1 } }, after, of);
	terms(0);
	const refs = { invoice: `in_${name}`, payment: `pi_${name}`, charge: `ch_${name}` };
	const first = { amount: each, gone: 0 };
	tell({ type: "received", amount: each, evidence: "invoice" }, 1, { ...of, refs });
	first.gone = goesBack(teller, each, { refs }, 50);
	const renewed = random() < 0.3 ? each : 0;
	if (renewed > 0) {
		const next = { refs: { invoice: `in_${name}_2` }, renewal: true };
		tell({ type: "received", amount: renewed, evidence: "invoice" }, 400, { ...of, ...next });
	}
	if (random() < 0.3) {
		each += 500;
		terms(500);
	}
	const endsAfter = random() < 0.25 ? 600 : null;
	if (endsAfter !== null) tell({ type: "monthly-ended" }, endsAfter, of);
	const worth = (rule: Rule) => each * rule.monthlyMultiplier;
	return {
		id: name,
		cash: () => net([first]) + renewed,
		counted: (rule) => {
			if (net([first]) === 0) return 0;
			// Ended in the drive: what was paid at its start is what it was.
			return endsAfter === null ? Math.max(0, worth(rule) - first.gone) : net([first]);
		},
		given: worth,
	};
}

function offline({ random, name, tell }: Teller): Told {
	const source = pick(random, ["cheque", "cash", "sponsor", "opening-balance"] as const);
	const refs = { offline: `off_${name}` };
	let amount = 1_000 + Math.floor(random() * 30_000);
	const paysMatch = source === "sponsor" && random() < 0.5;
	const more = { refs, giver: { source }, ...(paysMatch && { uncounted: true as const }) };
	tell({ type: "received", amount, evidence: "offline" }, 0, more);
	for (let n = 0; n < 2 && random() < 0.4; n += 1) {
		const by = random() < 0.3 ? -amount : Math.floor(random() * 2_000) - 900;
		const correction = { type: "corrected", correctionId: `c${n}`, amount: Math.max(by, -amount) } as const;
		tell(correction, 60 + n, { refs, giver: { source } });
		amount += correction.amount;
	}
	const counted = () => (paysMatch ? 0 : amount);
	const isMatched = source === "cheque" || source === "cash";
	return { id: name, isMatched, station: null, donor: null, cash: () => amount, counted, given: counted };
}

/** What the matches give to which gift. */
export function matchedOf(matches: readonly ChallengeMatch[], stories: readonly Story[], rule: Rule) {
	const gifts = stories
		.filter(({ isMatched }) => isMatched)
		.map(({ id, at, station, donor, ...one }) => ({
			...{ id, at, station, donor },
			counted: one.counted(rule),
			given: one.given(rule),
		}));
	return Object.fromEntries(
		matchedByHand(matches, gifts).map(({ match, gift, amount }) => [`${match} ${gift}`, amount]),
	);
}
