import { newsOf } from "../../../domain/offer/offers.ts";
import { BigTotal } from "../total/big-total.tsx";
import { ToGo } from "../total/to-go.tsx";
import type { LayoutProps } from "./layout-props.ts";

/** A band over a video picture: total, to go, the newest thanks. Nothing else, on nothing. */
export function OverlayLayout({ drive, age }: LayoutProps) {
	const { state, words } = drive;
	const newest = state.rows[0];
	const news = newsOf(drive.offers);
	return (
		<main className="overlay-layout">
			<h1 className="unseen">{drive.campaign.name}</h1>
			<BigTotal drive={drive} />
			<ToGo drive={drive} />
			{newest && (
				<p className="newest" data-gift={newest.giftId} key={newest.giftId}>
					{words.thanks}, <bdi>{newest.name}</bdi>
				</p>
			)}
			{news && <p className="offer">{news}</p>}
			{age}
		</main>
	);
}
