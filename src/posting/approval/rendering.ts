import type { Instant } from "../../domain/instant.ts";
import { pictureBy } from "../../domain/post.ts";
import { opensAt } from "../../domain/post-plan.ts";
import type { PrivacyFinding } from "../../domain/privacy.ts";
import type { PostSubject } from "../../template/variables.ts";
import type { CardMaker } from "../cards.ts";
import { type Account, type Db, loadPost } from "../store.ts";
import { loadSubject } from "../subject.ts";
import type { Words } from "../words.ts";
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
	const subject = await loadSubject(db, post, account, now, parts.publicUrl);
	const rule = subject.campaign.rules.find(({ id }) => id === subject.announcement.ruleId);
	const opens = rule?.window === undefined ? now : opensAt(rule.window, subject.campaign.timeZone, now);
	// Asked as if its hours had come: people approve at night, too.
	const found = await finalWords(parts.words, db, { record, account, subject, now: opens });
	const hasPicture = pictureBy(account.platform) !== "none" && parts.cards !== null;
	const alt = hasPicture ? pictureWords(subject, account) : null;
	const picture =
		alt === null || parts.cards === null ? null : { hash: parts.cards.hashOf(subject, account.language), alt };
	const common = { subject, picture, opensAt: opens };
	if (found.kind === "words") return { ...common, text: found.text, problem: null, findings: [] };
	if (found.kind === "later")
		return { ...common, text: null, problem: "It can't go in its rule's hours.", findings: [] };
	if (found.kind === "held" && found.findings !== undefined && found.text !== undefined) {
		const isHopeless = found.findings.some(({ answerable }) => !answerable);
		const problem = isHopeless ? "The privacy gate does not let these words out. Change them, or drop the post." : null;
		return { ...common, text: found.text, problem, findings: found.findings };
	}
	const text = found.kind === "held" ? (found.text ?? null) : null;
	return { ...common, text, problem: found.reason, findings: [] };
}

/** The picture itself, for the page that shows it. */
export async function drawPicture(cards: CardMaker, subject: PostSubject, account: Account): Promise<Buffer> {
	return (await cards.make(subject, account.language)).png;
}
