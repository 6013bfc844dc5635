import { writeFile } from "node:fs/promises";
import { type Command, InvalidArgumentError } from "commander";
import { readNamedSecret } from "../../config/env.ts";
import { print } from "./output.ts";

type Options = {
	generated?: boolean;
	gifts: number;
	hours: number;
	part: number;
	seed: number;
	campaign?: string;
	rules?: string;
	against?: string;
	approvedAfter: number | null;
	sending: number;
	csv?: string;
	rows: number;
	json?: boolean;
};

export function addRehearse(program: Command): void {
	program
		.command("rehearse [file]")
		.description("what a whole drive would say when, where and at what price, in seconds; nothing leaves the house")
		.option("--generated", "a drive that never was, in place of a file")
		.option("--gifts <n>", "of the generated drive", some, 2_000)
		.option("--hours <n>", "of the generated drive", some, 36)
		.option("--part <n>", "of the goal that the generated drive brings: 1 is all of it", number, 1.05)
		.option("--seed <n>", "of the generated drive: the same number, the same gifts", number, 1)
		.option("--campaign <file>", "this campaign's rules, accounts, windows and matches instead of usual ones")
		.option("--rules <file>", "these rules instead of the campaign's")
		.option("--against <file>", "rehearse the same drive by these rules as well, and say what differs")
		.option("--approved-after <minutes>", 'how long staff take to approve a post, or "never"', minutes, 10)
		.option("--sending <seconds>", "how long a post takes to leave", number, 1)
		.option("--csv <file>", "write the whole table there")
		.option("--rows <n>", "rows of the table to show", number, 30)
		.option("--json", "print it all as one line of JSON")
		.addHelpText(
			"after",
			"\nColumns of the file, by header: ts_utc, timestamp or created; amount_cents or amount; optional name, anonymous, monthly, station, id." +
				"\n\nExamples:\n  $ npx carillon rehearse last-year.csv --campaign config/campaigns/example.json" +
				"\n  $ npx carillon rehearse --generated --gifts 5000 --hours 48 --against fewer-rules.json\n",
		)
		.action(run);
}

async function run(file: string | undefined, options: Options): Promise<void> {
	if ((file === undefined) === (options.generated !== true)) {
		throw new Error("Name the drive's file, or write --generated for one that never was: one of the two.");
	}
	const { rehearseFiles } = await import("../rehearsal/virtual/rehearse-files.ts");
	const { csvColumns, csvRows, differenceLines, rehearsalLines } = await import("../rehearsal/virtual/table.ts");
	const { csvLine } = await import("../http/csv.ts");
	const { gifts, hours, part: partOfGoal, seed } = options;
	const rehearsals = await rehearseFiles({
		drive: file === undefined ? { generated: { gifts, hours, partOfGoal, seed } } : { file },
		campaignFile: options.campaign,
		rulesFile: options.rules,
		againstFile: options.against,
		readSecret: readNamedSecret,
		assumptions: {
			...{ sendingSeconds: options.sending, approvedAfterMinutes: options.approvedAfter },
			hasPictures: true,
		},
		say: (line) => process.stderr.write(`${line}\n`),
		onProgress: showProgress,
	});
	const [first, second] = rehearsals;
	if (options.csv !== undefined && first !== undefined) {
		const lines = [csvColumns(first), ...rehearsals.flatMap((one) => [...csvRows(one)])].map((row) => csvLine(row));
		await writeFile(options.csv, `\uFEFF${lines.join("")}`);
	}
	const tables = rehearsals.flatMap((one) => [...rehearsalLines(one, options.rows), ""]);
	const differs = first === undefined || second === undefined ? [] : differenceLines(first, second);
	print(options.json === true, { rehearsals }, [...tables, ...differs]);
}

/** On a terminal one line that keeps changing; a log would only fill up. */
function showProgress(done: number, of: number): void {
	if (!process.stderr.isTTY) return;
	const part = of === 0 ? 100 : Math.floor((done / of) * 100);
	process.stderr.write(`\r\u001B[K${String(part).padStart(3)} %${part === 100 ? "\r\u001B[K" : ""}`);
}

function minutes(text: string): number | null {
	return text === "never" ? null : number(text);
}

/** A whole number of things, at least one. */
function some(text: string): number {
	const value = Number(text);
	if (!Number.isSafeInteger(value) || value < 1) throw new InvalidArgumentError("Write a whole number, 1 or more.");
	return value;
}

function number(text: string): number {
	const value = Number(text);
	if (text.trim() === "" || !Number.isFinite(value) || value < 0) throw new InvalidArgumentError("Write a number.");
	return value;
}
