import { z } from "zod";
import { facebookCredentials } from "../../channel/facebook-credentials.ts";
import { type FacebookApp, facebookLoginLink, pagesOfLogin } from "../../channel/facebook-login.ts";
import {
	beginSignIn,
	campaignOfSignIn,
	newSecrets,
	peekSignIn,
	type SignIn,
	takeSignIn,
} from "../../channel/sign-in-flow.ts";
import type { Answer } from "../../http/answer.ts";
import { baseAddress } from "../../http/base-address.ts";
import { Refusal } from "../../http/problem.ts";
import { type StaffAsked, type StaffRoute, staffJson, staffRoute } from "../../http/staff-route.ts";
import type { PageChoice } from "../../web/contract/staff/channels.ts";
import { accountLanguage } from "./account-routes.ts";
import { readBrowserCookie } from "./browser-secret.ts";
import { keepConnection, whoOnFacebook } from "./connect.ts";
import type { ChannelDesk } from "./desk.ts";
import { answerWithAddress, backToChannels, connected, returnQuery, targetBody, targetOf } from "./x-routes.ts";

const BASE = "/api/staff/campaigns/:campaign/channels/facebook";
const CALLBACK = "/api/staff/channels/facebook/callback";

const tokenBody = z.strictObject({
	...targetBody,
	pageId: facebookCredentials.shape.pageId,
	accessToken: facebookCredentials.shape.accessToken,
	appSecret: z.string().trim().max(200).optional(),
});
const chooseBody = z.strictObject({ signIn: z.string().min(1).max(200), page: z.string().min(1).max(30) });
const keptPages = z.object({
	name: z.string(),
	language: accountLanguage,
	pages: z.array(z.object({ id: z.string(), name: z.string(), accessToken: z.string(), mayPost: z.boolean() })),
});

/** Connecting a Facebook Page: by Facebook Login and a choice of Page, or by a pasted token that does not end. */
export function facebookConnectRoutes(desk: ChannelDesk): StaffRoute[] {
	return [loginRoute(desk), callbackRoute(desk), pagesRoute(desk), chooseRoute(desk), tokenRoute(desk)];
}

function appOf({ facebookApp }: ChannelDesk): FacebookApp {
	if (facebookApp !== null) return facebookApp;
	throw new Refusal(
		"conflict",
		"This Carillon has no app of its own at Meta, so nobody can log in there. Paste a Page's token instead, or have CARILLON_FACEBOOK_APP_ID set.",
	);
}

function loginRoute(desk: ChannelDesk): StaffRoute {
	return staffRoute({
		method: "post",
		path: `${BASE}/connect`,
		may: "channels.edit",
		says: "Begins a log-in at Facebook; answers with the address to go to.",
		body: z.strictObject(targetBody),
		handle: async ({ params, body, staff, request, note, now }) => {
			const app = appOf(desk);
			const { campaignId, accountId, name, language } = await targetOf(desk, params, body);
			const begun = newSecrets();
			const callback = `${baseAddress(request, desk.publicUrl)}${CALLBACK}`;
			const signIn: SignIn = {
				...{ platform: "facebook", campaignId, accountId, staffId: staff.id },
				kept: { callback, name, language },
			};
			await beginSignIn(desk.pool, desk.vault, begun, signIn, now);
			await note({ what: "channel.sign-in-begun", campaignId, subject: name });
			return answerWithAddress(facebookLoginLink(app, desk, callback, begun.state), begun.browser, callback);
		},
	});
}

function callbackRoute(desk: ChannelDesk): StaffRoute {
	return staffRoute({
		method: "get",
		path: CALLBACK,
		may: "channels.edit",
		says: "Where Facebook sends the browser back to.",
		query: returnQuery,
		handle: (asked) => readPages(desk, asked),
	});
}

const kept = z.object({ callback: z.string(), name: z.string(), language: accountLanguage });

/** The Pages' tokens wait sealed until one is chosen, under a state of their own. */
async function readPages(
	desk: ChannelDesk,
	asked: StaffAsked<undefined, z.infer<typeof returnQuery>>,
): Promise<Answer> {
	const { state, code, error } = asked.query;
	const campaignId = await campaignOfSignIn(desk.pool, state);
	const browser = readBrowserCookie(asked.request.get("cookie"));
	const returned = { state, browser, platform: "facebook", staffId: asked.staff.id } as const;
	const signIn = await takeSignIn(desk.pool, desk.vault, returned, asked.now);
	if (signIn === null) return backToChannels(campaignId, { problem: "expired" });
	if (error !== "" || code === "") return backToChannels(campaignId, { problem: "denied" });
	const { callback, name, language } = kept.parse(signIn.kept);
	const pages = await pagesOfLogin(appOf(desk), desk, { code, callback });
	if (!pages.ok) return backToChannels(campaignId, { problem: "code" });
	if (pages.value.length === 0) return backToChannels(campaignId, { problem: "no-pages" });
	const choice = { state: newSecrets().state, browser };
	await beginSignIn(
		desk.pool,
		desk.vault,
		choice,
		{ ...signIn, kept: { name, language, pages: pages.value } },
		asked.now,
	);
	return backToChannels(campaignId, { pages: choice.state });
}

function pagesRoute(desk: ChannelDesk): StaffRoute {
	return staffRoute({
		method: "get",
		path: `${BASE}/pages/:signIn`,
		may: "channels.edit",
		says: "The Pages that somebody who has just logged in may choose from.",
		handle: async ({ params, staff, request, now }) => {
			const returned = { ...returnedBy(request.get("cookie"), staff.id), state: params.signIn ?? "" };
			const signIn = await peekSignIn(desk.pool, desk.vault, returned, now);
			if (signIn === null || signIn.campaignId !== params.campaign) throw new Refusal("gone", GONE);
			const { pages } = keptPages.parse(signIn.kept);
			const choice: PageChoice = { pages: pages.map(({ id, name, mayPost }) => ({ id, name, mayPost })) };
			return staffJson(choice);
		},
	});
}

const GONE = "This log-in is over: it lasts 15 minutes and works once. Connect again.";

function returnedBy(cookie: string | undefined, staffId: string) {
	return { browser: readBrowserCookie(cookie), platform: "facebook", staffId } as const;
}

function chooseRoute(desk: ChannelDesk): StaffRoute {
	return staffRoute({
		method: "post",
		path: `${BASE}/pages`,
		may: "channels.edit",
		says: "Connects the Page that was chosen.",
		body: chooseBody,
		handle: async ({ params, body, staff, request, note, now }) => {
			const returned = { ...returnedBy(request.get("cookie"), staff.id), state: body.signIn };
			const seen = await peekSignIn(desk.pool, desk.vault, returned, now);
			if (seen === null || seen.campaignId !== params.campaign) throw new Refusal("gone", GONE);
			const { pages, name, language } = keptPages.parse(seen.kept);
			const page = pages.find(({ id }) => id === body.page);
			if (page === undefined) throw new Refusal("not-found", "That Page is not among those you may post to.");
			const credentials = { pageId: page.id, accessToken: page.accessToken, appSecret: appOf(desk).appSecret };
			const handle = await whoOnFacebook(desk, credentials);
			const target = { campaignId: seen.campaignId, accountId: seen.accountId, name, language };
			const connection = { credentials, handle, how: "sign-in", by: staff.name } as const;
			const id = await keepConnection(desk, target, "facebook", connection, async (client) => {
				if ((await takeSignIn(client, desk.vault, returned, now)) === null) throw new Refusal("gone", GONE);
				await note(connected(target, "facebook", handle, "sign-in"), client);
			});
			return staffJson({ id, handle }, 201);
		},
	});
}

function tokenRoute(desk: ChannelDesk): StaffRoute {
	return staffRoute({
		method: "post",
		path: `${BASE}/token`,
		may: "channels.edit",
		says: "Connects a Page by a token of its own, best one of a system user, once Facebook has said whose it is.",
		body: tokenBody,
		handle: async ({ params, body, staff, note }) => {
			const target = await targetOf(desk, params, body);
			const { pageId, accessToken, appSecret } = body;
			const credentials = { pageId, accessToken, ...(appSecret ? { appSecret } : {}) };
			const handle = await whoOnFacebook(desk, credentials);
			const connection = { credentials, handle, how: "token", by: staff.name } as const;
			const id = await keepConnection(desk, target, "facebook", connection, async (client) => {
				await note(connected(target, "facebook", handle, "token"), client);
			});
			return staffJson({ id, handle }, 201);
		},
	});
}
