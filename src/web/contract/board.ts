import type { Instant } from "../../domain/plain/instant.ts";
import type { Language } from "../../domain/plain/language.ts";
import type { CampaignCard } from "../../domain/screen/ticker.ts";
import type { Presentation, PresentedLately } from "./presentation.ts";

/**
 * What the host's screen and the API say to each other over /on-air/:link/*. Amounts are minor units of `campaign.currency`.
 *
 * GET  /on-air/:link/board?reader=ID[&filter=big|monthly|first-time][&town=NAME][&station=ID]   -> Board
 * POST /on-air/:link/thanks   ThankRequest -> ThankAnswer; 200 where anything was done, 409 where another host was first
 * POST /on-air/:link/say      SayRequest   -> SayAnswer; 422 with its findings where the privacy gate refuses it
 * GET  /on-air/:link/facts    -> FactSheet
 * GET  /on-air/:link/present/:id   -> Foretold (contract/staff/offline.ts); POST /on-air/:link/present[/undo]   PresentRequest -> PresentAnswer
 *
 * Errors are problem+json with `detail` in plain words: 403 for a link that may only watch, 404 for one that was switched off.
 */
export type ScreenLayout = "studio" | "phone-room" | "lobby" | "overlay";
/** watch: reads only. host: the thank-you list too. producer: also says what to say. */
export type ScreenRole = "watch" | "host" | "producer";

/**
 * Lobby and overlay are seen by anybody: their live stream is the public page's (names and amounts as agreed to for it, no scripts),
 * and their board holds no thank-you list, nothing to say and no words of the run of show; only its titles.
 */
export type ScreenLinkView = {
	readonly label: string;
	readonly layout: ScreenLayout;
	readonly role: ScreenRole;
	readonly station: { readonly id: string; readonly name: string } | null;
};

export type ThankState = "waiting" | "claimed" | "read";
export type ThankFilter = "all" | "big" | "monthly" | "first-time";

export type ThankRow = {
	/** The same as in the ticker's GiftRow. */
	readonly giftId: string;
	/** As agreed to for the air, without the town; "A generous listener" where it isn't. */
	readonly name: string;
	readonly town: string | null;
	readonly pronunciation: string | null;
	/** One payment; of a monthly gift, one month's. */
	readonly amount: number;
	readonly monthly: boolean;
	readonly firstTime: boolean;
	readonly big: boolean;
	/** It came to us more than a quarter of an hour after it was given, while the drive was on, and not with a file. */
	readonly late: boolean;
	readonly stationId: string | null;
	/** When the gift was given. */
	readonly at: Instant;
	readonly state: ThankState;
	/** Who is reading it, or has read it. */
	readonly by: string | null;
	/** By the reader who asks. */
	readonly mine: boolean;
	/** Since when it is claimed or read. */
	readonly since: Instant | null;
	/** While claimed: from when another host may take it over, and when it is given back by itself. */
	readonly takeOverFrom: Instant | null;
	readonly givenBackAt: Instant | null;
	readonly pinned: boolean;
	/** What reading it aloud takes, at 140 words a minute. */
	readonly seconds: number;
};

/** How many are still to be thanked (waiting or claimed). */
export type ThankCounts = {
	readonly all: number;
	readonly big: number;
	readonly monthly: number;
	readonly firstTime: number;
	readonly waiting: number;
	readonly claimed: number;
	readonly read: number;
};

export type BoardSlot = {
	readonly id: string;
	readonly kind: "sponsor" | "guest" | "power-hour" | "story";
	readonly from: Instant;
	readonly to: Instant;
	readonly title: string;
	/** What may be read; empty where the title is all. */
	readonly say: string;
};

export type SayNow = { readonly id: string; readonly text: string; readonly by: string; readonly at: Instant };
/** Always good to read; with the figures of this moment merged in. */
export type EvergreenText = { readonly id: string; readonly title: string; readonly text: string };

export type Board = {
	/** The `version` of the stream's `board` event. */
	readonly version: number;
	/** The ledger's seq that the list knows; gifts after it come by the ticker, as waiting ones. */
	readonly seq: number;
	/** The server's clock when it made this. */
	readonly now: Instant;
	/** Ask again then, although no event says so: a claim, a say-now or a slot of the run of show ends. */
	readonly askAgainAt: Instant | null;
	readonly campaign: {
		readonly slug: string;
		readonly language: Language;
		readonly currency: string;
		readonly timeZone: string;
		readonly bigGift: number;
	};
	readonly link: ScreenLinkView;
	/** To be thanked, as asked for by filter, town and station: pinned ones, then newest first; at most 200. */
	readonly rows: readonly ThankRow[];
	/** Read last, newest first; at most 20. */
	readonly lately: readonly ThankRow[];
	/** Of the whole list, whatever the filter; by the asked station only where one was asked for. */
	readonly counts: ThankCounts;
	/** Towns of those still to be thanked, most first; at most 30. */
	readonly towns: readonly { readonly town: string; readonly count: number }[];
	/** What this reader's undo would take back; null where there is nothing. */
	readonly undo: ThankDeed | null;
	readonly sayNow: SayNow | null;
	readonly slots: { readonly now: readonly BoardSlot[]; readonly next: readonly BoardSlot[] };
	readonly evergreen: readonly EvergreenText[];
	/** The announced total of the link's own station; null where the link is for all. */
	readonly stationTotal: {
		readonly id: string;
		readonly name: string;
		readonly total: number;
		readonly gifts: number;
		/** What came in while it went out together with others and names no station; null where it never did. */
		readonly simulcast: {
			/** "KLKV + WNBR" */
			readonly name: string;
			readonly total: number;
			readonly gifts: number;
			readonly isNow: boolean;
		} | null;
	} | null;
	/** Cheques that wait to be presented, by when; none for screens that may only watch. */
	readonly presentations: readonly Presentation[];
	/** What this reader presented within the last minutes, and may take back. */
	readonly presentedLately: readonly PresentedLately[];
};

/** `requestId`: fresh for each press and the same when it is sent again; 8 to 64 of A-Z a-z 0-9 _ -. `readerId` likewise, kept by the browser. */
export type ThankRequest = {
	readonly requestId: string;
	readonly readerId: string;
	/** The reader's name as the others see it; left out: the link's label. */
	readonly by?: string;
} & ThankDo;

export type ThankDo =
	| { readonly do: "claim"; readonly giftId: string }
	/** The next ones in the list's order that can be read in so many seconds; at least one. Default 30. */
	| {
			readonly do: "claim-batch";
			readonly seconds?: number;
			readonly filter?: ThankFilter;
			readonly town?: string;
			readonly station?: string;
	  }
	/** One's own claims, or waiting ones at once. */
	| { readonly do: "read"; readonly giftIds: readonly string[] }
	/** Gives back one's own claims. */
	| { readonly do: "release"; readonly giftIds: readonly string[] }
	/** Another's claim that has stood for a minute. */
	| { readonly do: "take-over"; readonly giftId: string }
	| { readonly do: "pin" | "unpin"; readonly giftId: string }
	/** This reader's last deed that was not undone yet. */
	| { readonly do: "undo" };

export type ThankDeed = Exclude<ThankDo["do"], "undo">;

export type ThankRefusal = {
	readonly giftId: string;
	/** claimed: another is reading it. read: it was read. gone: it left the list. not-yours: only its reader can do this. */
	readonly reason: "claimed" | "read" | "gone" | "not-yours";
	readonly by: string | null;
	/** In plain words, in English. */
	readonly says: string;
};

export type ThankAnswer = {
	readonly version: number;
	/** Every row that was asked for or changed, as it stands now (those that left the list aside). */
	readonly rows: readonly ThankRow[];
	/** Gifts that this changed, in the list's order. */
	readonly done: readonly string[];
	readonly refused: readonly ThankRefusal[];
	/** What an undo took back. */
	readonly undone: ThankDeed | null;
};

export type SayRequest = { readonly requestId: string; readonly readerId: string; readonly by?: string } & (
	| {
			/** At most 400 characters. */
			readonly text: string;
			/** Minutes it stays; default 10. */
			readonly minutes?: number;
			/** Says it although the privacy gate found something; kept with who did. */
			readonly despite?: boolean;
	  }
	/** With `id`: only if that one is still shown, so that a late repetition takes off nothing newer. */
	| { readonly clear: true; readonly id?: string }
);

/** A text that the privacy gate refuses is answered with 422; in `fields`, `field` is the kind of identifier and `says` why. */
export type SayAnswer = { readonly version: number; readonly sayNow: SayNow | null };

/** For a printed page: what the host has at hand when the screen is far away. */
export type FactSheet = {
	readonly now: Instant;
	readonly campaign: Pick<
		CampaignCard,
		| "name"
		| "hospital"
		| "language"
		| "currency"
		| "timeZone"
		| "opensAt"
		| "closesAt"
		| "phone"
		| "textCode"
		| "donateUrl"
		| "hashtag"
		| "goal"
	>;
	readonly link: ScreenLinkView;
	/** How the announced total is made up, to be said when somebody asks. */
	readonly definition: string;
	readonly figures: {
		readonly total: number;
		readonly gifts: number;
		readonly donors: number;
		readonly monthlyDonors: number;
		readonly thisHour: number;
	};
	readonly stations: readonly {
		readonly id: string;
		readonly name: string;
		readonly total: number;
		readonly gifts: number;
	}[];
	/** Ascending; what is passed next. */
	readonly milestones: readonly { readonly amount: number; readonly toGo: number; readonly isGoal: boolean }[];
	/** Of this local day, in order. */
	readonly slots: readonly BoardSlot[];
	readonly talkingPoints: readonly EvergreenText[];
};
