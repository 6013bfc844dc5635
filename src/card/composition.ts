import type { Face } from "./fonts.ts";

/** A rectangle in pixels of the picture. */
export type Box = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };

/** One line of text; its box is as wide as the text is measured, with a little room. */
export type TextPart = Box & {
	readonly kind: "text";
	readonly text: string;
	readonly face: Face;
	readonly size: number;
	readonly colour: string;
	/** How far the type is moved to the left, so that the first letter's ink, and not its room, stands on x. */
	readonly bearing: number;
};

/** What a picture is made of, from back to front. */
export type CardPart =
	| TextPart
	| (Box & { readonly kind: "shape"; readonly colour: string; readonly radius: number })
	| (Box & { readonly kind: "ring"; readonly colour: string; readonly stroke: number })
	| (Box & { readonly kind: "flag"; readonly colour: string })
	| (Box & { readonly kind: "logo"; readonly dataUrl: string });

export type Composition = {
	readonly width: number;
	readonly height: number;
	readonly ground: string;
	/** All that is said lies inside: platforms cut a little off the edges (1.91:1 of the wide one). */
	readonly safe: Box;
	readonly parts: readonly CardPart[];
};
