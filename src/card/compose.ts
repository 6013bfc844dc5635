import type { CardContent } from "../domain/card-content.ts";
import { bandParts } from "./band-parts.ts";
import { type CardPalette, cardPalette } from "./card-palette.ts";
import { CARD_PIXELS, type CardSize } from "./card-size.ts";
import type { Box, CardPart, Composition, TextPart } from "./composition.ts";
import { type Fitting, fitText } from "./fit-text.ts";
import { cardFonts, type Face } from "./fonts.ts";
import { middleParts } from "./middle-parts.ts";

/** The measures of a size, in pixels. Type sizes are the largest and the smallest. */
export type Plan = {
	readonly safe: Box;
	readonly figure: readonly [number, number];
	/** A figure no wider than this share has its words beside it and takes their height, too. */
	readonly beside: number;
	readonly line: readonly [number, number];
	readonly lineLines: number;
	readonly hospital: readonly [number, number];
	readonly hospitalLines: number;
	readonly drive: readonly [number, number];
	readonly small: readonly [number, number];
	readonly band: number;
	readonly logo: number;
	readonly gap: number;
};

const PLANS: Readonly<Record<CardSize, Plan>> = {
	wide: {
		safe: { x: 64, y: 56, width: 1072, height: 563 },
		figure: [400, 60],
		beside: 0.56,
		line: [60, 34],
		lineLines: 2,
		hospital: [40, 24],
		hospitalLines: 2,
		drive: [28, 20],
		small: [30, 18],
		band: 30,
		logo: 92,
		gap: 24,
	},
	square: {
		safe: { x: 72, y: 72, width: 936, height: 936 },
		figure: [560, 56],
		beside: 0,
		line: [92, 40],
		lineLines: 3,
		hospital: [52, 28],
		hospitalLines: 3,
		drive: [34, 24],
		small: [36, 20],
		band: 44,
		logo: 120,
		gap: 36,
	},
};

const TEXT_LINE = 1.16;

/** Where everything stands. What is said is fitted by the fonts' own widths, so that nothing runs over and nothing meets. */
export function compose(content: CardContent, size: CardSize): Composition {
	const plan = PLANS[size];
	const palette = cardPalette(content.colour);
	const plate = platePart(content, plan, palette, size);
	const foot = bandParts(content, { plan, palette, block });
	const top = bottomOf(plate, plan.safe.y) + plan.gap;
	const room = { top, bottom: foot.top - plan.gap };
	const middle = middleParts(content, { plan, room, colour: palette.words, block });
	return {
		...CARD_PIXELS[size],
		ground: palette.ground,
		safe: plan.safe,
		parts: [...foot.rings, ...plate, ...middle, ...foot.parts],
	};
}

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

/** The hospital's name (beside its logo where there is one), under it the drive's; the hashtag opposite, where there is room for it. */
function platePart(content: CardContent, plan: Plan, { words }: CardPalette, size: CardSize): CardPart[] {
	const { safe } = plan;
	const tag =
		size === "wide"
			? block(content.hashtag, safe.x + safe.width - 330, safe.y + 6, 330, {
					face: "reading",
					sizes: [plan.small[0], plan.small[1]],
					lines: 1,
					colour: words,
					alignRight: true,
				})
			: [];
	const logo = content.logo ? plan.logo + plan.gap : 0;
	const x = safe.x + logo;
	const width = safe.width - logo - (tag.length > 0 ? Math.max(...tag.map((one) => one.width)) + plan.gap * 2 : 0);
	const hospital = block(content.hospital, x, safe.y, width, {
		face: "display",
		sizes: plan.hospital,
		lines: plan.hospitalLines,
		colour: words,
	});
	const drive = block(content.drive, x, bottomOf(hospital, safe.y - 4) + 4, width, {
		face: "reading",
		sizes: plan.drive,
		lines: 1,
		colour: words,
	});
	return [...logoParts(content, plan), ...hospital, ...drive, ...tag];
}

function logoParts({ logo }: CardContent, { safe, logo: side }: Plan): CardPart[] {
	if (!logo) return [];
	const plate = { x: safe.x, y: safe.y, width: side, height: side };
	const inset = Math.round(side * 0.1);
	const inner = { x: plate.x + inset, y: plate.y + inset, width: side - inset * 2, height: side - inset * 2 };
	return [
		{ kind: "shape", ...plate, colour: "#ffffff", radius: 14 },
		{ kind: "logo", ...inner, dataUrl: logo.dataUrl },
	];
}

function bottomOf(parts: readonly CardPart[], otherwise: number): number {
	return Math.max(otherwise, ...parts.map((part) => part.y + part.height));
}
