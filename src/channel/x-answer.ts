import type { Instant } from "../domain/plain/instant.ts";
import type { PlatformLimits } from "../domain/post/post.ts";

/** What came of one HTTP call to X, reduced to plain values. */
export type XAnswer =
	/** A whole answer arrived; `body` is parsed JSON, or a string where it was none. */
	| { readonly kind: "answered"; readonly status: number; readonly body: unknown; readonly headers: XHeaders }
	/** An answer began and broke off, or could not be parsed. */
	| { readonly kind: "cut-off"; readonly status: number | null }
	/** No answer. `sent: false` only where no connection was ever handed to the request. */
	| { readonly kind: "failed"; readonly code: string | null; readonly message: string; readonly sent: boolean }
	/** The fence had run out before anything was sent. */
	| { readonly kind: "too-late" };

export type XHeaders = Readonly<Record<string, string | readonly string[] | undefined>>;

/** X counts in three places at once, and any of them can be the one that is used up. */
const FAMILIES = ["x-rate-limit", "x-user-limit-24hour", "x-app-limit-24hour"];

/** The tightest of the three allowances: the fewest posts left, and when that one fills up again. */
export function limitsOf(headers: XHeaders): PlatformLimits | undefined {
	const known = families(headers).filter((family) => family.remaining !== null);
	known.sort((a, b) => (a.remaining ?? 0) - (b.remaining ?? 0) || (b.resetAt ?? 0) - (a.resetAt ?? 0));
	const tightest = known[0];
	return tightest && { remaining: tightest.remaining, resetAt: tightest.resetAt };
}

/**
 * When a 429 may be tried again. Everything that stands at zero has to fill up first. Where nothing does (X sends that
 * while a limit it does not tell is spent) the next reset still ahead is a good moment: one more 429 costs nothing.
 */
export function retryAtOf(headers: XHeaders, now: Instant): Instant | null {
	const ahead = families(headers).filter((family) => family.resetAt !== null && family.resetAt > now);
	const spent = ahead.filter((family) => family.remaining === 0);
	if (spent.length > 0) return Math.max(...spent.map((family) => family.resetAt ?? 0));
	const seconds = Number(first(headers["retry-after"]));
	if (seconds > 0) return now + seconds * 1000;
	if (ahead.length > 0) return Math.min(...ahead.map((family) => family.resetAt ?? 0));
	return null;
}

function families(headers: XHeaders): { remaining: number | null; resetAt: Instant | null }[] {
	return FAMILIES.map((family) => {
		const remaining = wholeNumber(headers[`${family}-remaining`]);
		const reset = wholeNumber(headers[`${family}-reset`]);
		return { remaining, resetAt: reset === null ? null : reset * 1000 };
	});
}

function wholeNumber(value: string | readonly string[] | undefined): number | null {
	const text = first(value);
	return text !== undefined && /^\d+$/.test(text) ? Number(text) : null;
}

function first(value: string | readonly string[] | undefined): string | undefined {
	return typeof value === "string" ? value : value?.[0];
}
