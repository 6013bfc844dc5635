import type { Instant } from "../../../domain/plain/instant.ts";
import type { PledgeState } from "../../../domain/pledge/pledge-state.ts";

/** One promise as the list shows it. Minor units of the drive's currency. */
export type PledgeRow = {
	readonly id: string;
	readonly state: PledgeState;
	/** Promised: once, or each month. */
	readonly amount: number;
	readonly monthly: boolean;
	/** Came, net of what went back. */
	readonly paid: number;
	readonly gone: number;
	/** On its way from a bank. */
	readonly pending: number;
	/** What the announced total holds of it. */
	readonly counted: number;
	readonly isSubscribed: boolean;
	readonly isPaidTwice: boolean;
	readonly source: string;
	readonly stationId: string | null;
	readonly operator: string | null;
	/** As it was told on the phone: staff see it, consents or not. */
	readonly name: string;
	readonly town: string;
	readonly hasEmail: boolean;
	readonly hasPhone: boolean;
	readonly promisedAt: Instant;
	readonly linkSentAt: Instant | null;
	readonly remindedAt: Instant | null;
	readonly reminders: number;
	/** A mail to the donor waits for the mail server. */
	readonly isMailWaiting: boolean;
};

export type PledgeSum = { readonly count: number; readonly amount: number };

/** Over all that the filters leave, not only this page. A monthly promise stands with its first month. */
export type PledgeHead = {
	readonly promised: PledgeSum;
	/** All money that came on promises; `count`: those that are paid in full. */
	readonly paid: PledgeSum;
	/** Still to come. */
	readonly open: PledgeSum;
	/** Lapsed, cancelled or settled by less: what doesn't come. */
	readonly lost: PledgeSum;
	readonly monthly: { readonly promised: number; readonly begun: number };
	readonly paidTwice: number;
	/** Of every promised unit of money, how much came; cancelled promises aside. Null where nothing was promised. */
	readonly rate: number | null;
};

export const PLEDGE_SHOWS = [
	"unpaid",
	"paid-twice",
	"open",
	"part",
	"paid",
	"lapsed",
	"cancelled",
	"settled",
	"all",
] as const;
export type PledgeShow = (typeof PLEDGE_SHOWS)[number];

/** GET /api/staff/campaigns/:campaign/pledges?show&station&source&operator&olderThanDays&search&before */
export type PledgesPage = {
	readonly items: readonly PledgeRow[];
	readonly next: string | null;
	/** How many the filters leave. */
	readonly total: number;
	readonly head: PledgeHead;
	readonly operators: readonly string[];
	/** A mail server is set: links and reminders can go by mail. */
	readonly hasMail: boolean;
	/** Pledges can be paid online: a Stripe key of the drive's mode is set. */
	readonly canPay: boolean;
};

/** GET .../pledges/ids with the same filters: to act on all of them. At most 1,000, the oldest promises first. */
export type PledgeIds = { readonly ids: readonly string[]; readonly isAll: boolean };

export type PledgeHappening = {
	readonly at: Instant;
	readonly kind:
		| "promised"
		| "undone"
		| "paid"
		| "went-back"
		| "link-copied"
		| "link-shown"
		| "link-mailed"
		| "reminder-mailed"
		| "mail-waits"
		| "mail-failed"
		| "exported"
		| "amount-changed"
		| "cancelled"
		| "lapsed"
		| "settled"
		| "opened"
		| "checkout-opened";
	/** Signed minor units where it is about money. */
	readonly amount: number | null;
	readonly before: number | null;
	/** By whom; empty where nobody of ours. */
	readonly by: string;
	/** Staff's reason, or why a mail failed. */
	readonly words: string;
};

/** GET .../pledges/:pledge */
export type PledgeDetail = {
	readonly pledge: PledgeRow;
	readonly pronunciation: string;
	readonly honour: string;
	readonly note: string;
	readonly email: string;
	readonly phone: string;
	readonly consent: {
		readonly name: boolean;
		readonly amount: boolean;
		readonly onAir: boolean;
		readonly page: boolean;
		readonly social: boolean;
	};
	readonly payLink: string | null;
	/** Oldest first. */
	readonly history: readonly PledgeHappening[];
	/** Its payments at Stripe, for refunds in Stripe's dashboard: newest first. */
	readonly payments: readonly { readonly ref: string; readonly amount: number; readonly at: Instant | null }[];
};

export const PLEDGE_DEEDS = ["send-link", "remind", "lapse", "cancel", "settle", "open"] as const;
export type PledgeDeed = (typeof PLEDGE_DEEDS)[number];

/** POST .../pledges/act */
export type PledgeActRequest = {
	readonly deed: PledgeDeed;
	readonly pledges: readonly string[];
	readonly reason?: string;
};
/** What it would do is asked with POST .../pledges/foresee, which changes nothing. */
export type PledgeForesight = {
	readonly done: number;
	/** Why others are left as they are, with how many. */
	readonly left: readonly { readonly count: number; readonly says: string }[];
	/** By how much the announced total changes, signed. */
	readonly counted: number;
	readonly examples: readonly string[];
};
/** `undo`: the ids of those that were changed, to be opened again. */
export type PledgeActAnswer = PledgeForesight & { readonly changed: readonly string[] };

/** POST .../pledges/:pledge/amount: said again, with the reason. */
export type PledgeAmountRequest = { readonly amount: number; readonly monthly: boolean; readonly reason: string };
/** POST .../pledges/:pledge/link: that the link was handed over, in whatever way. */
export type PledgeLinkRequest = { readonly how: "copied" | "shown" };

export type MonthlyState = "active" | "changed" | "paused" | "cancelled" | "waiting" | "returned";

/** One monthly gift. Minor units. */
export type MonthlyGift = {
	readonly id: string;
	readonly state: MonthlyState;
	/** As staff may see it; empty where nobody said a name. */
	readonly name: string;
	readonly town: string;
	readonly stationId: string | null;
	readonly since: Instant;
	readonly changedAt: Instant | null;
	/** What it asks for now, or asked for last. */
	readonly amount: number | null;
	readonly every: string;
	readonly paid: number;
	readonly payments: number;
	readonly counted: number;
	/** By which rule, in a sentence. */
	readonly why: string;
	readonly pledgeId: string | null;
};

/** GET /api/staff/campaigns/:campaign/monthly-gifts?before */
export type MonthlyPage = {
	readonly items: readonly MonthlyGift[];
	readonly next: string | null;
	readonly total: number;
	readonly counted: number;
	/** How the drive counts monthly gifts, in a sentence. */
	readonly rule: string;
};
