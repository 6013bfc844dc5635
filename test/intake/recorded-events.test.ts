import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "@jest/globals";
import type { GiftHappening } from "../../src/domain/gift/gift-fact.ts";
import { toFacts } from "../../src/intake/to-fact.ts";
import { verifyDelivery } from "../../src/intake/verify.ts";
import { signBody } from "../../src/sandbox/stripe-delivery.ts";
import { describeWith, sharedData } from "../support/when-present.ts";

/** Whole webhook bodies of 2017 to 2020, recorded by others and kept beside the checkout, never in it. */
const FOLDER = fileURLToPath(new URL("../../../shared/data/stripe/events", import.meta.url));
const files = existsSync(FOLDER) ? readdirSync(FOLDER).filter((name) => name.endsWith(".json")) : [];
const NOW = 1_795_197_600_000;

function translate(file: string) {
	const { body, headers } = signBody(readFileSync(`${FOLDER}/${file}`), "whsec_recorded", NOW);
	const header = headers["stripe-signature"];
	const delivery = verifyDelivery({ rawBody: body, signatureHeader: header, secrets: ["whsec_recorded"], now: NOW });
	if (delivery.kind === "refused") throw new Error(`${file}: ${delivery.detail}`);
	return toFacts(delivery.event);
}

/** What each type promises, as happenings with their amounts; a type that isn't here is no gift's. */
const EXPECTED: Record<string, readonly string[]> = {
	"charge.captured__rubymock__2020-08-27__charge.captured.json": ["received 100 by charge"],
	"charge.dispute.closed__rubymock__none__charge.dispute.closed.json": ["dispute dp_of_ch_00000000000000 1000 won"],
	"charge.dispute.created__rubymock__2020-08-27__charge.dispute.created.json": [
		"dispute dp_000000000000000000000000 100 inquiry",
	],
	"charge.dispute.funds_reinstated__rubymock__2017-12-14__charge.dispute.funds_reinstated.json": [
		"dispute dp_00000000000000 25000 won",
	],
	"charge.dispute.funds_withdrawn__rubymock__2017-12-14__charge.dispute.funds_withdrawn.json": [
		"dispute dp_00000000000000 25000 withdrawn",
	],
	"charge.dispute.updated__rubymock__none__charge.dispute.updated.json": [
		"dispute dp_of_ch_00000000000000 1000 opened",
	],
	"charge.failed__rubymock__2020-08-27__charge.failed.json": ["failed"],
	"charge.refund.updated__rubymock__2020-08-27__charge.refund.updated.json": [
		"refund re_000000000000000000000000 100 succeeded",
	],
	"charge.refunded__rubymock__2020-08-27__charge.refunded.json": [
		"refunded 100 in all",
		"refund re_000000000000000000000000 100 succeeded",
	],
	"charge.succeeded__rubymock__2020-08-27__charge.succeeded.json": ["received 2000 by charge"],
	"checkout.session.completed__rubymock__2020-08-27__checkout.session.completed.json": ["received 3000 by session"],
	"checkout.session.completed__rubymock__none__checkout.session.completed.payment_mode.json": [
		"received 25000 by session",
	],
	"customer.subscription.created__rubymock__2020-08-27__customer.subscription.created.json": [
		"promised 1500 every 1 month",
	],
	"customer.subscription.deleted__rubymock__2020-08-27__customer.subscription.deleted.json": ["ended"],
	"customer.subscription.updated__rubymock__2020-08-27__customer.subscription.updated.json": [
		"promised 1500 every 1 month",
	],
	"invoice.paid__rubymock__2020-08-27__invoice.paid.json": ["received 2000 by invoice"],
	"invoice.payment_failed__rubymock__2020-08-27__invoice.payment_failed.json": ["failed"],
	"invoice.payment_succeeded__rubymock__2020-08-27__invoice.payment_succeeded.json": ["received 2000 by invoice"],
	"payment_intent.canceled__rubymock__2020-08-27__payment_intent.canceled.json": ["failed"],
	"payment_intent.payment_failed__rubymock__2020-08-27__payment_intent.payment_failed.json": ["failed"],
	"payment_intent.processing__rubymock__2018-02-28__payment_intent.processing.json": ["pending 900"],
	"payment_intent.succeeded__rubymock__2020-08-27__payment_intent.succeeded.json": ["received 2000 by payment_intent"],
};

function told(file: string): readonly string[] {
	const translation = translate(file);
	if (translation.kind === "unreadable") throw new Error(`${file}: ${translation.reason}`);
	return translation.kind === "ignored" ? [] : translation.facts.map((fact) => say(fact.happening));
}

function say(happening: GiftHappening): string {
	switch (happening.type) {
		case "received":
			return `received ${happening.amount} by ${happening.evidence}`;
		case "pending":
			return `pending ${happening.amount}`;
		case "refund-changed":
			return `refund ${happening.refundId} ${happening.amount} ${happening.status}`;
		case "refunded-in-all":
			return `refunded ${happening.amount} in all`;
		case "dispute-changed":
			return `dispute ${happening.disputeId} ${happening.amount} ${happening.stage}`;
		case "monthly-promised":
			return `promised ${happening.recurring.amount} every ${happening.recurring.intervalCount} ${happening.recurring.interval}`;
		case "monthly-ended":
			return "ended";
		case "failed":
		case "described":
		case "pledged":
		case "pledge-ended":
		case "corrected":
			return happening.type;
	}
}

describeWith(sharedData("stripe/events"), "events recorded by others", () => {
	test("there is a recording of every type this table names", () => {
		expect(Object.keys(EXPECTED).filter((file) => !files.includes(file))).toEqual([]);
	});

	test.each(files.length > 0 ? files : ["none"])("%s says what its type promises", (file) => {
		expect(told(file)).toEqual(EXPECTED[file] ?? []);
	});
});
