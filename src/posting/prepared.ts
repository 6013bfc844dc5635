import type { PreparedPicture } from "../channel/port.ts";
import type { Figures } from "../domain/counting/figures.ts";
import { type AboutStanding, withStanding } from "../domain/milestone/about-now.ts";
import { type Instant, SECOND } from "../domain/plain/instant.ts";
import { pictureBy } from "../domain/post/post.ts";
import type { PostSubject } from "../template/variables.ts";
import type { CardMaker } from "./cards.ts";
import type { Account, PostRow } from "./store.ts";

/** What was got ready before the fence, for the post that was to be expected there. */
export type Prepared =
	| {
			readonly kind: "picture";
			readonly postId: number;
			/** The drive's figures as they stand on the picture, and of when they are. */
			readonly figures: Figures;
			readonly at: Instant;
			/** As the match or power hour it is about stands on it. */
			readonly standing: AboutStanding;
			readonly picture: PreparedPicture;
	  }
	/** No picture: `reason` says why. `null` speaks for whichever post it will be. */
	| { readonly kind: "bare"; readonly postId: number | null; readonly reason: string };

/** What the text is rendered from, and the picture that says the same. */
export type Fitted = {
	readonly subject: PostSubject;
	readonly picture: PreparedPicture | null;
	/** Why there is none although the platform takes them; null where there is one, or none was to be. */
	readonly pictureReason: string | null;
};

/** Figures older than this are not said any more: the picture is made anew. */
export const FRESH_MS = 10 * SECOND;

/** @param fresh the post's subject as it is now, consent included; null: the picture has to be made (again) first */
export function fitPicture(
	cards: CardMaker | null,
	prepared: Prepared | null,
	chosen: { readonly post: PostRow; readonly account: Account; readonly now: Instant },
	fresh: PostSubject,
): Fitted | null {
	const { post, account, now } = chosen;
	if (cards === null || pictureBy(account.platform) === "none")
		return { subject: fresh, picture: null, pictureReason: null };
	if (prepared === null) return null;
	if (prepared.kind === "bare") {
		const isItsOwn = prepared.postId === null || prepared.postId === post.id;
		return isItsOwn ? { subject: fresh, picture: null, pictureReason: prepared.reason } : null;
	}
	if (prepared.postId !== post.id || now - prepared.at > FRESH_MS) return null;
	const { figures, at, standing, picture } = prepared;
	// With the picture's figures and everything else as it is now: a giver who has hidden their name since, or a drive with
	// another name, would make another picture.
	const subject = withStanding({ ...fresh, now: figures, at }, standing);
	// A match that was spent meanwhile has nothing left, whatever its picture says.
	if (subject.match?.state !== fresh.match?.state || subject.powerHour?.state !== fresh.powerHour?.state) return null;
	return cards.hashOf(subject, account.language) === picture.hash ? { subject, picture, pictureReason: null } : null;
}
