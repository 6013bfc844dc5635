import type { Campaign } from "../drive/campaign.ts";
import type { ChallengeMatch } from "../drive/challenge-match.ts";
import type { PowerHour } from "../drive/power-hour.ts";
import type { Instant } from "../plain/instant.ts";
import { hourProblems, matchProblems, type OfferProblem } from "./offer-problems.ts";

/** As it is typed; without an id it is a new one. */
export type MatchDraft = Omit<ChallengeMatch, "id" | "isOff"> & { readonly id: string | null };
export type PowerHourDraft = Omit<PowerHour, "id" | "isOff"> & { readonly id: string | null };

/** One change that staff make to a drive's matches or power hours. */
export type OfferChange =
	| { readonly do: "put-match"; readonly match: MatchDraft }
	| { readonly do: "put-hour"; readonly hour: PowerHourDraft }
	/** Ids of all matches in their new order; what isn't named stays behind the named. */
	| { readonly do: "order"; readonly ids: readonly string[] }
	/** Of a match: opens it now, ends it now, says whose it is. */
	| { readonly do: "open" | "close" | "reveal"; readonly id: string }
	/** Of a power hour: it begins now, and lasts as long as planned; it is over now. */
	| { readonly do: "start" | "end"; readonly id: string }
	/** Of either: as it stood before a deed of the moment, which is taken back. */
	| { readonly do: "take-back"; readonly id: string; readonly before: OfferTerms }
	/** Of either: it is as if it weren't there, until it is switched on again. */
	| { readonly do: "switch-off" | "switch-on"; readonly id: string };

/** What deeds of the moment change; of a power hour only the times. */
export type OfferTerms = Pick<ChallengeMatch, "from" | "to"> & Partial<Pick<ChallengeMatch, "unlock" | "hidden">>;

export type OffersChanged =
	| { readonly ok: true; readonly campaign: Campaign; readonly id: string | null }
	| { readonly ok: false; readonly problems: readonly OfferProblem[] };

type Given = { readonly now: Instant; readonly newId: string };

/** What becomes of the drive; its books follow by src/match/rematch.ts. */
export function changeOffers(campaign: Campaign, change: OfferChange, given: Given): OffersChanged {
	switch (change.do) {
		case "put-match":
			return putMatch(campaign, change.match, given);
		case "put-hour":
			return putHour(campaign, change.hour, given);
		case "order":
			return ordered(campaign, change.ids);
		case "open":
		case "close":
		case "reveal":
			return steered(campaign, change.id, given, change.do);
		case "start":
		case "end":
			return timed(campaign, change.id, given, change.do);
		case "take-back":
			return takenBack(campaign, change.id, change.before);
		case "switch-off":
		case "switch-on":
			return switched(campaign, change.id, change.do === "switch-off");
		default:
			return change satisfies never;
	}
}

function putMatch(campaign: Campaign, draft: MatchDraft, { newId }: Given): OffersChanged {
	const matches = campaign.matches ?? [];
	const known = matches.find(({ id }) => id === draft.id);
	if (draft.id !== null && known === undefined) return gone();
	const sponsor = draft.sponsor.trim();
	const match: ChallengeMatch = {
		...draft,
		sponsor,
		id: draft.id ?? newId,
		...(known?.isOff && { isOff: true as const }),
	};
	const problems = matchProblems(match, campaign);
	if (problems.length > 0) return { ok: false, problems };
	const all = known ? matches.map((one) => (one.id === match.id ? match : one)) : [...matches, match];
	return done({ ...campaign, matches: all }, match.id);
}

function putHour(campaign: Campaign, draft: PowerHourDraft, { newId }: Given): OffersChanged {
	const hours = campaign.powerHours ?? [];
	const known = hours.find(({ id }) => id === draft.id);
	if (draft.id !== null && known === undefined) return gone();
	const hour: PowerHour = { ...draft, id: draft.id ?? newId, ...(known?.isOff && { isOff: true as const }) };
	const problems = hourProblems(hour, campaign);
	if (problems.length > 0) return { ok: false, problems };
	const all = known ? hours.map((one) => (one.id === hour.id ? hour : one)) : [...hours, hour];
	const sorted = [...all].sort((a, b) => a.from - b.from);
	return done({ ...campaign, powerHours: sorted }, hour.id);
}

function ordered(campaign: Campaign, ids: readonly string[]): OffersChanged {
	const place = (id: string) => (ids.includes(id) ? ids.indexOf(id) : ids.length);
	const matches = [...(campaign.matches ?? [])].sort((a, b) => place(a.id) - place(b.id));
	return done({ ...campaign, matches }, null);
}

function steered(campaign: Campaign, id: string, given: Given, deed: "open" | "close" | "reveal"): OffersChanged {
	const match = campaign.matches?.find((one) => one.id === id);
	if (match === undefined) return gone();
	const next =
		deed === "open" ? opened(match, campaign, given) : deed === "close" ? closed(match, given) : revealed(match);
	if (typeof next === "string") return refused(next);
	const matches = (campaign.matches ?? []).map((one) => (one.id === id ? next : one));
	return done({ ...campaign, matches }, id);
}

/** From now on; where it was open and waited for its condition, without that. Gifts from before stay as they are: what was said of them on air was true. */
function opened(match: ChallengeMatch, { closesAt }: Campaign, { now }: Given): ChallengeMatch | string {
	if (now >= match.to) {
		return "It has ended. To give what is left of it, make a new match with that pool: gifts from between stay as they are.";
	}
	if (now >= closesAt) return "The drive has closed. A match needs a drive that is open.";
	if (now < match.from) return { ...match, from: now };
	if (match.kind === "challenge")
		return "It is open and waits for its condition. Change the condition to have it give sooner.";
	return match.unlock === null ? "It is open already." : { ...match, from: now, unlock: null };
}

function closed(match: ChallengeMatch, { now }: Given): ChallengeMatch | string {
	if (now < match.from) return "It has not opened yet. Switch it off, or change its time.";
	return now >= match.to ? "It has ended already." : { ...match, to: now };
}

function revealed(match: ChallengeMatch): ChallengeMatch | string {
	if (!match.hidden) return "Its sponsor is named already.";
	return match.sponsor.trim() === "" ? "Write the sponsor's name first." : { ...match, hidden: false };
}

function timed(campaign: Campaign, id: string, { now }: Given, deed: "start" | "end"): OffersChanged {
	const hour = campaign.powerHours?.find((one) => one.id === id);
	if (hour === undefined) return gone();
	if (deed === "end" && (now < hour.from || now >= hour.to)) return refused("It isn't on.");
	if (deed === "start" && now >= hour.from) return refused("It has begun already.");
	return moved(
		campaign,
		deed === "end" ? { ...hour, to: now } : { ...hour, from: now, to: now + (hour.to - hour.from) },
	);
}

function moved(campaign: Campaign, next: PowerHour): OffersChanged {
	const problems = hourProblems(next, campaign);
	if (problems.length > 0) return { ok: false, problems };
	const powerHours = (campaign.powerHours ?? [])
		.map((one) => (one.id === next.id ? next : one))
		.sort((a, b) => a.from - b.from);
	return done({ ...campaign, powerHours }, next.id);
}

function takenBack(campaign: Campaign, id: string, { from, to, unlock, hidden }: OfferTerms): OffersChanged {
	const match = campaign.matches?.find((one) => one.id === id);
	const hour = campaign.powerHours?.find((one) => one.id === id);
	if (match) {
		const terms = { from, to, unlock: unlock === undefined ? match.unlock : unlock, hidden: hidden ?? match.hidden };
		const matches = (campaign.matches ?? []).map((one) => (one.id === id ? { ...one, ...terms } : one));
		return done({ ...campaign, matches }, id);
	}
	return hour ? moved(campaign, { ...hour, from, to }) : gone();
}

/** What deeds of the moment change of it, as it stands; null where it isn't there. */
export function termsOfOffer(campaign: Campaign, id: string): OfferTerms | null {
	const match = campaign.matches?.find((one) => one.id === id);
	if (match) return { from: match.from, to: match.to, unlock: match.unlock, hidden: match.hidden };
	const hour = campaign.powerHours?.find((one) => one.id === id);
	return hour ? { from: hour.from, to: hour.to } : null;
}

function switched(campaign: Campaign, id: string, isOff: boolean): OffersChanged {
	const turn = <T extends { readonly id: string; readonly isOff?: true }>(one: T): T => {
		if (one.id !== id) return one;
		const { isOff: _, ...rest } = one;
		return (isOff ? { ...rest, isOff: true } : rest) as T;
	};
	const hour = campaign.powerHours?.find((one) => one.id === id);
	if (hour === undefined && !campaign.matches?.some((one) => one.id === id)) return gone();
	if (hour !== undefined && !isOff) {
		const problems = hourProblems(turn(hour), campaign);
		if (problems.length > 0) return { ok: false, problems };
	}
	const next = {
		...campaign,
		...(campaign.matches && { matches: campaign.matches.map(turn) }),
		...(campaign.powerHours && { powerHours: campaign.powerHours.map(turn) }),
	};
	return done(next, id);
}

function done(campaign: Campaign, id: string | null): OffersChanged {
	return { ok: true, campaign, id };
}

function gone(): OffersChanged {
	return refused("It isn't there any more. Load the page again.");
}

function refused(says: string): OffersChanged {
	return { ok: false, problems: [{ field: "", says }] };
}
