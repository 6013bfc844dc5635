import type { PledgeState } from "../../../domain/pledge/pledge-state.ts";
import type { MonthlyState, PledgeDeed, PledgeForesight, PledgeHappening } from "../../contract/staff/pledges.ts";

type Badge = { readonly words: string; readonly color: string };

export const STATES: Readonly<Record<PledgeState, Badge>> = {
	open: { words: "Unpaid", color: "brass" },
	part: { words: "Partly paid", color: "brass" },
	paid: { words: "Paid", color: "verdant" },
	lapsed: { words: "Lapsed", color: "ink" },
	cancelled: { words: "Cancelled", color: "ink" },
	settled: { words: "Settled", color: "verdant" },
	undone: { words: "Taken back", color: "ink" },
};

export const MONTHLY_STATES: Readonly<Record<MonthlyState, Badge>> = {
	active: { words: "Active", color: "verdant" },
	changed: { words: "Changed", color: "sky" },
	paused: { words: "Paused", color: "brass" },
	cancelled: { words: "Cancelled", color: "ink" },
	waiting: { words: "No payment yet", color: "brass" },
	returned: { words: "Given back", color: "ember" },
};

const SOURCES: Readonly<Record<string, string>> = {
	web: "Web",
	phone: "Phone",
	text: "Text",
	"walk-in": "Walk-in",
	import: "Import",
	cheque: "Cheque",
	cash: "Cash",
	sponsor: "Sponsor",
	"opening-balance": "Opening balance",
};

export function sourceWords(source: string): string {
	return SOURCES[source] ?? source;
}

type DeedWords = {
	readonly button: string;
	/** Of one, of many. */
	readonly title: (count: number) => string;
	readonly done: (count: number) => string;
	/** What will have happened, before the money is told. */
	readonly consequence: string;
	readonly confirm: (count: number) => string;
	readonly asksWhy: "never" | "may" | "must";
	readonly color: string;
};

const pledges = (count: number) => (count === 1 ? "this pledge" : `${count.toLocaleString("en-US")} pledges`);
const mails = (count: number) => (count === 1 ? "1 mail" : `${count.toLocaleString("en-US")} mails`);

export const DEEDS: Readonly<Record<PledgeDeed, DeedWords>> = {
	"send-link": {
		button: "Mail the link",
		title: (count) => `Mail the pay link for ${pledges(count)}?`,
		done: (count) => `${mails(count)} on the way.`,
		consequence:
			"Each gets one mail with what was promised and the link to pay it. It says that the hospital sends it.",
		confirm: (count) => `Send ${mails(count)}`,
		...{ asksWhy: "never", color: "ink" },
	},
	remind: {
		button: "Remind by mail",
		title: (count) => `Remind ${count === 1 ? "this donor" : `the donors of ${pledges(count)}`}?`,
		done: (count) => `${mails(count)} on the way.`,
		consequence:
			"Each gets one friendly reminder with what was promised and the link to pay it. Who pays before it goes out gets none.",
		confirm: (count) => `Send ${count === 1 ? "the reminder" : `${count.toLocaleString("en-US")} reminders`}`,
		...{ asksWhy: "never", color: "ink" },
	},
	lapse: {
		button: "Mark as lapsed",
		title: (count) => `Mark ${pledges(count)} as lapsed?`,
		done: (count) => `${count === 1 ? "It" : count.toLocaleString("en-US")} lapsed.`,
		consequence:
			"What was promised and didn't come counts no more. The link goes on working: paid late, it counts what was paid.",
		confirm: (count) => `Let ${count === 1 ? "it" : count.toLocaleString("en-US")} lapse`,
		...{ asksWhy: "may", color: "ember" },
	},
	cancel: {
		button: "Cancel as not owed",
		title: (count) => `Cancel ${pledges(count)}?`,
		done: (count) => `${count === 1 ? "It is" : `${count.toLocaleString("en-US")} are`} cancelled.`,
		consequence: "What was promised counts no more, and the link says that nothing is owed. Nobody is written to.",
		confirm: (count) => `Cancel ${pledges(count)}`,
		...{ asksWhy: "must", color: "ember" },
	},
	settle: {
		button: "Settle by what came",
		title: (count) => `Settle ${pledges(count)} by what came?`,
		done: (count) => `${count === 1 ? "It is" : `${count.toLocaleString("en-US")} are`} settled.`,
		consequence: "What came is taken for all of it. The rest counts no more, and the link asks for no more.",
		confirm: (count) => `Settle ${pledges(count)}`,
		...{ asksWhy: "may", color: "ink" },
	},
	open: {
		button: "Open again",
		title: (count) => `Open ${pledges(count)} again?`,
		done: (count) => `${count === 1 ? "It is" : `${count.toLocaleString("en-US")} are`} open again.`,
		consequence:
			"It is as if the promise had never ended: it counts again, and its link asks for what is still to come.",
		confirm: (count) => `Open ${pledges(count)} again`,
		...{ asksWhy: "never", color: "ink" },
	},
};

/** "3 are paid already. 1 left no e-mail." */
export function leftWords(left: PledgeForesight["left"]): string[] {
	return left.map(({ count, says }) => {
		const one =
			count === 1
				? says
						.replace(/^are /, "is ")
						.replace(/^were /, "was ")
						.replace(/^have /, "has ")
				: says;
		return `${count.toLocaleString("en-US")} ${one}.`;
	});
}

export const HAPPENINGS: Readonly<Record<PledgeHappening["kind"], string>> = {
	promised: "Promised",
	undone: "Taken back by whoever took the slip",
	paid: "Paid",
	"went-back": "Went back",
	"link-copied": "Pay link copied",
	"link-shown": "Pay code shown",
	"link-mailed": "Pay link mailed",
	"reminder-mailed": "Reminder mailed",
	"mail-waits": "A mail waits for the mail server",
	"mail-failed": "A mail was not sent",
	exported: "In a file for the call centre",
	"amount-changed": "Amount changed",
	cancelled: "Cancelled",
	lapsed: "Marked as lapsed",
	settled: "Settled by what came",
	opened: "Opened again",
	"checkout-opened": "The donor opened the payment page",
};
