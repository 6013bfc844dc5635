import type pg from "pg";
import { budgetStand, costOf, writtenMills } from "../domain/post/x-cost.ts";
import { xUseOfCampaign } from "./x-use.ts";

export type BudgetWarning = { readonly key: string; readonly campaignId: string; readonly words: string };

/** Tells staff once that four fifths of a drive's budget for X are spent, and once that it is used up. */
export async function watchXBudgets(pool: pg.Pool, warn: (warning: BudgetWarning) => Promise<void>): Promise<void> {
	const { rows } = await pool.query<{ campaignId: string; mills: number }>(
		'select campaign_id as "campaignId", mills::float8 as mills from x_budget where used_up_at is null',
	);
	for (const { campaignId, mills } of rows) {
		const used = await xUseOfCampaign(pool, campaignId);
		const spent = [...used.values()].reduce((sum, use) => sum + costOf(use), 0);
		const stand = budgetStand(mills, spent);
		if (stand !== "warn" && stand !== "used-up") continue;
		const column = stand === "warn" ? "warned_at" : "used_up_at";
		const { rowCount } = await pool.query(
			`update x_budget set ${column} = now() where campaign_id = $1 and mills = $2 and ${column} is null`,
			[campaignId, mills],
		);
		if (rowCount === 1)
			await warn({ key: `${campaignId} ${mills} ${stand}`, campaignId, words: wordsFor(stand, spent, mills) });
	}
}

function wordsFor(stand: "warn" | "used-up", spent: number, limit: number): string {
	const figures = `${writtenMills(spent)} of ${writtenMills(limit)}`;
	if (stand === "warn")
		return `${figures} for X are spent. Near the end posts lose their links, at the end they stop: raise the budget under Channels if they should not.`;
	return `The budget for X is used up (${figures}). Milestones make no more posts there until you raise it under Channels.`;
}
