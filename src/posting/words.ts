import { namesHiddenSponsor } from "../domain/match/hidden-sponsor.ts";
import { whyNoNews } from "../domain/milestone/about-now.ts";
import type { Instant } from "../domain/plain/instant.ts";
import { opensAt } from "../domain/post/post-plan.ts";
import { checkOutgoingText, type PrivacyFinding } from "../domain/privacy/privacy.ts";
import { NO_OWN_TEXTS, type OwnTexts } from "../template/own-texts.ts";
import type { TemplatePack } from "../template/pack.ts";
import type { PostSubject } from "../template/variables.ts";
import { type FreshText, freshText } from "./fresh-text.ts";
import { forbiddenLink, withoutLinks } from "./link-policy.ts";
import type { Account, Db } from "./store.ts";
import { sourcesIn, type WordSources } from "./word-sources.ts";
import { carriesLink } from "./x-use.ts";

/** Which of the variants a text was made from, and where the campaign's own could not be used, why. */
export type UsedTemplate = { readonly id: string; readonly note: string | null };

export type FoundWords =
	| { readonly kind: "words"; readonly text: string; readonly template?: UsedTemplate }
	/** The privacy gate wants a person to look; `text` and `findings` where it is the gate that holds it. */
	| {
			readonly kind: "held";
			readonly reason: string;
			readonly text?: string;
			readonly findings?: readonly PrivacyFinding[];
			readonly template?: UsedTemplate;
	  }
	| { readonly kind: "rejected"; readonly reason: string }
	/** The drive's budget for X does not bear it. */
	| { readonly kind: "cancelled"; readonly reason: string }
	/** What it says of a match or power hour isn't so any more. */
	| { readonly kind: "expired"; readonly reason: string }
	/** Waiting has carried it out of its rule's window of hours; it opens again then. */
	| { readonly kind: "later"; readonly until: Instant };

/**
 * @param now for the rule's window of hours; the figures' own time is in the subject
 * @param prefers tells the words that a person has approved from the others of the pool
 */
export type Words = (
	client: Db,
	account: Account,
	subject: PostSubject,
	now: Instant,
	prefers?: (text: string) => boolean,
) => Promise<FoundWords>;

/**
 * The text as it goes out: the campaign's own, or else what Carillon brings along, rendered with the subject's figures, from the variant
 * whose turn it is, never a text that has been published before, and passed by the privacy gate (invariant 8).
 */
export function wordsFrom(pack: TemplatePack, ownTexts: OwnTexts = NO_OWN_TEXTS): Words {
	return (client, account, subject, now, prefers) =>
		findWords(sourcesIn(client, ownTexts, account.campaignId), pack, { account, subject, now, prefers });
}

export type WordsAsked = {
	readonly account: Account;
	readonly subject: PostSubject;
	readonly now: Instant;
	readonly prefers?: (text: string) => boolean;
};

/** The same, wherever what it asks is known from. */
export async function findWords(
	sources: WordSources,
	pack: TemplatePack,
	{ account, subject, now, prefers }: WordsAsked,
): Promise<FoundWords> {
	const until = windowOpensAt(subject, now);
	if (until > now) return { kind: "later", until };
	const { announcement } = subject;
	const old = whyNoNews(announcement.kind, subject);
	if (old !== null) return { kind: "expired", reason: old };
	const leave = await sources.linkLeave(account, announcement);
	if (!leave.mayPost) return { kind: "cancelled", reason: leave.why };
	const own = await sources.ownTexts({
		...{ ruleId: announcement.ruleId, kind: announcement.kind },
		...{ platform: account.platform === "dry-run" ? "x" : account.platform },
		...{ language: account.language, accountId: account.id },
	});
	const said = leave.mayLink ? subject : withoutLinks(subject);
	const isBarred = (text: string) => !leave.mayLink && carriesLink(text);
	const fresh = await freshText(sources, { account, subject: said, pack, own, isBarred, prefers });
	switch (fresh.kind) {
		case "text":
			return checked(fresh, subject);
		case "said":
			return { kind: "held", reason: fresh.reason };
		case "none": {
			const isForbidden = fresh.barred !== null && !leave.mayLink;
			return { kind: "rejected", reason: isForbidden ? forbiddenLink(fresh.barred, leave.why) : fresh.reason };
		}
		default:
			return fresh satisfies never;
	}
}

export function windowOpensAt({ campaign, announcement }: PostSubject, now: Instant): Instant {
	const rule = campaign.rules.find(({ id }) => id === announcement.ruleId);
	return rule?.window === undefined ? now : opensAt(rule.window, campaign.timeZone, now);
}

/** Whether words of ours about this may leave the house (invariant 8). */
export function passesGate(text: string, subject: PostSubject): boolean {
	return verdictOn(text, subject).ok;
}

/** What the gate says of words about this; `ok`, or every finding with its reason. */
export function verdictOn(text: string, { campaign, giverName, link, match, powerHour, storyWords = [] }: PostSubject) {
	return checkOutgoingText(text, {
		// A story's own words, and the names in it, are what its authorisation is about.
		allowedNames: [
			...[campaign.hospital, campaign.name, campaign.shortName, giverName ?? "", ...storyWords],
			...[match?.sponsor ?? "", powerHour?.sponsor ?? "", powerHour?.name ?? ""],
			...campaign.stations.map(({ name }) => name),
		].filter(Boolean),
		organisationPhones: [campaign.phone, campaign.textCode].filter(Boolean),
		organisationLinks: [campaign.donateUrl, link ?? ""].filter(Boolean),
	});
}

function checked({ text, templateId, note }: Extract<FreshText, { kind: "text" }>, subject: PostSubject): FoundWords {
	return gated(text, subject, { id: templateId, note });
}

const HIDDEN_SPONSOR =
	"It names somebody who stands behind a match and is not to be named. Take the name out, or name them under Matches.";

/** The gate's own last word: the text, or why a person has to look. */
export function gated(text: string, subject: PostSubject, template?: UsedTemplate): FoundWords {
	if (namesHiddenSponsor(text, subject.campaign, subject.giverName))
		return { kind: "held", reason: HIDDEN_SPONSOR, text };
	const verdict = verdictOn(text, subject);
	if (verdict.ok) return { kind: "words", text, template };
	const { findings } = verdict;
	const reason = `Held by the privacy gate: ${findings.map((one) => one.explanation).join(" ")}`;
	return { kind: "held", reason, text, findings, template };
}
