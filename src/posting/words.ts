import type { Instant } from "../domain/instant.ts";
import { opensAt } from "../domain/post-plan.ts";
import { checkOutgoingText } from "../domain/privacy.ts";
import { renderPost, type TemplatePack } from "../template/pack.ts";
import { TemplateError } from "../template/template-error.ts";
import type { PostSubject } from "../template/variables.ts";
import { forbiddenLink, mayCarryLink, withoutLinks } from "./link-policy.ts";
import type { Account, Db } from "./store.ts";
import { carriesLink } from "./x-use.ts";

/** Which of the variants a text was made from, and where the campaign's own could not be used, why. */
export type UsedTemplate = { readonly id: string; readonly note: string | null };

export type FoundWords =
	| { readonly kind: "words"; readonly text: string; readonly template?: UsedTemplate }
	/** The privacy gate wants a person to look. */
	| { readonly kind: "held"; readonly reason: string }
	| { readonly kind: "rejected"; readonly reason: string }
	/** The drive's budget for X does not bear it. */
	| { readonly kind: "cancelled"; readonly reason: string }
	/** Waiting has carried it out of its rule's window of hours; it opens again then. */
	| { readonly kind: "later"; readonly until: Instant };

/** @param now for the rule's window of hours; the figures' own time is in the subject */
export type Words = (client: Db, account: Account, subject: PostSubject, now: Instant) => Promise<FoundWords>;

/**
 * The text as it goes out: rendered with the subject's figures, from the variant whose turn it is, never a text the account
 * has published before, and passed by the privacy gate (invariant 8).
 */
export function wordsFrom(pack: TemplatePack): Words {
	return async (client, account, subject, now) => {
		const until = windowOpensAt(subject, now);
		if (until > now) return { kind: "later", until };
		const leave = await mayCarryLink(client, account, subject.announcement);
		if (!leave.mayPost) return { kind: "cancelled", reason: leave.why };
		const said = await textsSaid(client, account, subject.announcement.kind);
		try {
			const text = freshText(pack, leave.mayLink ? subject : withoutLinks(subject), account, said);
			if (!leave.mayLink && carriesLink(text)) return { kind: "rejected", reason: forbiddenLink(text, leave.why) };
			return checked(text, subject);
		} catch (error) {
			// Nothing here asks the database, so the same would fail again and hold up everything behind it.
			const why = error instanceof Error ? error.message : "unknown";
			const reason = error instanceof TemplateError ? why : `Its text could not be made: ${why}`;
			return { kind: "rejected", reason };
		}
	};
}

function windowOpensAt({ campaign, announcement }: PostSubject, now: Instant): Instant {
	const rule = campaign.rules.find(({ id }) => id === announcement.ruleId);
	return rule?.window === undefined ? now : opensAt(rule.window, campaign.timeZone, now);
}

function freshText(pack: TemplatePack, subject: PostSubject, account: Account, said: readonly string[]): string {
	const turn = said.length;
	const render = (variant: number) => renderPost(pack, subject, account.platform, account.language, variant);
	const first = render(turn);
	for (let variant = turn; variant < turn + first.variants; variant += 1) {
		const { text } = render(variant);
		if (!said.includes(text)) return text;
	}
	return first.text;
}

async function textsSaid(client: Db, account: Account, kind: string): Promise<string[]> {
	const { rows } = await client.query<{ text: string }>({
		name: "texts-said",
		text: `select p.text from post p join announcement a on a.id = p.announcement_id
		       where p.account_id = $1 and a.kind = $2 and p.text is not null and p.state in ('published', 'sending', 'unconfirmed')`,
		values: [account.id, kind],
	});
	return rows.map((row) => row.text);
}

/** Whether words of ours about this may leave the house (invariant 8). */
export function passesGate(text: string, subject: PostSubject): boolean {
	return verdictOn(text, subject).ok;
}

function verdictOn(text: string, { campaign, giverName, link }: PostSubject) {
	return checkOutgoingText(text, {
		allowedNames: [campaign.hospital, campaign.name, campaign.shortName, giverName ?? ""].filter(Boolean),
		organisationPhones: [campaign.phone, campaign.textCode].filter(Boolean),
		organisationLinks: [campaign.donateUrl, link ?? ""].filter(Boolean),
	});
}

function checked(text: string, subject: PostSubject): FoundWords {
	const verdict = verdictOn(text, subject);
	if (verdict.ok) return { kind: "words", text };
	return {
		kind: "held",
		reason: `Held by the privacy gate: ${verdict.findings.map((one) => one.explanation).join(" ")}`,
	};
}
