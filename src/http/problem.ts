import { STATUS_CODES } from "node:http";
import { ZodError } from "zod";

/** RFC 9457, with the request's id so that a person can be helped by it. */
export type Problem = {
	readonly type: "about:blank";
	readonly title: string;
	readonly status: number;
	readonly detail: string;
	readonly code: string;
	readonly requestId?: string;
	readonly fields?: readonly { readonly field: string; readonly says: string }[];
};

/** Codes a domain error may carry. Its message is written for people and is passed on; every other error's is not. */
const STATUS_BY_CODE = {
	"bad-request": 400,
	invalid: 422,
	unauthenticated: 401,
	forbidden: 403,
	/** Signed in, but not by enough for their role. */
	"second-factor": 403,
	"not-found": 404,
	"wrong-method": 405,
	conflict: 409,
	gone: 410,
	"too-many": 429,
	"wrong-type": 415,
	unavailable: 503,
} as const;

export type RefusalCode = keyof typeof STATUS_BY_CODE;

/** What body-parser and Express say by `type`, in plain words. */
const PARSER_WORDS: Readonly<Record<string, { status: number; code: string; detail: string }>> = {
	"entity.too.large": {
		status: 413,
		code: "too-large",
		detail: "This is larger than is taken here. Send less at once.",
	},
	"entity.parse.failed": {
		status: 400,
		code: "broken-json",
		detail: "The body is not valid JSON. Check it and send it again.",
	},
	"encoding.unsupported": {
		status: 415,
		code: "wrong-type",
		detail: "This content encoding is not understood. Send it uncompressed.",
	},
	"charset.unsupported": {
		status: 415,
		code: "wrong-type",
		detail: "This character set is not understood. Send UTF-8.",
	},
	"request.aborted": { status: 400, code: "aborted", detail: "The request ended before all of it arrived." },
	"request.size.invalid": {
		status: 400,
		code: "bad-request",
		detail: "The body's length is not what its header says.",
	},
};

/** PostgreSQL's classes for "not now": connection, shutdown, resources; and what Node says when nobody answers. */
const DATABASE_AWAY = /^(?:08...|57P0\d|53...|ECONNREFUSED|ECONNRESET|ENOTFOUND|EPIPE|ETIMEDOUT|ENOENT)$/;
const DATABASE_AWAY_WORDS = /Connection terminated|timeout exceeded when trying to connect|Query read timeout/;

/** An error that a handler throws on purpose; `detail` is shown to whoever asked, so it says what to do. */
export class Refusal extends Error {
	override name = "Refusal";
	readonly code: RefusalCode;

	constructor(code: RefusalCode, detail: string) {
		super(detail);
		this.code = code;
	}
}

/** Any error as the problem its caller may see. The one place where errors become HTTP. */
export function problemOf(error: unknown): Problem {
	if (error instanceof ZodError) return invalid(error);
	const { code, type, message, status } = partsOf(error);
	const parser = PARSER_WORDS[type];
	if (parser) return problem(parser.status, parser.code, parser.detail);
	if (isRefusalCode(code)) return problem(STATUS_BY_CODE[code], code, message);
	if (DATABASE_AWAY.test(code) || DATABASE_AWAY_WORDS.test(message)) {
		return problem(
			503,
			"unavailable",
			"The database cannot be reached right now. Nothing was lost; try again in a moment.",
		);
	}
	// http-errors of 4xx are about the request (a broken %-escape, a bad header); their words may quote it, ours don't.
	if (status >= 400 && status < 500) return problem(status, "bad-request", "The request could not be understood.");
	return problem(
		500,
		"internal",
		"Something went wrong here. It has been logged; quote the request id when you ask about it.",
	);
}

export function problem(status: number, code: string, detail: string): Problem {
	return { type: "about:blank", title: STATUS_CODES[status] ?? "Error", status, detail, code };
}

function isRefusalCode(code: string): code is RefusalCode {
	return Object.hasOwn(STATUS_BY_CODE, code);
}

function invalid(error: ZodError): Problem {
	const fields = error.issues.map((issue) => ({ field: issue.path.join("."), says: issue.message }));
	return { ...problem(422, "invalid", "Some of what was sent can't be used; `fields` says what."), fields };
}

function partsOf(error: unknown): { code: string; type: string; message: string; status: number } {
	const read = (name: string): unknown =>
		typeof error === "object" && error !== null && name in error ? Reflect.get(error, name) : undefined;
	const text = (value: unknown) => (typeof value === "string" ? value : "");
	const status = read("status");
	return {
		code: text(read("code")),
		type: text(read("type")),
		message: text(read("message")),
		status: typeof status === "number" ? status : 0,
	};
}
