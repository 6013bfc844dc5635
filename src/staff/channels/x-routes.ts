import { z } from "zod";
import { beginSignIn, campaignOfSignIn, newSecrets, type SignIn, takeSignIn } from "../../channel/sign-in-flow.ts";
import { redeemXCode, type XPlace, xAuthorizeLink } from "../../channel/x-oauth.ts";
import type { Answer } from "../../http/answer.ts";
import { baseAddress } from "../../http/base-address.ts";
import { Refusal } from "../../http/problem.ts";
import { type StaffAsked, type StaffRoute, staffJson, staffRoute } from "../../http/staff-route.ts";
import { accountIn, ChannelRefusal, requireDrive } from "./account-of.ts";
import { accountLanguage, accountName } from "./account-routes.ts";
import { browserCookie, readBrowserCookie } from "./browser-secret.ts";
import { keepConnection, type Target, whoOnX } from "./connect.ts";
import type { ChannelDesk } from "./desk.ts";

const BASE = "/api/staff/campaigns/:campaign/channels/x";
const CALLBACK = "/api/staff/channels/x/callback";

/** A new account by this name, or one there is. */
export const targetBody = {
	name: accountName.optional(),
	language: accountLanguage.default("en"),
	account: z.string().min(1).max(100).optional(),
};
const key = z
	.string()
	.trim()
	.min(5, "this looks cut off")
	.max(300, "this is too long for a key")
	.regex(/^\S+$/, "no spaces");
const connectBody = z.strictObject(targetBody);
const keysBody = z.strictObject({ ...targetBody, appKey: key, appSecret: key, accessToken: key, accessSecret: key });

/** Connecting an X account: by signing in at X (OAuth 2.0 with PKCE), or by four keys that don't end. */
export function xConnectRoutes(desk: ChannelDesk): StaffRoute[] {
	return [signInRoute(desk), callbackRoute(desk), keysRoute(desk)];
}

export async function targetOf(
	desk: ChannelDesk,
	params: Readonly<Record<string, string>>,
	body: { name?: string | undefined; language: "en" | "es"; account?: string | undefined },
): Promise<Target> {
	const campaignId = params.campaign ?? "";
	await requireDrive(desk, campaignId);
	if (body.account !== undefined) {
		const { id, name, language } = await accountIn(desk, { campaign: campaignId, account: body.account });
		return { campaignId, accountId: id, name, language };
	}
	if (body.name === undefined) throw new ChannelRefusal("invalid", "Give the channel a name.");
	return { campaignId, accountId: null, name: body.name, language: body.language };
}

function signInRoute(desk: ChannelDesk): StaffRoute {
	return staffRoute({
		method: "post",
		path: `${BASE}/connect`,
		may: "channels.edit",
		says: "Begins a sign-in at X; answers with the address to go to.",
		body: connectBody,
		handle: async ({ params, body, staff, request, note, now }) => {
			const place = placeOf(desk);
			const target = await targetOf(desk, params, body);
			const begun = newSecrets();
			const callback = `${baseAddress(request, desk.publicUrl)}${CALLBACK}`;
			const { address, verifier } = await xAuthorizeLink(place, callback, begun.state);
			const { campaignId, accountId } = target;
			const signIn: SignIn = {
				...{ platform: "x", campaignId, accountId, staffId: staff.id },
				kept: { verifier, callback, name: target.name, language: target.language },
			};
			await beginSignIn(desk.pool, desk.vault, begun, signIn, now);
			await note({ what: "channel.sign-in-begun", campaignId, subject: target.name });
			return answerWithAddress(address, begun.browser, callback);
		},
	});
}

export function answerWithAddress(address: string, browser: string, callback: string): Answer {
	const cookie = browserCookie(browser, callback.startsWith("https:"));
	return {
		kind: "json",
		status: 200,
		body: { address },
		headers: { "Cache-Control": "no-store", "Set-Cookie": cookie },
	};
}

function placeOf({ x }: ChannelDesk): XPlace {
	if (x !== null) return x;
	throw new Refusal(
		"conflict",
		"This Carillon has no app of its own at X, so nobody can sign in there. Paste the four keys instead, or have CARILLON_X_CLIENT_ID set.",
	);
}

/** As X sends the browser back. All may be missing: people come here in strange ways. */
export const returnQuery = z.object({
	state: z.string().max(200).catch(""),
	code: z.string().max(2_000).catch(""),
	error: z.string().max(200).catch(""),
});
const kept = z.object({ verifier: z.string(), callback: z.string(), name: z.string(), language: accountLanguage });

function callbackRoute(desk: ChannelDesk): StaffRoute {
	return staffRoute({
		method: "get",
		path: CALLBACK,
		may: "channels.edit",
		says: "Where X sends the browser back to.",
		query: returnQuery,
		handle: (asked) => finishSignIn(desk, asked),
	});
}

type Came = z.infer<typeof returnQuery>;

async function finishSignIn(desk: ChannelDesk, asked: StaffAsked<undefined, Came>): Promise<Answer> {
	const { state, code, error } = asked.query;
	const campaignId = await campaignOfSignIn(desk.pool, state);
	const browser = readBrowserCookie(asked.request.get("cookie"));
	const returned = { state, browser, platform: "x", staffId: asked.staff.id } as const;
	const signIn = await takeSignIn(desk.pool, desk.vault, returned, asked.now);
	if (signIn === null) return backToChannels(campaignId, { problem: "expired" });
	if (error !== "" || code === "") return backToChannels(campaignId, { problem: "denied" });
	const { verifier, callback, name, language } = kept.parse(signIn.kept);
	const grant = await redeemXCode(placeOf(desk), { code, verifier, callback });
	if (grant.kind !== "granted") {
		return backToChannels(campaignId, { problem: grant.kind === "lost" ? "lost" : grant.code });
	}
	if (!grant.credentials.scopes.includes("tweet.write")) return backToChannels(campaignId, { problem: "permission" });
	return keepOrSay(signIn.campaignId, async () => {
		const handle = await whoOnX(desk, grant.credentials);
		const target = { campaignId: signIn.campaignId, accountId: signIn.accountId, name, language };
		const connection = { credentials: grant.credentials, handle, how: "sign-in", by: asked.staff.name } as const;
		return keepConnection(desk, target, "x", connection, async (client) => {
			await asked.note(connected(target, "x", handle, "sign-in"), client);
		});
	});
}

/** Never a key in here: whoever reads the log sees who was connected as whom. */
export function connected(target: Target, platform: string, handle: string, how: string) {
	return {
		what: "channel.connected",
		campaignId: target.campaignId,
		subject: target.name,
		after: { platform, handle, how },
	};
}

/** The end of a sign-in is a page, not JSON: what is refused goes back as a word that the page has sentences for. */
export async function keepOrSay(campaignId: string, keep: () => Promise<string>): Promise<Answer> {
	try {
		return backToChannels(campaignId, { connected: await keep() });
	} catch (error) {
		if (!(error instanceof ChannelRefusal)) throw error;
		return backToChannels(campaignId, { problem: error.code === "conflict" ? problemOfConflict(error) : "unreadable" });
	}
}

function problemOfConflict({ message }: ChannelRefusal): string {
	if (message.startsWith("This channel posts as")) return "other-account";
	return message.startsWith("This drive has a channel named") ? "name-taken" : "twice";
}

export function backToChannels(campaignId: string | null, said: Record<string, string>): Answer {
	if (campaignId === null) return { kind: "redirect", status: 303, location: "/staff" };
	const query = new URLSearchParams(said);
	return { kind: "redirect", status: 303, location: `/staff/c/${encodeURIComponent(campaignId)}/channels?${query}` };
}

function keysRoute(desk: ChannelDesk): StaffRoute {
	return staffRoute({
		method: "post",
		path: `${BASE}/keys`,
		may: "channels.edit",
		says: "Connects an X account by its four OAuth 1.0a keys, once X has said whose they are.",
		body: keysBody,
		handle: async ({ params, body, staff, note }) => {
			const target = await targetOf(desk, params, body);
			const { appKey, appSecret, accessToken, accessSecret } = body;
			const credentials = { appKey, appSecret, accessToken, accessSecret };
			const handle = await whoOnX(desk, credentials);
			const connection = { credentials, handle, how: "keys", by: staff.name } as const;
			const id = await keepConnection(desk, target, "x", connection, async (client) => {
				await note(connected(target, "x", handle, "keys"), client);
			});
			return staffJson({ id, handle }, 201);
		},
	});
}
