import type { TriggerKind } from "../domain/drive/milestone-rule.ts";
import { isMatchKind, isPowerHourKind, MATCH_KINDS, POWER_HOUR_KINDS } from "../domain/milestone/told-about.ts";
import type { Language } from "../domain/plain/language.ts";
import type { Platform } from "../domain/post/post.ts";
import { maxLength, tidyText } from "../domain/post/post-text.ts";
import { isMatchVariable, isPowerHourVariable } from "./about-variables.ts";
import { type ParsedTemplate, renderTemplate, variablesOf } from "./liquid.ts";
import { firstLine, readSource } from "./read-source.ts";
import { extremeSubjects, sampleSubject } from "./sample.ts";
import { type PostSubject, type VariableValues, variablesFor } from "./variables.ts";
import { cashtagsIn, mentionsIn, textLength } from "./weighted-length.ts";

/** Where a template is to be used. */
export type TemplatePlace = { readonly kind: TriggerKind; readonly platform: Platform; readonly language: Language };

export type CheckedTemplate = {
	readonly parsed: ParsedTemplate | null;
	/** In plain words, for the person who wrote it; empty where it may be used. */
	readonly problems: readonly string[];
	/** With an ordinary drive's figures, and the longest it can become, in the platform's own unit. */
	readonly sample: string;
	readonly longest: number;
};

/** Kinds whose value comes again (the same target every hour, two gifts of $1,000): only the total tells two posts apart. */
const REPEATING_VALUE: ReadonlySet<TriggerKind> = new Set<TriggerKind>([
	...(["large-gift", "hour-target", "final-hour", "closed", "thank-you"] as const),
	// A sponsor may match as much again tomorrow.
	...MATCH_KINDS,
	...POWER_HOUR_KINDS,
]);

/** Everything that can be known about a template before it is used. Never throws. */
export function checkTemplate(source: string, place: TemplatePlace): CheckedTemplate {
	const { parsed, problems } = readSource(source);
	if (parsed === null) return unusable(...problems.map(({ says }) => says));
	try {
		return judgeRenderings(parsed, place, { base: sampleSubject(place.kind), extremes: extremes(place) });
	} catch (error) {
		return unusable(`it can't be filled in: ${firstLine(error)}`);
	}
}

/** Fills in and tidies. Throws what the engine throws. */
export function fillIn(
	parsed: ParsedTemplate,
	values: VariableValues,
	subject: PostSubject,
	language: Language,
): string {
	const { currency, timeZone } = subject.campaign;
	return tidyText(renderTemplate(parsed, values, { currency, timeZone, language }));
}

/** An ordinary moment, and the smallest and largest that can come. */
export type Trials = { readonly base: PostSubject; readonly extremes: readonly Extreme[] };

/** What shows only when a template is filled in. Throws what the engine throws. */
export function judgeRenderings(parsed: ParsedTemplate, place: TemplatePlace, trials: Trials): CheckedTemplate {
	const { kind, platform, language } = place;
	const render = (subject: PostSubject) => fillIn(parsed, variablesFor(subject, language, platform), subject, language);
	const problems = [...aboutProblems(parsed, kind)];
	const sample = render(trials.base);
	const texts = new Set([
		sample,
		...trials.extremes.map(({ values, subject }) => fillIn(parsed, values, subject, language)),
	]);
	const longest = Math.max(...[...texts].map((text) => textLength(platform, text)));
	if (texts.has("")) problems.push("it can come out empty");
	if (longest > maxLength(platform)) {
		problems.push(`it can become ${longest} characters long, and ${platform} takes ${maxLength(platform)}: shorten it`);
	}
	const bare = [...texts].map((text) => /\d{9,}/.exec(text)?.[0]).find((number) => number !== undefined);
	if (bare)
		problems.push(
			`it prints a bare number of cents (${bare}): use {{ total }}, not {{ total_value }}, or add "| money"`,
		);
	if (!tellsApart(render, kind, trials.base)) problems.push(sameness(kind));
	if (platform === "x") problems.push(...xProblems(texts));
	return { parsed, problems, sample, longest };
}

/** A match's variables are empty in every text that isn't about one. */
function aboutProblems(parsed: ParsedTemplate, kind: TriggerKind): string[] {
	const used = variablesOf(parsed);
	const ofMatch = isMatchKind(kind) ? undefined : used.find(isMatchVariable);
	const ofHour = isPowerHourKind(kind) ? undefined : used.find(isPowerHourVariable);
	return [
		...(ofMatch ? [`{{ ${ofMatch} }} says nothing here: this post isn't about a match`] : []),
		...(ofHour ? [`{{ ${ofHour} }} says nothing here: this post isn't about a power hour`] : []),
	];
}

/** Two posts on one account must never have the same text: X refuses the second, and listeners would take it for a mistake. */
function tellsApart(render: (subject: PostSubject) => string, kind: TriggerKind, base: PostSubject): boolean {
	const more = { ...base.now, total: base.now.total + 123_400 };
	for (const giverName of ["Dana", null]) {
		const first = { ...base, giverName };
		const value = REPEATING_VALUE.has(kind) ? base.announcement.value : base.announcement.value + 1;
		const next = { ...first, now: more, announcement: { ...base.announcement, value } };
		if (render(first) === render(next)) return false;
	}
	return true;
}

function sameness(kind: TriggerKind): string {
	const needed = REPEATING_VALUE.has(kind) ? "{{ total }}" : "{{ milestone }} or {{ total }}";
	return `two posts from it could be the same word for word: say ${needed} in it`;
}

function xProblems(texts: ReadonlySet<string>): string[] {
	const all = [...texts].join("\n");
	const problems: string[] = [];
	const mentions = new Set(mentionsIn(all));
	if (mentions.size > 0)
		problems.push(`it mentions @${[...mentions].join(", @")}: X forbids mentions in automated posts`);
	if ([...texts].some((text) => cashtagsIn(text).length > 1))
		problems.push('it has more than one cashtag (as "$GIVE"): X takes one');
	return problems;
}

export type Extreme = { readonly subject: PostSubject; readonly values: VariableValues };
const extremesKnown = new Map<string, readonly Extreme[]>();

/** The same for all templates of a place, and costlier to make than to use. */
function extremes({ kind, platform, language }: TemplatePlace): readonly Extreme[] {
	const key = `${kind}/${platform}/${language}`;
	const known = extremesKnown.get(key);
	if (known) return known;
	const made = extremeSubjects(kind).map((subject) => ({ subject, values: variablesFor(subject, language, platform) }));
	extremesKnown.set(key, made);
	return made;
}

function unusable(...problems: string[]): CheckedTemplate {
	return { parsed: null, problems, sample: "", longest: 0 };
}
