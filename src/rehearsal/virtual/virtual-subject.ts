import { createHash } from "node:crypto";
import { linkCodeFrom } from "../../domain/drive/link-code.ts";
import { consentedName } from "../../domain/gift/donor-name.ts";
import { aboutNow } from "../../domain/milestone/about-now.ts";
import type { Instant } from "../../domain/plain/instant.ts";
import type { WordSources } from "../../posting/word-sources.ts";
import type { PostSubject } from "../../template/variables.ts";
import type { VirtualSetup } from "./setup.ts";
import type { VirtualLedger } from "./virtual-ledger.ts";
import type { VirtualPost } from "./virtual-post.ts";

/** What the post is about, with the figures of this moment, as posting/subject.ts reads it. */
export async function virtualSubject(
	{ campaign, publicUrl }: VirtualSetup,
	ledger: VirtualLedger,
	sources: WordSources,
	post: VirtualPost,
	now: Instant,
): Promise<PostSubject> {
	const { account, fallen } = post;
	const { rule, key, value, giftId, figures, entrySeq, about } = fallen;
	const announcement = {
		...{ key, ruleId: rule.id, kind: rule.trigger.kind, value, giftId, figures, entrySeq },
		...(about !== undefined && { about }),
		decidedAt: post.decidedAt,
	};
	const mayLink =
		publicUrl !== null && account.platform !== "on-air" && (await sources.linkLeave(account, announcement)).mayLink;
	return {
		campaign,
		announcement,
		now: ledger.figures(now),
		giverName: consentedName(ledger.giverOf(giftId), account.platform === "on-air" ? "on-air" : "social"),
		at: now,
		...aboutNow(campaign, ledger.tally(), announcement, now),
		link: mayLink ? `${publicUrl}/go/${codeOf(post)}` : null,
	};
}

/** As long as a real one, and nobody's. */
function codeOf({ id }: VirtualPost): string {
	return linkCodeFrom(createHash("sha256").update(`rehearsed post ${id}`).digest());
}
