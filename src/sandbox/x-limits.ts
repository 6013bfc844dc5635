/** What the sandbox allows; the real ones unless told otherwise (X's rate limit page, 2026). */
export type XSandboxLimits = {
	/** Posts a user may make in 15 minutes. */
	readonly posts: number;
	/** Readings of a timeline in 15 minutes. */
	readonly reads: number;
	readonly media: number;
	/** Posts a user, and the whole app, may make in 24 hours. */
	readonly userPostsPerDay: number;
	readonly appPostsPerDay: number;
};

export const REAL_LIMITS: XSandboxLimits = {
	posts: 100,
	reads: 900,
	media: 1_875,
	userPostsPerDay: 10_000,
	appPostsPerDay: 10_000,
};

const QUARTER_HOUR_MS = 15 * 60 * 1000;
const DAY_MS = 24 * 60 * 60 * 1000;

type Spent = { count: number; resetAt: number };
export type LimitAnswer = { readonly allowed: boolean; readonly headers: Record<string, string> };

/** Counts requests in fixed windows that open with the first request, as X does. */
export function createLimits(limits: XSandboxLimits, now: () => number) {
	const windows = new Map<string, Spent>();

	function hit(key: string, limit: number, windowMs: number, prefix: string): LimitAnswer {
		let spent = windows.get(key);
		if (!spent || spent.resetAt <= now()) {
			spent = { count: 0, resetAt: now() + windowMs };
			windows.set(key, spent);
		}
		const allowed = spent.count < limit;
		if (allowed) spent.count += 1;
		const headers = {
			[`${prefix}-limit`]: String(limit),
			[`${prefix}-remaining`]: String(limit - spent.count),
			[`${prefix}-reset`]: String(Math.ceil(spent.resetAt / 1000)),
		};
		return { allowed, headers };
	}

	function post(accountId: string, appKey: string): LimitAnswer {
		const answers = [
			hit(`post:${accountId}`, limits.posts, QUARTER_HOUR_MS, "x-rate-limit"),
			hit(`user:${accountId}`, limits.userPostsPerDay, DAY_MS, "x-user-limit-24hour"),
			hit(`app:${appKey}`, limits.appPostsPerDay, DAY_MS, "x-app-limit-24hour"),
		];
		return {
			allowed: answers.every((answer) => answer.allowed),
			headers: Object.assign({}, ...answers.map((answer) => answer.headers)),
		};
	}

	return {
		post,
		read: (accountId: string) => hit(`read:${accountId}`, limits.reads, QUARTER_HOUR_MS, "x-rate-limit"),
		media: (accountId: string) => hit(`media:${accountId}`, limits.media, QUARTER_HOUR_MS, "x-rate-limit"),
	};
}
