import type { Platform } from "../domain/post.ts";
import { maxLength } from "../domain/post-text.ts";
import { type FilledIn, filledInTurn, type Variant } from "../template/in-turn.ts";
import type { FoundTexts } from "../template/own-texts.ts";
import type { TemplatePack, WordedPlatform } from "../template/pack.ts";
import type { PostSubject } from "../template/variables.ts";
import type { Account, Db } from "./store.ts";

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
export async function freshText(db: Db, asked: FreshAsked): Promise<FreshText> {
	const { account, subject, pack, own } = asked;
	const platform = wordedPlatform(account.platform);
	const starter = pack.variants.get(`${subject.announcement.kind}/${platform}/${account.language}`) ?? [];
	if (NEVER_TWICE.has(platform)) await waitForTheOthers(db, account);
	const turn = await turnOf(db, account, subject.announcement.kind);
	const notes = (own?.broken ?? []).map(({ id, why }) => `The text ${id} can't be used: ${why}.`);
	let barred: string | null = null;
	for (const variants of own === null ? [starter] : [own.variants, starter]) {
		const filled = [...filledInTurn(variants, subject, { platform, language: account.language }, turn)];
		notes.push(...noteOf(filled));
		const texts = filled.filter((one) => one.kind === "text");
		const allowed = texts.filter(({ text }) => !asked.isBarred(text));
		barred ??= texts.find(({ text }) => asked.isBarred(text))?.text ?? null;
		if (allowed.length === 0) continue;
		const said = NEVER_TWICE.has(account.platform) ? await saidBefore(db, account, allowed) : NOTHING_SAID;
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

/** Two accounts of a platform choose one after the other, or both could choose the same words at once. Held until the caller's commit. */
async function waitForTheOthers(db: Db, { id, campaignId, platform }: Account): Promise<void> {
	await db.query({
		name: "wait-for-other-accounts",
		text: `select pg_advisory_xact_lock(hashtext('carillon: same words'), hashtext($1 || $2)) from channel_account
		       where campaign_id = $1 and platform = $2 and enabled and id <> $3 limit 1`,
		values: [campaignId, platform, id],
	});
}

/** How often the account has spoken of this kind, and its place among the platform's accounts: they start at different variants. */
async function turnOf(db: Db, { id, campaignId, platform }: Account, kind: string): Promise<number> {
	const { rows } = await db.query<{ turn: number }>({
		name: "turn-of-texts",
		text: `select (select count(*) from post p join announcement a on a.id = p.announcement_id
		               where p.account_id = $1 and a.kind = $4 and p.text is not null
		                 and p.state in ('published', 'sending', 'unconfirmed'))
		         + (select count(*) from channel_account o, channel_account own
		            where own.id = $1 and o.campaign_id = $2 and o.platform = $3
		              and (o.created_at, o.id) < (own.created_at, own.id)) as turn`,
		values: [id, campaignId, platform, kind],
	});
	return Number(rows[0]?.turn ?? 0);
}

async function saidBefore(
	db: Db,
	{ campaignId, platform }: Account,
	texts: readonly { readonly text: string }[],
): Promise<ReadonlySet<string>> {
	const { rows } = await db.query<{ text: string }>({
		name: "said-before",
		text: `select distinct p.text from post p join channel_account c on c.id = p.account_id
		       where p.campaign_id = $1 and c.platform = $2 and p.text = any($3) and p.state in ('published', 'sending', 'unconfirmed')`,
		values: [campaignId, platform, texts.map(({ text }) => text)],
	});
	return new Set(rows.map(({ text }) => text));
}
