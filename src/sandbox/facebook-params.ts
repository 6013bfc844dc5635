import { createHmac, timingSafeEqual } from "node:crypto";
import type { Request } from "express";
import { GraphRefusal, PROOF_MISSING, PROOF_WRONG, TOKEN_INVALID, TOKEN_MISSING } from "./facebook-errors.ts";
import type { FacebookStore, SandboxPage } from "./facebook-store.ts";

/** Query and body in one bag, the body winning, as Graph reads them. */
export type GraphParams = ReadonlyMap<string, unknown>;

/** The request as it came, for tests: what was asked, how, and with what, never the token itself. */
export type SandboxRequest = {
	readonly method: string;
	readonly path: string;
	readonly contentType: string | null;
	readonly params: Readonly<Record<string, unknown>>;
	readonly tokenIn: "query" | "body" | "header" | null;
	readonly receivedAt: number;
};

/** @param body the raw bytes, as express.raw leaves them. JSON is what the SDK sends; curl sends forms, uploads are multipart. */
export async function readGraphParams(req: Request, body: Buffer): Promise<GraphParams> {
	const params = new Map<string, unknown>(new URL(req.url, "http://sandbox").searchParams);
	const type = req.get("content-type") ?? "";
	if (body.length === 0) return params;
	if (type.startsWith("application/json")) {
		for (const [name, value] of Object.entries(readJson(body.toString()) ?? {})) params.set(name, value);
	} else {
		// The platform's own parser reads urlencoded and multipart alike; forms over JSON is Graph's own habit ("attached_media=[...]").
		const form = await new Response(new Uint8Array(body), { headers: { "content-type": type } })
			.formData()
			.catch(() => new FormData());
		form.forEach((value, name) => {
			params.set(name, value);
		});
	}
	return params;
}

export function text(params: GraphParams, name: string): string | null {
	const value = params.get(name);
	if (typeof value === "string") return value;
	return typeof value === "number" || typeof value === "boolean" ? String(value) : null;
}

/** `attached_media` as a JSON array, as the text of one, or as the form fields attached_media[0], attached_media[1], ... */
export function mediaIds(params: GraphParams): string[] {
	const whole = params.get("attached_media");
	const list = typeof whole === "string" ? readJson(whole) : whole;
	const indexed = [...params].filter(([name]) => /^attached_media\[\d+\]$/.test(name)).map(([, value]) => value);
	return [...(Array.isArray(list) ? list : []), ...indexed].map((entry) => {
		const media: unknown = typeof entry === "string" ? readJson(entry) : entry;
		return typeof media === "object" && media !== null && "media_fbid" in media ? String(media.media_fbid) : "";
	});
}

/** @throws GraphRefusal where the token is missing or not this page's, or a required proof is missing or wrong. */
export function checkToken(req: Request, params: GraphParams, page: SandboxPage): void {
	const token = tokenOf(req, params);
	if (token === null) throw new GraphRefusal(TOKEN_MISSING);
	if (page.accessToken !== undefined && token !== page.accessToken && !page.granted?.(token))
		throw new GraphRefusal(TOKEN_INVALID);
	if (page.appSecret === undefined) return;
	const proof = text(params, "appsecret_proof");
	if (proof === null) throw new GraphRefusal(PROOF_MISSING);
	const right = createHmac("sha256", page.appSecret).update(token).digest();
	const given = Buffer.from(proof, "hex");
	if (given.length !== right.length || !timingSafeEqual(given, right)) throw new GraphRefusal(PROOF_WRONG);
}

export function tokenOf(req: Request, params: GraphParams): string | null {
	return text(params, "access_token") || req.get("authorization")?.match(/^(?:Bearer|OAuth) (\S+)$/i)?.[1] || null;
}

/** @throws GraphRefusal where no page has this token. */
export function pageOfToken(req: Request, params: GraphParams, store: FacebookStore): SandboxPage {
	const token = tokenOf(req, params);
	if (token === null) throw new GraphRefusal(TOKEN_MISSING);
	const page = store.pageOfToken(token);
	if (page === null) throw new GraphRefusal(TOKEN_INVALID);
	checkToken(req, params, page);
	return page;
}

export function recordRequest(req: Request, params: GraphParams, receivedAt: number): SandboxRequest {
	const tokenIn = () => {
		if (req.query.access_token !== undefined) return "query";
		if (params.has("access_token")) return "body";
		return req.get("authorization") === undefined ? null : "header";
	};
	return {
		method: req.method,
		path: req.path,
		contentType: req.get("content-type") ?? null,
		params: Object.fromEntries([...params].filter(([name]) => name !== "access_token")),
		tokenIn: tokenIn(),
		receivedAt,
	};
}

function readJson(source: string): unknown {
	try {
		return JSON.parse(source);
	} catch {
		return null;
	}
}
