import type { CampaignState } from "../drive/campaign.ts";
import { GENEROUS_LISTENER } from "../gift/donor-name.ts";
import { type NextMilestone, nextMilestone, toGoParts } from "../milestone/next-milestone.ts";
import { HOUR, type Instant, MINUTE } from "../plain/instant.ts";
import type { Language } from "../plain/language.ts";
import { formatMoney } from "../plain/money.ts";
import { PUBLIC_WORDS } from "../words/public-words.ts";
import type { CampaignCard, GiftRow } from "./ticker.ts";

/** What the page is about right now: a drive to come, one that runs, or one that is over. */
export type PublicStage = "before" | "live" | "over";

export function publicStage(campaign: { state: CampaignState; opensAt: Instant }, now: Instant): PublicStage {
	if (campaign.state === "closed" || campaign.state === "archived") return "over";
	return now < campaign.opensAt ? "before" : "live";
}

export type PublicFigures = {
	readonly campaign: Pick<
		CampaignCard,
		"currency" | "goal" | "triggers" | "state" | "opensAt" | "closesAt" | "timeZone" | "name"
	>;
	/** Minor units. */
	readonly total: number;
	readonly peak: number;
};

export type PublicLines = {
	readonly stage: PublicStage;
	readonly total: string;
	readonly caption: string;
	/** One sentence: how far to go, or what comes instead of it. */
	readonly toGo: string;
	readonly ofGoal: string;
	readonly goal: string;
	/** How much of the thermometer is filled, 0 to 100. */
	readonly percent: number;
	readonly title: string;
	readonly next: NextMilestone | null;
};

/** Everything the page says of the figures, the same on the server and in the browser. */
export function publicLines(figures: PublicFigures, language: Language, now: Instant): PublicLines {
	const { campaign, total, peak } = figures;
	const { goal, currency, name, triggers } = campaign;
	const words = PUBLIC_WORDS[language];
	const stage = publicStage(campaign, now);
	const money = (amount: number) => formatMoney({ amount, currency }, words.locale);
	const next = nextMilestone({ triggers, goal, total, peak });
	const share = goal > 0 ? Math.max(0, total / goal) : 0;
	return {
		stage,
		total: money(total),
		caption: stage === "over" ? words.raisedFinally : words.raised,
		toGo: toGoLine(figures, stage, next, language),
		// Rounded down: 99.9 % is not there yet.
		ofGoal: words.ofGoal(`${Math.floor(share * 100)}%`, money(goal)),
		goal: words.goal(money(goal)),
		percent: Math.min(1, share) * 100,
		title: `${money(total)} · ${name}`,
		next,
	};
}

function toGoLine({ campaign, total }: PublicFigures, stage: PublicStage, next: NextMilestone | null, lang: Language) {
	const { goal, currency, opensAt, timeZone } = campaign;
	const words = PUBLIC_WORDS[lang];
	if (stage === "over") return words.thanks;
	if (stage === "before") return words.opens(dayAndTime(opensAt, timeZone, lang));
	const isReached = goal > 0 && total >= goal;
	const goalText = formatMoney({ amount: goal, currency }, words.locale);
	if (next === null) return isReached ? words.reached(goalText) : words.thanks;
	const { sentence } = toGoParts(next, currency, lang);
	return isReached ? words.reachedThen(goalText, sentence) : sentence;
}

/** "Thursday, December 3 at 6:00 AM CST": in the campaign's own time, which is said with it. */
export function dayAndTime(at: Instant, timeZone: string, language: Language): string {
	const { locale } = PUBLIC_WORDS[language];
	const shape = { weekday: "long", month: "long", day: "numeric", hour: "numeric", minute: "2-digit" } as const;
	return plainSpaces(new Intl.DateTimeFormat(locale, { ...shape, timeZone, timeZoneName: "short" }).format(at));
}

/** "3:20 PM", on the campaign's clock. */
export function timeOfDay(at: Instant, timeZone: string, language: Language): string {
	const { locale } = PUBLIC_WORDS[language];
	return plainSpaces(new Intl.DateTimeFormat(locale, { hour: "numeric", minute: "2-digit", timeZone }).format(at));
}

/** Node and browsers know different versions of the calendar's words: one writes a narrow space before "PM", the other a plain one. */
function plainSpaces(text: string): string {
	return text.replace(/[\u202f\u00a0]/g, " ");
}

/** "2 days, 3 hours": two units at most, never more exact than a minute. Empty where the time has come. */
export function timeLeft(until: Instant, now: Instant, language: Language): string {
	const words = PUBLIC_WORDS[language];
	const minutes = Math.ceil((until - now) / MINUTE);
	if (minutes <= 0) return "";
	const [days, hours] = [Math.floor(minutes / 1440), Math.floor((minutes % 1440) / 60)];
	const parts = [
		[days, words.days],
		[hours, words.hours],
		[days > 0 ? 0 : minutes % (HOUR / MINUTE), words.minutes],
	] as const;
	return parts
		.filter(([count]) => count > 0)
		.map(([count, say]) => say(count))
		.join(", ");
}

export function countdown(opensAt: Instant, now: Instant, language: Language): string {
	const left = timeLeft(opensAt, now, language);
	return left === "" ? PUBLIC_WORDS[language].opensNow : PUBLIC_WORDS[language].opensIn(left);
}

/** A name as this visitor reads it: the stand-in for nobody's name comes in the campaign's first language. */
export function shownName(row: Pick<GiftRow, "name">, language: Language): string {
	return Object.values(GENEROUS_LISTENER).includes(row.name) ? GENEROUS_LISTENER[language] : row.name;
}

/** In widths of a digit, to the half: what the figure's size on the page follows. Commas are narrow, cents are set small. */
export function figureWidth(text: string): number {
	const [whole = "", cents = ""] = text.split(/(?=\.\d+$)/);
	const digits = whole.replace(/[.,\s]/g, "").length;
	return Math.ceil((digits + (whole.length - digits) * 0.5 + cents.length * 0.4) * 2) / 2;
}
