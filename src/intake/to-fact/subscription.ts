import type { GiftHappening } from "../../domain/gift/gift-fact.ts";
import { customerOf, giverOf } from "./giver.ts";
import { placementOf, pledgeIn } from "./placement.ts";
import { type JsonObject, readCurrency, readId, readList, readObject, readRaw } from "./read.ts";
import { termsOfSubscription } from "./recurring.ts";
import { refs } from "./refs.ts";
import { DESCRIBED, factOf, facts, type Translate, unreadable } from "./translation.ts";

const ENDED = new Set(["canceled", "incomplete_expired", "paused"]);

/**
 * customer.subscription.created, .updated, .resumed: a promise and its terms. Nothing is received here: only an invoice's
 * money makes a monthly gift count.
 */
export const subscriptionTold: Translate = (event, object) => {
	if (hasEnded(object)) return tell(event, object, { type: "monthly-ended" });
	const recurring = termsOfSubscription(object);
	return tell(event, object, recurring === null ? DESCRIBED : { type: "monthly-promised", recurring });
};

/** Paused by the donor or the hospital, Stripe goes on calling it active and says so beside. */
export function hasEnded(subscription: JsonObject): boolean {
	return readObject(subscription, "pause_collection") !== null || ENDED.has(readRaw(subscription, "status") ?? "");
}

/** customer.subscription.deleted and .paused. */
export const subscriptionEnded: Translate = (event, object) => tell(event, object, { type: "monthly-ended" });

function tell(event: Parameters<Translate>[0], object: JsonObject, happening: GiftHappening) {
	const subscription = readId(object, "id");
	if (subscription === null) return unreadable("the subscription has no id");
	const metadata = [readObject(object, "metadata")];
	return facts(
		factOf(event, object, {
			currency: readCurrency(object) ?? currencyOfItems(object),
			// Its newest invoice, so that a payment that only names the invoice is known to be no gift of its own.
			refs: refs({ invoice: readId(object, "latest_invoice") }),
			subscription,
			...pledgeIn(metadata),
			placement: placementOf(metadata),
			giver: giverOf({ metadata, customer: customerOf(object) }),
			happening,
		}),
	);
}

/** Subscriptions have said their own currency since 2022; before that their items' prices did. */
function currencyOfItems(subscription: JsonObject): string | null {
	const item = readList(subscription, "items")[0] ?? subscription;
	return readCurrency(readObject(item, "price")) ?? readCurrency(readObject(item, "plan"));
}
