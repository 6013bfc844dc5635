import { inLanguage } from "../domain/drive/campaign-page.ts";
import type { PageView } from "./page-view.ts";

/** What an amount does. With a form on the page, each leads to it with that amount chosen. */
export function Impact({ view, isGiving }: { readonly view: PageView; readonly isGiving: boolean }) {
	const { campaign, language, words, money } = view;
	const { impact, onceAmounts } = campaign.page;
	if (impact.length === 0) return null;
	return (
		<section className="impact" aria-labelledby="impact-title">
			<h2 id="impact-title">{words.impact}</h2>
			<ul>
				{impact.map(({ amount, text }) => (
					<li key={amount}>
						{isGiving && onceAmounts.includes(amount) ? (
							<a className="sum" href={`?lang=${language}&once=${amount}#give`} data-once={amount}>
								{money(amount)}
							</a>
						) : (
							<span className="sum">{money(amount)}</span>
						)}
						<p>{inLanguage(text, language)}</p>
					</li>
				))}
			</ul>
		</section>
	);
}

export function Partners({ view: { campaign, words } }: { readonly view: PageView }) {
	const { partners } = campaign.page;
	const all = [...campaign.stations.map((station) => station.name), ...partners];
	if (all.length === 0) return null;
	return (
		<section className="partners" aria-labelledby="partners-title">
			<h2 id="partners-title">{words.partners}</h2>
			<ul>
				{all.map((name) => (
					<li key={name}>{name}</li>
				))}
			</ul>
		</section>
	);
}
