import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { PERMISSIONS, type Permission, rolesFor } from "../../src/domain/staff/staff-role.ts";
import { aCampaign } from "../support/campaigns.ts";
import type { TestDatabase } from "../support/database.ts";
import { openCampaignDatabase, type RunningApi, startApi } from "../support/running-api.ts";
import { staffOf } from "../support/staff.ts";

type Operation = {
	readonly operationId?: string;
	readonly summary: string;
	readonly parameters?: readonly { readonly name: string; readonly in: string; readonly required: boolean }[];
	readonly responses: Record<string, unknown>;
	readonly "x-permission"?: Permission;
	readonly "x-role"?: readonly string[];
};

let db: TestDatabase;
let api: RunningApi;
let described: { openapi: string; paths: Record<string, Record<string, Operation>>; components: unknown };

beforeAll(async () => {
	db = await openCampaignDatabase(aCampaign());
	api = await startApi(db.url);
	described = (await (await fetch(`${api.url}/api/openapi.json`)).json()) as typeof described;
});
afterAll(async () => {
	await api.stop();
	await db.drop();
});

const operations = () =>
	Object.entries(described.paths).flatMap(([path, methods]) =>
		Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
	);

test("the interface describes itself as OpenAPI 3.1, whole and without loose ends", () => {
	expect(described.openapi).toBe("3.1.0");
	for (const { path, method, operation } of operations()) {
		const at = `${method} ${path}`;
		expect([at, operation.summary.length > 10, Object.keys(operation.responses).length > 0]).toEqual([at, true, true]);
		const named = (operation.parameters ?? [])
			.filter((one) => one.in === "path" && one.required)
			.map(({ name }) => name);
		expect([at, ...named.sort()]).toEqual([
			at,
			...[...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? "").sort(),
		]);
	}
	const ids = operations().flatMap(({ operation }) => operation.operationId ?? []);
	expect(new Set(ids).size).toBe(ids.length);
	const references = [...JSON.stringify(described).matchAll(/"\$ref":"([^"]+)"/g)].map(([, ref]) => ref);
	expect(new Set(references)).toEqual(new Set(["#/components/schemas/Problem"]));
});

test("every address of the console is in it, answers to its method, and names who may use it", async () => {
	const staff = operations().filter(({ path }) => path.startsWith("/api/staff/"));
	expect(staff.length).toBeGreaterThan(20);
	for (const { path, method, operation } of staff) {
		const permission = operation["x-permission"];
		expect(PERMISSIONS).toContain(permission);
		expect(operation["x-role"]).toEqual(permission === undefined ? [] : rolesFor(permission));
		// 401: there is such a route, and it wants to know who asks. 405 and 404 would be an address that isn't.
		const answer = await fetch(api.url + path.replaceAll(/\{\w+\}/g, "1"), {
			method: method.toUpperCase(),
			headers: { "sec-fetch-site": "same-origin", origin: api.url, "content-type": "application/json" },
			...(method !== "get" && { body: "{}" }),
		});
		expect([method, path, answer.status]).toEqual([method, path, 401]);
	}
});

test("the queue dashboard is for admins, and for looking only", async () => {
	const at = `${api.url}/staff/queues`;
	const asked = (cookie: string, path = "", method = "GET") =>
		fetch(at + path, {
			method,
			redirect: "manual",
			headers: { cookie, "sec-fetch-site": "same-origin", origin: api.url },
		});
	expect((await fetch(at, { redirect: "manual", headers: { accept: "text/html" } })).headers.get("location")).toBe(
		"/staff/sign-in",
	);
	const editor = await staffOf(api, db.pool, "editor");
	expect((await asked(editor.cookie)).status).toBe(403);
	const admin = await staffOf(api, db.pool, "admin");
	const page = await asked(admin.cookie);
	expect([page.status, page.headers.get("content-security-policy")]).toEqual([
		200,
		expect.stringMatching(/script-src 'self';.*frame-ancestors 'none'/),
	]);
	const told = (await (await asked(admin.cookie, "/api/queues")).json()) as {
		queues: { name: string; readOnlyMode: boolean; counts: Record<string, number> }[];
	};
	expect(told.queues.map(({ name, readOnlyMode }) => [name, readOnlyMode])).toEqual([
		["schedule", true],
		["hooks", true],
	]);
	expect((await asked(admin.cookie, "/api/queues/schedule/pause", "PUT")).status).toBe(403);
});
