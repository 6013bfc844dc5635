import type pg from "pg";
import { editCampaign } from "../../campaign/edit.ts";
import type { Campaign } from "../../domain/drive/campaign.ts";
import { changeOffers, type OfferChange, type OfferTerms, termsOfOffer } from "../../domain/offer/change-offers.ts";
import type { OfferProblem } from "../../domain/offer/offer-problems.ts";
import type { Instant } from "../../domain/plain/instant.ts";
import type { ReadyPost } from "../../ledger/announcements.ts";
import { rematch } from "../rematch.ts";

export type OfferSave = {
	readonly campaignId: string;
	/** Null: whatever stands there. */
	readonly version: number | null;
	readonly change: OfferChange;
	/** Read once the drive is held: of two presses at once the second sees what the first has done, and is never earlier. */
	readonly clock: () => Instant;
	/** For a new match or power hour. Never used before in this drive: half of its announcements' keys. */
	readonly newId: string;
	readonly by: { readonly id: string; readonly name: string };
	/** In the same transaction, before anything: may they still? Throwing changes nothing. */
	readonly allowed?: (client: pg.PoolClient, before: Campaign, now: Instant) => Promise<void>;
	/** The audit line, in the same transaction. */
	readonly note: (client: pg.PoolClient, saved: OfferNote) => Promise<void>;
};

export type OfferNote = {
	/** When it was done: what it announced is decided at the same instant. */
	readonly at: Instant;
	readonly id: string | null;
	/** Signed, minor units: by so much the announced total has changed. */
	readonly delta: number;
	/** Null where there is no such match or power hour. */
	readonly before: OfferTerms | null;
	readonly after: OfferTerms | null;
};

export type OfferSaved =
	| { readonly kind: "saved"; readonly delta: number; readonly posts: readonly ReadyPost[] }
	| { readonly kind: "problems"; readonly problems: readonly OfferProblem[] }
	| { readonly kind: "conflict"; readonly savedBy: string | null }
	| { readonly kind: "no-such-drive" };

class OffersRefused extends Error {
	override name = "OffersRefused";
	readonly problems: readonly OfferProblem[];

	constructor(problems: readonly OfferProblem[]) {
		super("The matches can't be kept as they are.");
		this.problems = problems;
	}
}

/** One edition of the drive, and its books with it: what a match gives follows in the same transaction. */
export async function saveOffers(pool: pg.Pool, save: OfferSave): Promise<OfferSaved> {
	let posts: readonly ReadyPost[] = [];
	let delta = 0;
	let id: string | null = null;
	let now = 0;
	const change = async (before: Campaign, client: pg.PoolClient) => {
		now = save.clock();
		await save.allowed?.(client, before, now);
		const changed = changeOffers(before, save.change, { now, newId: save.newId });
		if (!changed.ok) throw new OffersRefused(changed.problems);
		({ id } = changed);
		return changed.campaign;
	};
	try {
		const edited = await editCampaign(pool, {
			...{ campaignId: save.campaignId, version: save.version, change },
			saved: { by: save.by, how: "console", what: wordsOf(save.change) },
			also: async (client, before, after) => {
				({ posts, delta } = await rematch(client, after, now));
				const terms = (campaign: Campaign) => (id === null ? null : termsOfOffer(campaign, id));
				await save.note(client, { at: now, id, delta, before: terms(before), after: terms(after) });
			},
		});
		if (edited.kind === "conflict") return { kind: "conflict", savedBy: edited.lastSave?.savedBy ?? null };
		return edited.kind === "no-such-drive" ? edited : { kind: "saved", delta, posts };
	} catch (error) {
		if (error instanceof OffersRefused) return { kind: "problems", problems: error.problems };
		throw error;
	}
}

/** For the drive's history; never a sponsor's name, who may be hidden. */
function wordsOf(change: OfferChange): string {
	switch (change.do) {
		case "put-match":
			return change.match.id === null ? "a match added" : "a match changed";
		case "put-hour":
			return change.hour.id === null ? "a power hour added" : "a power hour changed";
		case "order":
			return "order of the matches";
		case "open":
			return "a match opened";
		case "close":
			return "a match ended";
		case "reveal":
			return "a match's sponsor revealed";
		case "start":
			return "a power hour started";
		case "end":
			return "a power hour ended";
		case "take-back":
			return "a deed on the air taken back";
		case "switch-off":
			return "a match or power hour switched off";
		case "switch-on":
			return "a match or power hour switched on";
		default:
			return change satisfies never;
	}
}
