import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { TriggerKind } from "../domain/drive/milestone-rule.ts";
import type { Language } from "../domain/plain/language.ts";
import type { Platform } from "../domain/post/post.ts";
import { maxLength } from "../domain/post/post-text.ts";
import { checkTemplate } from "./check.ts";
import { filledInTurn } from "./in-turn.ts";
import type { ParsedTemplate } from "./liquid.ts";
import { TemplateError } from "./template-error.ts";
import { readTemplateFile, type TemplateFile } from "./template-file.ts";
import type { PostSubject } from "./variables.ts";

/** Platforms that have texts of their own; a dry run uses X's. */
export const WORDED_PLATFORMS = ["x", "facebook", "on-air"] as const;
export type WordedPlatform = (typeof WORDED_PLATFORMS)[number];

export type PackTemplate = { readonly id: string; readonly source: string; readonly parsed: ParsedTemplate };

/** Checked and parsed: every kind of rule on every platform in every language it speaks. */
export type TemplatePack = {
	readonly languages: readonly Language[];
	/** Variants by "kind/platform/language", in the order of the file. */
	readonly variants: ReadonlyMap<string, readonly [PackTemplate, ...PackTemplate[]]>;
};

/** All kinds of rules a pack speaks for; a new one without a place here does not compile. */
export const TRIGGER_KINDS = Object.keys({
	every: true,
	amounts: true,
	percent: true,
	gifts: true,
	donors: true,
	"monthly-donors": true,
	"large-gift": true,
	"hour-target": true,
	"best-hour": true,
	"hours-to-go": true,
	"final-hour": true,
	closed: true,
	"thank-you": true,
	"goal-raised": true,
	"match-opened": true,
	"match-half": true,
	"match-nearly-gone": true,
	"match-spent": true,
	"match-ended": true,
	"power-hour-start": true,
	"power-hour-half": true,
	"power-hour-reached": true,
	"power-hour-end": true,
} satisfies Record<TriggerKind, true>) as readonly TriggerKind[];

/**
 * Reads a folder of templates, one JSON file for each kind of rule ("every.json"): platform, then language, then a list
 * of variants. Without a folder: the starter pack that comes with Carillon.
 * Throws one TemplateError that lists every problem in every file.
 */
export async function loadTemplatePack(folder = starterFolder()): Promise<TemplatePack> {
	const problems: string[] = [];
	const names = await fileNames(folder);
	for (const name of names) {
		if (!TRIGGER_KINDS.some((kind) => `${kind}.json` === name)) {
			problems.push(
				`${name}: there is no kind of rule of this name; the files are ${TRIGGER_KINDS.map((kind) => `${kind}.json`).join(", ")}`,
			);
		}
	}
	const files = new Map<TriggerKind, TemplateFile>();
	for (const kind of TRIGGER_KINDS) {
		const file = `${kind}.json`;
		if (!names.includes(file)) {
			problems.push(`${file}: is missing, so nothing could be said for "${kind}"`);
			continue;
		}
		const read = readTemplateFile(await readFile(join(folder, file), "utf8"));
		problems.push(...read.problems.map((problem) => `${file}: ${problem}`));
		if (read.file) files.set(kind, read.file);
	}
	const languages = (["en", "es"] as const).filter((language) =>
		[...files.values()].some((file) => WORDED_PLATFORMS.some((platform) => file[platform]?.[language] !== undefined)),
	);
	const variants = new Map<string, readonly [PackTemplate, ...PackTemplate[]]>();
	for (const [kind, file] of files) {
		for (const platform of WORDED_PLATFORMS) {
			for (const language of languages) {
				const [first, ...rest] = checkVariants(
					file[platform]?.[language] ?? [],
					{ kind, platform, language },
					problems,
				);
				if (first) variants.set(`${kind}/${platform}/${language}`, [first, ...rest]);
			}
		}
	}
	if (problems.length > 0) throw new TemplateError(problems);
	return { languages, variants };
}

type Place = { readonly kind: TriggerKind; readonly platform: WordedPlatform; readonly language: Language };

function checkVariants(sources: readonly string[], place: Place, problems: string[]): PackTemplate[] {
	const { kind, platform, language } = place;
	const file = `${kind}.json`;
	if (sources.length === 0)
		problems.push(`${file}: has no ${platform} texts in ${language === "es" ? "Spanish" : "English"}`);
	const seen = new Map<string, string>();
	return sources.flatMap((source, index) => {
		const id = `${kind}/${platform}/${language}/${index + 1}`;
		const same = seen.get(source.replace(/\s+/g, " ").trim());
		if (same) problems.push(`${file}: ${id} is the same as ${same}`);
		seen.set(source.replace(/\s+/g, " ").trim(), id);
		const { parsed, problems: found } = checkTemplate(source, place);
		problems.push(...found.map((problem) => `${file}: ${id}: ${problem}`));
		return parsed ? [{ id, source, parsed }] : [];
	});
}

async function fileNames(folder: string): Promise<readonly string[]> {
	try {
		return (await readdir(folder)).filter((name) => name.endsWith(".json"));
	} catch {
		throw new TemplateError([`The templates folder ${folder} can't be read: check that it exists and may be read.`]);
	}
}

/** The checkout's config/templates, seen from src as from dist/src. */
function starterFolder(): string {
	for (let folder = dirname(fileURLToPath(import.meta.url)); ; folder = dirname(folder)) {
		const candidate = join(folder, "config", "templates");
		if (existsSync(join(candidate, "every.json"))) return candidate;
		if (folder === dirname(folder))
			throw new TemplateError(["The starter templates (config/templates) are missing: install Carillon again."]);
	}
}

export type RenderedPost = {
	readonly text: string;
	/** "every/x/en/2": which text it was, for the post log. */
	readonly templateId: string;
	/** How many variants rotate here. */
	readonly variants: number;
};

/**
 * The text of a post, ready to be sent: the variant whose turn it is, or, where it would be too long for the platform,
 * the next that fits (at last without the giver's name). Nothing is ever cut.
 * Two accounts of one platform should start at different `variantIndex`es: X bans the same words on several accounts.
 * Throws a TemplateError where nothing fits or the pack lacks the language.
 */
export function renderPost(
	pack: TemplatePack,
	subject: PostSubject,
	platform: Platform,
	language: Language,
	variantIndex: number,
): RenderedPost {
	const worded = platform === "dry-run" ? "x" : platform;
	const place = `${subject.announcement.kind}/${worded}/${language}`;
	const variants = pack.variants.get(place);
	if (!variants)
		throw new TemplateError([`There is no text for ${place}: add one to ${subject.announcement.kind}.json.`]);
	for (const filled of filledInTurn(variants, subject, { platform: worded, language }, variantIndex)) {
		if (filled.kind === "text") return { text: filled.text, templateId: filled.templateId, variants: variants.length };
		if (filled.kind === "broken") throw new TemplateError([`${filled.templateId} can't be filled in: ${filled.why}`]);
	}
	throw new TemplateError([
		`Every text for ${place} comes out empty or longer than ${maxLength(worded)} characters: shorten one, or the drive's names.`,
	]);
}
