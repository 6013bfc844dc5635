/** Composed each on its own, not cropped: X and Facebook show the wide one, feeds that love squares the other. */
export type CardSize = "wide" | "square";

export const CARD_PIXELS: Readonly<Record<CardSize, { readonly width: number; readonly height: number }>> = {
	wide: { width: 1200, height: 675 },
	square: { width: 1080, height: 1080 },
};
