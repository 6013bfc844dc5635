import { createHash } from "node:crypto";
import type { Pool } from "pg";
import { type CardContent, cardAlt } from "../domain/card/card-content.ts";
import type { CardSize } from "./card-size.ts";
import { renderCard } from "./render-card.ts";

export type KeptCard = { readonly hash: string; readonly png: Buffer; readonly alt: string };

/** Goes up with every change of how cards look: a picture kept from before is then another one. */
const LAYOUT = 1;

/** Names a picture by what it says and how it looks: forty characters, never one of them about a person. */
export function cardHash(content: CardContent, size: CardSize): string {
	return createHash("sha256")
		.update(JSON.stringify([LAYOUT, size, inOrder(content)]))
		.digest("hex")
		.slice(0, 40);
}

/** The same content says the same however it was put together. */
function inOrder(value: unknown): unknown {
	if (value === null || typeof value !== "object") return value;
	const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
	return entries.map(([key, one]) => [key, inOrder(one)]);
}

/** Being drawn in this process, by hash: whoever asks meanwhile gets the same. */
const underWay = new Map<string, Promise<KeptCard>>();

/**
 * The picture, drawn once and kept: from then on it is at `/cards/<hash>.png`, for every process.
 * @throws CardNotDrawn where it can't be drawn.
 */
export function keepCard(pool: Pool, content: CardContent, size: CardSize): Promise<KeptCard> {
	const hash = cardHash(content, size);
	const known = underWay.get(hash);
	if (known) return known;
	const keeping = findOrDraw(pool, hash, content, size).finally(() => underWay.delete(hash));
	underWay.set(hash, keeping);
	return keeping;
}

async function findOrDraw(pool: Pool, hash: string, content: CardContent, size: CardSize): Promise<KeptCard> {
	const { rows } = await pool.query<{ png: Buffer; alt: string }>(
		"update card set last_asked_at = now() where hash = $1 returning png, alt",
		[hash],
	);
	if (rows[0]) return { hash, ...rows[0] };
	const drawn = { hash, png: await renderCard(content, size), alt: cardAlt(content) };
	// Another process may have drawn it meanwhile: the same picture, so it doesn't matter whose is kept.
	await pool.query(
		"insert into card (hash, png, alt, names_giver) values ($1, $2, $3, $4) on conflict (hash) do update set last_asked_at = now()",
		[hash, drawn.png, drawn.alt, content.namesGiver],
	);
	return drawn;
}

/** A kept picture as the world asks for it; null where there is none (any more). */
export async function findCard(pool: Pool, hash: string): Promise<{ png: Buffer; namesGiver: boolean } | null> {
	const { rows } = await pool.query<{ png: Buffer; namesGiver: boolean }>(
		'select png, names_giver as "namesGiver" from card where hash = $1',
		[hash],
	);
	return rows[0] ?? null;
}
