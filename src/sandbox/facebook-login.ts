import { randomBytes } from "node:crypto";
import type { Instant } from "../domain/plain/instant.ts";
import { APP_INVALID, CODE_INVALID, GraphRefusal, TOKEN_INVALID } from "./facebook-errors.ts";
import { type GraphParams, text } from "./facebook-params.ts";
import { DEFAULT_PAGE, type SandboxPage, SECOND_PAGE } from "./facebook-store.ts";

/** The hospital's app at the sandbox Facebook. Opens nothing but the sandbox. */
export const SANDBOX_FACEBOOK_APP = { appId: "1000000001", appSecret: "sandbox-facebook-app-secret" } as const;

/** How Facebook Login goes here; change it in the middle of a test to have it misbehave. */
export type LoginTerms = {
	codeLivesMs: number;
	/** Left out of what is granted, by whoever unticks a box. */
	withheld: readonly string[];
	/** When a Page's token ends; 0: never, as from a long-lived user token. */
	pageTokenEndsAt: Instant;
	/** Facebook stops answering 90 days after the last sign-in. */
	dataAccessEndsAt: Instant | null;
};

type Granted = { readonly scopes: readonly string[]; readonly pageId: string | null; readonly isLong: boolean };
type Code = { readonly redirectUri: string; readonly scopes: readonly string[]; readonly at: number; isUsed: boolean };

const DAY_MS = 24 * 60 * 60 * 1000;

type Book = {
	readonly terms: LoginTerms;
	readonly codes: Map<string, Code>;
	readonly tokens: Map<string, Granted>;
	/** By the user's token and the Page: asked again, Facebook gives the same. */
	readonly pageTokens: Map<string, string>;
	readonly now: () => Instant;
};

/** Facebook Login's tokens: code, short user token, long user token, a token for each Page. */
export function createFacebookLogin(pages: readonly SandboxPage[], now: () => Instant) {
	const terms: LoginTerms = { codeLivesMs: 10 * 60_000, withheld: [], pageTokenEndsAt: 0, dataAccessEndsAt: null };
	const book: Book = { terms, codes: new Map(), tokens: new Map(), pageTokens: new Map(), now };
	const own = pages.length > 0 ? pages : [DEFAULT_PAGE, SECOND_PAGE];
	return {
		terms,
		grant: (asked: URLSearchParams): string => grantCode(book, asked),
		/** @throws GraphRefusal */
		token: (params: GraphParams): object => giveToken(book, params),
		/** @throws GraphRefusal */
		pagesOf(token: string): object[] {
			const user = book.tokens.get(token);
			if (user === undefined || user.pageId !== null) throw new GraphRefusal(TOKEN_INVALID);
			if (!user.scopes.includes("pages_show_list")) return [];
			const tasks = ["CREATE_CONTENT", "MODERATE"];
			return own.map(({ id, name }) => ({ id, name, access_token: pageToken(book, token, id, user.scopes), tasks }));
		},
		/** What debug_token says of one of these; null: none of ours. */
		debug: (token: string): object | null => debugged(book, token),
		isGranted: (token: string, pageId: string): boolean => book.tokens.get(token)?.pageId === pageId,
	};
}

function grantCode({ codes, terms, now }: Book, asked: URLSearchParams): string {
	const code = `AQSandbox${randomBytes(24).toString("hex")}`;
	const scopes = (asked.get("scope") ?? "").split(",").filter((scope) => !terms.withheld.includes(scope));
	codes.set(code, { redirectUri: asked.get("redirect_uri") ?? "", scopes, at: now(), isUsed: false });
	return code;
}

function giveToken(book: Book, params: GraphParams): object {
	const { appId, appSecret } = SANDBOX_FACEBOOK_APP;
	if (text(params, "client_id") !== appId || text(params, "client_secret") !== appSecret)
		throw new GraphRefusal(APP_INVALID);
	if (text(params, "grant_type") === "fb_exchange_token") {
		const short = book.tokens.get(text(params, "fb_exchange_token") ?? "");
		if (short === undefined) throw new GraphRefusal(TOKEN_INVALID);
		return { access_token: issue(book, { ...short, isLong: true }), token_type: "bearer", expires_in: 60 * 86_400 };
	}
	const code = book.codes.get(text(params, "code") ?? "");
	const isRight = code !== undefined && !code.isUsed && book.now() - code.at <= book.terms.codeLivesMs;
	if (!isRight || code.redirectUri !== text(params, "redirect_uri")) throw new GraphRefusal(CODE_INVALID);
	code.isUsed = true;
	const access_token = issue(book, { scopes: code.scopes, pageId: null, isLong: false });
	return { access_token, token_type: "bearer", expires_in: 5_400 };
}

function issue({ tokens }: Book, granted: Granted): string {
	const token = `EAASandbox${randomBytes(24).toString("hex")}`;
	tokens.set(token, granted);
	return token;
}

function pageToken(book: Book, userToken: string, pageId: string, scopes: readonly string[]): string {
	const key = `${userToken} ${pageId}`;
	const token = book.pageTokens.get(key) ?? issue(book, { scopes, pageId, isLong: true });
	book.pageTokens.set(key, token);
	return token;
}

function debugged({ tokens, terms, now }: Book, token: string): object | null {
	const granted = tokens.get(token);
	if (granted === undefined) return null;
	const userEnd = now() + (granted.isLong ? 60 * DAY_MS : 5_400_000);
	const end = granted.pageId === null ? userEnd : terms.pageTokenEndsAt;
	return {
		app_id: SANDBOX_FACEBOOK_APP.appId,
		application: "Carillon",
		type: granted.pageId === null ? "USER" : "PAGE",
		is_valid: end === 0 || end > now(),
		expires_at: Math.floor(end / 1000),
		data_access_expires_at: Math.floor((terms.dataAccessEndsAt ?? now() + 90 * DAY_MS) / 1000),
		scopes: granted.scopes,
		...(granted.pageId !== null && { profile_id: granted.pageId }),
	};
}

export type FacebookLogin = ReturnType<typeof createFacebookLogin>;
