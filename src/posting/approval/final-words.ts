import { cardAlt, milestoneCard } from "../../domain/card/card-content.ts";
import { whyNoNews } from "../../domain/milestone/about-now.ts";
import type { Instant } from "../../domain/plain/instant.ts";
import { unanswered } from "../../domain/post/approval.ts";
import { figuresOfNow, stillSays, type WrittenFigures } from "../../domain/post/approved-words.ts";
import { maxLength } from "../../domain/post/post-text.ts";
import { type PostSubject, variablesFor } from "../../template/variables.ts";
import { isValidForX, textLength } from "../../template/weighted-length.ts";
import { mayCarryLink } from "../link-policy.ts";
import type { Account, Db } from "../store.ts";
import { type FoundWords, gated, type Words, windowOpensAt } from "../words.ts";
import { carriesLink } from "../x-use.ts";
import type { Edit, HoldRecord } from "./hold-record.ts";

export type ToSay = {
	readonly record: HoldRecord;
	readonly account: Account;
	readonly subject: PostSubject;
	readonly now: Instant;
};

/** A post's words as they would go out: a person's own where there are any, else the template's; past the gate or not. */
export async function finalWords(words: Words, db: Db, to: ToSay): Promise<FoundWords> {
	const { record, account, subject, now } = to;
	if (record.edit !== null) return ownWords(db, record.edit, to);
	const approved = record.standing.at(-1)?.text;
	const prefers = approved === undefined ? undefined : (text: string) => stillSays(approved, text) !== "words-changed";
	return words(db, account, subject, now, prefers);
}

async function ownWords(db: Db, edit: Edit, { account, subject, now }: ToSay): Promise<FoundWords> {
	const until = windowOpensAt(subject, now);
	if (until > now) return { kind: "later", until };
	const old = whyNoNews(subject.announcement.kind, subject);
	if (old !== null) return { kind: "expired", reason: old };
	const leave = await mayCarryLink(db, account, subject.announcement);
	if (!leave.mayPost) return { kind: "cancelled", reason: leave.why };
	const { giver } = edit.figures;
	if (giver !== null && giver !== subject.giverName && edit.text.includes(giver)) {
		return { kind: "held", reason: "The giver's name stands in its words, and they don't want it shown any more." };
	}
	const text = figuresOfNow(edit.text, {
		from: edit.from,
		before: edit.figures.written,
		now: writtenFigures(subject, account),
	});
	const unfit = await whyUnfit(db, account, text, leave.mayLink ? null : leave.why);
	return unfit === null ? gated(text, subject) : { kind: "held", reason: unfit, text };
}

/** Why these words can't go out on this account, whatever the gate says; null: they can. */
export async function whyUnfit(
	db: Db,
	account: Account,
	text: string,
	noLinkBecause: string | null,
): Promise<string | null> {
	const { platform } = account;
	if (text.trim() === "") return "There are no words left. Write some, or drop the post.";
	const length = textLength(platform, text);
	const most = maxLength(platform);
	if (length > most) return `It is ${length - most} characters too long: ${length} of ${most}.`;
	if (platform === "x" && !isValidForX(text)) return "It holds a character that X does not take.";
	if (noLinkBecause !== null && carriesLink(text)) return `It holds a link. ${noLinkBecause} Take the link out.`;
	const { rowCount } = await db.query(
		`select from post p join channel_account c on c.id = p.account_id
		 where p.campaign_id = $1 and c.platform = $2 and c.platform in ('x', 'facebook') and p.text = $3
		   and p.state in ('published', 'sending', 'unconfirmed') limit 1`,
		[account.campaignId, platform, text],
	);
	return rowCount === 0 ? null : "The same words have gone out before, and platforms forbid that. Change a word.";
}

const MOVING = [
	"total",
	"to_go",
	"percent_of_goal",
	"gifts",
	"donors",
	"monthly_donors",
	"this_hour",
	"time_left",
	...(["match_matched", "match_left", "match_percent", "match_time_left"] as const),
	...(["power_hour_counted", "power_hour_to_go", "power_hour_percent", "power_hour_time_left"] as const),
] as const;

/** The figures that go on moving, as they are written on this account now. */
export function writtenFigures(subject: PostSubject, account: Account): WrittenFigures {
	const values = variablesFor(subject, account.language, account.platform);
	return Object.fromEntries(MOVING.map((name) => [name, String(values[name] ?? "")]));
}

/** What the post's picture says. */
export function pictureWords(subject: PostSubject, account: Account): string {
	return cardAlt(milestoneCard(subject, account.language));
}

export type SendWords = FoundWords | { readonly kind: "look-again"; readonly why: string };

/**
 * At the fence: the words, where they are still what was approved by as many people as it takes, and every finding of the gate was
 * answered for by all of them. Else people look again.
 */
export async function wordsAtSend(words: Words, db: Db, to: ToSay, hasPicture: boolean): Promise<SendWords> {
	const { record, subject, account } = to;
	const found = await finalWords(words, db, to);
	if (record.approvers === 0) return found;
	const people = new Set(record.standing.map(({ staffId }) => staffId));
	if (people.size < record.approvers)
		return { kind: "look-again", why: "It needs somebody's approval before it goes." };
	const said = answeredFor(found, record);
	if (said.kind !== "words") return said;
	const picture = hasPicture ? pictureWords(subject, account) : null;
	for (const { text, pictureAlt, by } of record.standing) {
		const verdict = stillSays(text, said.text);
		if (verdict === "words-changed") return { kind: "look-again", why: `Its words changed since ${by} approved it.` };
		const isSamePicture = picture === null || pictureAlt === null || stillSays(pictureAlt, picture) === "yes";
		if (verdict === "figures-moved" || !isSamePicture)
			return { kind: "look-again", why: `Its numbers moved since ${by} approved it.` };
	}
	return said;
}

function answeredFor(found: FoundWords, record: HoldRecord): FoundWords {
	if (found.kind !== "held" || found.text === undefined || found.findings === undefined) return found;
	if (unanswered(found.findings, record.standing).length > 0) return found;
	return { kind: "words", text: found.text, ...(found.template && { template: found.template }) };
}
