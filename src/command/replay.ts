import { type Command, InvalidArgumentError } from "commander";
import { readEnv, readNamedSecret } from "../../config/env.ts";
import { print } from "./output.ts";

type Options = {
	speed: number | "max";
	campaign?: string;
	deliverTwice?: boolean;
	shuffle?: number;
	queue: "redis" | "postgres";
	kill?: number;
	flushRedis?: boolean;
	seed: number;
	json?: boolean;
};

export function addReplay(program: Command): void {
	program
		.command("replay <file>")
		.description(
			"run a whole drive through the real system, onto sandbox platforms, and check every cent and every post",
		)
		.option("--speed <n>", 'how many times faster than it was, or "max"', speed, "max")
		.option("--campaign <file>", "this campaign's rules and texts instead of usual ones")
		.option("--deliver-twice", "deliver every webhook a second time")
		.option("--shuffle <seconds>", "displace deliveries by up to so many seconds of the drive", whole)
		.option("--queue <kind>", "redis or postgres", queueKind, "postgres")
		.option("--kill <times>", "kill -9 the API or a worker so many times on the way", whole)
		.option("--flush-redis", "flush Redis in the middle")
		.option("--seed <n>", "for what is random", whole, 1)
		.option("--json", "end with one line of JSON")
		.addHelpText(
			"after",
			"\nColumns, by header: ts_utc, timestamp or created; amount_cents or amount; optional name, anonymous, monthly, station, id." +
				"\n\nExample:\n  $ npx carillon replay drive.csv --speed max --deliver-twice --shuffle 60 --json\n",
		)
		.action(replay);
}

async function replay(file: string, options: Options): Promise<void> {
	const { replayDrive } = await import("../rehearsal/replay/replay.ts");
	const { reportOn, resultTable } = await import("../rehearsal/replay/replay-report.ts");
	const { exitCodeOf } = await import("../rehearsal/replay/replay-summary.ts");
	const env = readEnv();
	const interrupt = new AbortController();
	for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => interrupt.abort());
	const result = await replayDrive(
		{
			file,
			speed: options.speed,
			campaignFile: options.campaign,
			readSecret: readNamedSecret,
			deliverTwice: options.deliverTwice,
			shuffleSeconds: options.shuffle,
			queue: options.queue,
			databaseUrl: env.DATABASE_URL,
			redisUrl: env.REDIS_URL,
			seed: options.seed,
			chaos: chaosOf(options),
			signal: interrupt.signal,
		},
		reportOn(process.stderr),
	);
	process.stderr.write(`${resultTable(result)}\n`);
	if (options.json === true) print(true, result.summary, []);
	process.exitCode = exitCodeOf(result.summary);
}

function chaosOf({
	kill,
	flushRedis,
	seed,
}: Options): { kills: number; seed: number; flushRedis: boolean } | undefined {
	if (kill === undefined && flushRedis !== true) return undefined;
	return { kills: kill ?? 0, seed, flushRedis: flushRedis === true };
}

function speed(text: string): number | "max" {
	if (text === "max") return "max";
	const times = Number(text);
	if (!(times > 0)) throw new InvalidArgumentError('Write a number above 0, or "max".');
	return times;
}

function whole(text: string): number {
	if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError("Write a whole number.");
	return Number(text);
}

function queueKind(text: string): "redis" | "postgres" {
	if (text !== "redis" && text !== "postgres") throw new InvalidArgumentError("Write redis or postgres.");
	return text;
}
