import type { Offer } from "../../../domain/offer/offers.ts";
import type { Drive } from "../drive.ts";

/** What is said of matches on air, as one band over the strip: there while a match is, and read at a glance. */
export function MatchBand({ drive }: { drive: Drive }) {
	const { matches } = drive.offers;
	if (matches.length === 0) return null;
	return (
		<div className="match-band">
			{matches.map((offer) => (
				// A new element as it opens or is spent: it sweeps once, and only then.
				<p key={`${offer.id} ${offer.state}`} className={`offer-line ${offer.state}`}>
					<b>{offer.claim}</b>
					<span>{offer.standing}</span>
				</p>
			))}
		</div>
	);
}

/** Its place in the strip: how much is left, or how far it is from opening. */
export function MatchLeft({ drive }: { drive: Drive }) {
	const { words, money, matchesNow } = drive;
	const [match, second] = matchesNow;
	const [offer] = drive.offers.matches;
	if (!match || !offer) return <div className="cell match" />;
	const waits = match.state === "locked" && match.unlock !== null;
	const label = waits
		? words.strip.matchUnlock
		: match.state === "coming"
			? words.strip.matchComing(offer.countdown)
			: words.strip.matchLeft;
	const { unlock } = match;
	const missing = unlock && Math.max(0, unlock.needed - unlock.reached);
	const value =
		waits && unlock && missing !== null
			? unlock.kind === "amount"
				? money(missing)
				: words.strip.donors(missing)
			: money(match.left);
	return (
		<div className={`cell match ${match.state}`}>
			<span className="label">{label}</span>
			<span className="value" data-match={match.id}>
				{value}
			</span>
			<OfferGauge offer={offer} />
			{second?.state === "open" && <span className="label">{words.strip.second(money(second.left))}</span>}
		</div>
	);
}

/** A power hour that runs takes the place of the clock's hour: one target at a time. */
export function PowerHourCell({ drive, offer }: { drive: Drive; offer: Offer }) {
	const { words, money } = drive;
	const { bar } = offer;
	return (
		<div className={`cell hour power-hour ${offer.state}`}>
			<span className="label" data-may-cut>
				{drive.hourNow?.name}
			</span>
			<span className="value" data-power-hour={offer.id}>
				{drive.hourNow ? money(drive.hourNow.counted) : ""}
				{drive.hourNow && <small> {words.strip.ofTarget(money(drive.hourNow.target))}</small>}
			</span>
			{bar && <OfferGauge offer={offer} />}
			{offer.countdown && (
				<span className="label">
					{words.strip.countdown(offer.countdown, false)}
					{offer.state === "reached" && ` · ${words.strip.reached}`}
				</span>
			)}
			{offer.state === "over" && <span className="label">{words.strip.ended}</span>}
		</div>
	);
}

function OfferGauge({ offer: { bar } }: { offer: Offer }) {
	if (bar === null || bar.most <= 0) return null;
	return (
		<svg
			className="gauge"
			viewBox="0 0 100 4"
			preserveAspectRatio="none"
			role="img"
			aria-label={`${bar.name}: ${bar.says}`}
		>
			<rect className="all" width="100" height="4" />
			<rect className="part" width={(bar.value / bar.most) * 100} height="4" />
		</svg>
	);
}
