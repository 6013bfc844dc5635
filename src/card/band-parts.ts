import type { CardContent } from "../domain/card/card-content.ts";
import type { CardPalette } from "./card-palette.ts";
import type { CardPart, TextPart } from "./composition.ts";
import type { Plan } from "./plan.ts";
import { type BlockStyle, block } from "./text-block.ts";

type Means = {
	readonly plan: Plan;
	readonly palette: CardPalette;
};

export type Foot = { readonly rings: readonly CardPart[]; readonly parts: readonly CardPart[]; readonly top: number };

/** The thermometer with its words at the foot of the picture, and the rings of the bell that was struck where it stands. */
export function bandParts(content: CardContent, means: Means): Foot {
	const { plan, palette } = means;
	const words = footWords(content, means);
	const wordsTop = Math.min(plan.safe.y + plan.safe.height, ...words.map((part) => part.y));
	if (!content.band) {
		const rings = ringsAround(plan.safe.x + plan.safe.width * 0.9, plan.safe.y + plan.safe.height, palette, plan);
		return { rings, parts: words, top: wordsTop };
	}
	const { filled, notch } = content.band;
	const band = {
		x: plan.safe.x,
		y: wordsTop - Math.round(plan.gap * 0.6) - plan.band,
		width: plan.safe.width,
		height: plan.band,
	};
	const struck = band.x + band.width * (notch ?? filled);
	const radius = plan.band / 2;
	const shapes: CardPart[] = [{ kind: "shape", ...band, colour: palette.track, radius }];
	// Shorter than it is high it would be no bar but a splinter; nothing at all stays nothing.
	if (filled > 0) {
		const width = Math.max(plan.band, Math.round(band.width * filled));
		shapes.push({ kind: "shape", ...band, width, colour: palette.words, radius });
	}
	return {
		rings: ringsAround(struck, band.y + radius, palette, plan),
		parts: [...shapes, ...(notch === null ? [] : notchParts(struck, band, means)), ...words],
		top: band.y - (notch === null ? 0 : Math.round(plan.band * 0.9)),
	};
}

/** A slit through the band and a flag that stands on it: a mark by shape, not by colour. */
function notchParts(
	at: number,
	band: { x: number; y: number; width: number; height: number },
	means: Means,
): CardPart[] {
	const { palette, plan } = means;
	const slit = Math.max(4, Math.round(plan.band / 6));
	const flag = Math.round(plan.band * 0.75);
	const middle = Math.min(Math.max(at, band.x + flag / 2), band.x + band.width - flag / 2);
	const cut = Math.min(Math.max(at, band.x + plan.band / 2), band.x + band.width - plan.band / 2);
	return [
		{
			kind: "shape",
			x: cut - slit / 2,
			y: band.y,
			width: slit,
			height: band.height,
			colour: palette.ground,
			radius: 0,
		},
		{
			kind: "flag",
			x: middle - flag / 2,
			y: band.y - flag - Math.round(plan.band * 0.15),
			width: flag,
			height: flag,
			colour: palette.words,
		},
	];
}

/** Under the band: how far, of what. The hashtag stands here where the plate has no room for it. */
function footWords(content: CardContent, { plan, palette }: Means): TextPart[] {
	const { safe } = plan;
	const isSquare = safe.width < 1000;
	const style: BlockStyle = { face: "reading", sizes: plan.small, lines: 1, colour: palette.words };
	const height = Math.round(plan.small[0] * 1.16);
	let y = safe.y + safe.height - height;
	const tag = isSquare ? block(content.hashtag, safe.x, y, safe.width, style) : [];
	if (tag.length > 0) y -= height + 8;
	if (!content.band) return tag;
	const { left, right } = content.band;
	// Both in the same size: the largest at which they stand side by side, else each in its half.
	const [most, least] = plan.small;
	const room = safe.width - plan.gap;
	const widthAt = (text: string, size: number) =>
		block(text, 0, y, room, { ...style, sizes: [size, size] })[0]?.width ?? 0;
	let size = most;
	while (size > least && widthAt(left, size) + widthAt(right, size) > room) size -= 1;
	const fits = widthAt(left, size) + widthAt(right, size) <= room;
	const leftRoom = fits ? widthAt(left, size) : room / 2;
	const same: BlockStyle = { ...style, sizes: [size, size] };
	return [
		...block(left, safe.x, y, leftRoom, same),
		...block(right, safe.x + leftRoom + plan.gap, y, room - leftRoom, { ...same, alignRight: true }),
		...tag,
	];
}

/** As sound goes out from a bell: each ring further from the last, and thinner. */
function ringsAround(x: number, y: number, { ring }: CardPalette, plan: Plan): CardPart[] {
	const unit = plan.safe.width / 12;
	return [1.5, 2.8, 4.4, 6.4, 8.8].map((step, index) => {
		const radius = unit * step;
		const stroke = Math.max(4, Math.round(unit * (0.42 - index * 0.07)));
		return { kind: "ring", x: x - radius, y: y - radius, width: radius * 2, height: radius * 2, colour: ring, stroke };
	});
}
