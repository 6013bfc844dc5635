import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { stopPosting } from "../../src/posting/red-button.ts";
import type { ApprovalCard, ApprovalList, DeedResults } from "../../src/web/contract/staff/approvals.ts";
import { aRule } from "../support/campaigns.ts";
import { type RunningApi, startApi } from "../support/running-api.ts";
import { openHouse, type RunningHouse } from "../support/running-house.ts";
import { type StaffPerson, staffOf } from "../support/staff.ts";
import { until } from "../support/until.ts";

const rules = [
	aRule("one", { kind: "amounts", amounts: [100_000] }, { policy: { kind: "approval", approvers: 1 } }),
	aRule("two", { kind: "gifts", counts: [2] }, { policy: { kind: "approval", approvers: 2 } }),
	aRule("soon", { kind: "gifts", counts: [3] }, { policy: { kind: "after-minutes", minutes: 30 } }),
];

let house: RunningHouse;
let api: RunningApi;
let ana: StaffPerson;
let ben: StaffPerson;
beforeEach(async () => {
	house = await openHouse({ campaign: { rules }, pictures: false });
	const { CARILLON_SECRET_KEY } = house.foundation().env;
	api = await startApi(house.database.url, { CARILLON_SECRET_KEY: CARILLON_SECRET_KEY ?? "" });
	ana = await staffOf(api, house.database.pool, "approver", { name: "Ana" });
	ben = await staffOf(api, house.database.pool, "approver", { name: "Ben" });
});
afterEach(async () => {
	await api.stop();
	await house.close();
});

const base = () => `/api/staff/campaigns/${house.campaign.id}/approvals`;
const list = async (who = ana): Promise<ApprovalList> => (await who.ask("GET", base())).body;
const cards = async (who = ana) => (await list(who)).cards;
async function only(who = ana): Promise<ApprovalCard> {
	const [card, ...others] = await cards(who);
	if (card === undefined || others.length > 0) throw new Error(`Not one card: ${others.length + 1}`);
	return card;
}
const seenOf = (card: ApprovalCard) =>
	card.posts.map(({ postId, text, picture }) => ({ postId, text: text ?? "", pictureAlt: picture?.alt ?? null }));
const idsOf = (card: ApprovalCard) => card.posts.map(({ postId }) => postId);
const does = async (who: StaffPerson, what: string, body: object): Promise<DeedResults["results"]> => {
	const { status, body: answer } = await who.ask("POST", `${base()}/${what}`, body);
	if (status !== 200) throw new Error(`${status}: ${JSON.stringify(answer)}`);
	return answer.results;
};
const codes = (results: DeedResults["results"]) => [...new Set(results.map(({ code }) => code))];
const states = async () => [...new Set((await house.posts()).map(({ state }) => state))];

describe("a post whose rule asks for approval", () => {
	test("waits on every account as one card, and goes out as it was approved", async () => {
		await house.give(100_000);
		const card = await only();
		expect(card).toMatchObject({
			about: "Passed $1,000",
			hold: "approval",
			press: "Approve and post now to 3 accounts",
			whyNot: null,
		});
		expect(house.shown("x")).toHaveLength(0);
		expect(codes(await does(ana, "approve", { posts: seenOf(card) }))).toEqual(["done"]);
		await house.untilSettled();
		const text = card.posts.find(({ platform }) => platform === "x")?.text;
		expect(house.shown("x")).toMatchObject([{ text }]);
		expect(house.shown("facebook")).toHaveLength(1);
		expect(codes(await does(ben, "undo", { postIds: idsOf(card) }))).toEqual(["gone"]);
	});

	test("is shown again where its numbers moved before the approval, and where they moved after it", async () => {
		await house.give(100_000);
		const before = await only();
		await house.give(60_000);
		const first = (await cards()).find(({ about }) => about === "Passed $1,000");
		const late = before.posts.filter(({ text }, at) => text !== first?.posts[at]?.text).map(({ postId }) => postId);
		expect(late.length).toBeGreaterThan(0);
		const results = await does(ana, "approve", { posts: seenOf(before).filter(({ postId }) => late.includes(postId)) });
		expect(codes(results)).toEqual(["moved"]);

		await stopPosting(house.database.pool, house.campaign.id, "test");
		const now = (await cards()).find(({ about }) => about === "Passed $1,000");
		if (now === undefined) throw new Error("The card is gone.");
		expect(now.pressNote).toBe("Posting is stopped: it goes out once posting goes on.");
		expect(codes(await does(ana, "approve", { posts: seenOf(now) }))).toEqual(["done"]);
		await house.give(500_000);
		await ana.ask("POST", `/api/staff/campaigns/${house.campaign.id}/posting/resume`, {});
		await until("it to be held again", async () =>
			(await cards()).some(
				({ hold, why }) => hold === "moved" && why === "Its numbers moved since Ana approved it. Look at it again.",
			),
		);
		expect(house.shown("x")).toHaveLength(0);
	});

	test("goes out in a person's own words, with the figures of the moment, and past the gate", async () => {
		await house.give(100_000);
		const post = (await only()).posts.find(({ platform }) => platform === "x");
		if (post?.text == null) throw new Error("Nothing for X.");
		const edit = (text: string) => does(ana, "edit", { postId: post.postId, text, seen: post.text });
		expect(await edit("Call 312-555-0199 for Emma, 7, from Room 12.")).toMatchObject([
			{ code: "gate", says: expect.stringContaining("312-555-0199") },
		]);
		expect(await edit("x".repeat(281))).toMatchObject([
			{ code: "unfit", says: expect.stringContaining("1 characters too long") },
		]);
		expect(codes(await edit("Give until May 12, friends!"))).toEqual(["done"]);
		const edited = (await cards()).flatMap(({ posts }) => posts).find(({ postId }) => postId === post.postId);
		expect(edited).toMatchObject({
			edited: { by: "Ana" },
			problem: null,
			findings: [{ words: "May 12", answerable: true }],
		});
		const seen = [{ postId: post.postId, text: "Give until May 12, friends!", pictureAlt: null }];
		expect(codes(await does(ben, "approve", { posts: seen }))).toEqual(["gate"]);
		expect(codes(await does(ben, "approve", { posts: seen, answersFindings: true }))).toEqual(["done"]);
		await until("it to be on X", () => house.shown("x").length === 1);
		expect(house.shown("x")).toMatchObject([{ text: "Give until May 12, friends!" }]);
		const { rows } = await house.database.pool.query(
			"select staff_name, answered from approval where verdict = 'approved' and post_id = $1",
			[post.postId],
		);
		expect(rows).toEqual([{ staff_name: "Ben", answered: [{ code: "date", words: "May 12" }] }]);
	});

	test("needs two different people where its rule says so, and an edit asks both again", async () => {
		await house.give(1_000);
		await house.give(1_000);
		const first = await only();
		expect(codes(await does(ana, "approve", { posts: seenOf(first) }))).toEqual(["done"]);
		expect(await only()).toMatchObject({ whyNot: expect.stringContaining("second person"), given: [{ by: "Ana" }] });
		expect(codes(await does(ana, "approve", { posts: seenOf(first) }))).toEqual(["not-you"]);
		const [x] = first.posts;
		await does(ben, "edit", { postId: x?.postId, text: "Two gifts already!", seen: x?.text });
		const edited = (await cards(ben)).find(({ posts }) => posts[0]?.postId === x?.postId);
		expect(edited).toMatchObject({ given: [], whyNot: null });
		const rest = (await cards(ben)).find(({ posts }) => posts[0]?.postId !== x?.postId);
		if (edited === undefined || rest === undefined) throw new Error("Not two cards.");
		await does(ben, "approve", { posts: seenOf(edited) });
		expect(house.shown("x")).toHaveLength(0);
		await does(ana, "approve", { posts: seenOf(edited) });
		await does(ben, "approve", { posts: seenOf(rest) });
		await house.untilSettled();
		expect(await states()).toEqual(["published"]);
	});
});

describe("a person", () => {
	test("stops a countdown, takes that back, lets it go sooner, drops and takes the drop back", async () => {
		for (let gift = 0; gift < 3; gift += 1) await house.give(1_000);
		const soon = async () => (await cards()).find(({ rule }) => rule === "At 3 gifts");
		const card = await soon();
		if (card === undefined) throw new Error("No countdown.");
		expect(card).toMatchObject({ hold: "countdown", goesAt: expect.any(Number), press: "Post now to 3 accounts" });
		await does(ana, "stop-countdown", { postIds: idsOf(card) });
		expect(await soon()).toMatchObject({ hold: "stopped", goesAt: null, why: "Ana stopped its countdown." });
		await does(ben, "undo", { postIds: idsOf(card) });
		expect(await soon()).toMatchObject({ hold: "countdown", goesAt: card.goesAt });
		await does(ana, "drop", { postIds: idsOf(card), reason: "Said on air already" });
		expect((await list()).recent).toMatchObject([{ what: "dropped", by: "Ana", whyNot: null }]);
		const dropped = (await house.posts()).filter(({ state }) => state === "cancelled");
		expect(dropped.map(({ reason }) => reason)).toContain("Dropped by Ana: Said on air already");
		await does(ana, "undo", { postIds: idsOf(card) });
		expect(codes(await does(ana, "post-now", { posts: seenOf(card) }))).toEqual(["done"]);
		await until("it to be on X", () => house.shown("x").length === 1);
	});

	test("finds every deed in the audit log, and may not approve with a role that doesn't", async () => {
		await house.give(100_000);
		const card = await only();
		await does(ana, "drop", { postIds: idsOf(card) });
		const { rows } = await house.database.pool.query("select what from audit_line where what like 'post.%'");
		expect(rows.map(({ what }) => what)).toEqual(card.posts.map(() => "post.dropped"));
		const editor = await staffOf(api, house.database.pool, "editor");
		expect((await editor.ask("POST", `${base()}/undo`, { postIds: idsOf(card) })).status).toBe(403);
		expect((await editor.ask("GET", base())).status).toBe(200);
	});
});
