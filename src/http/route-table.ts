import express, { type Express, type Request, type RequestHandler } from "express";
import { type Answer, send } from "./answer.ts";
import { keptTexts } from "./kept-text.ts";
import { httpSeconds } from "./metrics.ts";
import { Refusal } from "./problem.ts";

/** Bodies a route takes. Without `takes`, a body is never read. */
export type Taken = { readonly type: "json" | "form"; readonly mostBytes?: number };

export type Route = {
	readonly method: "get" | "post" | "put" | "patch" | "delete";
	/** As Express 5 reads it: "/c/:slug/live". */
	readonly path: string;
	readonly takes?: Taken;
	readonly handle: (request: Request) => Answer | Promise<Answer>;
};

const MOST_BYTES = 100 * 1024;
const MEDIA_TYPES = { json: "application/json", form: "application/x-www-form-urlencoded" } as const;

/** Puts every route on the app, and for each path a 405 that names the methods it has. */
export function mountRoutes(app: Express, routes: readonly Route[]): void {
	for (const route of routes) {
		app[route.method](route.path, ...(route.takes ? readBody(route.takes) : []), handlerOf(route));
	}
	for (const [path, allowed] of methodsByPath(routes)) {
		app.all(path, (_request, response, next) => {
			response.setHeader("Allow", allowed.join(", "));
			next(new Refusal("wrong-method", `This address takes ${allowed.join(", ")} only.`));
		});
	}
}

function methodsByPath(routes: readonly Route[]): Map<string, string[]> {
	const methods = new Map<string, string[]>();
	for (const { path, method } of routes) {
		const own = method === "get" ? ["GET", "HEAD"] : [method.toUpperCase()];
		methods.set(path, [...(methods.get(path) ?? []), ...own]);
	}
	return methods;
}

function readBody(taken: Taken): RequestHandler[] {
	const limit = taken.mostBytes ?? MOST_BYTES;
	const wanted = MEDIA_TYPES[taken.type];
	const parser =
		taken.type === "json"
			? express.json({ limit, type: wanted, reviver: keptTexts })
			: express.urlencoded({ limit, type: wanted, extended: false });
	const rightType: RequestHandler = (request, _response, next) => {
		// `is` gives null where there is no body at all: then it is the handler's business what is missing.
		// An empty one ("Content-Length: 0", as of a bare POST) is none, whatever type it says or doesn't.
		const isWrong = request.get("content-length") !== "0" && request.is(wanted) === false;
		next(isWrong ? new Refusal("wrong-type", `Send this as ${wanted}.`) : undefined);
	};
	return taken.type === "json" ? [rightType, parser] : [rightType, parser, keepTexts];
}

/** A form's fields are texts, or lists of them. */
const keepTexts: RequestHandler = (request, _response, next) => {
	if (request.body !== undefined) request.body = JSON.parse(JSON.stringify(request.body), keptTexts);
	next();
};

function handlerOf(route: Route): RequestHandler {
	return async (request, response) => {
		const started = performance.now();
		const answer = await route.handle(request);
		if (answer.kind !== "stream") {
			response.once("finish", () => {
				const labels = { route: route.path, method: route.method, status: String(response.statusCode) };
				httpSeconds.observe(labels, (performance.now() - started) / 1000);
			});
		}
		await send(answer, request, response);
	};
}
