import { z } from "zod";
import { Refusal } from "../http/problem.ts";
import { type StaffRoute, staffJson, staffRoute } from "../http/staff-route.ts";
import { type TakeAgainParts, takeAgain } from "../intake/take-again.ts";
import type { AssignAnswer, TryAgainAnswer } from "../web/contract/staff/unplaced.ts";
import { listUnplaced } from "./unplaced-list.ts";
import { placeGift, takeLinks } from "./unplaced-place.ts";

const MOST_AT_ONCE = 100;

const key = z.string().regex(/^(?:gift|event):[\w.:-]{1,255}$/);
const keys = z.array(key).min(1, "Choose at least one.").max(MOST_AT_ONCE, `Choose at most ${MOST_AT_ONCE} at once.`);
const reason = z.string().trim().min(1, 'Say why, like "Paid by mistake, refunded".').max(300);

/** Gifts that no drive could be found for, and events that could not be read: kept, shown, and settled by people. */
export function unplacedRoutes(parts: TakeAgainParts): StaffRoute[] {
	const { pool } = parts;
	return [
		staffRoute({
			method: "get",
			path: "/api/staff/unplaced",
			may: "events.place",
			says: "Gifts that stand in no drive and events that could not be read, newest first.",
			query: z.object({ show: z.enum(["open", "dismissed"]).default("open"), before: key.optional() }),
			handle: async ({ query: { show, before = null } }) =>
				staffJson(await listUnplaced(pool, { dismissed: show === "dismissed", before })),
		}),
		assignRoute(parts),
		tryAgainRoute(parts),
		staffRoute({
			method: "post",
			path: "/api/staff/unplaced/dismiss",
			may: "events.place",
			says: "Sets items aside with a reason. They are kept, and can be brought back.",
			body: z.object({ keys, reason }),
			handle: async ({ body, staff, note, now }) => {
				await pool.query(
					`insert into unplaced_dismissal (item, reason, by_name, at) select *, $2, $3, $4 from unnest($1::text[])
					 on conflict (item) do nothing`,
					[body.keys, body.reason, staff.name, new Date(now)],
				);
				await note({ what: "unplaced.dismissed", after: { items: body.keys, reason: body.reason } });
				return staffJson({ count: body.keys.length });
			},
		}),
		staffRoute({
			method: "post",
			path: "/api/staff/unplaced/bring-back",
			may: "events.place",
			says: "Takes a dismissal back.",
			body: z.object({ keys }),
			handle: async ({ body, note }) => {
				const { rowCount } = await pool.query("delete from unplaced_dismissal where item = any($1)", [body.keys]);
				await note({ what: "unplaced.brought-back", after: { items: body.keys } });
				return staffJson({ count: rowCount ?? 0 });
			},
		}),
	];
}

function assignRoute(parts: TakeAgainParts): StaffRoute {
	const { pool, directory } = parts;
	return staffRoute({
		method: "post",
		path: "/api/staff/unplaced/assign",
		may: "events.place",
		says: "Counts gifts in a drive. Wrong currency, and test money in a drive with real money, are refused with the reason.",
		body: z.object({ campaign: z.string().min(1), keys, takeLinks: z.boolean().default(false) }),
		handle: async ({ body, staff, note }) => {
			const { index } = await directory.refresh();
			const campaign = index.byName.get(body.campaign);
			if (campaign === undefined) throw new Refusal("not-found", "There is no such drive; it may have been removed.");
			const results: { key: string; placed: boolean; says: string }[] = [];
			const links = new Set<string>();
			for (const item of new Set(body.keys)) {
				if (!item.startsWith("gift:")) {
					results.push({ key: item, placed: false, says: "This is no gift yet: try to read it again first." });
					continue;
				}
				const { paymentLink, ...answer } = await placeGift(parts, campaign, item.slice("gift:".length), (client) =>
					note(
						{ what: "gift.placed", campaignId: campaign.id, subject: item, after: { campaign: campaign.id } },
						client,
					),
				);
				results.push({ key: item, ...answer });
				if (answer.placed && paymentLink !== null) links.add(paymentLink);
			}
			const taken = body.takeLinks ? await takeLinks(pool, directory, campaign.id, [...links], staff) : [];
			if (taken.length > 0) {
				await note({ what: "payment-links.taken", campaignId: campaign.id, after: { paymentLinks: taken } });
			}
			const answer: AssignAnswer = { results, links: taken };
			return staffJson(answer);
		},
	});
}

function tryAgainRoute(parts: TakeAgainParts): StaffRoute {
	return staffRoute({
		method: "post",
		path: "/api/staff/unplaced/try-again",
		may: "events.place",
		says: "Reads events that were set aside once more, as after an upgrade.",
		body: z.object({ keys }),
		handle: async ({ body, note }) => {
			const results: TryAgainAnswer["results"][number][] = [];
			for (const item of new Set(body.keys)) {
				if (!item.startsWith("event:")) continue;
				const taken = await takeAgain(parts, item.slice("event:".length));
				results.push({ key: item, ...taken });
				await note({ what: "event.taken-again", subject: item, after: taken });
			}
			const answer: TryAgainAnswer = { results };
			return staffJson(answer);
		},
	});
}
