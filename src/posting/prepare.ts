import type { Channel, Picture } from "../channel/port.ts";
import { standingOf } from "../domain/milestone/about-now.ts";
import { SECOND } from "../domain/plain/instant.ts";
import { type PictureOutcome, pictureBy } from "../domain/post/post.ts";
import type { Log } from "../log.ts";
import type { PostSubject } from "../template/variables.ts";
import type { CardMaker } from "./cards.ts";
import { type FenceAnswer, type FenceParts, lookAhead, passFence } from "./fence.ts";
import type { Prepared } from "./prepared.ts";
import { pauseForPerson } from "./settle-post.ts";
import { type Account, type Db, loadAccount, loadPost, type PostRow } from "./store.ts";
import { loadSubject } from "./subject.ts";
import { passesGate } from "./words.ts";

export type PrepareParts = FenceParts & {
	/** The adapter for an account; opening it decrypts its credentials. @throws where they can't be used. */
	readonly channelOf: (account: Account) => Promise<Channel>;
	/** For one HTTP call, milliseconds. */
	readonly timeoutMs: number;
	readonly log: Log;
	readonly now: () => number;
};

/** For drawing a picture and leaving it with the platform, all in all. */
const PICTURE_WITHIN_MS = 8 * SECOND;
/** How often a picture may be overtaken (another post goes first, a name was hidden) before the post goes without one. */
const MOST_ROUNDS = 3;

/**
 * Passes the fence with the picture of the post that goes next. The picture is drawn and left with the platform before, because
 * between fence and send there is no time for it: the red button waits only for the send window (invariant 7).
 */
export async function passPrepared(
	parts: PrepareParts,
	accountId: string,
): Promise<Exclude<FenceAnswer, { kind: "prepare" }>> {
	const account = await loadAccount(parts.pool, accountId);
	if (account === null) return { kind: "nothing" };
	let post = needsPictures(parts.cards, account) ? await expectedPost(parts, account) : null;
	let prepared: Prepared | null = null;
	for (let round = 0; ; round += 1) {
		if (post !== null) {
			prepared = round < MOST_ROUNDS ? await preparePost(parts, account, post) : OVERTAKEN;
			if (prepared === null) return { kind: "nothing" };
		}
		const answer = await passFence(parts, accountId, parts.now(), prepared);
		if (answer.kind !== "prepare") return answer;
		post = answer.post;
	}
}

const OVERTAKEN: Prepared = {
	kind: "bare",
	postId: null,
	reason: "The drive went on faster than its pictures could be made.",
};

function needsPictures(cards: CardMaker | null, account: Account): boolean {
	return cards !== null && pictureBy(account.platform) !== "none";
}

/** A guess without locks; the fence has the last word. */
async function expectedPost(parts: PrepareParts, account: Account): Promise<PostRow | null> {
	const { step } = await lookAhead(parts.pool, account, parts.now());
	return step.send === null ? null : loadPost(parts.pool, step.send.id);
}

/** Null: the account waits for a person now. */
async function preparePost(parts: PrepareParts, account: Account, post: PostRow): Promise<Prepared | null> {
	const { cards, pool, log } = parts;
	const bare = (reason: string): Prepared => ({ kind: "bare", postId: post.id, reason });
	if (cards === null) return bare("Pictures are switched off.");
	if (pictureBy(account.platform) === "address" && !cards.hasAddress) return bare(NO_ADDRESS);
	if (await wasRefused(pool, post.id)) return bare("The platform had refused the post with its picture.");
	const at = parts.now();
	const subject = await loadSubject(pool, post, account, at, parts.publicUrl);
	const left = await leavePicture(parts, cards, account, subject);
	switch (left.kind) {
		case "prepared": {
			const picture = { hash: left.hash, handle: left.handle };
			return { kind: "picture", postId: post.id, figures: subject.now, at, standing: standingOf(subject, at), picture };
		}
		case "without":
			log("warn", "A post goes out without its picture.", { postId: post.id, reason: left.reason });
			return bare(left.reason);
		case "out-of-credits":
		case "reconnect":
			log("warn", "An account can't take pictures before a person acts.", { postId: post.id, outcome: left.kind });
			await pauseForPerson(pool, { accountId: account.id, postId: post.id, reason: left.reason });
			return null;
		default:
			return left satisfies never;
	}
}

const NO_ADDRESS = "Facebook takes pictures from a public address only, and CARILLON_PUBLIC_URL is not set.";

type Left =
	| { readonly kind: "prepared"; readonly hash: string; readonly handle: string }
	| Exclude<PictureOutcome, { kind: "prepared" }>;

/** Never throws: a picture that can't be made or left stops no milestone. */
async function leavePicture(
	parts: PrepareParts,
	cards: CardMaker,
	account: Account,
	subject: PostSubject,
): Promise<Left> {
	const until = performance.now() + PICTURE_WITHIN_MS;
	const left = () => until - performance.now();
	try {
		const picture = await inTime(cards.make(subject, account.language), left(), "It took too long to draw.");
		if (!passesGate(picture.alt, subject)) return without("The privacy gate stopped what the picture says.");
		return await inTime(hand(parts, account, picture, left()), left(), "The platform took too long over it.");
	} catch (error) {
		return without(`The picture could not be made. ${error instanceof Error ? error.message : ""}`.trim());
	}
}

async function hand(parts: PrepareParts, account: Account, picture: Picture, withinMs: number): Promise<Left> {
	const channel = await parts.channelOf(account);
	const outcome = await channel.prepare(picture, Math.min(parts.timeoutMs, withinMs));
	return outcome.kind === "prepared" ? { ...outcome, hash: picture.hash } : outcome;
}

function without(reason: string): Left {
	return { kind: "without", reason };
}

async function inTime<T>(work: Promise<T>, ms: number, otherwise: string): Promise<T> {
	let timer: NodeJS.Timeout | undefined;
	const late = new Promise<never>((_resolve, reject) => {
		timer = setTimeout(() => reject(new Error(otherwise)), ms);
	});
	// Whatever still comes of it after that interests nobody.
	work.catch(() => undefined);
	return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

async function wasRefused(db: Db, postId: number): Promise<boolean> {
	const { rowCount } = await db.query({
		name: "was-picture-refused",
		text: "select from attempt where post_id = $1 and outcome = 'picture-refused' limit 1",
		values: [postId],
	});
	return rowCount !== 0;
}
