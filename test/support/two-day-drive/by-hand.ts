import type { Match, MonthlyGift, Script, Slip, WebGift } from "./script.ts";

/**
 * What the drive comes to by product.md's words, worked out with a pencil: nothing here uses anything of Carillon's.
 * - A gift counts what was given and has not gone back; a dispute that the bank won takes the money.
 * - A monthly gift counts twelve months of what it is at the close; cancelled before, only what was paid. Renewals never count again.
 * - A pledge counts as promised until it is paid; more paid is more. Undone it counts nothing; lapsed, what was paid.
 * - A cheque counts when it is presented; one that pays a match is no further gift.
 * - A match answers gifts in the order they were given until its pool is spent, the last one in part.
 */
export type ByHand = {
	readonly total: number;
	readonly cash: number;
	readonly matched: Readonly<Record<string, number>>;
	readonly powerHours: Readonly<Record<string, number>>;
	readonly gifts: number;
	readonly donors: number;
	readonly monthly: number;
	/** Of the gifts alone, by station. */
	readonly stations: Readonly<Record<string, number>>;
};

type Line = {
	readonly id: string;
	readonly at: number;
	readonly station: string | null;
	readonly donor: string;
	readonly counts: number;
	/** Before anything went back: conditions look at this. */
	readonly gave: number;
	/** Something of it stands, or stood and went back; what was taken back or never paid is no gift. */
	readonly isGift: boolean;
	readonly cash: number;
};

export function byHand(script: Script): ByHand {
	const lines = [
		...script.gifts.map((gift) => {
			switch (gift.kind) {
				case "once":
					return once(gift);
				case "monthly":
					return monthly(gift, script.closesAt);
				default:
					return slip(gift);
			}
		}),
		...script.cheques
			.filter(({ paysMatch }) => paysMatch === null)
			.map(
				({ id, from, presentedAt: at, amount }): Line => ({
					...{ id, at, station: null, donor: from, counts: amount, gave: amount, isGift: true, cash: amount },
				}),
			),
	].sort((a, b) => a.at - b.at);
	const given = lines.filter(({ isGift }) => isGift);
	const answered = answers(
		script.matches,
		lines.filter(({ gave }) => gave > 0),
	);
	const matched = Object.fromEntries(
		script.matches.map(({ id }) => [id, sum(answered.filter(({ match }) => match === id).map(({ amount }) => amount))]),
	);
	const inSpan = (from: number, to: number) =>
		sum([
			...given.map(({ at, counts }) => (at >= from && at < to ? counts : 0)),
			...answered.map(({ at, amount }) => (at >= from && at < to ? amount : 0)),
		]);
	const paysMatches = script.cheques.filter(({ paysMatch }) => paysMatch !== null);
	return {
		total: sum(given.map(({ counts }) => counts)) + sum(Object.values(matched)),
		cash: sum(lines.map(({ cash }) => cash)) + sum(paysMatches.map(({ amount }) => amount)),
		matched,
		powerHours: Object.fromEntries(script.powerHours.map(({ id, from, to }) => [id, inSpan(from, to)])),
		gifts: given.length,
		donors: new Set(given.map(({ donor }) => donor)).size,
		monthly: script.gifts.filter(
			(gift) => gift.kind === "monthly" || (gift.kind === "slip" && gift.monthly && stands(gift)),
		).length,
		stations: Object.fromEntries(
			["klkv", "wnbr"].map((station) => [
				station,
				sum(given.filter((one) => one.station === station).map(({ counts }) => counts)),
			]),
		),
	};
}

function once({ id, at, station, email, amount, refund, dispute }: WebGift): Line {
	const back = (refund?.amount ?? 0) + (dispute?.end === "lost" ? amount : 0);
	const counts = Math.max(0, amount - back);
	return { id, at, station, donor: email ?? id, counts, gave: amount, isGift: true, cash: counts };
}

function monthly(
	{ id, at, station, email, amount, change, cancelledAt, renewedAt }: MonthlyGift,
	closesAt: number,
): Line {
	const isChanged = change !== null && change.at < closesAt;
	const atTheClose = isChanged ? change.amount : amount;
	const gave = atTheClose * 12;
	const isCancelled = cancelledAt !== null && cancelledAt < closesAt;
	const cash = amount + (renewedAt === null ? 0 : atTheClose);
	return { id, at, station, donor: email ?? id, counts: isCancelled ? amount : gave, gave, isGift: true, cash };
}

function slip(gift: Slip): Line {
	const { id, at, station, amount, paid, lapsedAt, undoneAt } = gift;
	const promised = gift.monthly ? amount * 12 : amount;
	const received = paid?.amount ?? 0;
	const back = paid?.refund ?? 0;
	const gave = Math.max(promised, received);
	const counts = undoneAt !== null ? 0 : (lapsedAt !== null ? received : gave) - back;
	// A condition of a match that it helped to meet stays met when it lapses; one that was undone never was.
	const helps = undoneAt === null ? gave : 0;
	return { id, at, station, donor: id, counts, gave: helps, isGift: stands(gift), cash: received - back };
}

function stands({ undoneAt, lapsedAt, paid }: Slip): boolean {
	return undoneAt === null && (lapsedAt === null || paid !== null);
}

type Answer = { readonly match: string; readonly at: number; readonly amount: number };

function answers(matches: readonly Match[], lines: readonly Line[]): Answer[] {
	const spent = new Map<string, number>();
	const met = new Map<string, Set<string>>();
	const all: Answer[] = [];
	for (const line of lines) {
		let left = line.counts;
		for (const match of matches) {
			if (line.at < match.from || line.at >= match.to) continue;
			if (match.station !== null && match.station !== line.station) continue;
			const donors = met.get(match.id) ?? new Set();
			met.set(match.id, donors.add(line.donor));
			if (match.donors !== null && donors.size < match.donors) continue;
			if (match.least !== null && line.gave < match.least) continue;
			const part = Math.min(match.onTop ? line.counts : left, match.most ?? Number.POSITIVE_INFINITY);
			const used = spent.get(match.id) ?? 0;
			const amount = Math.min(match.pool - used, part * (match.times - 1));
			if (!match.onTop) left -= Math.ceil(amount / (match.times - 1));
			if (amount === 0) continue;
			spent.set(match.id, used + amount);
			all.push({ match: match.id, at: line.at, amount });
		}
	}
	return all;
}

function sum(numbers: readonly number[]): number {
	return numbers.reduce((total, number) => total + number, 0);
}
