import type { CardContent } from "../domain/card/card-content.ts";
import { bandParts } from "./band-parts.ts";
import { type CardPalette, cardPalette } from "./card-palette.ts";
import { CARD_PIXELS, type CardSize } from "./card-size.ts";
import type { CardPart, Composition } from "./composition.ts";
import { middleParts } from "./middle-parts.ts";
import { PLANS, type Plan } from "./plan.ts";
import { block } from "./text-block.ts";

/** Where everything stands. What is said is fitted by the fonts' own widths, so that nothing runs over and nothing meets. */
export function compose(content: CardContent, size: CardSize): Composition {
	const plan = PLANS[size];
	const palette = cardPalette(content.colour);
	const plate = platePart(content, plan, palette, size);
	const foot = bandParts(content, { plan, palette });
	const top = bottomOf(plate, plan.safe.y) + plan.gap;
	const room = { top, bottom: foot.top - plan.gap };
	const middle = middleParts(content, { plan, room, colour: palette.words });
	return {
		...CARD_PIXELS[size],
		ground: palette.ground,
		safe: plan.safe,
		parts: [...foot.rings, ...plate, ...middle, ...foot.parts],
	};
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
