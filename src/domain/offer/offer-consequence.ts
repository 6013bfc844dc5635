import type { Campaign } from "../drive/campaign.ts";
import { matchesOf } from "../drive/challenge-match.ts";
import { formatMoney } from "../plain/money.ts";

/** What the books say now, and what they would say. Minor units. */
export type Reckoned = {
	readonly total: number;
	/** Signed: by so much the announced total changes. */
	readonly delta: number;
	/** How many gifts are looked at again. */
	readonly gifts: number;
	/** By match id. */
	readonly before: Readonly<Record<string, number>>;
	readonly after: Readonly<Record<string, number>>;
};

/** What a change does in money, said before it is saved: the total first, then each match that moves. For staff. */
export function consequenceLines(before: Campaign, after: Campaign, reckoned: Reckoned): readonly string[] {
	const { total, delta, gifts } = reckoned;
	const money = (amount: number) => formatMoney({ amount, currency: after.currency });
	const again =
		gifts === 0
			? ""
			: gifts === 1
				? "One gift is looked at again. "
				: `${gifts.toLocaleString("en-US")} gifts are looked at again. `;
	const head =
		delta === 0
			? `${again}The total stays ${money(total)}.`
			: `${again}The total goes ${delta > 0 ? "up" : "down"} by ${money(Math.abs(delta))} to ${money(total + delta)}.`;
	return [head, ...matchLines(before, after, reckoned, money)];
}

function matchLines(
	before: Campaign,
	after: Campaign,
	reckoned: Reckoned,
	money: (amount: number) => string,
): string[] {
	const known = new Map([...(before.matches ?? []), ...(after.matches ?? [])].map((match) => [match.id, match]));
	const active = new Set(matchesOf(after).map(({ id }) => id));
	return [...known.values()].flatMap(({ id, sponsor, pool }) => {
		const [was, is] = [reckoned.before[id] ?? 0, reckoned.after[id] ?? 0];
		const name = sponsor.trim() === "" ? "The match without a name yet" : sponsor;
		if (was === is) return active.has(id) && is > 0 ? [`${name}: matched stays ${money(is)} of ${money(pool)}.`] : [];
		if (!active.has(id)) return [`${name}: the ${money(was)} it gave are taken back.`];
		return [`${name}: matched goes from ${money(was)} to ${money(is)} of ${money(pool)}.`];
	});
}
