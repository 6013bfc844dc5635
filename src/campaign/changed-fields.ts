import { isDeepStrictEqual } from "node:util";
import type { Campaign } from "../domain/campaign.ts";
import type { WrittenSetup } from "../web/contract/staff/setup.ts";
import { writtenSetup } from "./written-setup.ts";

/** What stands on a line of the history, by the field that changed. */
const NAMES: Readonly<Record<keyof WrittenSetup, string>> = {
	name: "Name",
	shortName: "Short name",
	hospital: "Hospital",
	hashtag: "Hashtag",
	slug: "Address",
	colour: "Colour",
	logo: "Logo",
	languages: "Languages",
	timeZone: "Time zone",
	opensAt: "Opening",
	closesAt: "Close",
	announceFrom: "Announcing from",
	onAirWindows: "On-air windows",
	stations: "Stations",
	currency: "Currency",
	goal: "Goal",
	monthlyMultiplier: "Counting of monthly gifts",
	phone: "Phone",
	textCode: "Text code",
	donateUrl: "Giving page",
	paymentLinks: "Payment links",
	isDefault: "Gifts that name no drive",
	livemode: "Test or real money",
	isGiving: "Giving switch",
	isOpen: "Public page switch",
	onceAmounts: "Amounts",
	monthlyAmounts: "Monthly amounts",
	impact: "What gifts do",
	partners: "Partners",
	embedOrigins: "Embedding sites",
	evergreen: "Talking points",
	runOfShow: "Run of show",
	lastYear: "Last year's hours",
	bigGift: "Big gift",
};

export type ChangedFields = {
	/** "Goal, Phone" */
	readonly what: string;
	/** For the audit log; a logo is only told as there or not. */
	readonly before: Readonly<Record<string, unknown>>;
	readonly after: Readonly<Record<string, unknown>>;
};

export function changedFields(before: Campaign, after: Campaign): ChangedFields {
	const [was, is] = [writtenSetup(before), writtenSetup(after)];
	const fields = Object.keys(NAMES).filter((field): field is keyof WrittenSetup => {
		const key = field as keyof WrittenSetup;
		return !isDeepStrictEqual(was[key], is[key]);
	});
	const told = (setup: WrittenSetup) =>
		Object.fromEntries(
			fields.map((field) => [field, field === "logo" ? (setup.logo === "" ? "none" : "a picture") : setup[field]]),
		);
	return { what: fields.map((field) => NAMES[field]).join(", "), before: told(was), after: told(is) };
}
