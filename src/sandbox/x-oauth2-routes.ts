import express, { type Express, type Request } from "express";
import { z } from "zod";
import { consentPage } from "./consent-page.ts";
import { SANDBOX_X_APP } from "./x-oauth2.ts";
import type { XState } from "./x-state.ts";

const WORDS: Readonly<Record<string, string>> = {
	"tweet.read": "See the account's posts",
	"tweet.write": "Post and delete posts for the account",
	"users.read": "See whose account it is",
	"media.write": "Upload pictures",
	"offline.access": "Stay connected until you take it back",
};

const terms = z.strictObject({
	codeLivesMs: z.number().min(0).optional(),
	tokenLivesMs: z.number().min(0).optional(),
	withheldScopes: z.array(z.string()).optional(),
	renewalSaysScope: z.boolean().optional(),
	losesRenewals: z.boolean().optional(),
});

/** "Authorize app", as the hospital's staff meet it, and the token endpoint behind it. */
export function addOAuth2Routes(app: Express, state: XState): void {
	const { oauth2 } = state;
	const form = express.text({ type: "application/x-www-form-urlencoded", limit: "64kb" });

	app.get("/i/oauth2/authorize", (req, res) => {
		const asked = searchOf(req);
		const wrong = wrongWith(asked);
		const { html, policy } = consentPage({
			platform: "X",
			appName: "Carillon",
			wrong,
			action: "/i/oauth2/authorize",
			fields: asked,
			callback: asked.get("redirect_uri") ?? "",
			accounts: state.accounts.map(({ id, name, username }) => ({ id, name, detail: `@${username}` })),
			permissions: (asked.get("scope") ?? "").split(" ").map((scope) => WORDS[scope] ?? scope),
			yes: "Authorize app",
		});
		res
			.status(wrong === null ? 200 : 400)
			.set("content-security-policy", policy)
			.type("html")
			.send(html);
	});
	app.post("/i/oauth2/authorize", form, (req, res) => {
		const asked = new URLSearchParams(String(req.body));
		if (wrongWith(asked) !== null) return void res.status(400).end();
		const back = new URL(asked.get("redirect_uri") ?? "");
		back.searchParams.set("state", asked.get("state") ?? "");
		if (asked.get("answer") === "no") back.searchParams.set("error", "access_denied");
		else back.searchParams.set("code", oauth2.grant(asked, asked.get("account") ?? state.accounts[0]?.id ?? ""));
		res.redirect(303, back.href);
	});
	app.post("/2/oauth2/token", form, (req, res) => {
		const asked = new URLSearchParams(typeof req.body === "string" ? req.body : "");
		const { status, body } = oauth2.token(asked, req.get("authorization") ?? "");
		if (oauth2.terms.losesRenewals && asked.get("grant_type") === "refresh_token") return void req.socket.destroy();
		res.status(status).set("cache-control", "no-store").json(body);
	});
	app.post("/2/oauth2/revoke", form, (req, res) => {
		oauth2.revoke(new URLSearchParams(typeof req.body === "string" ? req.body : ""));
		res.json({ revoked: true });
	});
	app.post("/_sandbox/sign-in", (req, res) => {
		const wanted = terms.safeParse(req.body);
		if (!wanted.success) return void res.status(400).json({ error: z.prettifyError(wanted.error) });
		Object.assign(oauth2.terms, wanted.data);
		res.json(oauth2.terms);
	});
}

function searchOf(req: Request): URLSearchParams {
	return new URL(req.originalUrl, "http://sandbox").searchParams;
}

function wrongWith(asked: URLSearchParams): string | null {
	if (asked.get("client_id") !== SANDBOX_X_APP.clientId) return "No app has this client id.";
	if (!URL.canParse(asked.get("redirect_uri") ?? "")) return "The app's callback address is missing.";
	if (asked.get("response_type") !== "code" || asked.get("code_challenge_method") !== "S256")
		return "The app asks in a way X doesn't take.";
	return (asked.get("code_challenge") ?? "").length < 43 ? "The app's challenge (PKCE) is missing." : null;
}
