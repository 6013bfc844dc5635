import type { IncomingMessage, ServerResponse } from "node:http";
import type { FaultPlan } from "./faults.ts";
import type { XSandboxAccount } from "./x-account.ts";
import type { XAnswer } from "./x-bodies.ts";
import type { createLimits } from "./x-limits.ts";
import type { XOAuth2 } from "./x-oauth2.ts";
import type { SignIn } from "./x-sign-in.ts";
import type { XStore } from "./x-store.ts";

/** How many requests reached each group of endpoints, whatever became of them. */
export type XRequestCounts = { post: number; read: number; media: number };

/** How long X works on a finalized picture before a post may carry it (0: not at all), and how long it keeps one nobody posts. */
export type XPictureTimes = { readonly processingMs: number; readonly expiresAfterMs: number };

/** What all of the sandbox's endpoints work on. */
export type XState = {
	readonly accounts: readonly XSandboxAccount[];
	readonly store: XStore;
	readonly faults: FaultPlan;
	readonly limits: ReturnType<typeof createLimits>;
	readonly signIn: SignIn;
	readonly oauth2: XOAuth2;
	readonly counts: XRequestCounts;
	readonly pictures: XPictureTimes;
	/** Unix milliseconds with a fraction. */
	readonly now: () => number;
};

export function sendAnswer(res: ServerResponse, answer: XAnswer, headers: Record<string, string> = {}): void {
	const body = Buffer.from(JSON.stringify(answer.body));
	const type = answer.status >= 400 ? "application/problem+json" : "application/json; charset=utf-8";
	res
		.writeHead(answer.status, {
			"content-type": type,
			"content-length": body.length,
			"api-version": "2.167",
			"x-access-level": "read-write",
			...headers,
			...answer.headers,
		})
		.end(body);
}

export function queryOf(req: IncomingMessage): URLSearchParams {
	return new URL(req.url ?? "/", "http://sandbox").searchParams;
}
