import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { mayDo, type Permission, STAFF_ROLES, type StaffRole } from "../../src/domain/staff/staff-role.ts";
import { aCampaign } from "../support/campaigns.ts";
import type { TestDatabase } from "../support/database.ts";
import { openCampaignDatabase, type RunningApi, startApi } from "../support/running-api.ts";
import { askAs, type StaffPerson, staffOf } from "../support/staff.ts";
import { listStaffRoutes } from "../support/staff-routes.ts";

let database: TestDatabase;
let api: RunningApi;
const people = new Map<StaffRole, StaffPerson>();

beforeAll(async () => {
	database = await openCampaignDatabase(aCampaign({}));
	api = await startApi(database.url);
	for (const role of STAFF_ROLES) people.set(role, await staffOf(api, database.pool, role));
}, 180_000);
afterAll(async () => {
	await api.stop();
	await database.drop();
});

/** An address that names nothing that exists: a handler that is reached refuses it, and changes nothing. */
function filled(path: string): string {
	return path.replace(/:(\w+)/g, (_all, name: string) =>
		/id$|post|version|link|line/i.test(name) ? "999999999" : "no-such-thing",
	);
}

describe("every address of the console", () => {
	test("answers nobody with 401, and each role as the table of roles says", async () => {
		const routes = await listStaffRoutes(api.env);
		expect(routes.length).toBeGreaterThan(4);
		const wrong: string[] = [];
		for (const route of routes) {
			const path = filled(route.path);
			const body = route.method === "get" || route.method === "delete" ? undefined : {};
			const unknown = await askAs(api.url, "", route.method, path, body);
			if (unknown.status !== 401) wrong.push(`${route.method} ${route.path} answers nobody with ${unknown.status}`);
			for (const [role, person] of people) {
				const { status } = await person.ask(route.method, path, body);
				const isAllowed = mayDo(role, route.may);
				if (isAllowed ? status === 401 || status === 403 || status >= 500 : status !== 403) {
					wrong.push(`${route.method} ${route.path} (${route.may}) answers ${role} with ${status}`);
				}
			}
		}
		expect(wrong).toEqual([]);
	}, 180_000);

	test("is one that some role may use, and says what it does", async () => {
		for (const { says, may, path } of await listStaffRoutes(api.env)) {
			expect([path, says.length > 10, STAFF_ROLES.some((role) => mayDo(role, may satisfies Permission))]).toEqual([
				path,
				true,
				true,
			]);
		}
	});
});
