import type pg from "pg";
import { z } from "zod";
import { driveOfRoute } from "../campaign/drive-of-route.ts";
import { MINUTE } from "../domain/plain/instant.ts";
import { tidyText } from "../domain/post/post-text.ts";
import { problem, Refusal } from "../http/problem.ts";
import { type StaffRoute, staffJson, staffRoute } from "../http/staff-route.ts";
import { findingsIn } from "../on-air/outgoing-words.ts";
import { clearSayNow, sayNow } from "../on-air/say-now.ts";
import { readHome } from "./home-snapshot.ts";

const BASE = "/api/staff/campaigns/:campaign";
const MOST_SAID = 400;

const sayBody = z.object({
	text: z
		.string()
		.trim()
		.min(1, "Write what is to be said.")
		.max(MOST_SAID, `Write at most ${MOST_SAID} characters: that is half a minute aloud.`),
	minutes: z.number().min(1).max(240).default(10),
	despite: z.boolean().default(false),
	requestId: z.string().regex(/^[\w-]{8,64}$/),
});

/** Home, and what the producer has hosts say at once. */
export function homeRoutes({ pool }: { readonly pool: pg.Pool }): StaffRoute[] {
	return [
		staffRoute({
			method: "get",
			path: `${BASE}/home`,
			may: "drive.read",
			says: "The drive at this moment: figures, posts, what waits, what failed, channels.",
			handle: async ({ params, now }) => {
				const home = await readHome(pool, params.campaign ?? "", now);
				if (home === null) throw new Refusal("not-found", "There is no such drive; it may have been removed.");
				return staffJson(home);
			},
		}),
		sayRoute(pool),
		staffRoute({
			method: "post",
			path: `${BASE}/say-now/clear`,
			may: "say-now",
			says: "Takes what hosts are to say off their screens.",
			body: z.object({ id: z.string().max(20).optional() }),
			handle: async ({ params, body, staff, now, note }) => {
				const campaignId = params.campaign ?? "";
				const reader = { id: staff.id, name: staff.name };
				const beside = (client: pg.PoolClient) =>
					note({ what: "say-now.cleared", campaignId, subject: body.id ?? null }, client);
				return staffJson(await clearSayNow(pool, campaignId, { reader, id: body.id ?? null }, now, beside));
			},
		}),
	];
}

function sayRoute(pool: pg.Pool): StaffRoute {
	return staffRoute({
		method: "post",
		path: `${BASE}/say-now`,
		may: "say-now",
		says: "Puts a sentence on every host's screen at once.",
		body: sayBody,
		handle: async ({ params, body, staff, now, note }) => {
			const campaignId = params.campaign ?? "";
			const text = tidyText(body.text);
			const findings = findingsIn(text, await driveOfRoute(pool, params));
			if (findings.length > 0 && !body.despite) {
				const detail =
					"Something in this may not be said on air. Change it, or send it as it is: then it is kept with your name.";
				const fields = findings.map(({ code, explanation }) => ({ field: code, says: explanation }));
				return staffJson({ ...problem(422, "privacy", detail), fields }, 422);
			}
			const despite = [...new Set(findings.map(({ code }) => code))];
			const said = {
				...{ requestId: body.requestId, text, despite, expiresAt: now + body.minutes * MINUTE },
				reader: { id: staff.id, name: staff.name },
			};
			// Not its words: they may hold what the audit log must not keep.
			const beside = (client: pg.PoolClient) =>
				note({ what: "say-now.sent", campaignId, after: { minutes: body.minutes, despite } }, client);
			return staffJson(await sayNow(pool, campaignId, said, now, beside));
		},
	});
}
