import { randomBytes } from "node:crypto";
import type pg from "pg";
import type { MilestoneRule } from "../../domain/drive/milestone-rule.ts";
import type { RestoreTextsRequest, SaveTextsRequest, TemplatePlace } from "../../web/contract/staff/templates.ts";
import { checkForDrive } from "../check-for-drive.ts";
import { history, keepTexts, type OwnVariant, type TextsChange, type TextsKept } from "../own-text-store.ts";
import { plain } from "./check-text.ts";
import { type DeskDrive, keptAt } from "./desk-drive.ts";
import { holding } from "./place-texts.ts";

export type TextsSaved = TextsKept | { readonly kind: "refused"; readonly says: string };

export type Saver = {
	readonly pool: pg.Pool;
	readonly by: TextsChange["by"];
	readonly beside: (client: pg.PoolClient, what: string, before: unknown, after: unknown) => Promise<void>;
};

const MOST_VARIANTS = 24;

/** Keeps a place's variants as they were left; those that are switched on have to be sound. */
export async function saveTexts(
	{ pool, by, beside }: Saver,
	drive: DeskDrive,
	rule: MilestoneRule,
	{ place, revision, variants }: SaveTextsRequest,
): Promise<TextsSaved> {
	const named = variants === null ? null : withIds(variants);
	const refused = named === null ? null : whyNot(drive, rule, place, named);
	if (refused !== null) return { kind: "refused", says: refused };
	return keepTexts(pool, {
		place: keptAt(drive, place),
		revision,
		variants: named,
		what: named === null ? "reset" : "saved",
		by,
		beside: (client, before) => {
			const was = before ?? holding(drive, rule, place).variants;
			return beside(client, named === null ? "templates.reset" : "templates.saved", was, named);
		},
	});
}

/** Back to how a place stood after one of its changes; 0 is before the first. That, too, is a change, and can be taken back. */
export async function restoreTexts(
	{ pool, by, beside }: Saver,
	drive: DeskDrive,
	{ place, revision, to }: RestoreTextsRequest,
): Promise<TextsSaved> {
	const at = keptAt(drive, place);
	const known = await history(pool, at, MOST_HISTORY);
	const wanted = known.find(({ id }) => id === to);
	if (to !== 0 && wanted === undefined) return { kind: "refused", says: "That version is not in this text's history." };
	const variants = wanted?.variants ?? null;
	return keepTexts(pool, {
		...{ place: at, revision, variants, what: "restored", by },
		beside: (client, before) => beside(client, "templates.restored", before, variants),
	});
}

export const MOST_HISTORY = 100;

type Written = { readonly id: string | null; readonly source: string; readonly isOn: boolean };

function withIds(variants: readonly Written[]): OwnVariant[] {
	const seen = new Set<string>();
	return variants.map(({ id, source, isOn }) => {
		const own = id === null || seen.has(id) ? `own/${randomBytes(5).toString("hex")}` : id;
		seen.add(own);
		return { id: own, source: source.replace(/\r\n?/g, "\n").trim(), isOn };
	});
}

function whyNot(
	drive: DeskDrive,
	rule: MilestoneRule,
	{ platform, language }: TemplatePlace,
	variants: readonly OwnVariant[],
): string | null {
	if (variants.length > MOST_VARIANTS) return `There are at most ${MOST_VARIANTS} texts for one place: take some out.`;
	const on = variants.filter(({ isOn }) => isOn);
	if (on.length === 0)
		return "At least one text has to be switched on. To go back to what comes with Carillon, reset them.";
	const seen = new Set<string>();
	for (const [index, { source, isOn }] of variants.entries()) {
		if (seen.has(plain(source))) return `Text ${index + 1} is the same as another one: two posts would read alike.`;
		seen.add(plain(source));
		if (!isOn) continue;
		const [problem] = checkForDrive(source, { rule, platform, language, moment: drive.moment }).problems;
		if (problem !== undefined) {
			const where = problem.at === null ? "" : ` (line ${problem.at.line}, column ${problem.at.column})`;
			return `Text ${index + 1} can't be used${where}: ${problem.says}. Mend it, or switch it off.`;
		}
	}
	return null;
}
