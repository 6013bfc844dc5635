/** What the API answers instead of what was asked for: RFC 9457, its words written for people. */
export class Problem extends Error {
	override name = "Problem";
	/** 0: no answer at all. */
	readonly status: number;
	readonly code: string;
	readonly detail: string;
	readonly fields: readonly { readonly field: string; readonly says: string }[];
	/** The whole answer, for areas that put more into theirs. */
	readonly body: Readonly<Record<string, unknown>>;

	constructor(status: number, code: string, detail: string, body: Readonly<Record<string, unknown>> = {}) {
		super(detail);
		this.status = status;
		this.code = code;
		this.detail = detail;
		this.body = body;
		this.fields = Array.isArray(body.fields) ? body.fields : [];
	}
}

/** Of a server in between, or of ours in a bad moment. */
const WITHOUT_WORDS =
	"Carillon can't answer right now. Nothing you entered is lost: try again in a minute, and if it stays like this tell whoever runs Carillon.";

const ANSWER_WITHIN_MS = 20_000;

/**
 * One request to the console's API.
 * @throws Problem with words to show, also where nobody answers
 */
export async function ask<T>(method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE", path: string, body?: unknown) {
	const response = await reach(method, path, body);
	const text = await response.text();
	const read = readJson(text);
	if (response.ok) return read as T;
	const told = typeof read === "object" && read !== null ? (read as Record<string, unknown>) : {};
	// "says": a deed that was refused, with what stands now.
	const detail = [told.detail, told.says].find((words) => typeof words === "string") ?? WITHOUT_WORDS;
	const code = typeof told.code === "string" ? told.code : "unknown";
	if (response.status === 401) for (const tell of signedOut) tell();
	throw new Problem(response.status, code, detail, told);
}

async function reach(method: string, path: string, body: unknown): Promise<Response> {
	try {
		return await fetch(path, {
			method,
			credentials: "same-origin",
			signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
			...(body !== undefined && {
				body: JSON.stringify(body),
				headers: { "Content-Type": "application/json" },
			}),
		});
	} catch {
		throw new Problem(
			0,
			"unreachable",
			"Carillon can't be reached. Check this computer's network; nothing you entered is lost.",
		);
	}
}

function readJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

const signedOut = new Set<() => void>();

/** Calls back when the API no longer knows who we are. Gives back how to stop. */
export function onSignedOut(tell: () => void): () => void {
	signedOut.add(tell);
	return () => signedOut.delete(tell);
}
