import type { Command } from "commander";

type Options = { seed?: string; minutes?: string; once?: boolean };

export function addDemo(program: Command): void {
	program
		.command("demo")
		.description("a lively drive of ten minutes with sandbox Stripe, X and Facebook, and its own database")
		.option("--seed <n>", "another drive; the same number gives the same one")
		.option("--minutes <n>", "how long the drive takes", "10")
		.option("--once", "end when the drive is over, instead of leaving the screens up")
		.addHelpText("after", "\nExample:\n  $ npm run demo\n  $ npx carillon demo --seed 7 --minutes 3\n")
		.action(async (options: Options) => {
			const { runDemo } = await import("../rehearsal/demo/demo.ts");
			await runDemo({
				seed: options.seed === undefined ? undefined : Number(options.seed),
				minutes: Number(options.minutes),
				once: options.once === true,
			});
		});
}
