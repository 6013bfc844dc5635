import { pino } from "pino";

export type Level = "debug" | "info" | "warn" | "error";
export type LogFields = Readonly<Record<string, unknown>>;

/** Fixed sentence, ids in fields; never a name, an e-mail, a message or a token (style.md 12). */
export type Log = (level: Level, sentence: string, fields?: LogFields) => void;

/** Structured lines on stdout. What could hold a secret or a person is dropped even if somebody passes it. */
export function openLog(level: string, role: string): Log {
	const logger = pino({
		level,
		base: { role },
		redact: {
			paths: ["*.authorization", "*.accessToken", "*.access_token", "*.secret", "*.email", "*.name", "*.token"],
			censor: "[kept out]",
		},
	});
	return (lineLevel, sentence, fields = {}) => logger[lineLevel](withoutWords(fields), sentence);
}

/**
 * What a log line may say of an error: its kind, its code and the place in our code. Never its words, nor the rest of what it
 * carries: PostgreSQL's errors hold the row that was refused, and a parser's quote what they read.
 */
export function errorFields(error: unknown): LogFields {
	if (!(error instanceof Error)) return { kind: typeof error };
	const frames = (error.stack ?? "").split("\n").filter((line) => line.startsWith("    at "));
	const code = "code" in error && typeof error.code === "string" ? error.code : undefined;
	return { kind: error.name, code, at: frames.slice(0, 8).map((frame) => frame.trim()) };
}

function withoutWords(fields: LogFields): LogFields {
	const entries = Object.entries(fields);
	if (!entries.some(([, value]) => value instanceof Error)) return fields;
	return Object.fromEntries(
		entries.map(([name, value]) => [name, value instanceof Error ? errorFields(value) : value]),
	);
}

export const silentLog: Log = () => undefined;
