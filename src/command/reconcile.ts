import type { Command } from "commander";
import { readEnv, SettingError } from "../../config/env.ts";
import type { Finding } from "../domain/counting/reconciliation.ts";
import { formatMoney } from "../domain/plain/money.ts";
import { askedCampaign } from "./asked-campaign.ts";
import { print } from "./output.ts";
import { withDatabase } from "./with-database.ts";

type Options = { days: string; from?: string; to?: string; campaign?: string; repair?: boolean; json?: boolean };

const DAY = 86_400_000;
const KINDS: Record<Finding["kind"], string> = {
	missing: "MISSING    Stripe has it, the ledger doesn't",
	differing: "DIFFERENT ",
	unexpected: "UNEXPECTED the ledger has it, Stripe doesn't",
};

export function addReconcile(program: Command): void {
	program
		.command("reconcile")
		.description("holds the ledger against Stripe's own books; exits 1 where they differ")
		.option("--days <n>", "the last so many days", "30")
		.option("--from <date>", "from this date or time (ISO; a date alone begins at midnight UTC), instead of --days")
		.option("--to <date>", "until this date or time (ISO); now, unless told")
		.option("--campaign <id>", "only what belongs to this drive, or to none")
		.option("--repair", "take in what is missing or different, by the way of every webhook")
		.option("--json", "print one line of JSON")
		.addHelpText("after", "\nExample:\n  $ npx carillon reconcile --days 3 --repair\n")
		.action(async (options: Options) => {
			const span = spanOf(options);
			const { reconcileNow } = await import("../reconcile/reconcile-now.ts");
			const env = readEnv();
			if (env.STRIPE_API_KEY === undefined) {
				throw new SettingError("STRIPE_API_KEY is not set: without it nothing can be read from Stripe.");
			}
			const say = (line: string) => process.stderr.isTTY && process.stderr.write(`\r${line.padEnd(70)}`);
			const result = await withDatabase(env, async (pool) => {
				const campaignId = options.campaign === undefined ? null : (await askedCampaign(pool, options.campaign)).id;
				return reconcileNow(env, pool, { span, campaignId, repairs: options.repair === true, say });
			});
			if (process.stderr.isTTY) process.stderr.write("\r");
			print(options.json === true, result, describe(result));
			if (result.open > 0) process.exitCode = 1;
		});
}

function spanOf({ days, from, to }: Options) {
	const end = to === undefined ? Date.now() : Date.parse(to);
	const count = Number(days);
	if (!(count > 0)) throw new SettingError(`--days ${days} is no number of days: write one like 30.`);
	const start = from === undefined ? end - count * DAY : Date.parse(from);
	if (Number.isNaN(end) || Number.isNaN(start) || start >= end) {
		throw new SettingError(
			"Write --from and --to as dates like 2026-12-03 or 2026-12-03T08:00:00Z, the earlier first.",
		);
	}
	return { from: start, to: end };
}

type Result = {
	readonly checked: Readonly<Record<string, number>>;
	readonly findings: readonly (Finding & { readonly repaired: string | null })[];
	readonly open: number;
};

function describe({ checked, findings, open }: Result): string[] {
	const looked = Object.entries(checked).map(([what, count]) => `${count} ${what.replaceAll("_", " ")}`);
	const lines = findings.map((finding) => {
		const { kind, about, object, campaignId, currency, ours, theirs, repaired } = finding;
		const money = (amount: number | null) => (amount === null ? "nothing" : formatMoney({ amount, currency }));
		const sums = `ledger ${money(ours)}, Stripe ${money(theirs)}`;
		return `  ${KINDS[kind]}  ${about} ${object}  ${sums}  ${campaignId ?? "no drive"}${repaired === null ? "" : `  -> ${repaired}`}`;
	});
	const end = findings.length === 0 ? "They agree." : open === 0 ? "All repaired." : `${open} open.`;
	return [`Looked at ${looked.join(", ")}.`, ...lines, end];
}
