import { addressIn, type PageView } from "./page-view.ts";

/** Plain links: nothing of X, Facebook or WhatsApp is loaded before somebody presses one. */
export function Share({ view }: { readonly view: PageView }) {
	const { campaign, language, lines, words } = view;
	const { hospital, name, hashtag } = campaign;
	const here = addressIn(view, language);
	const whom = hospital || name;
	const text = lines.stage === "before" ? words.shareTextBefore(whom) : words.shareText(lines.total, whom);
	const tagged = hashtag ? `${text} #${hashtag}` : text;
	const links = [
		["X", "https://x.com/intent/post", { text: tagged, url: here }],
		["Facebook", "https://www.facebook.com/sharer/sharer.php", { u: here }],
		["WhatsApp", "https://wa.me/", { text: `${text} ${here}` }],
	] as const;
	return (
		<section className="share" id="share" aria-labelledby="share-title" tabIndex={-1}>
			<div>
				<h2 id="share-title">{words.share}</h2>
				<p className="note">{words.shareHint}</p>
			</div>
			<ul>
				{links.map(([label, site, query]) => (
					<li key={label}>
						<a href={`${site}?${queryOf(query)}`} target="_blank" rel="noopener noreferrer">
							{label} <span className="unseen">({words.newTab})</span>
						</a>
					</li>
				))}
				<li>
					<a href={`mailto:?${queryOf({ subject: name, body: `${text}\n${here}` })}`}>{words.email}</a>
				</li>
				<li>
					<button type="button" id="copy" data-address={here} hidden>
						{words.copy}
					</button>
				</li>
			</ul>
			<p className="copied" id="copied" role="status" />
		</section>
	);
}

/** Percent signs for spaces: mail programs show a plus as it is. */
function queryOf(query: Readonly<Record<string, string>>): string {
	return Object.entries(query)
		.map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
		.join("&");
}
