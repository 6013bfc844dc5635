import {
	contrast,
	GRAPHIC_RATIO,
	INK,
	luminance,
	mixed,
	parseColour,
	readableOn,
	TEXT_RATIO,
	WHITE,
} from "../domain/plain/colour.ts";

/** A poster's few colours: the campaign's own as the ground, and one that reads on it. */
export type CardPalette = {
	readonly ground: string;
	readonly words: string;
	/** The part of the band still to go. The filled part is in the colour of the words. */
	readonly track: string;
	/** The sound of the bell, hardly seen; never closer to the words than the ground is. */
	readonly ring: string;
};

export function cardPalette(colour: string): CardPalette {
	const own = parseColour(colour) ? colour.trim() : INK;
	const onInk = contrast(own, INK) >= TEXT_RATIO;
	const ground = onInk ? own : readableOn(own, WHITE, TEXT_RATIO);
	const words = contrast(ground, INK) >= TEXT_RATIO ? INK : WHITE;
	const away = words === WHITE ? "#000000" : "#ffffff";
	// White ground can't get any lighter: there the rings lean to the words, by so little that the words keep their contrast.
	const ring = luminance(ground) > 0.8 ? mixed(ground, words, 0.05) : mixed(ground, away, words === WHITE ? 0.14 : 0.2);
	return { ground, words, track: trackOn(ground, words), ring };
}

/** As clear as it may be while the filled part stands out from it. */
function trackOn(ground: string, words: string): string {
	for (let share = 0.34; share > 0.1; share -= 0.02) {
		const track = mixed(ground, words, share);
		if (contrast(track, words) >= GRAPHIC_RATIO) return track;
	}
	return mixed(ground, words, 0.1);
}
