import type { Platform } from "../domain/post/post.ts";
import { maxLength } from "../domain/post/post-text.ts";
import { type FilledIn, filledInTurn, type Variant } from "../template/in-turn.ts";
import type { FoundTexts } from "../template/own-texts.ts";
import type { TemplatePack, WordedPlatform } from "../template/pack.ts";
import type { PostSubject } from "../template/variables.ts";
import type { Account } from "./store.ts";
import type { WordSources } from "./word-sources.ts";

export type FreshText =
	| { readonly kind: "text"; readonly text: string; readonly templateId: string; readonly note: string | null }
	/** Every text has been published already, here or on another account of the platform. */
	| { readonly kind: "said"; readonly reason: string }
	/** `barred`: one that would do, but for what it may not say. */
	| { readonly kind: "none"; readonly reason: string; readonly barred: string | null };

export type FreshAsked = {
	readonly account: Account;
	readonly subject: PostSubject;
	readonly pack: TemplatePack;
	readonly own: FoundTexts | null;
	/** Texts that may not go out on this account now: with a link where none is allowed. */
	readonly isBarred: (text: string) => boolean;
	/** Whether these are the words that a person has approved: that text goes before its turn. */
	readonly prefers?: (text: string) => boolean;
};

/** Platforms that take the same words twice for spam, and on which a read-back could not tell two such posts apart. */
const NEVER_TWICE: ReadonlySet<Platform> = new Set(["x", "facebook"]);

/**
 * The text whose turn it is and that nobody has read yet: not on this account, and not on another account of the platform in this drive
 * (X forbids the same text on two accounts). The campaign's own texts; what Carillon brings along where none of those can be used.
 */
export async function freshText(sources: WordSources, asked: FreshAsked): Promise<FreshText> {
	const { account, subject, pack, own } = asked;
	const platform = wordedPlatform(account.platform);
	const starter = pack.variants.get(`${subject.announcement.kind}/${platform}/${account.language}`) ?? [];
	if (NEVER_TWICE.has(platform)) await sources.waitForTheOthers(account);
	const turn = await sources.turn(account, subject.announcement.kind);
	const notes = (own?.broken ?? []).map(({ id, why }) => `The text ${id} can't be used: ${why}.`);
	let barred: string | null = null;
	for (const variants of own === null ? [starter] : [own.variants, starter]) {
		const filled = [...filledInTurn(variants, subject, { platform, language: account.language }, turn)];
		notes.push(...noteOf(filled));
		const fitting = filled.filter((one) => one.kind === "text");
		const allowed = fitting.filter(({ text }) => !asked.isBarred(text));
		barred ??= fitting.find(({ text }) => asked.isBarred(text))?.text ?? null;
		if (allowed.length === 0) continue;
		const texts = allowed.map(({ text }) => text);
		const said = NEVER_TWICE.has(account.platform) ? await sources.said(account, texts) : NOTHING_SAID;
		const unsaid = allowed.filter(({ text }) => !said.has(text));
		const fresh = unsaid.find(({ text }) => asked.prefers?.(text)) ?? unsaid[0];
		if (fresh !== undefined) return { ...fresh, kind: "text", note: noted(notes, own, variants) };
		return { kind: "said", reason: ALL_SAID };
	}
	return { kind: "none", reason: noneReason(asked, platform, notes), barred };
}

const NOTHING_SAID: ReadonlySet<string> = new Set();

const ALL_SAID =
	"Every text for it has gone out already, here or on another account of the platform, and platforms forbid the same words twice. Change its text, or add one under Templates.";

/** Only what was the campaign's own is worth a word: it has been passed over. */
function noted(notes: readonly string[], own: FoundTexts | null, used: readonly Variant[]): string | null {
	if (own === null) return null;
	const instead = used === own.variants ? [] : ["A text that comes with Carillon went out instead."];
	const all = [...new Set(notes), ...instead];
	return all.length === 0 ? null : all.join(" ");
}

function noteOf(filled: readonly FilledIn[]): string[] {
	return filled.flatMap((one) =>
		one.kind === "broken" ? [`The text ${one.templateId} can't be filled in: ${one.why}.`] : [],
	);
}

function noneReason({ account, subject }: FreshAsked, platform: WordedPlatform, notes: readonly string[]): string {
	const place = `${subject.announcement.kind}/${platform}/${account.language}`;
	const why = `Every text for ${place} comes out empty or longer than ${maxLength(platform)} characters, or there is none: shorten one, or the drive's names.`;
	return [...new Set(notes), why].join(" ");
}

function wordedPlatform(platform: Platform): WordedPlatform {
	return platform === "dry-run" ? "x" : platform;
}
