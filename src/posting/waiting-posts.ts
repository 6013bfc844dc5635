import type pg from "pg";
import type { TriggerKind } from "../domain/drive/milestone-rule.ts";
import { milestoneWords } from "../domain/milestone/milestone-words.ts";
import type { Instant } from "../domain/plain/instant.ts";
import type { Platform } from "../domain/post/post.ts";
import type { ResumePreview, WaitingPreview } from "../web/contract/staff/posting.ts";

/** A post that waits, as it stands before anything is tried. */
export type Waiting = {
	readonly postId: number;
	readonly accountId: string;
	readonly state: "ready" | "held";
	readonly reason: string | null;
	readonly nextStepAt: Date | null;
	readonly kind: TriggerKind;
	readonly value: number;
	readonly decidedAt: Date;
	readonly platform: Platform;
	readonly account: string;
	readonly enabled: boolean;
	readonly currency: string;
};

/** What would become of one of them. */
export type Fate =
	| Omit<Extract<WaitingPreview, { kind: "sends" }>, keyof Common>
	| Omit<Extract<WaitingPreview, { kind: "waits" }>, keyof Common>
	| Omit<Extract<WaitingPreview, { kind: "dropped" }>, keyof Common>;
type Common = Pick<WaitingPreview, "postId" | "platform" | "account" | "about" | "decidedAt" | "state">;
export type Fates = Map<number, Fate>;

/** Every post of the drive that waits, in the order in which they were decided. */
export async function loadWaiting(client: pg.PoolClient, campaignId: string): Promise<Waiting[]> {
	const { rows } = await client.query<Waiting>(
		`select p.id as "postId", p.account_id as "accountId", p.state, p.reason, p.next_step_at as "nextStepAt", a.kind, a.value,
		   a.decided_at as "decidedAt", c.platform, c.name as account, c.enabled, m.config->>'currency' as currency
		 from post p join announcement a on a.id = p.announcement_id join channel_account c on c.id = p.account_id
		 join campaign m on m.id = p.campaign_id
		 where p.campaign_id = $1 and p.state in ('ready', 'held') order by a.decided_at, p.id`,
		[campaignId],
	);
	return rows;
}

/** Why it doesn't go by itself. */
export function whyItWaits({ enabled, account, state, reason }: Waiting, until: Instant | null): string {
	if (!enabled) return `The account ${account} is switched off.`;
	if (state === "held") {
		return until === null ? (reason ?? "It waits for somebody to approve it.") : "It counts down, and can be stopped.";
	}
	return "It goes later: the account's own pace or its hours don't allow more before.";
}

/** All of it, as the page shows it. */
export function summed(waiting: readonly Waiting[], fates: Fates, at: Instant): ResumePreview {
	const posts = waiting.flatMap((one): WaitingPreview[] => {
		const fate = fates.get(one.postId);
		if (fate === undefined) return [];
		const { postId, platform, account, state, kind, value, currency, decidedAt } = one;
		const about = milestoneWords({ kind, value }, currency);
		return [{ postId, platform, account, state, about, decidedAt: decidedAt.getTime(), ...fate }];
	});
	const sends = posts.flatMap((post) => (post.kind === "sends" ? [post.at] : []));
	return {
		at,
		posts: posts.sort((one, other) => orderOf(one) - orderOf(other) || one.postId - other.postId),
		sends: sends.length,
		drops: posts.filter(({ kind }) => kind === "dropped").length,
		waits: posts.filter(({ kind }) => kind === "waits").length,
		lastAt: sends.length === 0 ? null : Math.max(...sends),
		more: waiting.length - posts.length,
	};
}

/** First what goes, in its order; then what stays; what is dropped at the end. */
function orderOf(post: WaitingPreview): number {
	if (post.kind === "sends") return post.at;
	return post.kind === "waits" ? Number.MAX_SAFE_INTEGER - 1 : Number.MAX_SAFE_INTEGER;
}
