import { EMBED_WORDS } from "../domain/screen/embed-words.ts";
import { type PageFiles, renderDocument } from "../page/document.tsx";
import type { EmbedView } from "./embed-view.ts";
import { Thermometer } from "./thermometer.tsx";

/** The small live card that hospitals and stations put on their own pages, in a frame. */
export function widgetPage(view: EmbedView, files: PageFiles): string {
	const { campaign, language, lines, total } = view;
	const words = EMBED_WORDS[language];
	const takesGifts = campaign.state === "live";
	return renderDocument({
		language,
		title: `${campaign.name}: ${lines.total}`,
		files,
		isPrivate: true,
		head: <link rel="stylesheet" href={`/c/${campaign.slug}/look.css`} />,
		body: { "data-live": view.live, "data-language": language },
		children: (
			<main className="widget">
				<p className="drive">
					<strong>{campaign.name}</strong>
					{campaign.hospital && <span>{campaign.hospital}</span>}
				</p>
				<p className="figures">
					<span className="total" data-total={total}>
						{lines.total}
					</span>{" "}
					<span className="caption">{lines.caption}</span>
				</p>
				<Thermometer percent={lines.percent} name={words.progress} value={lines.progress} />
				<p className="to-go" data-to-go="">
					{lines.toGo}
				</p>
				<p className="offer" data-offer="" hidden={view.offer === null}>
					{view.offer}
				</p>
				{takesGifts && (
					<a className="give" href={view.give} target="_blank" rel="noopener">
						{words.give} <span className="unseen">({words.opensInNewTab})</span>
					</a>
				)}
				<p className="age" data-age="" hidden />
			</main>
		),
	});
}
