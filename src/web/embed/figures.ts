import { nextMilestone } from "../../domain/milestone/next-milestone.ts";
import { newsOf, shownOffers } from "../../domain/offer/offers.ts";
import type { Language } from "../../domain/plain/language.ts";
import { formatMoney } from "../../domain/plain/money.ts";
import { EMBED_WORDS, embedLines } from "../../domain/screen/embed-words.ts";
import { openCountingTotal } from "../live/counting-total.ts";
import type { Live } from "../live/open-live.ts";
import type { ScreenState } from "../live/screen-state.ts";

export function languageOfPage(): Language {
	return document.body.dataset.language === "es" ? "es" : "en";
}

/** The part of the page with this data attribute; null where this page has none. */
export function partOf(name: string): HTMLElement | null {
	return document.querySelector<HTMLElement>(`[data-${name}]`);
}

/** Keeps total, thermometer, to-go and age at what the stream says; what is on the page already came from the server. */
export function showFigures(live: Live): void {
	const total = partOf("total");
	const count = total && openCountingTotal(total);
	let drawn: ScreenState | null = null;
	const draw = () => {
		const state = live.state();
		if (state !== null && state !== drawn) {
			drawn = state;
			if (total) total.dataset.total = String(state.total);
			count?.(state.total, (amount) => money(state, amount));
			drawLines(state);
		}
		drawOffer(live);
		drawAge(live);
	};
	live.subscribe(draw);
	window.setInterval(() => {
		drawOffer(live);
		drawAge(live);
	}, 1000);
	draw();
}

export function money(state: ScreenState, amount: number): string {
	const locale = languageOfPage() === "es" ? "es-US" : "en-US";
	return formatMoney({ amount, currency: state.campaign.currency }, locale);
}

function drawLines(state: ScreenState): void {
	const { goal, triggers, currency, state: standing } = state.campaign;
	const { total, peak } = state;
	const next = nextMilestone({ triggers, goal, total, peak });
	const lines = embedLines({ currency, state: standing, total, goal, next }, languageOfPage());
	write(partOf("to-go"), lines.toGo);
	write(document.querySelector(".caption"), lines.caption);
	const thermometer = partOf("thermometer");
	thermometer?.querySelector(".fill")?.setAttribute("width", `${lines.percent.toFixed(2)}%`);
	thermometer?.setAttribute("aria-valuenow", String(Math.floor(lines.percent)));
	thermometer?.setAttribute("aria-valuetext", lines.progress);
	const give = document.querySelector<HTMLElement>(".give");
	if (give) give.hidden = standing !== "live";
}

/** By the moment, too: a match opens and ends without anybody giving. */
function drawOffer(live: Live): void {
	const [state, place] = [live.state(), partOf("offer")];
	if (state === null || !place) return;
	const news = newsOf(shownOffers(state, languageOfPage(), live.now()));
	place.hidden = news === null;
	write(place, news ?? "");
}

/** An old number is never shown as a live one: then it says of when it is. */
function drawAge(live: Live): void {
	const standing = live.standing();
	document.body.dataset.state = standing;
	const age = partOf("age");
	if (!age) return;
	age.hidden = standing !== "stale";
	const seconds = live.ageSeconds();
	if (age.hidden || seconds === null) return;
	const seen = new Date(live.now() - seconds * 1000);
	const language = languageOfPage();
	const timeZone = live.state()?.campaign.timeZone;
	const time = seen.toLocaleTimeString(language === "es" ? "es-US" : "en-US", { timeStyle: "short", timeZone });
	write(age, EMBED_WORDS[language].asOf(time));
}

export function write(element: Element | null, text: string): void {
	if (element && element.textContent !== text) element.textContent = text;
}
