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
	return (lineLevel, sentence, fields = {}) => logger[lineLevel](fields, sentence);
}

export const silentLog: Log = () => undefined;
