import { createHash } from "node:crypto";
import { codeInReference, isLinkCode } from "../../domain/drive/link-code.ts";
import type { Consent, Giver } from "../../domain/gift/gift-fact.ts";
import { type Metadata, metadataText } from "./placement.ts";
import { cleanText, type JsonObject, readId, readList, readObject, readRaw, readText } from "./read.ts";

export type GiverSources = {
	readonly metadata: Metadata;
	/** `billing_details` or `customer_details`: name and e-mail. */
	readonly details?: JsonObject | null;
	readonly email?: string | null;
	/** "cus_..." */
	readonly customer?: string | null;
	/** A Checkout Session's `custom_fields`. */
	readonly customFields?: readonly JsonObject[];
	/** A Checkout Session's `client_reference_id`: how a Stripe payment link hands a short link's code back. */
	readonly reference?: string | null;
};

type Writable<T> = { -readonly [Key in keyof T]: T[Key] };

const CONSENT_KEYS = [
	["name", "consent_name"],
	["page", "consent_page"],
	["amount", "consent_amount"],
	["onAir", "consent_on_air"],
	["social", "consent_social"],
] as const;
const YES = new Set(["yes", "true", "1"]);
const ON_AIR_FIELD = /on.?air|display.?name/i;
/** Never read, whatever else the key says (invariant 8: a donor's message reaches nothing of ours). */
const NOT_A_NAME = /messag|comment|consent|dedicat|note/i;

/** What this source tells about the giver; undefined where it tells nothing. Messages and postal addresses are not read. */
export function giverOf(sources: GiverSources): Giver | undefined {
	const { metadata } = sources;
	const giver: Writable<Giver> = {};
	const chosen = metadataText(metadata, "on_air_name") ?? customOnAirName(sources.customFields);
	const name = chosen ?? readText(sources.details ?? null, "name");
	const key = donorKey(sources);
	const consent = consentOf(metadata);
	if (name !== null) giver.name = name;
	if (name !== null && chosen === null) giver.isBillingName = true;
	if (key !== null) giver.donorKey = key;
	// A name typed for the air stands above a billing name even before any consent: an empty consent grants nothing and says so.
	if (consent !== null || chosen !== null) giver.consent = consent ?? {};
	readOwnMetadata(metadata, giver);
	const via = codeInReference(sources.reference ?? null);
	if (via !== null) giver.via = via;
	return hasKeys(giver) ? giver : undefined;
}

function readOwnMetadata(metadata: Metadata, giver: Writable<Giver>): void {
	if (!metadata.some((one) => one !== null && hasKeys(one))) return;
	const town = metadataText(metadata, "town");
	const pronunciation = metadataText(metadata, "pronunciation");
	const stationId = metadataText(metadata, "station");
	if (town !== null) giver.town = town;
	if (pronunciation !== null) giver.pronunciation = pronunciation;
	if (stationId !== null) giver.stationId = stationId;
	const via = metadataText(metadata, "via");
	if (via !== null && isLinkCode(via)) giver.via = via;
}

/** Consent is what the donor said and nothing else: a missing key is silence, a present one that is no "yes" is a no. */
function consentOf(metadata: Metadata): Consent | null {
	let consent: Writable<Consent> | null = null;
	for (const [place, key] of CONSENT_KEYS) {
		const answer = metadataText(metadata, key);
		if (answer === null) continue;
		consent ??= {};
		consent[place] = YES.has(answer.toLowerCase());
	}
	return consent;
}

function customOnAirName(fields: readonly JsonObject[] | undefined): string | null {
	for (const field of fields ?? []) {
		const key = readRaw(field, "key");
		if (key === null || !ON_AIR_FIELD.test(key) || NOT_A_NAME.test(key)) continue;
		const name = cleanText(readObject(field, "text")?.value);
		if (name !== null) return name;
	}
	return null;
}

/**
 * The same donor twice, without keeping the e-mail: 128 bits of SHA-256 in hex. The e-mail comes first because it is the one
 * name that charge, session and invoice share; a customer id is made anew for every guest.
 */
function donorKey({ details, email, customer }: GiverSources): string | null {
	const address = (readRaw(details ?? null, "email") ?? email ?? "").slice(0, 512).trim().toLowerCase();
	if (address === "" && !customer) return null;
	const hash = createHash("sha256").update(address === "" ? `cus:${customer}` : address);
	return hash.digest("hex").slice(0, 32);
}

export function customFieldsOf(session: JsonObject): readonly JsonObject[] {
	return readList(session, "custom_fields");
}

export function customerOf(object: JsonObject): string | null {
	return readId(object, "customer");
}

function hasKeys(object: object): boolean {
	for (const _ in object) return true;
	return false;
}
