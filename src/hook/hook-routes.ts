import { randomBytes } from "node:crypto";
import type pg from "pg";
import { z } from "zod";
import { inTransaction } from "../db/pool.ts";
import { HOOK_KINDS } from "../domain/staff/hook-kind.ts";
import { idInPath } from "../http/asked-shapes.ts";
import { Refusal } from "../http/problem.ts";
import { type StaffAsked, type StaffRoute, staffJson, staffRoute } from "../http/staff-route.ts";
import type { HookItem, HookList, HookTried, HookWithSecret } from "../web/contract/staff/hooks.ts";
import { checkedAddress } from "./address.ts";
import { type DeliverParts, excerpt, type Receiver, sendTo } from "./deliver.ts";
import { readDeliveries, replayOne, replayRange } from "./deliveries.ts";
import { addHook, changeHook, findHook, HookRefused, listHooks, removeHook, rotateSecret } from "./hook-store.ts";
import { messageBody } from "./message.ts";

const BASE = "/api/staff/campaigns/:campaign/hooks";
const LOG_LINES = 50;

const label = z
	.string()
	.trim()
	.min(1, 'Write whom it is for, like "Newsroom".')
	.max(80, "Write at most 80 characters.");
const kinds = z.array(z.enum(HOOK_KINDS)).min(1, "Choose at least one kind of news.");
const format = z.enum(["carillon", "slack"]);
const written = z.object({ label, address: z.string(), kinds, format, enabled: z.boolean() });
const instant = z.number().int().min(0);
const logQuery = z.object({
	state: z.enum(["waiting", "delivered", "failed"]).optional(),
	before: z.coerce.number().int().positive().optional(),
});

export type HookRouteParts = Omit<DeliverParts, "vault"> & { readonly vault: () => DeliverParts["vault"] };

/** Receivers of a drive's news outside: the newsroom, a chat room, the station's own system. */
export function hookRoutes(parts: HookRouteParts): StaffRoute[] {
	return [...setUpRoutes(parts), ...changeRoutes(parts), ...logRoutes(parts), ...againRoutes(parts)];
}

function setUpRoutes({ pool, vault, allowsLocal }: HookRouteParts): StaffRoute[] {
	return [
		staffRoute({
			method: "get",
			path: BASE,
			may: "hooks.manage",
			says: "Who outside is told of a drive's news.",
			handle: async ({ params }) => {
				const answer: HookList = { hooks: await listHooks(pool, params.campaign ?? ""), allowsLocal };
				return staffJson(answer);
			},
		}),
		staffRoute({
			method: "post",
			path: BASE,
			may: "hooks.manage",
			says: "Adds a receiver. The answer holds its signing secret, which is never shown again.",
			body: written,
			handle: async ({ params, body, note }) => {
				const campaign = params.campaign ?? "";
				const address = checkedAddress(body.address, allowsLocal).href;
				const made = await inTransaction(pool, async (client) => {
					const added = await addHook(client, vault(), campaign, { ...body, address });
					const hook = await findHook(client, campaign, added.id);
					await note({ what: "receiver.added", campaignId: campaign, subject: hook.label, after: noted(hook) }, client);
					return { hook, secret: added.secret };
				});
				const answer: HookWithSecret = made;
				return staffJson(answer, 201);
			},
		}),
	];
}

function changeRoutes({ pool, vault, allowsLocal }: HookRouteParts): StaffRoute[] {
	return [
		staffRoute({
			method: "patch",
			path: `${BASE}/:hook`,
			may: "hooks.manage",
			says: "Changes a receiver. Switching it on sends what waits.",
			body: written.partial(),
			handle: async ({ params, body, note }) => {
				const campaign = params.campaign ?? "";
				const address = body.address === undefined ? {} : { address: checkedAddress(body.address, allowsLocal).href };
				return staffJson(
					await inTransaction(pool, async (client) => {
						const before = await findHook(client, campaign, params.hook ?? "");
						await changeHook(client, vault(), before.id, { ...body, ...address });
						const after = await findHook(client, campaign, before.id);
						const change = { before: noted(before), after: noted(after) };
						await note({ what: "receiver.changed", campaignId: campaign, subject: after.label, ...change }, client);
						return after;
					}),
				);
			},
		}),
		staffRoute({
			method: "delete",
			path: `${BASE}/:hook`,
			may: "hooks.manage",
			says: "Removes a receiver: nothing is sent to it any more.",
			handle: async ({ params, note }) => {
				const campaign = params.campaign ?? "";
				await inTransaction(pool, async (client) => {
					const before = await findHook(client, campaign, params.hook ?? "");
					await removeHook(client, before.id);
					await note(
						{ what: "receiver.removed", campaignId: campaign, subject: before.label, before: noted(before) },
						client,
					);
				});
				return { kind: "empty", status: 204 };
			},
		}),
		staffRoute({
			method: "post",
			path: `${BASE}/:hook/secret`,
			may: "hooks.manage",
			says: "Makes a new signing secret, shown once; the one before is valid for another 24 hours.",
			handle: async ({ params, note }) => {
				const campaign = params.campaign ?? "";
				const { id, label: subject } = await findHook(pool, campaign, params.hook ?? "");
				const secret = await rotateSecret(pool, vault(), id);
				await note({ what: "receiver.secret-changed", campaignId: campaign, subject });
				const answer: HookWithSecret = { hook: await findHook(pool, campaign, id), secret };
				return staffJson(answer);
			},
		}),
	];
}

function hookOf(pool: pg.Pool, { params }: Pick<StaffAsked, "params">): Promise<HookItem> {
	return findHook(pool, params.campaign ?? "", params.hook ?? "");
}

function logRoutes(parts: HookRouteParts): StaffRoute[] {
	const { pool } = parts;
	return [
		staffRoute({
			method: "get",
			path: `${BASE}/:hook/deliveries`,
			may: "hooks.manage",
			says: "What was sent to a receiver and what it answered, newest first.",
			query: logQuery,
			handle: async ({ params, query: { state = null, before = null } }) => {
				const { id } = await hookOf(pool, { params });
				return staffJson(await readDeliveries(pool, id, { state, before, limit: LOG_LINES }));
			},
		}),
		staffRoute({
			method: "post",
			path: `${BASE}/:hook/test`,
			may: "hooks.manage",
			says: "Sends a signed test message now and shows what the receiver answers.",
			handle: async ({ params, note }) => {
				const hook = await hookOf(pool, { params });
				const tried = await tryOut(parts, hook);
				await note({
					what: "receiver.tested",
					campaignId: hook.campaignId,
					subject: hook.label,
					after: { status: tried.status },
				});
				return staffJson(tried);
			},
		}),
	];
}

function againRoutes({ pool }: HookRouteParts): StaffRoute[] {
	return [
		staffRoute({
			method: "post",
			path: `${BASE}/:hook/deliveries/:delivery/replay`,
			may: "hooks.manage",
			says: "Sends one message again, under the id it had.",
			handle: async ({ params, note }) => {
				const { id, label: subject, campaignId } = await hookOf(pool, { params });
				if (!(await replayOne(pool, id, idInPath(params.delivery)))) {
					throw new HookRefused("not-found", "There is no such message any more; they are kept for 30 days.");
				}
				await note({ what: "receiver.replayed", campaignId, subject, after: { messages: 1 } });
				return staffJson({ count: 1 });
			},
		}),
		staffRoute({
			method: "post",
			path: `${BASE}/:hook/replay`,
			may: "hooks.manage",
			says: "Sends every message of a span of time again, under the ids they had.",
			body: z.object({ from: instant, to: instant }),
			handle: async ({ params, body, note }) => {
				if (body.from >= body.to) throw new Refusal("invalid", "The end of the time must come after its beginning.");
				const { id, label: subject, campaignId } = await hookOf(pool, { params });
				const count = await replayRange(pool, id, body);
				await note({ what: "receiver.replayed", campaignId, subject, after: { ...body, messages: count } });
				return staffJson({ count });
			},
		}),
	];
}

async function tryOut(parts: HookRouteParts, { id, campaignId, format }: HookItem): Promise<HookTried> {
	const at = new Date(parts.now());
	const body = await messageBody(parts.pool, campaignId, format, { kind: "test", ref: "", sequence: 0, at });
	const { rows } = await parts.pool.query<Receiver>(
		'select id, campaign_id as "campaignId", sealed, format, old_secret_until as "oldSecretUntil" from hook where id = $1',
		[id],
	);
	const [receiver] = rows;
	if (body === null || receiver === undefined) throw new HookRefused("not-found", "There is no such receiver.");
	const messageId = `msg_test_${randomBytes(8).toString("hex")}`;
	const { status, tookMs, answer } = await sendTo({ ...parts, vault: parts.vault() }, receiver, messageId, body);
	const ok = status !== null && status >= 200 && status < 300;
	return { ok, status, tookMs, answer: excerpt(answer), sent: JSON.parse(body) };
}

/** What of a receiver belongs in the audit log. */
function noted({ label: name, origin, kinds: told, format: shape, enabled }: HookItem) {
	return { label: name, origin, kinds: told, format: shape, enabled };
}
