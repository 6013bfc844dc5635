import { type Offer, shownOffers } from "../../domain/offer/offers.ts";
import type { ScreenState } from "../live/screen-state.ts";
import { language, show, words, write } from "./page-parts.ts";

/** Keeps the places of matches and of the power hour (src/public/match-banner.tsx) at what is so now: by money and by time. */
export function drawOffers(state: ScreenState, now: number): void {
	const { matches, powerHour } = shownOffers(state, language(), now);
	for (const place of document.querySelectorAll<HTMLElement>("[data-offer]")) {
		const name = place.dataset.offer ?? "";
		drawOffer(place, name === "power-hour" ? powerHour : (matches[Number(name.slice(-1))] ?? null));
	}
}

function drawOffer(place: HTMLElement, offer: Offer | null): void {
	show(place, offer !== null);
	if (offer === null) return;
	if (place.dataset.standing !== offer.state) place.dataset.standing = offer.state;
	const part = (name: string) => place.querySelector<HTMLElement>(`[data-part="${name}"]`);
	write(part("claim"), offer.claim);
	write(part("standing"), offer.standing);
	write(part("of"), offer.bar?.says ?? "");
	write(part("countdown"), countdownWords(offer));
	const bar = part("bar");
	show(bar, offer.bar !== null);
	if (bar === null || offer.bar === null) return;
	const { value, most, name, says } = offer.bar;
	const said = { label: name, valuemax: String(most), valuenow: String(value), valuetext: says };
	for (const [key, text] of Object.entries(said)) {
		if (bar.getAttribute(`aria-${key}`) !== text) bar.setAttribute(`aria-${key}`, text);
	}
	bar.querySelector("rect")?.setAttribute("width", `${most > 0 ? ((value / most) * 100).toFixed(2) : 0}%`);
}

function countdownWords({ countdown, state }: Offer): string {
	if (countdown === "") return "";
	return state === "coming" ? words().startsIn(countdown) : words().left(countdown);
}
