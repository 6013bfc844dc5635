import type { Campaign } from "../../../src/domain/drive/campaign.ts";
import type { ChallengeMatch } from "../../../src/domain/drive/challenge-match.ts";
import type { OfferChange } from "../../../src/domain/offer/change-offers.ts";
import { saveOffers } from "../../../src/match/desk/save-offers.ts";
import { freezeTotal, thawTotal } from "../../../src/truth/freeze.ts";
import { NOW } from "../campaigns.ts";
import { type Office, SAVED, STAFF } from "./house.ts";

const USUAL_CLOSE = NOW + 86_400_000;

/** What becomes of the drive itself in the middle of it. None of it is on the sheet: what gifts are worth is reckoned by the drive as it ends. */
export const DRIVE_DEEDS = {
	changeMatches,
	steer,
	steer2: steer,
	moveHour,
	raiseGoal,
	closeOrOpen,
	freeze,
	countOtherwise,
	together,
	close,
};

async function changeMatches({ edit, tick, random, below }: Office): Promise<void> {
	tick();
	const turn = (match: ChallengeMatch): ChallengeMatch => {
		const { isOff, ...rest } = match;
		if (random() < 0.3) return isOff ? rest : { ...rest, isOff: true };
		return random() < 0.5 ? { ...match, pool: 1_000 + below(90_000) } : match;
	};
	const isTurned = random() < 0.3;
	await edit("a", (one) => {
		const matches = (one.matches ?? []).map(turn);
		return { ...one, matches: isTurned ? matches.reverse() : matches };
	});
}

/** On the air, by two people at once. */
async function steer({ desk, tick, drive, pick }: Office): Promise<void> {
	const [at, { matches = [], powerHours = [] }] = [tick(), await drive("a")];
	const match = pick(["open", "close", "reveal", "switch-off", "switch-on"] as const) ?? "open";
	const hour = pick(["start", "end", "switch-off", "switch-on"] as const) ?? "end";
	const changes: readonly OfferChange[] = [
		...matches.map(({ id }): OfferChange => ({ do: match, id })),
		...powerHours.map(({ id }): OfferChange => ({ do: hour, id })),
	];
	const change = pick(changes);
	if (change === undefined) return;
	const terms = { campaignId: "a", version: null, change, clock: () => at, newId: "-", by: STAFF };
	const press = () => saveOffers(desk(at).pool, { ...terms, note: async () => {} });
	await Promise.all([press(), press()]);
}

async function moveHour({ edit, tick, below }: Office): Promise<void> {
	tick();
	const by = (below(60) - 30) * 60_000;
	await edit("a", (one) => ({
		...one,
		powerHours: (one.powerHours ?? []).map((hour) => ({ ...hour, from: Math.min(hour.from + by, hour.to - 60_000) })),
	}));
}

async function raiseGoal({ edit, tick, below }: Office): Promise<void> {
	tick();
	await edit("a", (one) => ({ ...one, goal: one.goal + below(200_000) }));
}

async function closeOrOpen({ edit, tick, pick }: Office): Promise<void> {
	tick();
	const state = pick<Campaign["state"]>(["live", "live", "closed", "archived"]) ?? "live";
	await edit("a", (one) => ({ ...one, state }));
}

async function freeze({ desk, tick, pick }: Office): Promise<void> {
	const asked = { campaignId: "a", now: tick(), within: async () => {}, saved: SAVED };
	const deed = pick([freezeTotal, thawTotal]) ?? thawTotal;
	await Promise.all([deed(desk().pool, asked), deed(desk().pool, asked)]);
}

/** The clock has the books follow, once or from two processes. */
async function countOtherwise({ edit, follow, tick, below, random }: Office): Promise<void> {
	tick();
	const rule =
		random() < 0.5
			? { monthlyMultiplier: 1 + below(12) }
			: { pledgesCount: random() < 0.5 ? ("when-paid" as const) : ("when-promised" as const) };
	await edit("a", (one) => ({ ...one, ...rule }));
	await Promise.all([follow(), follow()]);
}

/** Earlier or later than planned: monthly gifts count as they stand then. */
async function close({ edit, follow, tick, now, below }: Office): Promise<void> {
	tick();
	const closesAt = now() - below(120) * 60_000;
	await edit("a", (one) => ({ ...one, closesAt: below(2) === 0 ? closesAt : USUAL_CLOSE }));
	await Promise.all([follow(), follow()]);
}

/** The stations go out together from now on, or each on its own. */
async function together({ edit, tick }: Office): Promise<void> {
	const at = tick();
	await edit("a", (one) => {
		const all = one.simulcasts ?? [];
		const running = all.find(({ to }) => to === null);
		if (running === undefined)
			return { ...one, simulcasts: [...all, { from: at, to: null, stationIds: ["wkid", "wnbr"] }] };
		return { ...one, simulcasts: all.map((span) => (span === running ? { ...span, to: at } : span)) };
	});
}
