import type pg from "pg";
import type { AuditActor } from "../../audit/write-line.ts";
import type { Campaign } from "../../domain/drive/campaign.ts";
import { type OfferChange, termsOfOffer } from "../../domain/offer/change-offers.ts";
import {
	type SteerChange,
	type SteerDeed,
	type SteerRefusal,
	steeringRefused,
	type TakeBackRefusal,
	takingBackRefused,
} from "../../domain/offer/steer-offers.ts";
import type { Instant } from "../../domain/plain/instant.ts";
import type { ReadyPost } from "../../ledger/announcements.ts";
import type { SteerAnswer, TakeBackAnswer } from "../../web/contract/steering.ts";
import { type OfferNote, type OfferSave, type OfferSaved, saveOffers } from "../desk/save-offers.ts";
import { lastDeeds, steerDeedOf, whatCameOf } from "./last-deeds.ts";
import { isItsOwn } from "./read-steering.ts";

export type SteerParts = {
	readonly pool: pg.Pool;
	readonly dispatch: (posts: readonly ReadyPost[]) => void;
};

export type Steering = {
	readonly campaign: Campaign;
	readonly stationId: string | null;
	/** The browser's id, and who that is to the audit log. */
	readonly reader: string;
	readonly by: AuditActor;
	readonly clock: () => Instant;
	/** In the deed's transaction: may the link still? Throwing changes nothing. */
	readonly allowed: (client: pg.PoolClient) => Promise<void>;
	readonly note: (
		deed: {
			readonly at: Instant;
			readonly what: string;
			readonly subject: string;
			readonly before: unknown;
			readonly after: unknown;
		},
		client: pg.PoolClient,
	) => Promise<void>;
};

/** The console's own deed, from a screen: pressed twice or by two people at once it is done once, and the second is told who was first. */
export async function steerOnAir(parts: SteerParts, asked: Steering, change: SteerChange): Promise<SteerAnswer> {
	if (!isTheirs(asked, change.id)) return { done: false, refused: "gone", by: null };
	let refused: SteerRefusal | null = null;
	const allowed = async (client: pg.PoolClient, before: Campaign, now: Instant) => {
		await asked.allowed(client);
		refused = steeringRefused(before, change, now);
	};
	const saved = await save(parts, asked, change, allowed);
	if (saved.kind === "saved") return { done: true, refused: null, by: null };
	if (refused !== "done") return { done: false, refused: refused ?? "not-possible", by: null };
	const last = (await lastDeeds(parts.pool, asked.campaign.id, 0, change.id)).get(change.id);
	// The answer to the first press was lost on the way, and it was sent again.
	const isOwnPress = last?.what === change.do && last.reader === asked.reader;
	return isOwnPress
		? { done: true, refused: null, by: null }
		: { done: false, refused: "done", by: last?.what === change.do ? last.by : null };
}

class NotTakenBack extends Error {
	override name = "NotTakenBack";
	readonly refused: TakeBackRefusal;

	constructor(refused: TakeBackRefusal) {
		super(`It is not taken back: ${refused}.`);
		this.refused = refused;
	}
}

/** Takes this reader's last deed with it back, while nobody has heard of it: everything is as it was before. */
export async function takeBackOnAir(parts: SteerParts, asked: Steering, id: string): Promise<TakeBackAnswer> {
	if (!isTheirs(asked, id)) return { done: false, refused: "gone" };
	const { campaign } = asked;
	const last = (await lastDeeds(parts.pool, campaign.id, 0, id)).get(id);
	if (last?.what === "take-back" && last.reader === asked.reader) return { done: true, refused: null };
	const deed = last && steerDeedOf(last);
	if (!last || !deed) return { done: false, refused: last ? "changed" : "gone" };
	const allowed = async (client: pg.PoolClient, before: Campaign, now: Instant) => {
		await asked.allowed(client);
		const cameOf = await whatCameOf(client, campaign.id, last);
		const since = { reader: asked.reader, now, terms: termsOfOffer(before, id), ...cameOf };
		const refused = takingBackRefused(deed, since);
		if (refused !== null) throw new NotTakenBack(refused);
	};
	try {
		const saved = await save(parts, asked, { do: "take-back", id, before: deed.before }, allowed);
		return saved.kind === "saved" ? { done: true, refused: null } : { done: false, refused: "changed" };
	} catch (error) {
		if (error instanceof NotTakenBack) return tookBack(parts, asked, deed, { id, refused: error.refused });
		throw error;
	}
}

/** Two presses at once: the second finds it changed, by the first. */
async function tookBack(
	{ pool }: SteerParts,
	{ campaign, reader }: Steering,
	deed: SteerDeed,
	{ id, refused }: { readonly id: string; readonly refused: TakeBackRefusal },
): Promise<TakeBackAnswer> {
	const last = (await lastDeeds(pool, campaign.id, deed.at, id)).get(id);
	const isOwn = last?.what === "take-back" && last.reader === reader;
	return isOwn ? { done: true, refused: null } : { done: false, refused };
}

function isTheirs({ campaign, stationId }: Steering, id: string): boolean {
	const match = campaign.matches?.find((one) => one.id === id);
	return match === undefined || isItsOwn(match.stationId, stationId);
}

async function save(
	{ pool, dispatch }: SteerParts,
	{ campaign, clock, by, reader, note }: Steering,
	change: OfferChange & { readonly id: string },
	allowed: OfferSave["allowed"] & {},
): Promise<OfferSaved> {
	const line = ({ at, before, after, delta }: OfferNote) => ({
		...{ at, what: `match.${change.do}`, subject: change.id, before },
		after: { ...after, totalChangesBy: delta, reader },
	});
	const saved = await saveOffers(pool, {
		...{ campaignId: campaign.id, version: null, change, clock, newId: "", allowed },
		by: { id: reader, name: by.name },
		note: (client, saved) => note(line(saved), client),
	});
	if (saved.kind === "saved") dispatch(saved.posts);
	return saved;
}
