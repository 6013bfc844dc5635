import type { Instant } from "../../domain/plain/instant.ts";
import { pictureBy } from "../../domain/post/post.ts";
import { opensAt } from "../../domain/post/post-plan.ts";
import type { PrivacyFinding } from "../../domain/privacy/privacy.ts";
import { storyOfPost } from "../../story/post-story.ts";
import type { PostSubject } from "../../template/variables.ts";
import type { CardMaker } from "../cards.ts";
import { type Account, type Db, loadPost } from "../store.ts";
import { loadSubject } from "../subject.ts";
import type { FoundWords, Words } from "../words.ts";
import { finalWords, pictureWords } from "./final-words.ts";
import type { HoldRecord } from "./hold-record.ts";

export type RenderParts = {
	readonly words: Words;
	/** Null: posts go out without pictures. */
	readonly cards: CardMaker | null;
	readonly publicUrl?: string;
};

/** A held post as it would look if it went now. */
export type Rendering = {
	readonly subject: PostSubject;
	/** Null where there are no words that could go. */
	readonly text: string | null;
	/** Why it can't go as it is, whoever approves it; null: it can. */
	readonly problem: string | null;
	readonly findings: readonly PrivacyFinding[];
	readonly picture: { readonly hash: string; readonly alt: string } | null;
	/** When its rule's hours let it go. */
	readonly opensAt: Instant;
};

/** @returns null where the post is gone */
export async function renderHeld(
	parts: RenderParts,
	db: Db,
	record: HoldRecord,
	account: Account,
	now: Instant,
): Promise<Rendering | null> {
	const post = await loadPost(db, record.postId);
	if (post === null) return null;
	const story = await storyOfPost(db, post, account.platform, now);
	const storyWords = story?.kind === "may" ? story.words : [];
	const subject = { ...(await loadSubject(db, post, account, now, parts.publicUrl)), storyWords };
	const rule = subject.campaign.rules.find(({ id }) => id === subject.announcement.ruleId);
	const opens = rule?.window === undefined ? now : opensAt(rule.window, subject.campaign.timeZone, now);
	// Asked as if its hours had come: people approve at night, too.
	const found = await finalWords(parts.words, db, { record, account, subject, now: opens });
	const common = { subject, picture: pictureOf(parts, subject, account), opensAt: opens };
	if (story?.kind === "may-not") return { ...common, text: textOf(found), problem: story.why, findings: [] };
	if (found.kind === "words") return { ...common, text: found.text, problem: null, findings: [] };
	if (found.kind === "later")
		return { ...common, text: null, problem: "It can't go in its rule's hours.", findings: [] };
	if (found.kind === "held" && found.findings !== undefined && found.text !== undefined) {
		const isHopeless = found.findings.some(({ answerable }) => !answerable);
		const problem = isHopeless ? "The privacy gate does not let these words out. Change them, or drop the post." : null;
		return { ...common, text: found.text, problem, findings: found.findings };
	}
	return { ...common, text: textOf(found), problem: found.reason, findings: [] };
}

function textOf(found: FoundWords): string | null {
	return found.kind === "words" || found.kind === "held" ? (found.text ?? null) : null;
}

/** None where it would go without: the host's screen, or a Page that can't fetch one from us. */
function pictureOf({ cards }: RenderParts, subject: PostSubject, account: Account): Rendering["picture"] {
	const by = pictureBy(account.platform);
	if (cards === null || by === "none" || (by === "address" && !cards.hasAddress)) return null;
	return { hash: cards.hashOf(subject, account.language), alt: pictureWords(subject, account) };
}

/** The picture itself, for the page that shows it. */
export async function drawPicture(cards: CardMaker, subject: PostSubject, account: Account): Promise<Buffer> {
	return (await cards.make(subject, account.language)).png;
}
