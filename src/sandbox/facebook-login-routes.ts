import express, { type Express } from "express";
import { z } from "zod";
import { consentPage } from "./consent-page.ts";
import { type FacebookLogin, SANDBOX_FACEBOOK_APP } from "./facebook-login.ts";

const WORDS: Readonly<Record<string, string>> = {
	pages_show_list: "See which Pages you manage",
	pages_read_engagement: "Read posts on your Pages",
	pages_manage_posts: "Create and delete posts on your Pages",
};

const terms = z.strictObject({
	codeLivesMs: z.number().min(0).optional(),
	withheld: z.array(z.string()).optional(),
	pageTokenEndsAt: z.number().min(0).optional(),
	dataAccessEndsAt: z.number().nullable().optional(),
});

/** Facebook Login's dialog, as the hospital's staff meet it. */
export function loginRoutes(app: Express, login: FacebookLogin): void {
	const path = /^\/v\d+\.\d+\/dialog\/oauth$/;
	app.get(path, (req, res) => {
		const asked = new URL(req.originalUrl, "http://sandbox").searchParams;
		const wrong = wrongWith(asked);
		const { html, policy } = consentPage({
			platform: "Facebook",
			appName: "Carillon",
			wrong,
			action: new URL(req.originalUrl, "http://sandbox").pathname,
			fields: asked,
			callback: asked.get("redirect_uri") ?? "",
			accounts: [{ id: "me", name: "Dana Ortiz", detail: "Admin of 2 Pages" }],
			permissions: (asked.get("scope") ?? "").split(",").map((scope) => WORDS[scope] ?? scope),
			yes: "Continue as Dana",
		});
		res
			.status(wrong === null ? 200 : 400)
			.set("content-security-policy", policy)
			.type("html")
			.send(html);
	});
	app.post(path, express.text({ type: "application/x-www-form-urlencoded" }), (req, res) => {
		const asked = new URLSearchParams(String(req.body));
		if (wrongWith(asked) !== null) return void res.status(400).end();
		const back = new URL(asked.get("redirect_uri") ?? "");
		back.searchParams.set("state", asked.get("state") ?? "");
		if (asked.get("answer") === "no") {
			back.searchParams.set("error", "access_denied");
			back.searchParams.set("error_reason", "user_denied");
		} else {
			back.searchParams.set("code", login.grant(asked));
		}
		res.redirect(303, back.href);
	});
	app.post("/_sandbox/sign-in", express.json(), (req, res) => {
		const wanted = terms.safeParse(req.body);
		if (!wanted.success) return void res.status(400).json({ error: z.prettifyError(wanted.error) });
		Object.assign(login.terms, wanted.data);
		res.json(login.terms);
	});
}

function wrongWith(asked: URLSearchParams): string | null {
	if (asked.get("client_id") !== SANDBOX_FACEBOOK_APP.appId) return "No app has this id.";
	return URL.canParse(asked.get("redirect_uri") ?? "") ? null : "The app's callback address is missing.";
}
