import { randomUUID } from "node:crypto";
import express, { type ErrorRequestHandler, type Express, type RequestHandler } from "express";
import helmet from "helmet";
import { errorFields, type Log } from "../log.ts";
import { POLICY } from "./content-policy.ts";
import { plainPage } from "./plain-page.ts";
import { type Problem, problem, problemOf, Refusal } from "./problem.ts";
import { mountRoutes, type Route } from "./route-table.ts";

export type AppParts = {
	readonly routes: readonly Route[];
	readonly log: Log;
	/** Takes Stripe's signed bytes: `request.body` is the raw Buffer. Mounted before anything that reads bodies. */
	readonly webhook?: RequestHandler;
	/** How many proxies stand before us; their X-Forwarded-For is believed. */
	readonly trustProxy?: number;
	/** Whole applications of others at a path of ours, with what guards them; before the routes. */
	readonly mounts?: readonly { readonly path: string; readonly handler: RequestHandler }[];
	/** Serves /assets, see assets.ts. */
	readonly assets?: RequestHandler;
};

/** Stripe's events are far smaller; a body beyond this is nobody we know. */
const WEBHOOK_MOST_BYTES = 1024 * 1024;

/** The whole HTTP surface of one process. Nothing here listens yet: see server.ts. */
export function createApp(parts: AppParts): Express {
	const app = express();
	app.disable("x-powered-by");
	app.disable("etag");
	app.set("trust proxy", parts.trustProxy ?? 0);
	app.set("query parser", "simple");
	app.use(giveRequestId);
	if (parts.webhook) {
		// Any content type: the signature decides, and it is over the bytes as they came.
		app.post("/webhooks/stripe", express.raw({ type: () => true, limit: WEBHOOK_MOST_BYTES }), parts.webhook);
	}
	app.use(securityHeaders());
	app.use(refuseNulls);
	if (parts.assets) app.use("/assets", parts.assets);
	for (const { path, handler } of parts.mounts ?? []) app.use(path, handler);
	mountRoutes(app, parts.routes);
	app.use((request, response) => {
		sendProblem(problem(404, "not-found", "There is nothing at this address."), request, response);
	});
	app.use(answerErrors(parts.log));
	return app;
}

/** One id follows a request through our logs; a proxy's is kept where it has one that is safe to print. */
const giveRequestId: RequestHandler = (request, response, next) => {
	const given = request.get("x-request-id") ?? "";
	const id = /^[\w.-]{8,64}$/.test(given) ? given : randomUUID();
	response.locals.requestId = id;
	response.setHeader("X-Request-Id", id);
	next();
};

/** NUL is in no name or word of ours, and PostgreSQL takes it in no text. */
const refuseNulls: RequestHandler = (request, _response, next) => {
	const [path = "", query = ""] = request.url.split("?", 2);
	if (/%00/.test(path)) return next(new Refusal("not-found", "There is nothing at this address."));
	next(
		/%00/.test(query)
			? new Refusal("bad-request", "What was asked for holds a character that no text has.")
			: undefined,
	);
};

function securityHeaders(): RequestHandler {
	return helmet({
		contentSecurityPolicy: {
			useDefaults: false,
			directives: POLICY,
		},
		xFrameOptions: { action: "deny" },
		// Screens' links are secrets: no address of ours goes to anybody else.
		referrerPolicy: { policy: "no-referrer" },
	});
}

function answerErrors(log: Log): ErrorRequestHandler {
	return (error: unknown, request, response, next) => {
		const found = problemOf(error);
		if (found.status >= 500) {
			const requestId: unknown = response.locals.requestId;
			// The route's pattern, never the address: it can hold a screen's link.
			const route: unknown = request.route?.path;
			log("error", "A request failed.", { requestId, method: request.method, route, error: errorFields(error) });
		}
		// Half an answer is out: only closing the connection tells the reader that it is not whole.
		if (response.headersSent) return next(error);
		sendProblem(found, request, response);
	};
}

type Asked = Parameters<RequestHandler>[0];
type Answering = Parameters<RequestHandler>[1];

/** problem+json for programs; the same words as a page for people. */
function sendProblem(found: Problem, request: Asked, response: Answering): void {
	const requestId = String(response.locals.requestId);
	response.status(found.status).setHeader("Cache-Control", "no-store");
	if (found.status === 503) response.setHeader("Retry-After", "5");
	if (request.accepts(["json", "html"]) === "html") {
		const paragraphs = found.status >= 500 ? [found.detail, `Request id: ${requestId}`] : [found.detail];
		response.type("html").send(plainPage({ title: found.title, paragraphs }));
		return;
	}
	response.type("application/problem+json").send(JSON.stringify({ ...found, requestId }));
}
