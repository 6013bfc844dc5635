import type { GiftSource } from "../gift/gift-source.ts";
import type { TotalLine } from "./gift-lines.ts";

/** What is there and does not count. */
export type OutsideName = "pending" | "failed" | "renewals" | "pays-match" | "embargoed" | "unplaced";

type Words = { readonly label: string; readonly says: string };

export const LINE_WORDS: Readonly<Record<TotalLine, Words>> = {
	web: { label: "Gifts on the web", says: "Paid through Stripe, once." },
	monthly: { label: "Monthly gifts", says: "One month times what the drive counts; later months add nothing." },
	"pledges-paid": { label: "Pledges, paid", says: "Promised, and paid since." },
	"pledges-open": {
		label: "Pledges, still open",
		says: "Promised and not paid yet; a promise to give every month counts as a monthly gift does.",
	},
	cheque: { label: "Cheques", says: "Presented, or counted as they came in." },
	cash: { label: "Cash", says: "Buckets, walk-ins, coins." },
	sponsor: { label: "Sponsors", says: "What sponsors gave beside their matches." },
	"opening-balance": { label: "Opening balance", says: "There before the drive began." },
	import: { label: "From files", says: "Brought in from a list." },
};

export const OUTSIDE_WORDS: Readonly<Record<OutsideName, Words>> = {
	pending: { label: "On its way", says: "Bank payments that take their days. They count when they arrive." },
	failed: { label: "Failed", says: "Cards and banks that said no. Nothing was received." },
	renewals: { label: "Later months", says: "Monthly gifts go on; each was counted once, at its start." },
	"pays-match": { label: "Sponsors paying their match", says: "The match is counted already; this is its money." },
	embargoed: { label: "Cheques waiting to be presented", says: "They count at the moment they are presented." },
	unplaced: { label: "In no drive", says: "Received, and nobody can tell for what yet. See “Needs a home”." },
};

export const SOURCE_WORDS: Readonly<Record<GiftSource, string>> = {
	web: "Web",
	phone: "Phone",
	text: "Text",
	"walk-in": "Walk-in",
	cheque: "Cheque",
	cash: "Cash",
	sponsor: "Sponsor",
	"opening-balance": "Opening",
	import: "File",
};
