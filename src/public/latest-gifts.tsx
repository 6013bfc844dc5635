import { shownName, timeOfDay } from "../domain/screen/public-lines.ts";
import type { GiftRow } from "../domain/screen/ticker.ts";
import type { PageView } from "./page-view.ts";

/** As many as the list shows. src/web/public keeps to the same number, and the place for them is kept free from the start. */
export const SHOWN_GIFTS = 6;

/** The gifts as their givers agreed to be shown. */
export function LatestGifts({ view }: { readonly view: PageView }) {
	const { snapshot, words } = view;
	const rows = snapshot.latest.slice(0, SHOWN_GIFTS);
	return (
		<section className="latest" aria-labelledby="latest-title">
			<h2 id="latest-title">{words.latest}</h2>
			<div className="gifts-room">
				<p className="none" id="no-gifts" hidden={rows.length > 0}>
					{words.noGifts}
				</p>
				<ol id="gifts">
					{rows.map((row) => (
						<Gift key={row.giftId} row={row} view={view} />
					))}
				</ol>
			</div>
		</section>
	);
}

function Gift({ row, view }: { readonly row: GiftRow; readonly view: PageView }) {
	const { campaign, language, words, money } = view;
	return (
		<li data-gift={row.giftId}>
			<span className="name" data-may-cut="">
				<bdi>{shownName(row, language)}</bdi>
			</span>
			<span className="amount">{row.amount === null ? "" : money(row.amount)}</span>
			<span className="more">
				{row.monthly && <span className="monthly">{words.monthly}</span>}
				<time dateTime={new Date(row.at).toISOString()}>{timeOfDay(row.at, campaign.timeZone, language)}</time>
			</span>
		</li>
	);
}
