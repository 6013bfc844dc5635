/** US dollars in tenths of a cent: X's prices are whole numbers of them. 15 mills are $0.015. */
export type Mills = number;

/** X's prices since April 20, 2026 (docs.x.com, pricing). */
export const X_POST_MILLS: Mills = 15;
export const X_LINK_POST_MILLS: Mills = 200;
/** A picture's description; the upload itself costs nothing. */
export const X_PICTURE_MILLS: Mills = 5;
/** One post of the account's own that is read back, or a look at the account. */
export const X_READ_MILLS: Mills = 1;

/** From this part of the budget on staff are warned. */
export const WARNED_FROM = 0.8;

/** What X is asked for on one account; each makes a line of the bill. */
export type XUse = {
	readonly posts: number;
	readonly linkPosts: number;
	readonly pictures: number;
	readonly reads: number;
};

export const NO_USE: XUse = { posts: 0, linkPosts: 0, pictures: 0, reads: 0 };

export function addUse(one: XUse, other: XUse): XUse {
	return {
		posts: one.posts + other.posts,
		linkPosts: one.linkPosts + other.linkPosts,
		pictures: one.pictures + other.pictures,
		reads: one.reads + other.reads,
	};
}

/** @param use `posts` are those without a link */
export function costOf({ posts, linkPosts, pictures, reads }: XUse): Mills {
	return posts * X_POST_MILLS + linkPosts * X_LINK_POST_MILLS + pictures * X_PICTURE_MILLS + reads * X_READ_MILLS;
}

export type BudgetStand = "none" | "fine" | "warn" | "used-up";

/** Used up as soon as not even a post without a link fits in. */
export function budgetStand(limit: Mills | null, spent: Mills): BudgetStand {
	if (limit === null) return "none";
	if (limit - spent < X_POST_MILLS) return "used-up";
	return spent >= limit * WARNED_FROM ? "warn" : "fine";
}

/** "$4.06", "$0.015": as few decimals as the figure needs, at least two. */
export function writtenMills(mills: Mills): string {
	const sign = mills < 0 ? "-" : "";
	const whole = Math.floor(Math.abs(mills) / 1000);
	const rest = String(Math.abs(mills) % 1000).padStart(3, "0");
	const grouped = String(whole).replace(/\B(?=(\d{3})+$)/g, ",");
	return `${sign}$${grouped}.${rest.endsWith("0") ? rest.slice(0, 2) : rest}`;
}
