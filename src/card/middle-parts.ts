import type { CardContent } from "../domain/card/card-content.ts";
import type { TextPart } from "./composition.ts";
import type { Plan } from "./plan.ts";
import { type BlockStyle, block } from "./text-block.ts";

type Means = {
	readonly plan: Plan;
	/** Between the plate and the band. */
	readonly room: { readonly top: number; readonly bottom: number };
	readonly colour: string;
};

/** Digits have no tails: their line is lower than their size. */
const FIGURE_LINE = 0.9;
/** From the top of a line to its foot, in shares of the size, as the display face draws it. */
const FIGURE_FOOT = 0.78;
const WORDS_FOOT = 0.91;

/** The figure as large as the room lets it be, and the line it goes on with: under it, or beside one of a few characters. */
export function middleParts(content: CardContent, means: Means): TextPart[] {
	const { plan, room } = means;
	const tall = figure(content, means, room.bottom - room.top);
	const isNarrow = (tall[0]?.width ?? 0) <= plan.safe.width * plan.beside;
	return (isNarrow ? beside(content, means, tall) : null) ?? under(content, means);
}

function figure({ figure }: CardContent, { plan, room, colour }: Means, height: number): TextPart[] {
	const most = Math.min(plan.figure[0], Math.floor(height / FIGURE_LINE));
	const style: BlockStyle = {
		face: "display",
		sizes: [Math.max(most, plan.figure[1]), plan.figure[1]],
		lines: 1,
		colour,
		lineHeight: FIGURE_LINE,
	};
	return block(figure, plan.safe.x, room.top, plan.safe.width, style);
}

/** Both on one foot. Null where the words would be higher than the figure. */
function beside({ line }: CardContent, { plan, room, colour }: Means, tall: TextPart[]): TextPart[] | null {
	const [big] = tall;
	if (!big) return null;
	const x = big.x + big.width + plan.gap;
	const words = block(line, x, 0, plan.safe.x + plan.safe.width - x, {
		face: "display",
		sizes: [plan.line[0] * 1.4, plan.line[0] * 0.8],
		lines: 3,
		colour,
	});
	const height = heightOf(words);
	const size = words[0]?.size ?? 0;
	if (words.some((one) => one.text.endsWith("…"))) return null;
	const lift = Math.round(size * WORDS_FOOT) + height - (words[0]?.height ?? 0);
	const start = room.top + Math.floor((room.bottom - room.top - big.height) / 2);
	const from = start + Math.round(big.size * FIGURE_FOOT) - lift;
	if (from < start) return null;
	return [...tall.map((one) => moved(one, start - one.y)), ...words.map((one) => moved(one, from))];
}

function under(content: CardContent, means: Means): TextPart[] {
	const { plan, room, colour } = means;
	const words = block(content.line, plan.safe.x, 0, plan.safe.width, {
		face: "display",
		sizes: plan.line,
		lines: plan.lineLines,
		colour,
	});
	const between = Math.round(plan.gap * 0.4);
	const height = heightOf(words);
	const big = figure(content, means, room.bottom - room.top - between - height);
	const used = heightOf(big) + between + height;
	const start = Math.max(0, Math.floor((room.bottom - room.top - used) / 2));
	return [
		...big.map((one) => moved(one, start)),
		...words.map((one) => moved(one, room.top + start + heightOf(big) + between)),
	];
}

function moved(part: TextPart, by: number): TextPart {
	return { ...part, y: part.y + by };
}

function heightOf(parts: readonly TextPart[]): number {
	return parts.reduce((height, part) => height + part.height, 0);
}
