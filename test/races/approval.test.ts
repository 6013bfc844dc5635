import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { resumePosting, stopPosting } from "../../src/posting/red-button.ts";
import type { ApprovalCard, ApprovalList, DeedResults } from "../../src/web/contract/staff/approvals.ts";
import { aRule } from "../support/campaigns.ts";
import { type RunningApi, startApi } from "../support/running-api.ts";
import { openHouse, type RunningHouse } from "../support/running-house.ts";
import { type StaffPerson, staffOf } from "../support/staff.ts";

const ROUNDS = 8;
/** One milestone a gift: each round has a post of its own on every account. The last asks for two people. */
const rules = Array.from({ length: ROUNDS }, (_, at) =>
	aRule(
		`gift-${at + 1}`,
		{ kind: "gifts", counts: [at + 1] },
		{ policy: { kind: "approval", approvers: at + 1 === ROUNDS ? 2 : 1 } },
	),
);

let house: RunningHouse;
let api: RunningApi;
let people: StaffPerson[];

beforeAll(async () => {
	house = await openHouse({ campaign: { rules }, pictures: false, publishers: 2 });
	const { CARILLON_SECRET_KEY = "" } = house.foundation().env;
	api = await startApi(house.database.url, { CARILLON_SECRET_KEY });
	const names = ["Ana", "Ben", "Cleo", "Dan"];
	people = await Promise.all(names.map((name) => staffOf(api, house.database.pool, "approver", { name })));
}, 180_000);
afterAll(async () => {
	await api.stop();
	await house.close();
});

const base = () => `/api/staff/campaigns/${house.campaign.id}/approvals`;

async function nextCard(): Promise<ApprovalCard> {
	await house.give(1_000);
	const list: ApprovalList = (await people[0]?.ask("GET", base()))?.body;
	const [card, ...others] = list.cards;
	if (card === undefined || others.length > 0) throw new Error(`Not one card, but ${list.cards.length}`);
	return card;
}

function press(who: StaffPerson | undefined, what: "approve" | "drop", card: ApprovalCard) {
	const posts = card.posts.map(({ postId, text }) => ({ postId, text: text ?? "", pictureAlt: null }));
	const body = what === "approve" ? { posts } : { postIds: posts.map(({ postId }) => postId) };
	return who?.ask("POST", `${base()}/${what}`, body);
}

const doneOf = (results: DeedResults["results"]) => results.filter(({ done }) => done).length;
const shownFor = (card: ApprovalCard, platform: "x" | "facebook") => {
	const text = card.posts.find((post) => post.platform === platform)?.text;
	return house.shown(platform).filter((post) => post.text === text).length;
};
const statesOf = async (card: ApprovalCard) => {
	const ids = new Set(card.posts.map(({ postId }) => postId));
	return (await house.posts()).filter(({ id }) => ids.has(id)).map(({ state }) => state);
};

describe("what people do with one post in the same moment", () => {
	test("four approve: one of them lets it go, and it goes out once", async () => {
		const card = await nextCard();
		const answers = await Promise.all(people.map((who) => press(who, "approve", card)));
		const done = answers.map((answer) => doneOf(answer?.body.results));
		expect(done.reduce((sum, count) => sum + count, 0)).toBe(card.posts.length);
		await house.untilSettled();
		expect([shownFor(card, "x"), shownFor(card, "facebook")]).toEqual([1, 1]);
	});

	test("some approve, some drop, and the red button is pressed: each post is out once or never, as its state says", async () => {
		const { pool } = house.database;
		for (let round = 0; round < ROUNDS - 3; round += 1) {
			const card = await nextCard();
			await Promise.all([
				press(people[0], "approve", card),
				press(people[1], "drop", card),
				stopPosting(pool, house.campaign.id, "Cleo"),
				press(people[3], "approve", card),
			]);
			const sent = [shownFor(card, "x"), shownFor(card, "facebook")];
			await resumePosting(pool, house.campaign.id);
			await house.untilSettled();
			const states = await statesOf(card);
			expect(states.every((state) => state === "published" || state === "cancelled")).toBe(true);
			for (const platform of ["x", "facebook"] as const) {
				const at = card.posts.findIndex((post) => post.platform === platform);
				const post = (await house.posts(platform)).find(({ id }) => id === card.posts[at]?.postId);
				expect(shownFor(card, platform)).toBe(post?.state === "published" ? 1 : 0);
			}
			// What was out before the button had answered stays out; nothing is ever out twice.
			expect(sent.every((count) => count <= 1)).toBe(true);
		}
	}, 180_000);

	test("time runs out while somebody approves: it is dropped or out, never both", async () => {
		const card = await nextCard();
		const ids = card.posts.map(({ postId }) => postId);
		await Promise.all([
			house.database.pool.query(
				"update post set expires_at = now() where id = any($1) and state in ('held', 'ready')",
				[ids],
			),
			press(people[0], "approve", card),
		]);
		await house.untilSettled();
		const states = await statesOf(card);
		expect(states.every((state) => state === "published" || state === "expired")).toBe(true);
		const out = states.filter((state) => state === "published").length;
		expect(shownFor(card, "x") + shownFor(card, "facebook")).toBeLessThanOrEqual(out);
	});

	test("one person presses twice where two are asked for: it stays until a second person looks", async () => {
		const card = await nextCard();
		const [ana, ben] = people;
		const twice = await Promise.all([press(ana, "approve", card), press(ana, "approve", card)]);
		expect(twice.map((answer) => doneOf(answer?.body.results)).sort()).toEqual([0, card.posts.length]);
		expect(new Set(await statesOf(card))).toEqual(new Set(["held"]));
		expect(doneOf((await press(ben, "approve", card))?.body.results)).toBe(card.posts.length);
		await house.untilSettled();
		expect([shownFor(card, "x"), shownFor(card, "facebook")]).toEqual([1, 1]);
	});
});
