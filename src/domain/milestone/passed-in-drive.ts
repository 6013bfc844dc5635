import type { Book, Crossing } from "../counting/ledger-state.ts";
import type { Step } from "../counting/passed.ts";
import { figuresOf, type Tally } from "../counting/tally.ts";
import type { Campaign } from "../drive/campaign.ts";
import type { TriggerKind } from "../drive/milestone-rule.ts";
import { isOnAir } from "../drive/on-air-window.ts";
import { type Instant, MINUTE } from "../plain/instant.ts";
import { markSaid, passedBy } from "./milestone.ts";

export type PassedInDrive = { readonly crossings: readonly Omit<Crossing, "entrySeq">[]; readonly tally: Tally };

/** What has lain about for longer is no news of this hour: Stripe's webhooks and back-fill bring gifts hours late after an outage. */
const LATE_MS = 15 * MINUTE;
const NEWS_OF_THE_HOUR: ReadonlySet<TriggerKind> = new Set<TriggerKind>(["large-gift", "hour-target", "best-hour"]);

/**
 * What one booking makes a drive announce. Only a live drive announces; history being imported, a draft, and gifts or refunds that come
 * after the close are counted in silence. A gift that comes late in the drive still passes what its total passes, and nothing that was
 * about its own hour. Once the announced total is frozen, nothing is passed any more.
 * @param book with the booking in it
 */
export function passedInDrive(
	campaign: Campaign,
	book: Book,
	step: Omit<Step, "after"> & { readonly at: Instant },
	now: Instant,
): PassedInDrive {
	const { tally } = book;
	const isFrozen = campaign.frozen !== undefined && campaign.frozen !== null;
	if (campaign.state !== "live" || isFrozen || step.at < campaign.announceFrom) return { crossings: [], tally };
	// An hour of a night off has a total, and no target or record to speak of.
	const hour = isOnAir(campaign, step.at) ? step.hour : null;
	const isLate = now < campaign.closesAt && now - step.at > LATE_MS;
	const passed = passedBy(campaign, { ...step, after: tally, hour }).filter(
		({ rule }) => !isLate || !NEWS_OF_THE_HOUR.has(rule.trigger.kind),
	);
	if (passed.length === 0) return { crossings: [], tally };
	const figures = figuresOf(tally, campaign, step.hour);
	return {
		crossings: passed.map((one) => ({ ...one, campaignId: campaign.id, figures })),
		tally: markSaid(tally, passed, hour),
	};
}
