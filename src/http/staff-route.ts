import type { Request } from "express";
import type { ZodType } from "zod";
import type { Instant } from "../domain/plain/instant.ts";
import { mayDo, type Permission, rolesFor, type StaffRole } from "../domain/staff/staff-role.ts";
import type { Answer } from "./answer.ts";
import { Refusal } from "./problem.ts";
import type { Route, Taken } from "./route-table.ts";

export type StaffMember = {
	readonly id: string;
	readonly name: string;
	readonly email: string;
	readonly role: StaffRole;
};

/** One line of the audit log: what changed, in words the log's reader knows. Never secrets; donors' names only as ids. */
export type AuditChange = {
	/** "posting.stopped", "template.saved": a noun, a point, what happened to it. */
	readonly what: string;
	readonly campaignId?: string | null;
	/** Which one: a rule's id, an account's name. */
	readonly subject?: string | null;
	readonly before?: unknown;
	readonly after?: unknown;
};

/** Enough of a pool or of a client inside a transaction. */
export type AuditDb = { query(text: string, values: unknown[]): Promise<unknown> };

/** What a handler is given: who asks, and what, already checked. */
export type StaffAsked<B = undefined, Q = Record<string, never>> = {
	readonly staff: StaffMember;
	/** Of the path: `params.campaign`. */
	readonly params: Readonly<Record<string, string>>;
	readonly body: B;
	readonly query: Q;
	readonly now: Instant;
	readonly requestId: string;
	/** For what only the request knows (streams, files). */
	readonly request: Request;
	/** Writes into the audit log; with `db` in the caller's own transaction, so that change and line stand or fall together. */
	readonly note: (change: AuditChange, db?: AuditDb) => Promise<void>;
};

/** One address of the console's API, with all that guards it and describes it. */
export type StaffRoute = {
	readonly method: Route["method"];
	readonly path: `/api/staff/${string}`;
	readonly may: Permission;
	/** For /api/openapi.json: "Stops all posting of a drive." */
	readonly says: string;
	readonly body: ZodType | null;
	readonly query: ZodType | null;
	readonly answer: ZodType | null;
	readonly mostBytes: number | undefined;
	/** One of many that make up a deed which is noted as a whole: a part of a file. */
	readonly isPart: boolean;
	readonly handle: (asked: StaffAsked<never, never>) => Promise<Answer>;
};

type Written<B, Q> = {
	readonly method: Route["method"];
	readonly path: `/api/staff/${string}`;
	readonly may: Permission;
	readonly says: string;
	readonly body?: ZodType<B>;
	readonly query?: ZodType<Q>;
	/** Of the answer's JSON, where it is worth describing to programs. */
	readonly answer?: ZodType;
	readonly mostBytes?: number;
	readonly isPart?: boolean;
	readonly handle: (asked: StaffAsked<B, Q>) => Promise<Answer>;
};

export function staffRoute<B = undefined, Q = Record<string, never>>(written: Written<B, Q>): StaffRoute {
	const { body = null, query = null, answer = null, mostBytes, isPart = false, handle, ...rest } = written;
	// Both are parsed by the route's own shapes before the handler sees them.
	return { ...rest, body, query, answer, mostBytes, isPart, handle: handle as StaffRoute["handle"] };
}

/** The usual answer: JSON that nobody keeps. */
export function staffJson(body: unknown, status = 200): Answer {
	return { kind: "json", status, body, headers: { "Cache-Control": "no-store" } };
}

export type StaffGuards = {
	/** Who is signed in, or null. @throws Refusal where the request can't be trusted (another site's form). */
	readonly whoAsks: (request: Request) => Promise<StaffMember | null>;
	/** The audit log. */
	readonly write: (line: AuditLine, db?: AuditDb) => Promise<void>;
	readonly now: () => Instant;
};

export type AuditLine = AuditChange & {
	readonly by: StaffMember;
	readonly at: Instant;
	readonly requestId: string;
	/** The address's pattern, and what was done to it. */
	readonly request: string;
};

/** The console's addresses as the app mounts them: each behind the sign-in, its permission, its shapes and the audit log. */
export function guardStaffRoutes(routes: readonly StaffRoute[], guards: StaffGuards): Route[] {
	return routes.map((route) => ({
		method: route.method,
		path: route.path,
		...(route.body !== null && { takes: takenBy(route) }),
		handle: (request) => answerStaff(route, request, guards),
	}));
}

function takenBy({ mostBytes }: StaffRoute): Taken {
	return { type: "json", ...(mostBytes !== undefined && { mostBytes }) };
}

async function answerStaff(route: StaffRoute, request: Request, guards: StaffGuards): Promise<Answer> {
	const staff = await guards.whoAsks(request);
	if (staff === null) throw new Refusal("unauthenticated", "Sign in first.");
	if (!mayDo(staff.role, route.may)) throw new Refusal("forbidden", notAllowed(route.may));
	const now = guards.now();
	const requestId = String(request.res?.locals.requestId ?? "");
	const line = { by: staff, at: now, requestId, request: `${route.method.toUpperCase()} ${route.path}` };
	let isNoted = false;
	const asked: StaffAsked<unknown, unknown> = {
		staff,
		now,
		requestId,
		request,
		params: paramsOf(request),
		body: route.body?.parse(request.body ?? {}),
		query: route.query?.parse(request.query) ?? {},
		note: async (change, db) => {
			isNoted = true;
			await guards.write({ ...line, ...change }, db);
		},
	};
	const answer = await route.handle(asked as StaffAsked<never, never>);
	// Whatever its handler forgot: a request that may have changed something is never missing from the log.
	if (route.method !== "get" && !isNoted && !route.isPart) {
		await guards.write({ ...line, what: "request", campaignId: asked.params.campaign ?? null });
	}
	return answer;
}

function notAllowed(permission: Permission): string {
	return `Your role doesn't include this. Ask somebody who is ${rolesFor(permission).join(", ")}.`;
}

function paramsOf(request: Request): Record<string, string> {
	const pairs = Object.entries(request.params).map(([name, value]) => [name, String(value)] as const);
	return Object.fromEntries(pairs);
}
