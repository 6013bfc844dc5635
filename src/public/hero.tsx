import { countdown, dayAndTime, figureWidth } from "../domain/screen/public-lines.ts";
import { LatestGifts } from "./latest-gifts.tsx";
import { MatchBanner } from "./match-banner.tsx";
import { addressIn, type PageView } from "./page-view.ts";
import { Thermometer } from "./thermometer.tsx";

/** What is seen without scrolling: who it is for, how much there is, how far to go, and the one button. */
export function Hero({ view, isGiving }: { readonly view: PageView; readonly isGiving: boolean }) {
	const { campaign, lines } = view;
	return (
		<section className="hero" aria-labelledby="drive">
			<div className="poster">
				<p className="hospital">{campaign.hospital}</p>
				<h1 id="drive">{campaign.name}</h1>
				<p className="figure">
					<strong className="total" id="total" data-chars={Math.ceil(figureWidth(lines.total))}>
						<Figure text={lines.total} />
					</strong>{" "}
					<span className="caption">
						<span id="caption">{lines.caption}</span>
						<LiveLine view={view} />
					</span>
				</p>
			</div>
			<Thermometer view={view} />
			<div className="way">
				<p className="scale" aria-hidden="true">
					<span id="of-goal">{lines.ofGoal}</span>
				</p>
				<p className="to-go" id="to-go">
					{lines.toGo}
				</p>
				<a className="give-button" href={lines.stage === "over" ? "#share" : "#give"}>
					{giveLabel(view, isGiving)}
				</a>
				<MatchBanner view={view} />
			</div>
			<LatestGifts view={view} />
		</section>
	);
}

function giveLabel({ lines, words }: PageView, isGiving: boolean): string {
	if (lines.stage === "over") return words.share;
	return isGiving ? words.give : words.howToGive;
}

/** Cents, where there are any, are set small: nobody reads them out. */
function Figure({ text }: { readonly text: string }) {
	const point = text.search(/\.\d+$/);
	if (point === -1) return text;
	return (
		<>
			{text.slice(0, point)}
			<span className="cents">{text.slice(point)}</span>
		</>
	);
}

/** Says whether the figures move, and lets the visitor stop them (WCAG 2.2.2). Without script nothing moves, and nothing is said. */
function LiveLine({ view }: { readonly view: PageView }) {
	const { lines, words, campaign, now, language } = view;
	if (lines.stage === "over") {
		return <span className="when">{words.closed(dayAndTime(campaign.closesAt, campaign.timeZone, language))}</span>;
	}
	return (
		<>
			{lines.stage === "before" && (
				<span className="when" id="countdown">
					{countdown(campaign.opensAt, now, language)}
				</span>
			)}
			<span className="live" id="live" hidden>
				<span className="dot" aria-hidden="true" />
				<span id="standing">{words.live}</span>
				<button type="button" id="pause">
					{words.pause}
				</button>
			</span>
		</>
	);
}

/** The other languages of the campaign, each by its own name. */
export function Languages({ view }: { readonly view: PageView }) {
	const others = view.campaign.languages.filter((one) => one !== view.language);
	if (others.length === 0) return null;
	return (
		<nav className="languages" aria-label={view.words.languages}>
			{others.map((one) => (
				<a key={one} href={`${pathOf(addressIn(view, one))}?lang=${one}`} hrefLang={one} lang={one}>
					{view.words.language}
				</a>
			))}
		</nav>
	);
}

function pathOf(address: string): string {
	return new URL(address).pathname;
}
