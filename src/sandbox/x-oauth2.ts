import { createHash, randomBytes } from "node:crypto";

/** The hospital's app at the sandbox X. Opens nothing but the sandbox. */
export const SANDBOX_X_APP = { clientId: "sandbox-x-client-id", clientSecret: "sandbox-x-client-secret" } as const;

/** How the sandbox signs people in; change them in the middle of a test to have it misbehave. */
export type XSignInTerms = {
	/** X's code lives 30 seconds, its token two hours. */
	codeLivesMs: number;
	tokenLivesMs: number;
	/** Left out of what is granted. */
	withheldScopes: readonly string[];
	/** X may answer a renewal without saying its scope, for which SDKs have thrown new tokens away. */
	renewalSaysScope: boolean;
	/** The renewal is done and its answer is lost. */
	losesRenewals: boolean;
};

export type TokenAnswer = { readonly status: number; readonly body: Record<string, unknown> };

type Grant = { readonly accountId: string; readonly scopes: readonly string[] };
type Code = Grant & {
	readonly challenge: string;
	readonly redirectUri: string;
	readonly clientId: string;
	readonly at: number;
	isUsed: boolean;
};
type Refresh = Grant & { isUsed: boolean };

type Book = {
	readonly terms: XSignInTerms;
	readonly counts: { codes: number; renewals: number; refused: number };
	readonly codes: Map<string, Code>;
	readonly refreshes: Map<string, Refresh>;
	readonly bearers: Map<string, { accountId: string; expiresAt: number }>;
	readonly now: () => number;
};

const USUAL_TERMS: XSignInTerms = {
	codeLivesMs: 30_000,
	tokenLivesMs: 2 * 60 * 60 * 1000,
	withheldScopes: [],
	renewalSaysScope: true,
	losesRenewals: false,
};

/** X's OAuth 2.0 with PKCE: codes and refresh tokens are taken once. */
export function createOAuth2(now: () => number) {
	const counts = { codes: 0, renewals: 0, refused: 0 };
	const book: Book = {
		...{ terms: { ...USUAL_TERMS }, counts, now },
		...{ codes: new Map(), refreshes: new Map(), bearers: new Map() },
	};
	return {
		terms: book.terms,
		counts,
		/** Somebody pressed "Authorize app". */
		grant: (asked: URLSearchParams, accountId: string): string => grantCode(book, asked, accountId),
		token(form: URLSearchParams, authorization: string): TokenAnswer {
			if (!knowsApp(form, authorization))
				return refuse(book, "Missing valid authorization header", 401, "unauthorized_client");
			return form.get("grant_type") === "refresh_token" ? renew(book, form) : redeem(book, form);
		},
		revoke(form: URLSearchParams): void {
			book.refreshes.delete(form.get("token") ?? "");
		},
		accountOf(bearer: string): string | null {
			const known = book.bearers.get(bearer);
			return known !== undefined && known.expiresAt > now() ? known.accountId : null;
		},
	};
}

function grantCode({ codes, terms, now }: Book, asked: URLSearchParams, accountId: string): string {
	const code = secretText("sbx_code");
	const scopes = (asked.get("scope") ?? "").split(" ").filter((scope) => !terms.withheldScopes.includes(scope));
	codes.set(code, {
		accountId,
		scopes,
		challenge: asked.get("code_challenge") ?? "",
		redirectUri: asked.get("redirect_uri") ?? "",
		clientId: asked.get("client_id") ?? "",
		at: now(),
		isUsed: false,
	});
	return code;
}

function redeem(book: Book, form: URLSearchParams): TokenAnswer {
	const { counts, codes, terms, now } = book;
	counts.codes += 1;
	const code = codes.get(form.get("code") ?? "");
	const isRight =
		code !== undefined &&
		!code.isUsed &&
		now() - code.at <= terms.codeLivesMs &&
		code.clientId === form.get("client_id") &&
		code.redirectUri === form.get("redirect_uri");
	if (!isRight) return refuse(book, "Value passed for the authorization code was invalid.");
	const challenge = createHash("sha256")
		.update(form.get("code_verifier") ?? "")
		.digest("base64url");
	if (challenge !== code.challenge) return refuse(book, "Value passed for the code verifier was invalid.");
	code.isUsed = true;
	return issue(book, code, true);
}

function renew(book: Book, form: URLSearchParams): TokenAnswer {
	book.counts.renewals += 1;
	const refresh = book.refreshes.get(form.get("refresh_token") ?? "");
	if (refresh === undefined || refresh.isUsed) return refuse(book, "Value passed for the token was invalid.");
	refresh.isUsed = true;
	return issue(book, refresh, book.terms.renewalSaysScope);
}

function issue(
	{ bearers, refreshes, terms, now }: Book,
	{ accountId, scopes }: Grant,
	saysScope: boolean,
): TokenAnswer {
	const bearer = secretText("sbx_at");
	bearers.set(bearer, { accountId, expiresAt: now() + terms.tokenLivesMs });
	const refresh = secretText("sbx_rt");
	const mayRenew = scopes.includes("offline.access");
	if (mayRenew) refreshes.set(refresh, { accountId, scopes, isUsed: false });
	return {
		status: 200,
		body: {
			token_type: "bearer",
			expires_in: Math.floor(terms.tokenLivesMs / 1000),
			access_token: bearer,
			...(saysScope && { scope: scopes.join(" ") }),
			...(mayRenew && { refresh_token: refresh }),
		},
	};
}

function refuse({ counts }: Book, description: string, status = 400, error = "invalid_request"): TokenAnswer {
	counts.refused += 1;
	return { status, body: { error, error_description: description } };
}

export type XOAuth2 = ReturnType<typeof createOAuth2>;

function knowsApp(form: URLSearchParams, authorization: string): boolean {
	const basic = /^Basic (\S+)$/.exec(authorization)?.[1];
	if (basic === undefined) return false;
	const [id, secret] = Buffer.from(basic, "base64").toString().split(":");
	const { clientId, clientSecret } = SANDBOX_X_APP;
	return id === clientId && secret === clientSecret && form.get("client_id") === clientId;
}

function secretText(prefix: string): string {
	return `${prefix}_${randomBytes(24).toString("base64url")}`;
}
