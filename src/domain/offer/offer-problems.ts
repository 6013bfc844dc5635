import type { Campaign } from "../drive/campaign.ts";
import type { ChallengeMatch } from "../drive/challenge-match.ts";
import { type PowerHour, powerHoursOf } from "../drive/power-hour.ts";
import { DAY } from "../plain/instant.ts";
import { timeOfDay } from "../screen/public-lines.ts";

/** `field`: the form's field; empty: the whole of it. */
export type OfferProblem = { readonly field: string; readonly says: string };

type Drive = Pick<Campaign, "opensAt" | "closesAt" | "stations" | "powerHours" | "timeZone">;

const LONGEST_NAME = 60;
const LARGEST_RATIO = 10;

/** What keeps a match from being saved, in words; empty: nothing. */
export function matchProblems(match: ChallengeMatch, drive: Drive): readonly OfferProblem[] {
	const { pool, ratio, minGift, maxGift, from, to, unlock, kind, stationId } = match;
	const tests: readonly (false | OfferProblem)[] = [
		isNoAmount(pool) && says("pool", "Write how much the sponsor gives at most, like 25,000."),
		kind === "ratio" && !(ratio > 0 && ratio <= LARGEST_RATIO) && says("ratio", "Choose how often a gift counts."),
		...nameTests(match),
		minGift !== null && isNoAmount(minGift) && says("minGift", "Write an amount, or leave it empty."),
		maxGift !== null && isNoAmount(maxGift) && says("maxGift", "Write an amount, or leave it empty."),
		minGift !== null &&
			maxGift !== null &&
			maxGift < minGift &&
			says("maxGift", "This is less than the smallest gift that is answered: no gift would be."),
		to <= from && says("to", "The end is before the start."),
		(to <= drive.opensAt || from >= drive.closesAt) &&
			says("from", "This is outside of the drive: no gift would be answered."),
		kind === "challenge" && unlock === null && says("unlock", "Say what has to be reached for the sponsor to give."),
		unlock?.kind === "donors" &&
			!(Number.isInteger(unlock.count) && unlock.count > 0) &&
			says("unlock", "Write how many donors, like 500."),
		unlock?.kind === "amount" && isNoAmount(unlock.amount) && says("unlock", "Write which amount, like 100,000."),
		isUnknownStation(stationId, drive) && says("stationId", "This station isn't one of the drive's any more."),
	];
	return tests.filter((one) => one !== false);
}

function nameTests({ sponsor, hidden }: ChallengeMatch): readonly (false | OfferProblem)[] {
	return [
		sponsor.trim() === "" && !hidden && says("sponsor", "Write the sponsor's name, or keep it hidden for now."),
		sponsor.length > LONGEST_NAME && says("sponsor", `Write at most ${LONGEST_NAME} signs.`),
	];
}

/** What keeps a power hour from being saved, in words; empty: nothing. */
export function hourProblems(hour: PowerHour, drive: Drive): readonly OfferProblem[] {
	const { id, name, target, from, to, sponsor } = hour;
	const other = powerHoursOf(drive).find((one) => one.id !== id && one.from < to && from < one.to);
	const tests: readonly (false | OfferProblem)[] = [
		name.trim() === "" && says("name", "Give it a name, like “Lunch power hour”."),
		name.length > LONGEST_NAME && says("name", `Write at most ${LONGEST_NAME} signs.`),
		sponsor.length > LONGEST_NAME && says("sponsor", `Write at most ${LONGEST_NAME} signs.`),
		isNoAmount(target) && says("target", "Write what it should bring, like 10,000."),
		to <= from && says("to", "The end is before the start."),
		to - from > DAY && says("to", "A power hour lasts a day at most."),
		(to <= drive.opensAt || from >= drive.closesAt) && says("from", "This is outside of the drive."),
		other !== undefined && says("from", overlaps(other, drive)),
	];
	return tests.filter((one) => one !== false);
}

function overlaps({ name, from, to }: PowerHour, { timeZone }: Drive): string {
	const clock = (at: number) => timeOfDay(at, timeZone, "en");
	return `This overlaps with ${name}, ${clock(from)} to ${clock(to)}: on air there is one target at a time. Choose another time.`;
}

function isNoAmount(amount: number): boolean {
	return !Number.isSafeInteger(amount) || amount <= 0;
}

function isUnknownStation(stationId: string | null, { stations }: Drive): boolean {
	return stationId !== null && !stations.some(({ id }) => id === stationId);
}

function says(field: string, words: string): OfferProblem {
	return { field, says: words };
}
