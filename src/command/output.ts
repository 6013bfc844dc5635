/** What a command prints: sentences for people, or with --json one value for programs. */
export function print(asJson: boolean, value: unknown, lines: readonly string[]): void {
	process.stdout.write(asJson ? `${JSON.stringify(value)}\n` : `${lines.join("\n")}\n`);
}

/** Ends the command with what went wrong and what to do; the stack only where nobody wrote such a sentence. */
export function failWith(error: unknown): void {
	const message = error instanceof Error ? error.message : String(error);
	const isOurs =
		error instanceof Error && ("code" in error || !/^(Type|Reference|Range|Syntax)Error$/.test(error.name));
	process.stderr.write(`carillon: ${isOurs || !(error instanceof Error) ? message : (error.stack ?? message)}\n`);
	process.exitCode = 1;
}
