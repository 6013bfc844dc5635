import type { Offer } from "../domain/offer/offers.ts";
import { shownOffers } from "../domain/offer/offers.ts";
import type { PublicWords } from "../domain/words/public-words.ts";
import type { PageView } from "./page-view.ts";

/** The places that matches and the power hour have on the page; empty ones are there and hidden, so that the browser only fills them. */
const MATCH_PLACES = ["match-0", "match-1"] as const;

/** Only seen when there is a match or a power hour. Right at the render, without script; src/web/public keeps it so. */
export function MatchBanner({ view }: { readonly view: PageView }) {
	const { snapshot, language, now, words } = view;
	const { matches, powerHour } = shownOffers(snapshot, language, now);
	return (
		<div className="offers">
			{MATCH_PLACES.map((place, index) => (
				<OfferPlace key={place} place={place} offer={matches[index] ?? null} words={words} />
			))}
			<OfferPlace place="power-hour" offer={powerHour} words={words} />
		</div>
	);
}

function OfferPlace({ place, offer, words }: { place: string; offer: Offer | null; words: PublicWords }) {
	const bar = offer?.bar ?? null;
	return (
		<div className="match" data-offer={place} data-standing={offer?.state ?? ""} hidden={offer === null}>
			<p className="claim" data-part="claim">
				{offer?.claim}
			</p>
			<p className="left" data-part="standing">
				{offer?.standing}
			</p>
			<div
				className="pool"
				role="progressbar"
				aria-label={bar?.name ?? words.matchGiven}
				aria-valuemin={0}
				aria-valuemax={bar?.most ?? 1}
				aria-valuenow={bar?.value ?? 0}
				aria-valuetext={bar?.says ?? ""}
				data-part="bar"
				hidden={bar === null}
			>
				<svg width="100%" height="100%" aria-hidden="true">
					<rect className="given" width={widthOf(bar)} height="100%" />
				</svg>
			</div>
			<p className="of-pool">
				<span data-part="of">{bar?.says}</span>{" "}
				<span data-part="countdown">{offer && countdownWords(offer, words)}</span>
			</p>
		</div>
	);
}

function widthOf(bar: Offer["bar"]): string {
	return bar === null || bar.most <= 0 ? "0%" : `${((bar.value / bar.most) * 100).toFixed(2)}%`;
}

function countdownWords({ countdown, state }: Offer, words: PublicWords): string {
	if (countdown === "") return "";
	return state === "coming" ? words.startsIn(countdown) : words.left(countdown);
}
