import type { CampaignState } from "../../domain/drive/campaign.ts";
import type { Instant } from "../../domain/plain/instant.ts";
import type { Language } from "../../domain/plain/language.ts";
import type { Slip, SlipField, SlipProblemCode } from "../../domain/pledge/slip.ts";
import type { Alike } from "../../domain/pledge/slip-alike.ts";

/** What the volunteers' page knows of its drive: names to say, and never a figure of it. Stands in the page itself. */
export type PhoneRoom = {
	/** The campaign's id: slips kept in a browser belong to it. */
	readonly drive: string;
	/** When the page was loaded; later as the last answer says. */
	readonly state: CampaignState;
	readonly name: string;
	readonly hospital: string;
	readonly currency: string;
	readonly timeZone: string;
	readonly languages: readonly [Language, ...Language[]];
	readonly stations: readonly { readonly id: string; readonly name: string }[];
	/** The link's own station; null: each slip says which. */
	readonly stationId: string | null;
	/** Whose link it is; empty where somebody is signed in. */
	readonly label: string;
	/** Who is signed in; null by a link, where nobody is. */
	readonly account: PhoneAccount | null;
};

export type PhoneAccount = {
	readonly id: string;
	readonly name: string;
	/** They have a console to go back to; without one, the end of their shift signs them out. */
	readonly hasConsole: boolean;
	/** Other drives are live as well. */
	readonly mayChoose: boolean;
};

/** Why a page opens on no drive, as it stands in the page: its link is off, nobody is signed in, their role doesn't take slips, there is no such drive. */
export type PhonesClosed = "off" | "signed-out" | "barred" | "gone";

/** One slip on its way. */
export type SentSlip = Slip & {
	/** Made in the browser: sent twice, it is kept once. */
	readonly clientId: string;
	/** Milliseconds since it was taken, by the browser's own clock: how wrong that is doesn't matter then. */
	readonly ago: number;
	/** Slips typed in together. */
	readonly batchId: string | null;
	/** The volunteer was told that there is one like it, and it is another one. */
	readonly despite: boolean;
};

/** POST /phones/:link/slips; at most MOST_SLIPS at once. */
export type SlipsRequest = { readonly sessionId: string; readonly slips: readonly SentSlip[] };
export const MOST_SLIPS = 100;

export type SlipOutcome = { readonly clientId: string } & (
	| {
			readonly outcome: "saved";
			readonly at: Instant;
			/** Until when it can be undone. */
			readonly undoUntil: Instant;
			/** The same nameless slip was written a moment before: two calls, or one press too many. */
			readonly isSameAgain: boolean;
	  }
	/** Taken before, and taken back by its operator. */
	| { readonly outcome: "undone" }
	/** Not saved: one like it is there. Sent again with `despite`, it is. */
	| { readonly outcome: "alike"; readonly alike: Alike }
	| { readonly outcome: "refused"; readonly problems: readonly SlipRefusal[] }
	/** The drive takes no pledges now; the slip waits in the browser. */
	| { readonly outcome: "closed"; readonly why: "draft" | "archived" }
	/** This one could not be written just now; send it again. */
	| { readonly outcome: "failed" }
);

export type SlipRefusal = { readonly field: SlipField; readonly code: SlipProblemCode; readonly says: string };

export type SlipsAnswer = {
	readonly now: Instant;
	readonly state: CampaignState;
	readonly outcomes: readonly SlipOutcome[];
};

/** POST /phones/:link/undo */
export type UndoRequest = { readonly sessionId: string; readonly clientId: string };
export type UndoAnswer =
	/** With what it said, to whoever wrote it: a slip is often taken back to be written again with another amount. */
	{ readonly outcome: "undone"; readonly slip: Slip } | { readonly outcome: "too-late" | "paid" | "unknown" };
