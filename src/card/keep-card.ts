import { createHash } from "node:crypto";
import type { Pool } from "pg";
import { type CardContent, cardAlt } from "../domain/card-content.ts";
import type { CardSize } from "./card-size.ts";
import { renderCard } from "./render-card.ts";

export type KeptCard = { readonly hash: string; readonly png: Buffer; readonly alt: string };

/** Goes up with every change of how cards look. */
const LAYOUT = 1;

/** Names a picture by what it says and how it looks. */
export function cardHash(content: CardContent, size: CardSize): string {
	return createHash("sha256")
		.update(JSON.stringify([LAYOUT, size, content]))
		.digest("hex")
		.slice(0, 40);
}

/** The picture under its public address: `/cards/<hash>.png`. */
export async function keepCard(_pool: Pool, content: CardContent, size: CardSize): Promise<KeptCard> {
	return { hash: cardHash(content, size), png: await renderCard(content, size), alt: cardAlt(content) };
}
