import type { Giver } from "../domain/gift/gift-fact.ts";
import { formatMoney } from "../domain/plain/money.ts";
import { type ThankWords, thankWords } from "../domain/words/thank-words.ts";
import { driveAddress, type GivePlace, giveShell } from "./give-shell.tsx";
import { ShownNames } from "./shown-names.tsx";
import type { ThanksState } from "./thanks-state.ts";

export type ThankYou = {
	readonly state: ThanksState;
	readonly sessionId: string;
	/** Where its script asks how it stands; the drive's own address unless told. */
	readonly ask?: string;
	/** Null until the gift is on the ledger. Amount in minor units. */
	readonly gift: {
		readonly giver: Giver;
		readonly amount: number;
		readonly monthly: boolean;
		/** The donor's own link, whole. */
		readonly link: string;
	} | null;
};

const LOOK_AGAIN_SECONDS = 4;

/** Where Stripe sends the donor back to. It follows the gift by itself: with script by asking, without by loading again. */
export function thankYouPage(place: GivePlace, { state, sessionId, gift, ...told }: ThankYou): string {
	const { campaign, language } = place;
	const words = thankWords(language);
	const isWaiting = state === "waiting";
	const ask = `${told.ask ?? `/c/${campaign.slug}/thank-you/state`}?session=${encodeURIComponent(sessionId)}`;
	return giveShell(place, {
		title: words.thankTitle,
		head: isWaiting && (
			<noscript>
				<meta httpEquiv="refresh" content={String(LOOK_AGAIN_SECONDS)} />
			</noscript>
		),
		body: { "data-state": state, ...((isWaiting || state === "bank") && { "data-ask": ask }) },
		children: (
			<>
				<h1>{state === "unknown" || state === "failed" || state === "open" ? campaign.shortName : words.thankTitle}</h1>
				{gift !== null && (
					<p className="own-amount">
						{formatMoney({ amount: gift.amount, currency: campaign.currency }, words.locale)}
						{gift.monthly && <span> {words.monthly}</span>}
					</p>
				)}
				<p className={`own-lead is-${state}`} role="status">
					{sentence(state, words, campaign.hospital)}
				</p>
				<NextStep {...place} state={state} />
				{gift !== null && <OwnName {...place} gift={gift} />}
				{(state === "arrived" || state === "bank" || isWaiting) && <PassItOn {...place} />}
			</>
		),
	});
}

function sentence(state: ThanksState, words: ThankWords, hospital: string): string {
	return state === "arrived" ? words.thanks.arrived(hospital) : words.thanks[state];
}

function NextStep({ campaign, language, state }: GivePlace & { readonly state: ThanksState }) {
	const words = thankWords(language);
	if (state !== "failed" && state !== "open") return null;
	return (
		<p>
			<a className="own-button" href={`${driveAddress(campaign, language)}#give`}>
				{state === "failed" ? words.tryAgain : words.finish}
			</a>
		</p>
	);
}

function OwnName({ language, gift }: GivePlace & { readonly gift: NonNullable<ThankYou["gift"]> }) {
	const words = thankWords(language);
	return (
		<section aria-labelledby="shown-title">
			<h2 id="shown-title">{words.shownTitle}</h2>
			<ShownNames giver={gift.giver} language={language} />
			<p>
				<a className="own-button is-quiet" href={gift.link}>
					{words.change}
				</a>
			</p>
			<p className="own-note">{words.keep}</p>
		</section>
	);
}

function PassItOn({ campaign, language, base }: GivePlace) {
	const words = thankWords(language);
	const here = `${base}${driveAddress(campaign, language)}`;
	const text = words.shareText(campaign.hospital || campaign.name);
	const links = [
		["X", `https://x.com/intent/post?text=${encodeURIComponent(text)}&url=${encodeURIComponent(here)}`],
		["Facebook", `https://www.facebook.com/sharer/sharer.php?u=${encodeURIComponent(here)}`],
		["WhatsApp", `https://wa.me/?text=${encodeURIComponent(`${text} ${here}`)}`],
	] as const;
	return (
		<section aria-labelledby="share-title">
			<h2 id="share-title">{words.share}</h2>
			<ul className="own-share">
				{links.map(([label, address]) => (
					<li key={label}>
						<a href={address} target="_blank" rel="noopener noreferrer">
							{label} <span className="unseen">({words.newTab})</span>
						</a>
					</li>
				))}
			</ul>
		</section>
	);
}
