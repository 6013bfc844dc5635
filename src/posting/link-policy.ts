import { linkPolicyShape } from "../channel/link-policy-shape.ts";
import type { TriggerKind } from "../domain/drive/milestone-rule.ts";
import {
	type LinkLeave,
	type LinkPolicy,
	linkLeave,
	usualLinkPolicy,
	type XBudget,
} from "../domain/post/link-policy.ts";
import { costOf } from "../domain/post/x-cost.ts";
import type { PostSubject } from "../template/variables.ts";
import { linksIn } from "../template/weighted-length.ts";
import type { Account, Db } from "./store.ts";
import { xUseOfCampaign } from "./x-use.ts";

/**
 * "May this post on this account carry a link?" Asked at the fence, where the text becomes final, and by whoever makes a link for a
 * post: no link is made that may not be said.
 */
export async function mayCarryLink(
	db: Db,
	account: Pick<Account, "id" | "campaignId" | "platform">,
	about: { readonly ruleId: string; readonly kind: TriggerKind },
): Promise<LinkLeave> {
	const { policy, limit } = await loadTerms(db, account);
	const budget = await budgetOf(db, account, limit);
	return linkLeave({ platform: account.platform, policy, ...about, budget });
}

/** What of a drive's spending on X counts against its budget. Without a budget nothing is added up. */
async function budgetOf(
	db: Db,
	{ platform, campaignId }: Pick<Account, "platform" | "campaignId">,
	limit: number | null,
): Promise<XBudget> {
	if (platform !== "x" || limit === null) return { limit: null, spent: 0 };
	const used = await xUseOfCampaign(db, campaignId);
	return { limit, spent: [...used.values()].reduce((sum, use) => sum + costOf(use), 0) };
}

async function loadTerms(
	db: Db,
	account: Pick<Account, "id" | "campaignId" | "platform">,
): Promise<{ policy: LinkPolicy; limit: number | null }> {
	const { rows } = await db.query<{ policy: unknown; mills: string | number | null }>({
		name: "link-terms",
		text: `select c.link_policy as policy, b.mills from channel_account c left join x_budget b on b.campaign_id = c.campaign_id
		       where c.id = $1`,
		values: [account.id],
	});
	const [row] = rows;
	return {
		policy: linkPolicyShape.safeParse(row?.policy).data ?? usualLinkPolicy(account.platform),
		limit: row?.mills == null ? null : Number(row.mills),
	};
}

/** The same with nothing in it that would become a link: neither the post's own nor the drive's donation page. */
export function withoutLinks(subject: PostSubject): PostSubject {
	return { ...subject, link: null, campaign: { ...subject.campaign, donateUrl: "" } };
}

/** For a text that has a link of its own, typed into its template or a name ("Lakeview.health"). */
export function forbiddenLink(text: string, why: string): string {
	return `Its text holds a link (${linksIn(text)[0] ?? "?"}), bare addresses included. ${why} Take it out of the template, or allow links.`;
}
