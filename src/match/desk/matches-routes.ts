import { randomUUID } from "node:crypto";
import type pg from "pg";
import { z } from "zod";
import { driveOfRoute } from "../../campaign/drive-of-route.ts";
import { loadCampaign } from "../../campaign/store.ts";
import type { OfferChange } from "../../domain/offer/change-offers.ts";
import { mayDo } from "../../domain/staff/staff-role.ts";
import { major } from "../../export/cells.ts";
import type { Answer } from "../../http/answer.ts";
import { csvAnswer } from "../../http/csv.ts";
import { problem, Refusal } from "../../http/problem.ts";
import { type StaffAsked, type StaffRoute, staffJson, staffRoute } from "../../http/staff-route.ts";
import type { ReadyPost } from "../../ledger/announcements.ts";
import { changeShape, steerShape } from "./change-shape.ts";
import { eachMatchedGift, readMatchedGifts } from "./matched-gifts.ts";
import { matchesView, readOfferBooks } from "./read-matches.ts";
import { saveOffers } from "./save-offers.ts";
import { tryChange } from "./try-change.ts";

export type MatchRouteParts = {
	readonly pool: pg.Pool;
	readonly dispatch: (posts: readonly ReadyPost[]) => void;
};

const BASE = "/api/staff/campaigns/:campaign/matches";
const NO_DRIVE = "There is no such drive; it may have been removed.";

/** Challenge matches and power hours of a drive: seen, tried out, changed, steered. */
export function matchRoutes(parts: MatchRouteParts): StaffRoute[] {
	const { pool } = parts;
	return [
		staffRoute({
			method: "get",
			path: BASE,
			may: "drive.read",
			says: "A drive's challenge matches and power hours, with what each has given or counted.",
			handle: (asked) => view(pool, asked),
		}),
		staffRoute({
			method: "post",
			path: `${BASE}/try`,
			may: "matches.open",
			says: "What a change to matches or power hours would do in money; nothing is saved.",
			body: z.strictObject({ change: changeShape }),
			handle: async ({ params, body, now }) => {
				const trial = await tryChange(pool, params.campaign ?? "", body.change as OfferChange, now);
				if (trial === null) throw new Refusal("not-found", NO_DRIVE);
				return staffJson(trial);
			},
		}),
		staffRoute({
			method: "post",
			path: BASE,
			may: "matches.edit",
			says: "Changes a match or a power hour; the books follow in the same moment.",
			body: z.strictObject({ version: z.number().int(), change: changeShape }),
			handle: (asked) => save(parts, asked, asked.body.change as OfferChange, asked.body.version),
		}),
		staffRoute({
			method: "post",
			path: `${BASE}/steer`,
			may: "matches.open",
			says: "Opens, ends or reveals a match, starts or ends a power hour: now.",
			body: z.strictObject({ change: steerShape }),
			handle: (asked) => save(parts, asked, asked.body.change, null),
		}),
		...giftRoutes(pool),
	];
}

function giftRoutes(pool: pg.Pool): StaffRoute[] {
	return [
		staffRoute({
			method: "get",
			path: `${BASE}/:match/gifts`,
			may: "drive.read",
			says: "What a match gave to which gift, newest first.",
			query: z.object({ skip: z.coerce.number().int().min(0).default(0) }),
			handle: async ({ params: { campaign: campaignId = "", match: matchId = "" }, query }) =>
				staffJson(await readMatchedGifts(pool, { campaignId, matchId }, query.skip)),
		}),
		staffRoute({
			method: "get",
			path: `${BASE}/:match/gifts.csv`,
			may: "drive.read",
			says: "The same as CSV, all of it.",
			handle: async ({ params: { campaign: campaignId = "", match: matchId = "" } }) => {
				const campaign = await loadCampaign(pool, campaignId);
				if (campaign === null) throw new Refusal("not-found", NO_DRIVE);
				const columns = ["gift", "given at (UTC)", "counted", "matched", "currency"];
				return csvAnswer("matched-gifts", columns, csvRows(pool, { campaignId, matchId }, campaign.currency));
			},
		}),
	];
}

async function* csvRows(
	pool: pg.Pool,
	which: { readonly campaignId: string; readonly matchId: string },
	currency: string,
) {
	for await (const { giftId, at, counted, amount } of eachMatchedGift(pool, which)) {
		yield [
			giftId || "(to the drive)",
			at === null ? null : new Date(at),
			counted === null ? null : major(counted, currency),
			major(amount, currency),
			currency.toUpperCase(),
		];
	}
}

async function view(pool: pg.Pool, { params, staff, now }: StaffAsked<never, never> | StaffAsked): Promise<Answer> {
	const campaign = await driveOfRoute(pool, params);
	const books = await readOfferBooks(pool, campaign.id);
	return staffJson(matchesView(campaign, books, now, mayDo(staff.role, "matches.open")));
}

async function save(
	{ pool, dispatch }: MatchRouteParts,
	asked: StaffAsked<unknown>,
	change: OfferChange,
	version: number | null,
): Promise<Answer> {
	const campaignId = asked.params.campaign ?? "";
	const { staff: by, note } = asked;
	const newId = `${change.do === "put-hour" ? "hour" : "match"}-${randomUUID().slice(0, 8)}`;
	const saved = await saveOffers(pool, {
		...{ campaignId, version, change, clock: Date.now, newId, by },
		note: (client, { id, delta, before, after }) =>
			note(
				{
					...{ what: `match.${change.do}`, campaignId, subject: id, before },
					after: { ...after, totalChangesBy: delta },
				},
				client,
			),
	});
	switch (saved.kind) {
		case "saved":
			dispatch(saved.posts);
			return view(pool, asked as StaffAsked);
		case "no-such-drive":
			throw new Refusal("not-found", NO_DRIVE);
		case "conflict":
			throw new Refusal(
				"conflict",
				`${saved.savedBy ?? "Somebody"} has saved this drive since you opened it. Look at what is different, then save again.`,
			);
		case "problems":
			return staffJson({ ...problem(422, "invalid", inWords(saved.problems)), fields: saved.problems }, 422);
		default:
			return saved satisfies never;
	}
}

function inWords(problems: readonly { readonly says: string }[]): string {
	return problems.map(({ says }) => says).join(" ");
}
