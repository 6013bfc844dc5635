import { fromOklch, type Srgb, toLinear, toOklch } from "./oklch.ts";

/** Colours are "#rrggbb" throughout. The two grounds of light pages, as in src/web/look/theme.css. */
export const PAPER = "#fbf8f1";
export const INK = "#10272c";
export const WHITE = "#ffffff";
const BLACK = "#000000";

/** WCAG 2.2: 1.4.3 for text, 1.4.11 for what else has to be seen. */
export const TEXT_RATIO = 4.5;
export const GRAPHIC_RATIO = 3;

/** What a campaign's own colour becomes on paper or on white, so that all of it can be read. */
export type CampaignPalette = {
	/** A button's ground: seen on paper, and read on by `onButton`. */
	readonly button: string;
	readonly onButton: string;
	/** The button under a pointer: further away from `onButton`. */
	readonly buttonHover: string;
	/** Progress, borders, figures of size. */
	readonly fill: string;
	/** Words in the campaign's colour, on paper, on white and on `wash`. */
	readonly text: string;
	/** Paper with a breath of the colour. Ink reads on it. */
	readonly wash: string;
};

/** Null where the text is no "#rrggbb". */
export function parseColour(text: string): Srgb | null {
	const match = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(text.trim());
	if (!match) return null;
	const channel = (hex = "") => Number.parseInt(hex, 16) / 255;
	return [channel(match[1]), channel(match[2]), channel(match[3])];
}

/** WCAG's relative luminance, 0 for black to 1 for white. */
export function luminance(colour: string): number {
	const [red, green, blue] = known(colour);
	return 0.2126 * toLinear(red) + 0.7152 * toLinear(green) + 0.0722 * toLinear(blue);
}

/** WCAG's contrast ratio, 1 to 21, whichever of the two is the lighter. */
export function contrast(one: string, other: string): number {
	const [a, b] = [luminance(one), luminance(other)];
	return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

/**
 * The colour made darker or lighter, by as little as it takes, until it stands out from `ground` by `ratio`. One that does already
 * stays as it is; where no lightness is enough (above 4.58 on some greys), black or white, whichever is better.
 */
export function readableOn(colour: string, ground: string, ratio: number): string {
	if (contrast(colour, ground) >= ratio) return colour;
	const own = toOklch(known(colour));
	for (let moved = STEP; moved <= 1; moved += STEP) {
		const found = [own.light - moved, own.light + moved]
			.filter((light) => light >= 0 && light <= 1)
			.map((light) => hexOf(fromOklch({ ...own, light })))
			.find((one) => contrast(one, ground) >= ratio);
		if (found !== undefined) return found;
	}
	return contrast(BLACK, ground) >= contrast(WHITE, ground) ? BLACK : WHITE;
}

const STEP = 1 / 256;

/** Between the two, in light as a screen mixes it: 0 is all `from`, 1 is all `to`. */
export function mixed(from: string, to: string, share: number): string {
	const [a, b] = [known(from), known(to)];
	const between = (x: number, y: number) => x + (y - x) * share;
	return hexOf([between(a[0], b[0]), between(a[1], b[1]), between(a[2], b[2])]);
}

/** Everything a page needs of the campaign's colour, each part at least as readable as WCAG 2.2 AA asks. */
export function campaignPalette(colour: string): CampaignPalette {
	const seen = readableOn(parseColour(colour) ? colour : INK, PAPER, GRAPHIC_RATIO);
	const button = contrast(seen, INK) >= TEXT_RATIO ? seen : readableOn(seen, WHITE, TEXT_RATIO);
	const onButton = contrast(button, WHITE) >= TEXT_RATIO ? WHITE : INK;
	const wash = mixed(PAPER, seen, 0.09);
	return {
		button,
		onButton,
		buttonHover: mixed(button, onButton === WHITE ? BLACK : WHITE, 0.14),
		fill: seen,
		text: readableOn(seen, wash, TEXT_RATIO),
		wash,
	};
}

function known(colour: string): Srgb {
	const parsed = parseColour(colour);
	if (!parsed) throw new RangeError(`"${colour}" is no colour: write it like "#c8912e".`);
	return parsed;
}

function hexOf(colour: Srgb): string {
	const hex = (channel: number) =>
		Math.round(channel * 255)
			.toString(16)
			.padStart(2, "0");
	return `#${colour.map(hex).join("")}`;
}
