import { HOUR, type Instant, MINUTE } from "../plain/instant.ts";

/** What a receiver outside can ask to be told of. */
export const HOOK_KINDS = [
	"gift",
	"milestone",
	"post-published",
	"post-failed",
	"posting-stopped",
	"posting-resumed",
] as const;
export type HookKind = (typeof HOOK_KINDS)[number];

export const HOOK_KIND_WORDS: Readonly<Record<HookKind, string>> = {
	gift: "A gift is counted",
	milestone: "A milestone falls",
	"post-published": "A post is published",
	"post-failed": "A post fails",
	"posting-stopped": "Posting is stopped",
	"posting-resumed": "Posting goes on",
};

/** After each try that failed, how long until the next: what Standard Webhooks recommends, about three days in all. */
const WAITS: readonly number[] = [
	5_000,
	5 * MINUTE,
	30 * MINUTE,
	2 * HOUR,
	5 * HOUR,
	10 * HOUR,
	14 * HOUR,
	20 * HOUR,
	24 * HOUR,
];

/** When to try again after the `tries`th try failed, or null: no more. `jitter` from 0 to 1 spreads receivers that failed together. */
export function nextTryAt(tries: number, now: Instant, jitter: number): Instant | null {
	const wait = WAITS[tries - 1];
	return wait === undefined ? null : now + Math.round(wait * (1 + 0.1 * jitter));
}

export type HookVerdict = "delivered" | "away" | "refused" | "gone";

/** "away": everything waits, in order; "refused": this one message isn't taken; "gone": the receiver asks for no more. Null: no answer. */
export function verdictOf(status: number | null): HookVerdict {
	if (status === null) return "away";
	if (status >= 200 && status < 300) return "delivered";
	if (status === 410) return "gone";
	const isAboutMessage = status === 400 || status === 409 || status === 413 || status === 415 || status === 422;
	return isAboutMessage ? "refused" : "away";
}
