import { EMBED_WORDS } from "../domain/screen/embed-words.ts";
import { type PageFiles, renderDocument } from "../page/document.tsx";
import type { EmbedView } from "./embed-view.ts";
import { Thermometer } from "./thermometer.tsx";

export const OVERLAY_PLACES = ["bottom", "top"] as const;
export type OverlayPlace = (typeof OVERLAY_PLACES)[number];

/** A band over a video picture: everything around it is transparent. */
export function overlayPage(view: EmbedView, place: OverlayPlace, files: PageFiles): string {
	const { campaign, language, lines, total, latest } = view;
	const words = EMBED_WORDS[language];
	return renderDocument({
		language,
		title: campaign.name,
		files,
		isPrivate: true,
		head: <link rel="stylesheet" href={`/c/${campaign.slug}/look.css`} />,
		body: { "data-live": view.live, "data-language": language, "data-place": place },
		children: (
			<main className="band">
				<p className="drive">
					<strong>{campaign.shortName}</strong>
					{campaign.hospital && <span>{campaign.hospital}</span>}
				</p>
				<div className="middle">
					<p className="figures">
						<span className="total" data-total={total}>
							{lines.total}
						</span>{" "}
						<span className="to-go" data-to-go="">
							{lines.toGo}
						</span>
					</p>
					<Thermometer percent={lines.percent} name={words.progress} value={lines.progress} />
				</div>
				<p className="thanks">
					<span className="label">{words.thankYou}</span>
					<span data-thanks="">{latest[0]?.name ?? ""}</span>
				</p>
				<p className="offer" data-offer="" hidden={view.offer === null}>
					{view.offer}
				</p>
				<p className="ring" data-ring="" role="status" />
				<p className="age" data-age="" hidden />
			</main>
		),
	});
}
