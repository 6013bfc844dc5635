import { isDeepStrictEqual } from "node:util";
import type { Campaign } from "../domain/drive/campaign.ts";
import { SETUP_FIELD_WORDS } from "../domain/drive/setup-field-words.ts";
import type { WrittenSetup } from "../web/contract/staff/setup.ts";
import { writtenSetup } from "./written-setup.ts";

export type ChangedFields = {
	/** "Goal, Phone" */
	readonly what: string;
	/** For the audit log; a logo is only told as there or not. */
	readonly before: Readonly<Record<string, unknown>>;
	readonly after: Readonly<Record<string, unknown>>;
};

export function changedFields(before: Campaign, after: Campaign): ChangedFields {
	const [was, is] = [writtenSetup(before), writtenSetup(after)];
	const fields = Object.keys(SETUP_FIELD_WORDS).filter((field): field is keyof WrittenSetup => {
		const key = field as keyof WrittenSetup;
		return !isDeepStrictEqual(was[key], is[key]);
	});
	const told = (setup: WrittenSetup) =>
		Object.fromEntries(
			fields.map((field) => [field, field === "logo" ? (setup.logo === "" ? "none" : "a picture") : setup[field]]),
		);
	const words: Readonly<Record<keyof WrittenSetup, string>> = SETUP_FIELD_WORDS;
	return { what: fields.map((field) => words[field]).join(", "), before: told(was), after: told(is) };
}
