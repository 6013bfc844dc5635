import { milestoneWords } from "../../domain/milestone/milestone-words.ts";
import { costOf } from "../../domain/post/x-cost.ts";
import type { TemplatePack } from "../../template/pack.ts";
import type {
	Rehearsal,
	RehearsalAssumptions,
	RehearsedOutcome,
	RehearsedPost,
} from "../../web/contract/staff/rehearsal.ts";
import type { DriveRow } from "../drive-file.ts";
import { giftOfRow } from "./gift-facts.ts";
import { placeInTime } from "./place-in-time.ts";
import { runDrive } from "./run.ts";
import type { VirtualSetup } from "./setup.ts";
import { isHeldByGate, summaryOf } from "./summary.ts";
import type { VirtualPost } from "./virtual-post.ts";
import type { FindTexts } from "./word-memory.ts";

export type RehearsalParts = {
	/** Of the rules: "The drive's rules". */
	readonly name: string;
	readonly setup: VirtualSetup;
	readonly rows: readonly DriveRow[];
	readonly assumptions: RehearsalAssumptions;
	readonly pack: TemplatePack;
	readonly ownTexts?: FindTexts;
	readonly notes?: readonly string[];
	readonly onProgress?: (done: number) => void;
};

/**
 * What this drive would say when, where and at what price: any drive's gifts against these rules, in virtual time, in seconds.
 * @throws TooManyPosts
 */
export async function rehearse(parts: RehearsalParts): Promise<Rehearsal> {
	const startedAt = performance.now();
	const placed = placeInTime(parts.setup.campaign, parts.rows);
	const setup: VirtualSetup = { ...parts.setup, campaign: placed.campaign };
	const { campaign, accounts } = setup;
	const gifts = placed.rows.map((row) => giftOfRow(row, campaign));
	const { assumptions, pack, onProgress } = parts;
	const run = await runDrive({ setup, gifts, assumptions, pack, onProgress, ownTexts: parts.ownTexts ?? (() => null) });
	const { currency, timeZone, opensAt, closesAt, goal } = campaign;
	return {
		...{ name: parts.name, currency, timeZone, opensAt, closesAt, goal, assumptions },
		accounts: accounts.map(({ id, name, platform, language }) => ({ id, name, platform, language })),
		posts: run.posts.map((post) => rowOf(post, currency)),
		chart: { stepMinutes: run.recorded.stepMinutes, steps: run.recorded.steps },
		summary: summaryOf(setup, run),
		notes: [...(parts.notes ?? []), ...placed.notes],
		tookMs: Math.round(performance.now() - startedAt),
	};
}

function rowOf(post: VirtualPost, currency: string): RehearsedPost {
	const { id, account, fallen, decidedAt, at, text, why, heldFor, firstHold, use } = post;
	const { rule, key, value } = fallen;
	const { kind } = rule.trigger;
	return {
		...{ id, key, ruleId: rule.id, kind, fell: milestoneWords({ kind, value }, currency) },
		...{ accountId: account.id, fellAt: decidedAt, at, outcome: outcomeOf(post) },
		...{ by: post.by?.id ?? null, text, why, cost: costOf(use), heldFor, wasHeldFor: firstHold },
	};
}

function outcomeOf(post: VirtualPost): RehearsedOutcome {
	if (isHeldByGate(post)) return "held";
	switch (post.state) {
		case "published":
		case "superseded":
		case "expired":
		case "held":
			return post.state;
		case "cancelled":
			return "dropped";
		case "rejected":
			return "refused";
		// None is left in these at the end of a run.
		case "ready":
		case "sending":
		case "unconfirmed":
			return "expired";
		default:
			return post.state satisfies never;
	}
}
