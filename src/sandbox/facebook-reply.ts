import { randomBytes } from "node:crypto";
import type { Request, Response } from "express";
import { breakWire } from "./broken-wire.ts";
import {
	ACCOUNT_LIMITED,
	type GraphError,
	GraphRefusal,
	graphErrorBody,
	PAGE_RATE_LIMIT,
	TEMPORARY_FAILURE,
	TOKEN_EXPIRED,
} from "./facebook-errors.ts";
import { type FaultPlan, type FaultRoute, isStoredDespite, type PlannedFault } from "./faults.ts";

/** An answer word for word, for what no fault covers: Graph code 1, an empty 200, a redirect, a recorded body. */
export type CannedReply = {
	/** "post" unless told. */
	readonly route?: FaultRoute;
	readonly status: number;
	readonly headers?: Readonly<Record<string, string>>;
	readonly body: string | object;
	/** Whether the post is kept all the same. */
	readonly store?: boolean;
};

export type ReplyPlan = { readonly faults: FaultPlan; readonly canned: CannedReply[] };

/** Does what the request asks, or what the plan says goes wrong with it. `perform` throws GraphRefusal where Graph would refuse. */
export function reply(plan: ReplyPlan, route: FaultRoute, req: Request, res: Response, perform: () => object): void {
	const canned = takeCanned(plan.canned, route);
	if (canned !== null) {
		if (canned.store === true) perform();
		sendCanned(res, canned);
		return;
	}
	const hit = plan.faults.take(route);
	if (hit === null) {
		sendBody(req, res, perform());
		return;
	}
	const answer = isStoredDespite(hit) ? perform() : {};
	if (!breakWire(hit.fault, res, () => JSON.stringify(answer)))
		sendError(req, res, platformError(hit), waitMinutes(hit));
}

/** Graph's own refusals among the faults. */
function platformError({ fault }: PlannedFault): GraphError {
	switch (fault) {
		case "rate-limit":
			return PAGE_RATE_LIMIT;
		case "token-expired":
			return TOKEN_EXPIRED;
		case "out-of-credits":
			return ACCOUNT_LIMITED;
		default:
			return TEMPORARY_FAILURE;
	}
}

/** Graph gives whole minutes; a fraction keeps short waits as short as they were asked for. */
const waitMinutes = ({ fault, seconds }: PlannedFault) => (fault === "rate-limit" ? (seconds ?? 60) / 60 : 0);

export function sendBody(req: Request, res: Response, body: object): void {
	graphHeaders(req, res, 0);
	res.json(body);
}

/** @param regainMinutes the wait that the usage header announces; 0: none. */
export function sendError(req: Request, res: Response, error: GraphError, regainMinutes = 0): void {
	const traceId = graphHeaders(req, res, regainMinutes);
	res.setHeader(
		"WWW-Authenticate",
		`OAuth "Facebook Platform" "invalid_request" "${error.message.replaceAll('"', "'")}"`,
	);
	res.status(error.status).json(graphErrorBody(error, traceId));
}

export function sendRefusal(req: Request, res: Response, error: unknown): void {
	if (error instanceof GraphRefusal) sendError(req, res, error.error);
	else sendError(req, res, { status: 500, code: 1, message: "An unknown error occurred", isTransient: false });
}

function takeCanned(canned: CannedReply[], route: FaultRoute): CannedReply | null {
	const at = canned.findIndex((one) => (one.route ?? "post") === route);
	return canned.splice(at, at === -1 ? 0 : 1)[0] ?? null;
}

function sendCanned(res: Response, canned: CannedReply): void {
	const isText = typeof canned.body === "string";
	res.status(canned.status).setHeader("content-type", isText ? "text/html" : "application/json; charset=UTF-8");
	for (const [name, value] of Object.entries(canned.headers ?? {})) res.setHeader(name, value);
	res.end(isText ? canned.body : JSON.stringify(canned.body));
}

/** Sets the headers Graph puts on every answer; gives the trace id. Usage figures are percentages. */
function graphHeaders(req: Request, res: Response, regainMinutes: number): string {
	const traceId = randomBytes(8).toString("base64url");
	const used = regainMinutes > 0 ? 100 : 1;
	const usage = { call_count: used, total_cputime: 1, total_time: 1 };
	const pages = { type: "pages", ...usage, estimated_time_to_regain_access: regainMinutes };
	res.set({
		"facebook-api-version": req.originalUrl.match(/^\/(v\d+\.\d+)\//)?.[1] ?? "v24.0",
		"x-fb-trace-id": traceId,
		"x-fb-request-id": randomBytes(8).toString("base64url"),
		"X-App-Usage": JSON.stringify(usage),
		"X-Business-Use-Case-Usage": JSON.stringify({ "1000000000": [pages] }),
		"Cache-Control": "private, no-cache, no-store, must-revalidate",
		"Access-Control-Allow-Origin": "*",
	});
	return traceId;
}
