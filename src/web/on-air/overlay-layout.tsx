import { BigTotal } from "./big-total.tsx";
import type { LayoutProps } from "./layout-props.ts";
import { ToGo } from "./to-go.tsx";

/** A band over a video picture: total, to go, the newest thanks. Nothing else, on nothing. */
export function OverlayLayout({ drive, age }: LayoutProps) {
	const { state, words } = drive;
	const newest = state.rows[0];
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
			{age}
		</main>
	);
}
