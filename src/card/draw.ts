import { Resvg } from "@resvg/resvg-js";
import satori from "satori";
import type { CardContent } from "../domain/card/card-content.ts";
import type { CardSize } from "./card-size.ts";
import { compose } from "./compose.ts";
import type { CardPart, Composition } from "./composition.ts";
import { cardFonts } from "./fonts.ts";

/** The picture as PNG, drawn in this thread. Processes that serve ask `renderCard`, which has a thread for it. */
export async function drawCard(content: CardContent, size: CardSize): Promise<Buffer> {
	return rasterOf(await vectorOf(compose(content, size))).asPng();
}

/** As SVG: satori sets the type as outlines and places the logo; the shapes, all of them behind it, are plain SVG. */
export async function vectorOf(composition: Composition): Promise<string> {
	const { width, height, ground, parts } = composition;
	const style = { display: "flex", position: "relative", width, height };
	const set = await satori(element("div", style, parts.flatMap(placed)), {
		width,
		height,
		fonts: cardFonts().drawn.map((font) => ({ ...font })),
		embedFont: true,
	});
	const shapes = [`<rect width="${width}" height="${height}" fill="${ground}"/>`, ...parts.map(shapeOf)].join("");
	return set.replace(/^<svg[^>]*>/, (opening) => `${opening}${shapes}`);
}

export function rasterOf(vector: string) {
	return new Resvg(vector, { font: { loadSystemFonts: false } }).render();
}

type Style = Readonly<Record<string, string | number>>;
type Element = Exclude<Parameters<typeof satori>[0], string | number | boolean | null | undefined>;

/** What JSX would make of it; files with JSX can't be run by a worker thread as they are written. */
function element(
	type: string,
	style: Style,
	children?: unknown,
	more: Readonly<Record<string, unknown>> = {},
): Element {
	return { type, key: null, props: { style, children, ...more } } as Element;
}

function placed(part: CardPart): Element[] {
	const { x, y, width, height } = part;
	const place = { display: "flex", position: "absolute", top: y, width, height } as const;
	if (part.kind === "logo") {
		const style = { ...place, left: x, objectFit: "contain" };
		return [element("img", style, undefined, { src: part.dataUrl, width, height })];
	}
	if (part.kind !== "text") return [];
	const style = {
		...place,
		left: x - part.bearing,
		width: width + part.bearing,
		fontFamily: cardFonts().family(part.face),
		fontSize: part.size,
		fontWeight: 400,
		lineHeight: `${height}px`,
		color: part.colour,
		whiteSpace: "pre",
	};
	return [element("div", style, part.text)];
}

function shapeOf(part: CardPart): string {
	const { x, y, width, height } = part;
	switch (part.kind) {
		case "text":
		case "logo":
			return "";
		case "shape":
			return `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="${part.radius}" fill="${part.colour}"/>`;
		case "ring": {
			const circle = `cx="${x + width / 2}" cy="${y + height / 2}" r="${width / 2}"`;
			return `<circle ${circle} fill="none" stroke="${part.colour}" stroke-width="${part.stroke}"/>`;
		}
		case "flag":
			return `<path d="M${x} ${y}h${width}l${-width / 2} ${height}z" fill="${part.colour}"/>`;
		default:
			return part satisfies never;
	}
}
