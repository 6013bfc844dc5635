import type pg from "pg";
import { z } from "zod";
import { NOTICE_EVENTS } from "../domain/staff/notice.ts";
import { idInPath } from "../http/asked-shapes.ts";
import { Refusal } from "../http/problem.ts";
import { type StaffRoute, staffJson, staffRoute } from "../http/staff-route.ts";
import type { NoticeSettings } from "../web/contract/staff/notices.ts";
import { loadChoice, saveChoice } from "./choice.ts";
import { addDevice, devicesOf, problemsOf, removeDevice } from "./devices.ts";

export type NoticeRouteParts = {
	readonly pool: pg.Pool;
	readonly hasMail: boolean;
	/** Null: browsers can't be told. Asked at the first use: it needs the vault's key. */
	readonly pushKey: () => string | null;
};

const BASE = "/api/staff/account/notices";
const hour = z.number().int().min(0).max(23);
const choiceShape = z.strictObject({
	events: z.array(z.enum(NOTICE_EVENTS)),
	byEmail: z.boolean(),
	byPush: z.boolean(),
	quiet: z.strictObject({ fromHour: hour, toHour: hour }).nullable(),
	timeZone: z.string().refine(isZone, "choose a time zone, like America/Chicago"),
});
const base64url = z.string().regex(/^[A-Za-z0-9_-]+=*$/);
const deviceShape = z.strictObject({
	endpoint: z.url({ protocol: /^https$/ }).max(1_000),
	keys: z.strictObject({ p256dh: base64url.max(120), auth: base64url.max(60) }),
	label: z.string().trim().min(1).max(80),
});

/** What each person wants to be told, and their browsers. */
export function noticeRoutes(parts: NoticeRouteParts): StaffRoute[] {
	const { pool } = parts;
	const settings = async (staffId: string): Promise<NoticeSettings> => ({
		choice: await loadChoice(pool, staffId),
		hasMail: parts.hasMail,
		pushKey: parts.pushKey(),
		devices: await devicesOf(pool, staffId),
		problems: await problemsOf(pool, staffId),
	});
	return [
		staffRoute({
			method: "get",
			path: BASE,
			may: "account.own",
			says: "What one is told of, and how.",
			handle: async ({ staff }) => staffJson(await settings(staff.id)),
		}),
		staffRoute({
			method: "put",
			path: BASE,
			may: "account.own",
			says: "Changes what one is told of, and how.",
			body: choiceShape,
			handle: async ({ staff, body, note }) => {
				const before = await loadChoice(pool, staff.id);
				await saveChoice(pool, staff.id, body);
				await note({ what: "notices.changed", before, after: body });
				return staffJson(await settings(staff.id));
			},
		}),
		staffRoute({
			method: "post",
			path: `${BASE}/devices`,
			may: "account.own",
			says: "Lets this browser show notices.",
			body: deviceShape,
			handle: async ({ staff, body, note }) => {
				await addDevice(pool, staff.id, body);
				await note({ what: "notices.device-added", subject: body.label });
				return staffJson(await settings(staff.id));
			},
		}),
		staffRoute({
			method: "delete",
			path: `${BASE}/devices/:device`,
			may: "account.own",
			says: "Lets a browser show no more notices.",
			handle: async ({ staff, params, note }) => {
				const label = await removeDevice(pool, staff.id, idInPath(params.device));
				if (label === null) throw new Refusal("not-found", "There is no such browser of yours any more.");
				await note({ what: "notices.device-removed", subject: label });
				return staffJson(await settings(staff.id));
			},
		}),
	];
}

function isZone(name: string): boolean {
	try {
		return new Intl.DateTimeFormat("en-US", { timeZone: name }) !== null;
	} catch {
		return false;
	}
}
