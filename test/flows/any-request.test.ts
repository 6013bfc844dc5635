import { afterAll, beforeAll, expect, test } from "@jest/globals";
import fc from "fast-check";
import { type ZodType, z } from "zod";
import type { StaffRoute } from "../../src/http/staff-route.ts";
import { sayRequest, thankRequest } from "../../src/on-air/board-requests.ts";
import { createScreenLink } from "../../src/on-air/screen-link.ts";
import { slipsRequest, undoRequest } from "../../src/pledge/slip-shape.ts";
import { jsonOf } from "../support/any-json.ts";
import { aCampaign } from "../support/campaigns.ts";
import type { TestDatabase } from "../support/database.ts";
import { openCampaignDatabase, type RunningApi, startApi } from "../support/running-api.ts";
import { askAs, type StaffPerson, staffOf } from "../support/staff.ts";
import { listStaffRoutes } from "../support/staff-routes.ts";

let database: TestDatabase;
let api: RunningApi;
let admin: StaffPerson;
const campaign = aCampaign({});

beforeAll(async () => {
	database = await openCampaignDatabase(campaign);
	api = await startApi(database.url);
	admin = await staffOf(api, database.pool, "admin");
});
afterAll(async () => {
	await api.stop();
	await database.drop();
});

/** Each of them is somebody's id in an address that was cut, guessed or made up. */
const ODD_NAMES = [
	"x",
	"0",
	"-1",
	"1e999",
	"999999999",
	"9".repeat(23),
	"%00",
	"%F0%9F%94%94",
	"'; drop",
	"a".repeat(3_000),
];
const RUNS = Number(process.env.CARILLON_RUNS ?? 5);
const SEED = Number(process.env.CARILLON_SEED ?? 1);
/** A stream never ends, and a rehearsal takes a thread for seconds: they have tests of their own. */
const ASIDE = /\/(live|rehearsals)$/;

function pathsOf({ path }: StaffRoute): fc.Arbitrary<string> {
	const odd = fc.constantFrom(...ODD_NAMES);
	const parts = path.split("/").map((part) => {
		if (!part.startsWith(":")) return fc.constant(part);
		return part === ":campaign" ? fc.oneof({ weight: 5, arbitrary: fc.constant(campaign.id) }, odd) : odd;
	});
	return fc.tuple(...parts).map((all) => all.join("/"));
}

function fitting(shape: ZodType): fc.Arbitrary<unknown> {
	return jsonOf(z.toJSONSchema(shape, { io: "input", unrepresentable: "any" }));
}

function queriesOf({ query }: StaffRoute): fc.Arbitrary<string> {
	if (query === null) return fc.constant("");
	return fitting(query).map((one) => {
		const asked = Object.entries(one as Record<string, unknown>);
		return `?${new URLSearchParams(asked.map(([name, value]) => [name, String(value)]))}`;
	});
}

function newestFailure(): unknown {
	return api.logged.findLast(({ level }) => level === "error")?.fields.error;
}

test("nothing that fits an address's own description breaks it: each is done, or refused with a reason", async () => {
	const wrong: string[] = [];
	for (const route of await listStaffRoutes(api.env)) {
		if (ASIDE.test(route.path)) continue;
		const body = route.body === null ? fc.constant(undefined) : fitting(route.body);
		const asked = fc.record({ path: pathsOf(route), query: queriesOf(route), body });
		for (const one of fc.sample(asked, { numRuns: RUNS, seed: SEED })) {
			const answer = await admin.ask(route.method, one.path + one.query, one.body);
			if (answer.status === 500 || (answer.status >= 400 && !answer.body?.detail)) {
				wrong.push(JSON.stringify([route.method, one, answer.status, newestFailure()]).slice(0, 1_500));
			}
		}
	}
	expect(wrong).toEqual([]);
});

test("nor does anything from a host's screen or a phone room", async () => {
	const rights = { role: "producer" } as const;
	const host = `/on-air/${await createScreenLink(database.pool, campaign.id, "on-air", "Studio", rights)}`;
	const phones = `/phones/${await createScreenLink(database.pool, campaign.id, "phones", "Room")}`;
	const sender = { requestId: "request-0001", readerId: "reader-00001" };
	const ofOffer = fc.record({ id: fc.constantFrom(...ODD_NAMES), do: fc.constantFrom("open", "start", "end", "x") });
	const ofGift = fc.record({ id: fc.constantFrom(...ODD_NAMES) });
	const asked: readonly (readonly [string, fc.Arbitrary<unknown>])[] = [
		[`${host}/thanks`, fitting(thankRequest)],
		[`${host}/say`, fitting(sayRequest)],
		[`${host}/matches`, ofOffer.map((one) => ({ ...sender, ...one }))],
		...["matches/undo", "present", "present/undo"].map(
			(at) => [`${host}/${at}`, ofGift.map((one) => ({ ...sender, ...one }))] as const,
		),
		[`${phones}/slips`, fitting(slipsRequest)],
		[`${phones}/undo`, fitting(undoRequest)],
	];
	const wrong: string[] = [];
	for (const [path, bodies] of asked) {
		for (const body of fc.sample(bodies, { numRuns: RUNS * 8, seed: SEED })) {
			const { status } = await askAs(api.url, "", "POST", path, body);
			if (status >= 500) wrong.push(JSON.stringify([path, body, status, newestFailure()]).slice(0, 1_500));
		}
	}
	expect(wrong).toEqual([]);
});
