import type { Tally } from "../../domain/counting/tally.ts";
import type { Campaign } from "../../domain/drive/campaign.ts";
import { HOUR, type Instant, MINUTE } from "../../domain/plain/instant.ts";
import type { RehearsedStep } from "../../web/contract/staff/rehearsal.ts";
import type { VirtualGift } from "./gift-facts.ts";

export type Recorded = {
	readonly stepMinutes: number;
	readonly steps: readonly RehearsedStep[];
	readonly tally: Tally;
	readonly firstAt: Instant;
	readonly lastAt: Instant;
};

const MOST_STEPS = 200;
const STEPS = [1, 2, 5, 10, 15, 30, 60, 120, 240, 480, 1440];

/** Notes how the total grows, in as many steps as a chart can show. */
export function openRecorder(campaign: Campaign, gifts: readonly VirtualGift[]) {
	const firstAt = gifts[0]?.at ?? campaign.opensAt;
	const lastAt = gifts.at(-1)?.at ?? campaign.opensAt;
	const from = Math.floor(Math.min(campaign.opensAt, firstAt) / HOUR) * HOUR;
	const to = Math.max(campaign.closesAt, lastAt + 1);
	const stepMinutes = STEPS.find((one) => (to - from) / (one * MINUTE) <= MOST_STEPS) ?? 1440;
	const count = Math.max(1, Math.ceil((to - from) / (stepMinutes * MINUTE)));
	const ends: { total: number; gifts: number }[] = [];

	return {
		after(at: Instant, { total, gifts: number }: Tally): void {
			ends[Math.floor((at - from) / (stepMinutes * MINUTE))] = { total, gifts: number };
		},
		end(tally: Tally): Recorded {
			const steps: RehearsedStep[] = [];
			let before = { total: 0, gifts: 0 };
			for (let index = 0; index < count; index += 1) {
				const now = ends[index] ?? before;
				const amount = now.total - before.total;
				const at = from + index * stepMinutes * MINUTE;
				steps.push({ at, total: now.total, amount, gifts: now.gifts - before.gifts });
				before = now;
			}
			return { stepMinutes, steps, tally, firstAt, lastAt };
		},
	};
}
