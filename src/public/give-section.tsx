import type { ReactNode } from "react";
import type { PageView } from "./page-view.ts";
import { WaysToGive } from "./ways-to-give.tsx";

/** Where giving happens: the form, where there is one, and beside it every other way. */
export function GiveSection({ view, form }: { readonly view: PageView; readonly form: ReactNode }) {
	const { lines, words, campaign } = view;
	if (lines.stage === "over") return <Over view={view} />;
	const hasOther = Boolean(campaign.phone || campaign.textCode || campaign.donateUrl);
	return (
		<section className="give" id="give" aria-labelledby="give-title" tabIndex={-1}>
			<div className="give-main">
				<h2 id="give-title">{form ? words.giveTitle : words.howToGive}</h2>
				{form ?? <p className="note">{hasOther ? words.notGiving : words.notGivingAtAll}</p>}
			</div>
			<WaysToGive view={view} isOnly={!form} />
		</section>
	);
}

function Over({ view: { words, campaign } }: { readonly view: PageView }) {
	return (
		<section className="give is-over" aria-labelledby="over-title">
			<div className="give-main">
				<h2 id="over-title">{words.overTitle}</h2>
				<p className="note">{words.over}</p>
				{campaign.phone && (
					<p className="note">
						{words.overAsk} <a href={`tel:${campaign.phone.replace(/[^\d+]/g, "")}`}>{campaign.phone}</a>
					</p>
				)}
			</div>
		</section>
	);
}
