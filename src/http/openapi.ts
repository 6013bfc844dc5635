import { type ZodType, z } from "zod";
import { rolesFor } from "../domain/staff/staff-role.ts";
import type { StaffRoute } from "./staff-route.ts";

type Schema = Readonly<Record<string, unknown>>;
type Operation = Readonly<Record<string, unknown>>;

const PROBLEM = { $ref: "#/components/schemas/Problem" };
const REFUSALS = {
	"401": "Nobody is signed in.",
	"403": "The role doesn't include this; `detail` says whom to ask.",
	"404": "There is no such thing.",
	"409": "It is in the way of something that is there already.",
	"422": "Some of what was sent can't be used; `fields` says what.",
} as const;

/** The HTTP interface as OpenAPI 3.1: the console's API from its own routes, beside the public addresses that programs use. */
export function openApiDocument(routes: readonly StaffRoute[]) {
	const paths: Record<string, Record<string, Operation>> = {};
	for (const [path, operation] of PUBLIC) paths[path] = operation;
	for (const route of routes) {
		const path = route.path.replaceAll(/:(\w+)/g, "{$1}");
		paths[path] = { ...paths[path], [route.method]: operationOf(route) };
	}
	return {
		openapi: "3.1.0",
		info: {
			title: "Carillon",
			version: "1",
			description:
				"Amounts are whole numbers in the currency's smallest unit, moments are milliseconds since 1970 unless said otherwise. " +
				"Errors are application/problem+json (RFC 9457) with a `code`, a `detail` for people and the request's id.",
		},
		jsonSchemaDialect: "https://json-schema.org/draft/2020-12/schema",
		security: [{ session: [] }],
		paths,
		components: {
			securitySchemes: {
				session: { type: "apiKey", in: "cookie", name: "carillon", description: "The cookie of a signed-in person." },
				staffToken: { type: "http", scheme: "bearer", description: "CARILLON_STAFF_TOKEN; for the red button alone." },
			},
			schemas: { Problem: PROBLEM_SCHEMA },
		},
	};
}

function operationOf(route: StaffRoute): Operation {
	const { says, may, body, answer, method } = route;
	const tag = /^\/api\/staff\/(?:campaigns\/:campaign\/)?([\w-]+)/.exec(route.path)?.[1] ?? "staff";
	return {
		operationId: `${method}-${route.path.replace("/api/staff/", "").replaceAll(/[^\w]+/g, "-")}`,
		summary: says,
		tags: [tag],
		"x-permission": may,
		"x-role": rolesFor(may),
		parameters: [...pathParameters(route.path), ...queryParameters(route.query)],
		...(body !== null && {
			requestBody: { required: true, content: { "application/json": { schema: schemaOf(body) } } },
		}),
		responses: {
			"2XX": {
				description: "Done.",
				...(answer !== null && { content: { "application/json": { schema: schemaOf(answer) } } }),
			},
			...Object.fromEntries(Object.entries(REFUSALS).map(([status, words]) => [status, refused(words)])),
		},
	};
}

function refused(description: string) {
	return { description, content: { "application/problem+json": { schema: PROBLEM } } };
}

function pathParameters(path: string) {
	return [...path.matchAll(/:(\w+)/g)].map(([, name]) => {
		return { name, in: "path", required: true, schema: { type: "string" } };
	});
}

function queryParameters(query: ZodType | null) {
	if (query === null) return [];
	const { properties = {}, required = [] } = schemaOf(query) as { properties?: Schema; required?: readonly string[] };
	return Object.entries(properties).map(([name, schema]) => {
		return { name, in: "query", required: required.includes(name), schema };
	});
}

/** As it is sent, before defaults and transformations; what JSON Schema has no word for takes anything. */
function schemaOf(shape: ZodType): Schema {
	const { $schema: _dialect, ...schema } = z.toJSONSchema(shape, { io: "input", unrepresentable: "any" });
	return schema;
}

const text = (description: string, type: string, schema: Schema = { type: "string" }) => ({
	"200": { description, content: { [type]: { schema } } },
});
const SLUG = {
	name: "slug",
	in: "path",
	required: true,
	schema: { type: "string" },
	description: "The drive's short name.",
};

const PUBLIC: readonly (readonly [string, Record<string, Operation>])[] = [
	[
		"/webhooks/stripe",
		{
			post: {
				summary: "Takes Stripe's signed events: 200 once they are durable, 503 while the database is away.",
				...{
					tags: ["public"],
					security: [],
					parameters: [{ name: "Stripe-Signature", in: "header", required: true, schema: { type: "string" } }],
				},
				requestBody: { required: true, content: { "application/json": { schema: { type: "object" } } } },
				responses: {
					"200": { description: "Kept." },
					"400": refused("The signature is wrong."),
					"503": refused("Send it again."),
				},
			},
		},
	],
	[
		"/c/{slug}/total.json",
		{
			get: {
				summary: "A drive's total and figures, with an ETag; may be kept for a second.",
				...{ tags: ["public"], security: [], parameters: [SLUG] },
				responses: {
					...text("The figures.", "application/json", { type: "object" }),
					"304": { description: "As before." },
				},
			},
		},
	],
	[
		"/c/{slug}/live",
		{
			get: {
				summary: "A drive's public stream (server-sent events), resumed after Last-Event-ID.",
				...{ tags: ["public"], security: [], parameters: [SLUG] },
				responses: text("Events as long as the connection lasts.", "text/event-stream"),
			},
		},
	],
	[
		"/c/{slug}/rds.txt",
		{
			get: {
				summary: "One line of at most 64 characters for a station's RDS encoder.",
				...{ tags: ["public"], security: [], parameters: [SLUG] },
				responses: text("The line.", "text/plain"),
			},
		},
	],
	[
		"/healthz",
		{
			get: {
				summary: "Whether the process runs.",
				tags: ["public"],
				security: [],
				responses: { "200": { description: "It does." } },
			},
		},
	],
	[
		"/readyz",
		{
			get: {
				summary: "Whether it can take requests: the database answers and is up to date.",
				...{ tags: ["public"], security: [] },
				responses: { "200": { description: "It can." }, "503": { description: "Not now." } },
			},
		},
	],
];

const PROBLEM_SCHEMA = {
	type: "object",
	required: ["type", "title", "status", "detail", "code"],
	properties: {
		type: { const: "about:blank" },
		title: { type: "string" },
		status: { type: "integer" },
		detail: { type: "string", description: "For people: what happened and what to do." },
		code: { type: "string", description: "For programs." },
		requestId: { type: "string" },
		fields: {
			type: "array",
			items: {
				type: "object",
				required: ["field", "says"],
				properties: { field: { type: "string" }, says: { type: "string" } },
			},
		},
	},
};
