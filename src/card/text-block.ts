import type { TextPart } from "./composition.ts";
import { type Fitting, fitText } from "./fit-text.ts";
import { cardFonts, type Face } from "./fonts.ts";

/** A line of text takes so much of its size. */
const TEXT_LINE = 1.16;

export type BlockStyle = {
	readonly face: Face;
	readonly sizes: readonly [number, number];
	readonly lines: number;
	readonly colour: string;
	readonly lineHeight?: number;
	readonly alignRight?: boolean;
};

/** Text from (x, y) down, as large as it goes in `width`. */
export function block(text: string, x: number, y: number, width: number, style: BlockStyle): TextPart[] {
	const fonts = cardFonts();
	const room = (one: string, size: number) => Math.ceil(fonts.widthOf(one, style.face, size) * 1.01) + 2;
	const [most, least] = style.sizes;
	const fitting: Fitting = { width, most, least, lines: style.lines };
	const fitted = fitText(text, fitting, room);
	const height = Math.round(fitted.size * (style.lineHeight ?? TEXT_LINE));
	return fitted.lines.map((line, index) => {
		const own = room(line, fitted.size);
		const bearing = style.alignRight ? 0 : fonts.bearingOf(line, style.face, fitted.size);
		return {
			kind: "text",
			text: line,
			x: style.alignRight ? x + width - own : x,
			y: y + index * height,
			width: own,
			height,
			face: style.face,
			size: fitted.size,
			colour: style.colour,
			bearing,
		};
	});
}
