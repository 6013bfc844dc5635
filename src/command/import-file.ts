import { createReadStream } from "node:fs";
import { basename } from "node:path";
import type pg from "pg";
import { SettingError } from "../../config/env.ts";
import { importWorkOf } from "../../workers/imports.ts";
import { auditAs, COMMAND_LINE } from "../audit/write-line.ts";
import { openCampaignDirectory } from "../campaign/directory.ts";
import { inTransaction } from "../db/pool.ts";
import type { Campaign } from "../domain/drive/campaign.ts";
import { IMPORT_FIELDS, type ImportField, type ImportKind } from "../domain/gift/import-kind.ts";
import { formatMoney } from "../domain/plain/money.ts";
import { bringFile } from "../import/bring-file.ts";
import { askDeed } from "../import/deeds.ts";
import { columnNames } from "../import/file-format.ts";
import { plainHeader } from "../import/header-words.ts";
import { findImport, type StoredImport, saveSettings } from "../import/import-store.ts";
import { firstRecords } from "../import/open-file.ts";
import { fitting } from "../import/settings-shape.ts";
import { viewOf } from "../import/view.ts";
import { workOnImports } from "../import/work.ts";
import type { ImportView } from "../web/contract/staff/imports.ts";
import { print } from "./output.ts";

export type ImportOptions = {
	readonly kind: ImportKind;
	readonly campaign?: string;
	readonly map: readonly string[];
	readonly dates?: "month-first" | "day-first";
	readonly encoding?: "utf-8" | "windows-1252";
	readonly allOrNothing?: boolean;
	readonly thank?: boolean;
	readonly dryRun?: boolean;
	readonly undo?: string;
	readonly json?: boolean;
};

/** Brings the file in, checks it, and takes it unless it was only to be tried. */
export async function take(pool: pg.Pool, campaign: Campaign, file: string, options: ImportOptions): Promise<void> {
	const one = await bringFile(pool, {
		...{ campaignId: campaign.id, fileName: basename(file), kind: options.kind },
		...{ file: createReadStream(file), by: { id: null, name: COMMAND_LINE.name }, now: Date.now() },
	});
	await settle(pool, one, options);
	const asked = await seen(pool, campaign, one.id);
	const blocker = asked.blockers[0];
	if (blocker !== undefined) throw new SettingError(`${blocker.says} Say it with --map, --dates or --encoding.`);
	const checked = await perform(pool, campaign, one.id, "check");
	if (checked.report === null) {
		const [problem] = checked.blockers;
		throw new SettingError(problem === undefined ? "The check was stopped." : `${problem.says} ${problem.todo}`);
	}
	for (const { line, column, says, todo } of checked.report.problems) {
		process.stderr.write(`line ${line}${column === null ? "" : `, ${column}`}: ${says} ${todo}\n`);
	}
	const done = options.dryRun === true ? checked : await perform(pool, campaign, one.id, "run");
	print(options.json === true, summary(done), lines(done, campaign));
}

export async function undo(pool: pg.Pool, campaign: Campaign, id: string, { json }: ImportOptions): Promise<void> {
	const undone = await perform(pool, campaign, id, "undo");
	const { rows, paidMeanwhile } = undone.undone;
	const paid = paidMeanwhile === 0 ? [] : [`${paidMeanwhile} of them had been paid meanwhile: that money stays.`];
	print(json === true, summary(undone), [`${rows} rows were taken back.`, ...paid]);
}

/** As the command's options say it, over what was found out. */
async function settle(
	pool: pg.Pool,
	one: StoredImport,
	{ map, dates, encoding, allOrNothing, thank }: ImportOptions,
): Promise<void> {
	const [first] = await firstRecords(pool, one.id, one.settings, 1);
	const names = columnNames(first, one.settings.hasHeader).map(plainHeader);
	const mapped = map.map((pair): readonly [ImportField, number] => {
		const [name = "", column = ""] = pair.split(/=(.*)/s);
		const field = IMPORT_FIELDS.find((known) => known === name.trim());
		const place = /^\d+$/.test(column) ? Number(column) - 1 : names.indexOf(plainHeader(column));
		if (field === undefined)
			throw new SettingError(`There is no field "${name}". There are ${IMPORT_FIELDS.join(", ")}.`);
		if (place < 0 || place >= names.length) throw new SettingError(`The file has no column "${column}".`);
		return [field, place];
	});
	const settings = {
		...one.settings,
		columns: { ...one.settings.columns, ...Object.fromEntries(mapped) },
		...(dates !== undefined && { dateOrder: dates }),
		...(encoding !== undefined && { encoding }),
		...(allOrNothing === true && { badRows: "refuse" as const }),
		...(thank === true && { thanks: "hosts" as const }),
	};
	await saveSettings(pool, one.id, fitting(settings), one.isRemembered);
}

/** Asks, and does it here: no worker is needed. Where one runs and takes it up first, waits for that. */
async function perform(
	pool: pg.Pool,
	campaign: Campaign,
	id: string,
	deed: "check" | "run" | "undo",
): Promise<ImportView> {
	const note = auditAs(pool, COMMAND_LINE, "carillon import");
	await inTransaction(pool, async (client) => {
		const done = await askDeed(client, { campaignId: campaign.id, id }, deed, Date.now());
		if (done.kind === "gone") throw new SettingError(`This drive has no import ${id}.`);
		if (done.kind === "refused") throw new SettingError(done.says);
		if (done.kind === "done") await note({ what: `import.${deed}`, campaignId: campaign.id, subject: id }, client);
	});
	const log = () => undefined;
	const work = importWorkOf({ pool, directory: openCampaignDirectory(pool), dispatch: () => undefined, log });
	const tell = process.stderr.isTTY ? setInterval(() => void tellProgress(pool, campaign.id, id), 1_000) : undefined;
	try {
		for (;;) {
			await workOnImports({ ...work, only: id });
			const view = await seen(pool, campaign, id);
			if (!["checking", "running", "undoing"].includes(view.state)) return view;
			await new Promise((resolve) => setTimeout(resolve, 300));
		}
	} finally {
		clearInterval(tell);
	}
}

async function tellProgress(pool: pg.Pool, campaignId: string, id: string): Promise<void> {
	const one = await findImport(pool, campaignId, id).catch(() => null);
	if (one !== null) process.stderr.write(`\r${one.rowsDone.toLocaleString("en-US")} rows `);
}

async function seen(pool: pg.Pool, campaign: Campaign, id: string): Promise<ImportView> {
	const one = await findImport(pool, campaign.id, id);
	if (one === null) throw new SettingError(`This drive has no import ${id}.`);
	return viewOf(pool, one, campaign, Date.now());
}

function summary({ id, state, report, taken, undone }: ImportView) {
	const { problems: _, alike: __, ...found } = report ?? {};
	return { import: id, state, ...found, taken, undone };
}

function lines({ id, state, report, taken }: ImportView, campaign: Campaign): string[] {
	const money = (amount: number) => formatMoney({ amount, currency: campaign.currency });
	if (report === null) return [`${taken.rows} rows were taken. To take them back: npx carillon import --undo ${id}`];
	const { good, bad, duplicates, counted, totalBefore, passes, thanks } = report;
	const left = `${bad} can't be taken, ${duplicates} are there already.`;
	if (state === "checked") {
		return [
			`It would take ${good} rows: ${money(counted)} go on the total, from ${money(totalBefore)} to ${money(totalBefore + counted)}. ${left}`,
			passes.length === 0 ? "No milestone is passed." : `Passed silently: ${passes.join(", ")}.`,
			...(thanks === null ? [] : [`${thanks.gifts} go on the hosts' thank-you list, ${thanks.named} of them by name.`]),
		];
	}
	return [
		`${taken.rows} rows were taken, ${money(taken.amount)}. ${left}`,
		`To take them back: npx carillon import --undo ${id}`,
	];
}
