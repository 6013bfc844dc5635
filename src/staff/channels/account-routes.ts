import { z } from "zod";
import { pacingSchema, USUAL_PACING } from "../../campaign/channel-setup.ts";
import {
	type AccountSettings,
	addAccount,
	changeAccount,
	disconnectAccount,
	findAccount,
	resumeAccount,
	type StoredAccount,
	tellChanged,
} from "../../channel/account-store.ts";
import { checkNow } from "../../channel/health.ts";
import { linkPolicyShape } from "../../channel/link-policy-shape.ts";
import { isRenewable, xCredentials } from "../../channel/x-credentials.ts";
import { revokeXToken } from "../../channel/x-oauth.ts";
import { inTransaction } from "../../db/pool.ts";
import { baseAddress } from "../../http/base-address.ts";
import { Refusal } from "../../http/problem.ts";
import { type StaffRoute, staffJson, staffRoute } from "../../http/staff-route.ts";
import { accountIn, ChannelRefusal, requireDrive } from "./account-of.ts";
import type { ChannelDesk } from "./desk.ts";
import { channelsView } from "./view.ts";

const BASE = "/api/staff/campaigns/:campaign/channels";
export const accountName = z.string().trim().min(1, "give it a name").max(60, "60 letters at most");
export const accountLanguage = z.enum(["en", "es"]);

const addBody = z.strictObject({
	platform: z.enum(["on-air", "dry-run"]),
	name: accountName,
	language: accountLanguage,
});
const changeBody = z.strictObject({
	name: accountName,
	language: accountLanguage,
	pacing: pacingSchema,
	enabled: z.boolean(),
	linkPolicy: linkPolicyShape,
});

/** The accounts of a drive: what they are, how they stand, what they cost. */
export function accountRoutes(desk: ChannelDesk): StaffRoute[] {
	return [listRoute(desk), addRoute(desk), changeRoute(desk), ...actRoutes(desk)];
}

function listRoute(desk: ChannelDesk): StaffRoute {
	return staffRoute({
		method: "get",
		path: BASE,
		may: "channels.read",
		says: "The drive's channels with their health, their cost on X and the budget.",
		handle: async ({ params, request, now }) => {
			const address = baseAddress(request, desk.publicUrl);
			const ways = {
				xSignIn: desk.xApp !== null,
				facebookLogin: desk.facebookApp !== null,
				xCallback: `${address}/api/staff/channels/x/callback`,
				facebookCallback: `${address}/api/staff/channels/facebook/callback`,
				isSandbox: desk.xApiBase !== undefined || desk.facebookGraphBase !== undefined,
			};
			const view = await channelsView(desk.pool, params.campaign ?? "", ways, now);
			if (view === null) throw new Refusal("not-found", "There is no such drive. Load the page again.");
			return staffJson(view);
		},
	});
}

function addRoute(desk: ChannelDesk): StaffRoute {
	return staffRoute({
		method: "post",
		path: BASE,
		may: "channels.edit",
		says: "Adds a channel that needs no account anywhere: the host's screens, or practice.",
		body: addBody,
		handle: async ({ params, body, note }) => {
			const campaignId = params.campaign ?? "";
			await requireDrive(desk, campaignId);
			const id = await inTransaction(desk.pool, async (client) => {
				const made = await addAccount(client, { campaignId, ...body, pacing: USUAL_PACING });
				if (made === null)
					throw new ChannelRefusal("conflict", `There is a channel named "${body.name}" already. Choose another name.`);
				await note({ what: "channel.added", campaignId, subject: body.name, after: body }, client);
				await tellChanged(client, campaignId);
				return made;
			});
			return staffJson({ id }, 201);
		},
	});
}

function changeRoute(desk: ChannelDesk): StaffRoute {
	return staffRoute({
		method: "patch",
		path: `${BASE}/:account`,
		may: "channels.edit",
		says: "Changes a channel's name, language, pacing, link rule, or switches it on or off.",
		body: changeBody,
		handle: async ({ params, body, note }) => {
			const before = await accountIn(desk, params);
			await inTransaction(desk.pool, async (client) => {
				if (!(await changeAccount(client, before.id, body)))
					throw new ChannelRefusal("conflict", `There is a channel named "${body.name}" already. Choose another name.`);
				const change = { before: settingsOf(before), after: body, subject: before.name };
				await note({ what: "channel.changed", campaignId: before.campaignId, ...change }, client);
				await tellChanged(client, before.campaignId);
			});
			return staffJson({ id: before.id });
		},
	});
}

function settingsOf({ name, language, pacing, enabled, linkPolicy }: StoredAccount): AccountSettings {
	return { name, language, pacing, enabled, linkPolicy };
}

function actRoutes(desk: ChannelDesk): StaffRoute[] {
	const { pool } = desk;
	return [
		staffRoute({
			method: "post",
			path: `${BASE}/:account/check`,
			may: "channels.test",
			says: "Asks the platform now who the account is and what it may do. Posts nothing.",
			handle: async ({ params, note }) => {
				const account = await accountIn(desk, params);
				const facts = await checkNow(desk, account);
				await note({ what: "channel.checked", campaignId: account.campaignId, subject: account.name });
				return staffJson({ facts });
			},
		}),
		staffRoute({
			method: "post",
			path: `${BASE}/:account/resume`,
			may: "posting.resume",
			says: "Lets a channel go on that waited for somebody: credits bought, a limit lifted.",
			handle: async ({ params, note }) => {
				const account = await accountIn(desk, params);
				await inTransaction(pool, async (client) => {
					await resumeAccount(client, account.id);
					await note(
						{
							what: "channel.resumed",
							campaignId: account.campaignId,
							subject: account.name,
							before: account.pausedReason,
						},
						client,
					);
				});
				return staffJson({ id: account.id });
			},
		}),
		staffRoute({
			method: "post",
			path: `${BASE}/:account/disconnect`,
			may: "channels.edit",
			says: "Wipes the account's credentials. Its posts stay.",
			handle: async ({ params, note }) => {
				const account = await accountIn(desk, params);
				await inTransaction(pool, async (client) => {
					await disconnectAccount(client, account.id);
					await note({ what: "channel.disconnected", campaignId: account.campaignId, subject: account.name }, client);
					await tellChanged(client, account.campaignId);
				});
				await takeBack(desk, account);
				return staffJson({
					id: account.id,
					account: await findAccount(pool, account.campaignId, account.id).then(isOff),
				});
			},
		}),
	];
}

function isOff(account: StoredAccount | null): { isConnected: boolean } {
	return { isConnected: account?.sealedCredentials != null };
}

/** X is told as well, where it can be; disconnected it is either way. */
async function takeBack({ x, vault }: ChannelDesk, account: StoredAccount): Promise<void> {
	if (x === null || account.platform !== "x" || account.sealedCredentials === null) return;
	try {
		const credentials = xCredentials.parse(vault.unseal(account.id, account.sealedCredentials));
		if (isRenewable(credentials)) await revokeXToken(x, credentials.refreshToken);
	} catch {
		// Sealed with another key: there is nothing to take back with.
	}
}
