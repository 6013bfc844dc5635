/** What a command prints: sentences for people, or with --json one value for programs. */
export function print(asJson: boolean, value: unknown, lines: readonly string[]): void {
	process.stdout.write(asJson ? `${JSON.stringify(value)}\n` : `${lines.join("\n")}\n`);
}

/** Ends the command with what went wrong and what to do; the stack only where nobody wrote such a sentence. */
export function failWith(error: unknown): void {
	const message = fileTrouble(error) ?? (error instanceof Error ? error.message : String(error));
	const isOurs =
		error instanceof Error && ("code" in error || !/^(Type|Reference|Range|Syntax)Error$/.test(error.name));
	process.stderr.write(`carillon: ${isOurs || !(error instanceof Error) ? message : (error.stack ?? message)}\n`);
	process.exitCode = 1;
}

const FILE_TROUBLES: Readonly<Record<string, string>> = {
	ENOENT: "there is no such file. Check its name and folder.",
	EACCES: "this user may not read or write it.",
	EISDIR: "that is a folder: name a file.",
};

/** A file named on the command line that can't be opened, as people say it; null where it is something else. */
function fileTrouble(error: unknown): string | null {
	if (!(error instanceof Error) || !("code" in error)) return null;
	const says = FILE_TROUBLES[String(error.code)];
	if (says === undefined) return null;
	return "path" in error ? `${String(error.path)}: ${says}` : `The file can't be read: ${says}`;
}
