import type pg from "pg";
import { cardHash, keepCard } from "../card/keep-card.ts";
import type { Picture } from "../channel/port.ts";
import { milestoneCard } from "../domain/card/card-content.ts";
import type { Language } from "../domain/plain/language.ts";
import type { PostSubject } from "../template/variables.ts";

/** Makes the pictures of posts. */
export type CardMaker = {
	/** False: no platform can fetch a picture from us. */
	readonly hasAddress: boolean;
	/** Names the picture that says this: the same words and figures, the same hash. Quick, and asks nobody. */
	hashOf(subject: PostSubject, language: Language): string;
	/** @throws where it can't be drawn or kept */
	make(subject: PostSubject, language: Language): Promise<Picture>;
};

/** Both X and Facebook show the wide one whole. */
const SIZE = "wide";

/** @param publicUrl where the world reaches us, without a slash at the end */
export function cardsFrom(pool: pg.Pool, publicUrl: string | undefined): CardMaker {
	return {
		hasAddress: publicUrl !== undefined,
		hashOf: (subject, language) => cardHash(milestoneCard(subject, language), SIZE),
		async make(subject, language) {
			const { hash, png, alt } = await keepCard(pool, milestoneCard(subject, language), SIZE);
			return { hash, png, alt, url: publicUrl === undefined ? null : `${publicUrl}/cards/${hash}.png` };
		},
	};
}
