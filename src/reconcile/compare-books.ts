import type pg from "pg";
import { compareRecord, type Finding, namesOf, unexpectedPayment } from "../domain/counting/reconciliation.ts";
import type { Instant } from "../domain/plain/instant.ts";
import type { StripeReader } from "../intake/stripe-reader.ts";
import { isObject } from "../intake/to-fact/read.ts";
import { everyPage, LARGEST_PAGE, patiently } from "./every-page.ts";
import { knownByName, paidBetween } from "./known-records.ts";
import { COMPARED, type ComparedList, recordOf } from "./stripe-record.ts";

export type Checked = Partial<Record<ComparedList | "ours", number>>;
export type CompareParts = { readonly pool: pg.Pool; readonly stripe: StripeReader };
export type Span = { readonly from: Instant; readonly to: Instant };

/** A giving page may lie open for a day before the payment is made: Stripe lists it by when it was opened. */
const OPEN_PAGE_MS = 86_400_000;

/**
 * Holds the ledger against Stripe's own payments, charges, refunds, disputes and subscriptions of this time, in both directions.
 * @throws StripeUnreadable
 */
export async function compareBooks(
	parts: CompareParts,
	{ from, to }: Span,
	onProgress: (checked: Checked) => Promise<void> = async () => {},
): Promise<Finding[]> {
	const findings: Finding[] = [];
	const seen = new Set<string>();
	const checked: Checked = {};
	for (const list of COMPARED) {
		checked[list] = 0;
		for await (const page of everyPage((after) => parts.stripe.list(list, searchOf(list, { from, to }, after)))) {
			const records = page.flatMap((object) => recordOf(list, object) ?? []);
			const known = await knownByName(parts.pool, records.flatMap(namesOf));
			for (const record of records) {
				const names = namesOf(record);
				for (const name of names) seen.add(name);
				const ours = names.map((name) => known.get(name)).find((one) => one !== undefined) ?? null;
				const finding = compareRecord(record, ours);
				if (finding !== null) findings.push(finding);
			}
			checked[list] += page.length;
			await onProgress(checked);
		}
	}
	findings.push(...(await unexpected(parts, { from, to }, seen, checked)));
	await onProgress(checked);
	return findings;
}

function searchOf(list: ComparedList, { from, to }: Span, startingAfter: string | undefined): URLSearchParams {
	const search = new URLSearchParams({
		limit: String(LARGEST_PAGE),
		"created[gte]": String(Math.floor((from - OPEN_PAGE_MS) / 1000)),
		"created[lte]": String(Math.ceil(to / 1000)),
	});
	// Without it Stripe leaves out the cancelled ones.
	if (list === "subscriptions") search.set("status", "all");
	if (startingAfter !== undefined) search.set("starting_after", startingAfter);
	return search;
}

/** What Stripe did not list is asked for by its id before it is called unexpected. */
async function unexpected(
	{ pool, stripe }: CompareParts,
	span: Span,
	seen: ReadonlySet<string>,
	checked: Checked,
): Promise<Finding[]> {
	const findings: Finding[] = [];
	checked.ours = 0;
	for await (const page of paidBetween(pool, span.from, span.to)) {
		checked.ours += page.length;
		for (const { object, known, names, paid } of page) {
			if (names.some((name) => seen.has(name))) continue;
			const list: ComparedList = object.startsWith("pi_") ? "payment_intents" : "charges";
			const found = await patiently(() => stripe.object(`/v1/${list}/${encodeURIComponent(object)}`));
			const isTaken = isObject(found) && (found.status === "succeeded" || found.paid === true);
			if (!isTaken) findings.push(unexpectedPayment(object, known, paid));
		}
	}
	return findings;
}
