import { SECOND } from "../../domain/plain/instant.ts";
import type { DriveRow } from "../drive-file.ts";
import { seededRandom } from "../seeded-random.ts";
import type { ToldBy } from "./webhook-bodies.ts";

/** One webhook (for a monthly gift: all of its webhooks) at its moment of the drive's own time. */
export type Delivery = { readonly at: number; readonly row: DriveRow; readonly toldBy: ToldBy };

export type DeliveryPlanOptions = {
	/** Every delivery once more, up to ten minutes of the drive later. */
	readonly deliverTwice: boolean;
	/** Each is displaced by up to this much of the drive's time, so that they overtake one another. */
	readonly shuffleSeconds: number;
	readonly seed: number;
};

/** Every so many gifts are told by their charge as well, as Stripe does where both events are subscribed to. */
const ALSO_BY_CHARGE_EVERY = 10;
const AGAIN_WITHIN = 600 * SECOND;

/** What is to be delivered, in order. The same options give the same plan. */
export function planDeliveries(rows: readonly DriveRow[], options: DeliveryPlanOptions): Delivery[] {
	const random = seededRandom(options.seed);
	const displaced = (at: number) => at + Math.round(random() * options.shuffleSeconds * SECOND);
	const once = rows.flatMap((row, index): Delivery[] => {
		if (row.isMonthly) return [{ at: displaced(row.at), row, toldBy: "monthly" }];
		const told: Delivery[] = [{ at: displaced(row.at), row, toldBy: "payment" }];
		if (index % ALSO_BY_CHARGE_EVERY === 0) told.push({ at: displaced(row.at), row, toldBy: "charge" });
		return told;
	});
	const again = options.deliverTwice
		? once.map((delivery) => ({ ...delivery, at: delivery.at + Math.round(random() * AGAIN_WITHIN) }))
		: [];
	return [...once, ...again].sort((a, b) => a.at - b.at);
}
