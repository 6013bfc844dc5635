import type { MilestoneRule } from "../../domain/drive/milestone-rule.ts";
import { ruleWords } from "../../domain/milestone/rule-words.ts";
import type {
	PlaceTexts,
	TemplatePlace,
	TemplateRule,
	TemplatesOverview,
	TemplateVariant,
	WordedPlatform,
} from "../../web/contract/staff/templates.ts";
import { checkForDrive } from "../check-for-drive.ts";
import { kindScope, type OwnVariant, ruleScope } from "../own-text-store.ts";
import { readSource } from "../read-source.ts";
import { linksIn, textLength } from "../weighted-length.ts";
import { type DeskDrive, ownOf, savedOf, speakersOf, wordedAs } from "./desk-drive.ts";

/** The texts that hold at a place: its own, those of its kind, or what Carillon brings along. */
export function placeTexts(drive: DeskDrive, rule: MilestoneRule, place: TemplatePlace): PlaceTexts {
	const saved = savedOf(drive, ruleScope(rule.id), place);
	const { origin, variants } = holding(drive, rule, place);
	const texts = variants.map((variant) => describe(drive, rule, place, variant));
	return {
		place,
		origin,
		revision: saved?.revision ?? 0,
		changedAt: saved?.at ?? null,
		changedBy: saved?.by ?? null,
		variants: texts,
		notes: notesOf(drive, place, texts),
	};
}

export function holding(
	drive: DeskDrive,
	rule: MilestoneRule,
	place: TemplatePlace,
): { readonly origin: PlaceTexts["origin"]; readonly variants: readonly OwnVariant[] } {
	const own = ownOf(drive, place)?.variants;
	if (own) return { origin: "own", variants: own };
	if (place.accountId !== null)
		return { origin: "shared", variants: holding(drive, rule, { ...place, accountId: null }).variants };
	const ofKind = savedOf(drive, kindScope(rule.trigger.kind), { ...place, accountId: null })?.variants;
	if (ofKind) return { origin: "kind", variants: ofKind };
	const starter = drive.pack.variants.get(`${rule.trigger.kind}/${place.platform}/${place.language}`) ?? [];
	return { origin: "starter", variants: starter.map(({ id, source }) => ({ id, source, isOn: true })) };
}

function describe(
	drive: DeskDrive,
	rule: MilestoneRule,
	place: TemplatePlace,
	{ id, source, isOn }: OwnVariant,
): TemplateVariant {
	const { platform, language, accountId } = place;
	const { text, problems, longest } = checkForDrive(source, { rule, platform, language, moment: drive.moment });
	const uses = drive.uses.filter(
		(use) =>
			use.templateId === id &&
			use.ruleId === rule.id &&
			wordedAs(use.platform) === platform &&
			(accountId === null || use.accountId === accountId),
	);
	return {
		...{ id, source, isOn, text, problems, longest },
		length: text === "" ? 0 : textLength(platform, text),
		hasLink: platform !== "on-air" && linksIn(text).length > 0,
		uses: uses.reduce((sum, { count }) => sum + count, 0),
		lastUsedAt: uses.length === 0 ? null : Math.max(...uses.map(({ lastAt }) => lastAt)),
	};
}

const NAMES: Readonly<Record<WordedPlatform, string>> = { x: "X", facebook: "Facebook", "on-air": "host's screen" };

function notesOf(drive: DeskDrive, place: TemplatePlace, variants: readonly TemplateVariant[]): string[] {
	const notes: string[] = [];
	const usable = variants.filter(({ isOn, problems }) => isOn && problems.length === 0).length;
	const speakers = speakersOf(drive, place);
	if (place.platform !== "on-air" && speakers.length > 1 && usable < speakers.length) {
		notes.push(
			`${speakers.length} ${NAMES[place.platform]} accounts share these texts and must never say the same. Keep at least ${speakers.length} of them switched on, or give an account its own.`,
		);
	}
	if (usable === 0) notes.push("None of these can be used. Until one can, posts say what comes with Carillon.");
	return notes;
}

/** Every rule of the drive, with how much of its texts is the campaign's own. */
export function overviewOf(drive: DeskDrive): TemplatesOverview {
	const { campaign, accounts, own, uses } = drive;
	const rules = [...campaign.rules]
		.sort((one, other) => other.priority - one.priority)
		.map((rule): TemplateRule => {
			const places = own.filter(({ scope, variants }) => scope === ruleScope(rule.id) && variants !== null);
			const ownTexts = places.flatMap(({ variants }) => variants ?? []);
			return {
				id: rule.id,
				kind: rule.trigger.kind,
				words: ruleWords(rule.trigger, campaign.currency),
				isOff: rule.isOff === true,
				own: places.length,
				broken: ownTexts.filter(({ isOn, source }) => isOn && readSource(source).parsed === null).length,
				uses: uses.filter(({ ruleId }) => ruleId === rule.id).reduce((sum, { count }) => sum + count, 0),
			};
		});
	return { rules, accounts, languages: campaign.languages };
}

/** A rule's places on a platform: each language, and each account's own. */
export function placesOf(drive: DeskDrive, rule: MilestoneRule, platform: WordedPlatform): PlaceTexts[] {
	const spoken = drive.accounts.filter((one) => wordedAs(one.platform) === platform).map(({ language }) => language);
	const languages = [...new Set([...drive.campaign.languages, ...spoken])];
	const everybody = languages.map((language) => ({ ruleId: rule.id, platform, language, accountId: null }));
	const single = drive.accounts
		.filter((one) => wordedAs(one.platform) === platform)
		.map(({ id, language }) => ({ ruleId: rule.id, platform, language, accountId: id }))
		.filter((place) => savedOf(drive, ruleScope(rule.id), place) !== null);
	return [...everybody, ...single].map((place) => placeTexts(drive, rule, place));
}
