import type { Command } from "commander";
import { readEnv } from "../../config/env.ts";
import type { Finding } from "../doctor/finding.ts";
import { print } from "./output.ts";

const MARKS: Record<Finding["state"], string> = { ok: "  ok  ", warning: " look ", broken: "BROKEN" };

export function addDoctor(program: Command): void {
	program
		.command("doctor")
		.description("says what is wrong with this installation and what to do; exits 1 where something is broken")
		.option("--json", "print one line of JSON")
		.addHelpText("after", "\nExample:\n  $ npx carillon doctor\n")
		.action(async (options: { json?: boolean }) => {
			const { examine } = await import("../doctor/examine.ts");
			const findings = await examine(readEnv());
			const isBroken = findings.some((finding) => finding.state === "broken");
			const lines = findings.map(({ state, what, says }) => `[${MARKS[state]}] ${what}: ${says}`);
			print(options.json === true, { ok: !isBroken, findings }, [...lines, "", isBroken ? "Not ready." : "Ready."]);
			if (isBroken) process.exitCode = 1;
		});
}
