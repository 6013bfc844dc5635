import { Resvg } from "@resvg/resvg-js";
import satori from "satori";
import type { CardContent } from "../domain/card-content.ts";
import type { CardSize } from "./card-size.ts";
import { compose } from "./compose.ts";
import type { CardPart, Composition } from "./composition.ts";
import { cardFonts } from "./fonts.ts";

/** The picture as PNG, drawn in this thread. Processes that serve ask `renderCard`, which has a thread for it. */
export async function drawCard(content: CardContent, size: CardSize): Promise<Buffer> {
	return rasterOf(await vectorOf(compose(content, size))).asPng();
}

/** As SVG with all text as outlines. */
export function vectorOf(composition: Composition): Promise<string> {
	const { width, height, ground, parts } = composition;
	const style = { display: "flex", position: "relative", width, height, backgroundColor: ground };
	return satori(element("div", style, parts.map(drawn)), {
		width,
		height,
		fonts: cardFonts().drawn.map((font) => ({ ...font })),
		embedFont: true,
	});
}

export function rasterOf(vector: string) {
	return new Resvg(vector, { font: { loadSystemFonts: false } }).render();
}

type Style = Readonly<Record<string, string | number>>;
type Drawn = Parameters<typeof satori>[0];

/** What JSX would make of it; files with JSX can't be run by a worker thread as they are written. */
function element(type: string, style: Style, children?: unknown, more: Readonly<Record<string, unknown>> = {}): Drawn {
	return { type, key: null, props: { style, children, ...more } };
}

function drawn(part: CardPart): Drawn {
	const { x, y, width, height } = part;
	const place = { display: "flex", position: "absolute", left: x, top: y, width, height } as const;
	switch (part.kind) {
		case "text":
			return element(
				"div",
				{
					...place,
					fontFamily: cardFonts().family(part.face),
					fontSize: part.size,
					fontWeight: 400,
					lineHeight: `${height}px`,
					color: part.colour,
					whiteSpace: "pre",
				},
				part.text,
			);
		case "shape":
			return element("div", { ...place, backgroundColor: part.colour, borderRadius: part.radius });
		case "ring":
			return element("div", { ...place, borderRadius: width / 2, border: `${part.stroke}px solid ${part.colour}` });
		case "flag":
			return element("div", {
				...place,
				width: 0,
				height: 0,
				borderLeft: `${width / 2}px solid transparent`,
				borderRight: `${width / 2}px solid transparent`,
				borderTop: `${height}px solid ${part.colour}`,
			});
		case "logo":
			return element("img", { ...place, objectFit: "contain" }, undefined, { src: part.dataUrl, width, height });
		default:
			return part satisfies never;
	}
}
