import type pg from "pg";
import type { Campaign } from "../domain/drive/campaign.ts";
import type { Instant } from "../domain/plain/instant.ts";
import { formatMoney } from "../domain/plain/money.ts";
import { columnNames } from "./file-format.ts";
import type { StoredImport } from "./import-store.ts";
import { firstRecords } from "./open-file.ts";
import { sift } from "./sift.ts";
import { likeWords } from "./tell-report.ts";
import { tellWhenIn } from "./tell-when.ts";

export type LeftOut = {
	readonly columns: readonly string[];
	readonly rows: AsyncIterable<readonly (string | number)[]>;
};

/** The rows that can't be taken or were known before, as they stood, with the line and the reason: to be corrected and brought in again. */
export async function leftOut(pool: pg.Pool, one: StoredImport, campaign: Campaign, now: Instant): Promise<LeftOut> {
	const [first] = await firstRecords(pool, one.id, one.settings, 1);
	const names = columnNames(first, one.settings.hasHeader);
	return { columns: ["line", "why it was left out", "what to do", ...names], rows: rowsOf(pool, one, campaign, now) };
}

async function* rowsOf(pool: pg.Pool, one: StoredImport, campaign: Campaign, now: Instant) {
	const tellWhen = tellWhenIn(campaign.timeZone);
	const money = (amount: number) => formatMoney({ amount, currency: campaign.currency });
	const skips = one.settings.duplicates === "skip";
	for await (const batch of sift(pool, one, campaign, { after: 0, now })) {
		for (const { record, problems, like } of batch.rows) {
			const isKnown = like !== null && skips;
			if (problems.length === 0 && !isKnown) continue;
			const why = isKnown ? [`It is there already: ${likeWords(like, tellWhen, money)}.`] : [];
			const found = problems.map(({ column, says }) => (column === null ? says : `${column}: ${says}`));
			const todo = isKnown ? ["Nothing, unless it is another one after all."] : [];
			yield [
				record.line,
				[...why, ...found].join(" "),
				[...new Set([...todo, ...problems.map((one) => one.todo)])].join(" "),
				...record.cells.map((cell) => cell.replaceAll("\0", "")),
			];
		}
	}
}
