import type { TriggerKind } from "../domain/drive/milestone-rule.ts";
import type { Language } from "../domain/plain/language.ts";
import type { WordedPlatform } from "../web/contract/staff/templates.ts";
import type { Variant } from "./in-turn.ts";
import { type Db, kindScope, loadOwnTexts, type OwnTextsOfPlace, ruleScope, textsVersion } from "./own-text-store.ts";
import { readSource } from "./read-source.ts";

export type TextsAsked = {
	readonly ruleId: string;
	readonly kind: TriggerKind;
	readonly platform: WordedPlatform;
	readonly language: Language;
	readonly accountId: string;
};

/** A campaign's own texts for a post: those that are switched on and can be read. */
export type FoundTexts = {
	readonly variants: readonly Variant[];
	/** Those that can't: their id and why, for a person to mend. */
	readonly broken: readonly { readonly id: string; readonly why: string }[];
};

export type OwnTexts = {
	/** Null: nobody has changed what Carillon brings along. Asked in the fence's own transaction, so a save holds for the next post. */
	readonly find: (db: Db, campaignId: string, asked: TextsAsked) => Promise<FoundTexts | null>;
};

/** For a house in which nobody changes texts. */
export const NO_OWN_TEXTS: OwnTexts = { find: async () => null };

type Edition = { readonly version: number; readonly places: ReadonlyMap<string, FoundTexts> };

/** Reads a campaign's texts again only when their version has moved on. */
export function openOwnTexts(): OwnTexts {
	const editions = new Map<string, Edition>();
	return {
		async find(db, campaignId, asked) {
			const version = await textsVersion(db, campaignId);
			if (version === 0) return null;
			let edition = editions.get(campaignId);
			if (edition === undefined || edition.version !== version) {
				edition = { version, places: read(await loadOwnTexts(db, campaignId)) };
				editions.set(campaignId, edition);
			}
			return closest(edition, asked);
		},
	};
}

/** The same over texts that were read before: for whoever has no database at hand. */
export function ownTextsOf(texts: readonly OwnTextsOfPlace[]): (asked: TextsAsked) => FoundTexts | null {
	const edition: Edition = { version: 0, places: read(texts) };
	return (asked) => closest(edition, asked);
}

/** The account's own before the rule's, the rule's before those of its kind. */
function closest({ places }: Edition, asked: TextsAsked): FoundTexts | null {
	const { ruleId, kind, platform, language, accountId } = asked;
	for (const scope of [ruleScope(ruleId), kindScope(kind)]) {
		for (const account of [accountId, null]) {
			const found = places.get(placeKey(scope, platform, language, account));
			if (found !== undefined) return found;
		}
	}
	return null;
}

function read(texts: readonly OwnTextsOfPlace[]): ReadonlyMap<string, FoundTexts> {
	const places = new Map<string, FoundTexts>();
	for (const { scope, platform, language, accountId, variants } of texts) {
		if (variants !== null) places.set(placeKey(scope, platform, language, accountId), compile(variants));
	}
	return places;
}

function compile(variants: NonNullable<OwnTextsOfPlace["variants"]>): FoundTexts {
	const found = variants.filter(({ isOn }) => isOn).map(({ id, source }) => ({ id, ...readSource(source) }));
	return {
		variants: found.flatMap(({ id, parsed }) => (parsed === null ? [] : [{ id, parsed }])),
		broken: found
			.filter(({ parsed }) => parsed === null)
			.map(({ id, problems }) => ({ id, why: problems.map(({ says }) => says).join("; ") })),
	};
}

function placeKey(scope: string, platform: string, language: string, accountId: string | null): string {
	return [scope, platform, language, accountId ?? ""].join("\n");
}
