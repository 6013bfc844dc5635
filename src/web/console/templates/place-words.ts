import type { Language } from "../../../domain/plain/language.ts";
import type { TemplatePlace, TemplateVariant, WordedPlatform } from "../../contract/staff/templates.ts";

export const PLATFORM_WORDS: Readonly<Record<WordedPlatform, string>> = {
	x: "X",
	facebook: "Facebook",
	"on-air": "Host's screen",
};
export const LANGUAGE_WORDS: Readonly<Record<Language, string>> = { en: "English", es: "Spanish" };

/** How a place's texts are measured: X counts an emoji as two and every link as 23. */
export function lengthWords({ length }: Pick<TemplateVariant, "length">, platform: WordedPlatform): string {
	return platform === "x" ? `${length} of 280` : `${length} characters`;
}

export function placeSearch({ ruleId, platform, language, accountId }: TemplatePlace): URLSearchParams {
	return new URLSearchParams({
		...{ rule: ruleId, on: platform, in: language },
		...(accountId !== null && { account: accountId }),
	});
}

/** The place that an address names; null where it names none. */
export function placeOf(search: URLSearchParams): TemplatePlace | null {
	const ruleId = search.get("rule");
	const platform = asPlatform(search.get("on"));
	const language = search.get("in");
	if (ruleId === null || platform === null || (language !== "en" && language !== "es")) return null;
	return { ruleId, platform, language, accountId: search.get("account") };
}

export function asPlatform(value: string | null): WordedPlatform | null {
	return value === "x" || value === "facebook" || value === "on-air" ? value : null;
}

export function isSamePlace(one: TemplatePlace, other: TemplatePlace): boolean {
	return (
		one.ruleId === other.ruleId &&
		one.platform === other.platform &&
		one.language === other.language &&
		one.accountId === other.accountId
	);
}

export function timesWords(uses: number): string {
	if (uses === 0) return "not used yet";
	return uses === 1 ? "used once" : `used ${uses} times`;
}
