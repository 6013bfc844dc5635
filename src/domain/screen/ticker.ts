import type { CampaignState, Station } from "../drive/campaign.ts";
import type { OnAirWindow } from "../drive/on-air-window.ts";
import { consentedName, publicName, safeName } from "../gift/donor-name.ts";
import type { Giver } from "../gift/gift-fact.ts";
import type { MatchCard } from "../match/match-now.ts";
import type { PowerHourCard } from "../match/power-hour-now.ts";
import type { AmountTrigger } from "../milestone/next-milestone.ts";
import type { Instant } from "../plain/instant.ts";
import type { Language } from "../plain/language.ts";

/** Who looks: the host in the studio, or anybody on the public page. */
export type TickerAudience = "host" | "page";

/** One ledger entry as the ticker reads it. Amounts are minor units; `giftId` is already opaque. */
export type TickerEntry = {
	readonly seq: number;
	readonly kind: string;
	readonly giftId: string | null;
	readonly cash: number;
	readonly counted: number;
	readonly gifts: number;
	readonly totalAfter: number;
	readonly at: Instant;
	/** When its gift was given, by the earliest word on it; null where there is none. */
	readonly givenAt?: Instant | null | undefined;
	/** The match that gave it, or took it back; null for every other kind. */
	readonly matchId: string | null;
	readonly script: string | null;
	/** The script says the name of the gift's giver. Null: written before that was noted. */
	readonly namesGiver: boolean | null;
	/** The gift is a standing monthly promise. */
	readonly monthly: boolean;
	/** The gift's first payment, whichever entry brought it. */
	readonly firstCash: number;
	/** What of the gift still counts after this entry. */
	readonly standing: number;
	/** The giver had given to no drive before, and this is their first gift to this one. */
	readonly firstTime: boolean;
	readonly giver: Giver | null;
};

type Common = {
	readonly seq: number;
	readonly total: number;
	readonly at: Instant;
	/** When its gift was given, where that was at another time: what goes back comes off the power hours it was given in, as on the ledger. */
	readonly givenAt?: Instant;
};

/** A gift as a screen lists it. `amount` is null where the donor did not agree to show it; a monthly gift's is one payment. */
export type GiftRow = {
	readonly giftId: string;
	readonly name: string;
	readonly amount: number | null;
	readonly monthly: boolean;
	readonly at: Instant;
	/** What only the studio is told; null for the page. */
	readonly host: HostDetails | null;
};

/** For filters and for reading aloud. Town and pronunciation only where the name on screen is the giver's own, by their consent. */
export type HostDetails = {
	readonly town: string | null;
	readonly pronunciation: string | null;
	readonly firstTime: boolean;
	/** The station it came through; one of the campaign card's, or one that the card doesn't know. */
	readonly stationId: string | null;
};

/** A sentence for the host. `giftId`: the gift whose giver it names; null where it names nobody. */
export type TickerScript = {
	readonly seq: number;
	readonly text: string;
	readonly at: Instant;
	readonly giftId: string | null;
};

/** What leaves the server, one for each ledger entry, so that every seq arrives. Safe to show to its audience. */
export type TickerItem = Common &
	(
		| ({ readonly type: "gift" | "monthly"; readonly gifts: number } & GiftRow)
		/** Name or consent changed: the row is replaced where it is on screen. */
		| ({ readonly type: "described" } & GiftRow)
		/** The total changed for another reason. `gone`: nothing of that gift stands, its row leaves the screen. */
		| {
				readonly type: "adjusted";
				readonly giftId: string | null;
				readonly amount: number | null;
				readonly gifts: number;
				readonly gone: boolean;
		  }
		/** A match answered a gift, or took its answer back: signed. Which gift it was, nobody is told. */
		| { readonly type: "matched"; readonly matchId: string; readonly amount: number }
		| { readonly type: "script"; readonly script: string; readonly giftId: string | null }
		/** Nothing that this audience sees. */
		| { readonly type: "note" }
	);

/** The drive as a screen needs it; sent at every connection, and again when staff change it. */
export type CampaignCard = {
	readonly slug: string;
	readonly name: string;
	readonly shortName: string;
	readonly hospital: string;
	/** The first of `languages`. */
	readonly language: Language;
	readonly languages: readonly [Language, ...Language[]];
	readonly currency: string;
	readonly goal: number;
	readonly state: CampaignState;
	readonly timeZone: string;
	readonly opensAt: Instant;
	readonly closesAt: Instant;
	/** Empty: on the air throughout. */
	readonly onAirWindows: readonly OnAirWindow[];
	readonly phone: string;
	readonly textCode: string;
	readonly donateUrl: string;
	/** Without the "#"; empty where there is none. */
	readonly hashtag: string;
	/** As staff chose it: used through domain/plain/colour.ts. */
	readonly colour: string;
	readonly stations: readonly Station[];
	/** What an hour should bring, in minor units; null where no rule says so. */
	readonly hourTarget: number | null;
	/** Last year's counted amount by hour of the drive, in minor units; empty where there was none. */
	readonly lastYear: readonly number[];
	readonly triggers: readonly AmountTrigger[];
	/** In the drive's order, without those that are switched off. */
	readonly matches: readonly MatchCard[];
	readonly powerHours: readonly PowerHourCard[];
	/** The announced total stands still; absent: it moves. */
	readonly isFrozen?: true;
	readonly version: number;
};

/** Everything a screen shows, as of `seq`. `reset`: the reader was ahead of this ledger and has to start over. */
export type TickerSnapshot = {
	readonly seq: number;
	readonly campaign: CampaignCard;
	readonly total: number;
	readonly peak: number;
	readonly gifts: number;
	readonly donors: number;
	readonly monthlyDonors: number;
	readonly hour: { readonly startsAt: Instant; readonly counted: number };
	readonly next: { readonly amount: number; readonly toGo: number } | null;
	/** What each match has given, and what each power hour has counted, by id. */
	readonly matched: Readonly<Record<string, number>>;
	readonly spans: Readonly<Record<string, number>>;
	/** Newest first. */
	readonly latest: readonly GiftRow[];
	/** The last few, newest first; none for the page. */
	readonly scripts: readonly TickerScript[];
	readonly reset: boolean;
};

/** Sent every few seconds: by the server's clock, when it last read the ledger, and how far the reader should be. */
export type TickerBeat = { readonly now: Instant; readonly checkedAt: Instant; readonly seq: number };

/** The gift's line on a screen. The host always sees the amount; the page only with the donor's consent to it. */
export function toGiftRow(entry: TickerEntry, audience: TickerAudience, language: Language): GiftRow {
	const paid = entry.cash || entry.firstCash || entry.counted;
	const mayShowAmount = audience === "host" || entry.giver?.consent?.amount === true;
	return {
		giftId: entry.giftId ?? `entry-${entry.seq}`,
		name: publicName(entry.giver, audience === "host" ? "on-air" : "page", language),
		amount: mayShowAmount ? paid : null,
		monthly: entry.monthly || entry.kind === "monthly-started",
		at: entry.at,
		host: audience === "host" ? hostDetails(entry) : null,
	};
}

const LONGEST_TOWN = 30;
const STATION = /^[\w.-]{1,40}$/;

function hostDetails({ giver, firstTime }: TickerEntry): HostDetails {
	const name = consentedName(giver, "on-air");
	// One decision for all: a town is given apart only where the name says it, whatever form of it the donor chose.
	const town = safeName(giver?.town ?? "", LONGEST_TOWN);
	const pronunciation = name === null ? "" : safeName(giver?.pronunciation ?? "");
	const station = giver?.stationId ?? "";
	return {
		town: town && name?.endsWith(`, ${town}`) ? town : null,
		pronunciation: pronunciation || null,
		firstTime,
		stationId: STATION.test(station) ? station : null,
	};
}

/**
 * The sentence as it may be shown now; null where it names a giver whose name is no longer said in this way. Scripts are written for
 * the host, with names agreed to on air at that moment; the giver may have thought better of it since.
 */
export function toScript(entry: TickerEntry): TickerScript | null {
	const { seq, script: text, at, giftId } = entry;
	if (text === null) return null;
	if (giftId === null || entry.namesGiver === false) return { seq, text, at, giftId: null };
	const name = consentedName(entry.giver, "on-air");
	return name !== null && text.includes(name) ? { seq, text, at, giftId } : null;
}

/** The host's name in its two parts: "Dana, Springfield" is how it is read, the list sets the town apart. */
export function nameAndTown({ name, host }: Pick<GiftRow, "name" | "host">): { name: string; town: string | null } {
	const town = host?.town ?? null;
	const ending = `, ${town}`;
	return town !== null && name.endsWith(ending) ? { name: name.slice(0, -ending.length), town } : { name, town: null };
}

/** A ledger entry as its audience may see it. */
export function toTickerItem(entry: TickerEntry, audience: TickerAudience, language: Language): TickerItem {
	const { seq, totalAfter: total, at, counted, givenAt = null } = entry;
	const common: Common = { seq, total, at, ...(counted !== 0 && givenAt !== null && givenAt !== at && { givenAt }) };
	switch (entry.kind) {
		case "received":
		case "pledged":
		case "monthly-started":
			return {
				...common,
				...toGiftRow(entry, audience, language),
				type: entry.monthly || entry.kind === "monthly-started" ? "monthly" : "gift",
				gifts: entry.gifts,
			};
		case "described":
			return entry.giftId === null
				? { ...common, type: "note" }
				: { ...common, ...toGiftRow(entry, audience, language), type: "described" };
		case "announced": {
			const script = audience === "host" ? toScript(entry) : null;
			return script === null
				? { ...common, type: "note" }
				: { ...common, type: "script", script: script.text, giftId: script.giftId };
		}
		case "matched":
			return entry.matchId === null
				? { ...common, type: "adjusted", giftId: null, amount: null, gifts: 0, gone: false }
				: { ...common, type: "matched", matchId: entry.matchId, amount: entry.counted };
		default:
			if (entry.counted === 0 && entry.gifts === 0) return { ...common, type: "note" };
			return {
				...common,
				type: "adjusted",
				giftId: entry.giftId,
				amount: audience === "host" ? entry.counted : null,
				gifts: entry.gifts,
				gone: entry.giftId !== null && entry.standing <= 0,
			};
	}
}
