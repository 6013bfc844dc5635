import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import type { ResumePreview } from "../../src/web/contract/staff/posting.ts";
import type { PostDetail, PostListItem } from "../../src/web/contract/staff/posts.ts";
import { aRule } from "../support/campaigns.ts";
import { type RunningApi, startApi } from "../support/running-api.ts";
import { openHouse, type RunningHouse } from "../support/running-house.ts";
import { readSse } from "../support/sse-reader.ts";
import { type StaffPerson, staffOf } from "../support/staff.ts";
import { until } from "../support/until.ts";

const POSTS = 12;
/** One rule for each gift, so that none speaks for another and all of them are ready at once. */
const gifts = Array.from({ length: POSTS }, (_, index) =>
	aRule(`gift-${index + 1}`, { kind: "gifts", counts: [index + 1] }),
);
const totals = aRule("every", { kind: "every", step: 1_000_000 });

/** Posts carry links of ours only where Carillon has an address. */
const AT_AN_ADDRESS = { CARILLON_PUBLIC_URL: "http://drive.example" };

let house: RunningHouse;
let api: RunningApi;
let dana: StaffPerson;
const base = () => `/api/staff/campaigns/${house.campaign.id}`;

beforeAll(async () => {
	house = await openHouse({ campaign: { rules: [...gifts, totals] }, pictures: false, opened: false });
	api = await startApi(house.database.url, AT_AN_ADDRESS);
	dana = await staffOf(api, house.database.pool, "admin", { name: "Dana" });
}, 180_000);
afterEach(() => house.shut());
afterAll(async () => {
	await api.stop();
	await house.close();
});

const clock = () => performance.timeOrigin + performance.now();
const arrivals = () => [...house.shown("x"), ...house.shown("facebook")].map(({ receivedAt }) => receivedAt);

async function listed(query = ""): Promise<PostListItem[]> {
	return (await dana.ask("GET", `${base()}/posts${query}`)).body.posts;
}

describe("the red button on the console", () => {
	test("stops a burst, is seen by everybody at once, and resuming sends what its preview said", async () => {
		for (let gift = 0; gift < POSTS; gift += 1) await house.give(1_000);
		await house.open(AT_AN_ADDRESS);
		const { rows } = await house.database.pool.query(
			`select id, account_id as "accountId" from post where state = 'ready'`,
		);
		house.foundation().dispatch(rows);
		await until("the burst to be under way", () => house.x.posts().length > 2 && house.facebook.posts().length > 2);
		const somebodyElse = await staffOf(api, house.database.pool, "read-only");
		const stream = await readSse(`${api.url}${base()}/live`, null, { cookie: somebodyElse.cookie });
		await until("the stream to stand", () => stream.events.some(({ event }) => event === "changed"));

		const answer = await dana.ask("POST", `${base()}/posting/stop`, { reason: "Breaking news" });
		const returnedAt = clock();
		expect(answer.body).toMatchObject({ stoppedBy: "Dana", stoppedReason: "Breaking news" });
		await until("the other console to hear of it", () =>
			stream.events.some(({ body }) => (body as { what?: string }).what === "posting"),
		);
		stream.leave();
		const left = (await dana.ask("GET", `${base()}/posting`)).body.waiting;
		expect(left).toBeGreaterThan(2);

		await house.give(2_500_000);
		await until("the sweep to have asked again", () => clock() - returnedAt > 800);
		expect(arrivals().filter((at) => at > returnedAt + 1)).toEqual([]);

		const first: ResumePreview = (await dana.ask("GET", `${base()}/posting/preview`)).body;
		const unwanted = first.posts.find(({ kind, platform }) => kind === "sends" && platform === "x")?.postId ?? 0;
		const preview: ResumePreview = (await dana.ask("GET", `${base()}/posting/preview?drop=${unwanted}`)).body;
		expect(preview.posts.find(({ postId }) => postId === unwanted)).toMatchObject({ kind: "dropped", why: "by-hand" });
		// Looking changed nothing.
		expect((await dana.ask("GET", `${base()}/posting`)).body.waiting).toBeGreaterThan(left);

		const resumed = await dana.ask("POST", `${base()}/posting/resume`, { drop: [unwanted] });
		expect(resumed.body).toMatchObject({
			stoppedAt: null,
			history: [{ stoppedBy: "Dana", resumedBy: "Dana", dropped: 1 }],
		});
		const posts = await house.untilSettled(40_000);
		const standing = new Map(posts.map((post) => [post.id, post]));
		for (const one of preview.posts) {
			const became = standing.get(one.postId);
			if (one.kind === "sends") expect(became).toMatchObject({ state: "published", text: one.text });
			else if (one.kind === "dropped" && one.why === "superseded") expect(became?.state).toBe("superseded");
		}
		expect(preview.posts.filter(({ kind }) => kind === "sends").length).toBeGreaterThan(2);
		// With the link of its own that each goes out with.
		const links = preview.posts.flatMap((one) =>
			one.kind === "sends" && one.platform === "facebook" ? (one.text.match(/\/go\/\w{7}/g) ?? []) : [],
		);
		expect(links.length).toBeGreaterThan(0);
		expect(standing.get(unwanted)).toMatchObject({ state: "cancelled", tries: 0 });
		const { rows: lines } = await house.database.pool.query("select what from audit_line order by id");
		expect(lines.map(({ what }) => what)).toEqual(expect.arrayContaining(["posting.stopped", "posting.resumed"]));
	}, 180_000);

	test("answers within a second", async () => {
		const took: number[] = [];
		for (let press = 0; press < 3; press += 1) {
			const pressed = performance.now();
			await dana.ask("POST", `${base()}/posting/stop`, {});
			took.push(performance.now() - pressed);
			await dana.ask("POST", `${base()}/posting/resume`, {});
		}
		// The best of three: what is measured is the button, not what else this machine is doing.
		expect(Math.min(...took)).toBeLessThan(1_000);
	}, 180_000);

	test("has nothing to preview while posting goes on", async () => {
		expect((await dana.ask("GET", `${base()}/posting/preview`)).status).toBe(409);
	});
});

describe("the post log", () => {
	/** One of the posts, made to stand as `columns` say. */
	async function postThat(columns: string): Promise<number> {
		const { rows } = await house.database.pool.query(
			`update post set ${columns} where id = (select p.id from post p join channel_account c on c.id = p.account_id
			   where c.platform = 'x' and p.state = 'published' order by p.id desc limit 1) returning id`,
		);
		return rows[0].id;
	}
	const deed = (id: number, body: object, person = dana) => person.ask("POST", `${base()}/posts/${id}/deeds`, body);

	test("gives every post once, page by page, and only what the filter asks for", async () => {
		const seen: number[] = [];
		for (let next: number | null = null; ; ) {
			const { body } = await dana.ask("GET", `${base()}/posts${next === null ? "" : `?before=${next}`}`);
			seen.push(...body.posts.map(({ id }: PostListItem) => id));
			next = body.next;
			if (next === null) break;
		}
		const { rows } = await house.database.pool.query("select id from post order by id desc");
		expect(seen).toEqual(rows.map(({ id }) => id));
		const dropped = await listed("?state=cancelled");
		expect(dropped).toMatchObject([{ state: "cancelled", stateWords: "Dropped", group: "not-sent", deeds: [] }]);
		const [post] = await listed("?group=out");
		const words = post?.text?.slice(0, 20) ?? "";
		for (const { text } of await listed(`?text=${encodeURIComponent(words)}`)) expect(text).toContain(words);
		expect(await listed("?text=%25_nobody")).toEqual([]);
	});

	test("tells a post's way from the gift to the platform's answer", async () => {
		const [post] = await listed("?group=out&rule=gift-3");
		const { body }: { body: PostDetail } = await dana.ask("GET", `${base()}/posts/${post?.id}`);
		expect(body.timeline.map(({ what }) => what)).toEqual(
			expect.arrayContaining(["gift", "decided", "sent", "answered"]),
		);
		expect(body.timeline.map(({ at }) => at)).toEqual(body.timeline.map(({ at }) => at).sort((a, b) => a - b));
		expect(body.attempts).toMatchObject([{ number: 1, says: expect.stringMatching(/took it|stands on/) }]);
	});

	test("marks a post as published with its link, and believes no other link", async () => {
		const id = await postThat("state = 'unconfirmed', next_step_at = null, url = null, external_id = null");
		const seen = { state: "unconfirmed", tries: 1 };
		const wrong = await deed(id, { do: "mark-published", seen, link: "https://www.facebook.com/x/posts/1" });
		expect(wrong.status).toBe(422);
		const { body } = await deed(id, {
			do: "mark-published",
			seen,
			link: "https://x.com/lakeside/status/19900112233?s=20",
		});
		expect(body).toMatchObject({ state: "published", link: "https://x.com/lakeside/status/19900112233" });
		expect(body.timeline.at(-1)).toMatchObject({ what: "deed", by: "Dana" });
		// Somebody who still sees the old state changes nothing.
		const late = await deed(id, { do: "drop", seen });
		expect(late.status).toBe(409);
		expect(late.body.detail).toContain("Published");
	});

	test("sends a refused post again, once, however many ask at the same time", async () => {
		const id = await postThat("state = 'rejected', reason = 'X refused it.', text = null");
		await house.database.pool.query("update attempt set outcome = 'refused' where post_id = $1", [id]);
		const before = house.shown("x").length;
		const asked = await Promise.all(
			[1, 2, 3].map(() => deed(id, { do: "retry", seen: { state: "rejected", tries: 1 } })),
		);
		expect(asked.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
		await house.open();
		await house.untilSettled();
		expect(house.shown("x").length).toBeLessThanOrEqual(before + 1);
		expect(await listed(`?state=rejected`)).toEqual([]);
	}, 180_000);

	test("never sends an unconfirmed post again before its absence can be known, and finds one that is there", async () => {
		const id = await postThat("state = 'unconfirmed', next_step_at = null");
		const tries = (await house.posts("x")).find((post) => post.id === id)?.tries ?? 0;
		const seen = { state: "unconfirmed", tries };
		expect((await deed(id, { do: "retry", seen })).status).toBe(409);
		const soon = await deed(id, { do: "mark-absent", seen });
		expect(soon.status).toBe(409);
		expect(soon.body.detail).toContain("too soon");
		await house.open();
		expect((await deed(id, { do: "check", seen })).status).toBe(200);
		await until(
			"the look to find it",
			async () => (await house.posts("x")).find((post) => post.id === id)?.state === "published",
		);
	}, 180_000);

	test("lets nobody settle a post who may only look", async () => {
		const host = await staffOf(api, house.database.pool, "host");
		const [post] = await listed("?group=out");
		const answer = await deed(post?.id ?? 0, { do: "drop", seen: { state: "published", tries: 1 } }, host);
		expect(answer.status).toBe(403);
	});

	test("writes a file that a spreadsheet can't run", async () => {
		await house.database.pool.query(
			"update post set text = '=HYPERLINK(\"http://evil\")' where id = (select max(id) from post)",
		);
		const { body, headers } = await dana.ask("GET", `${base()}/posts/export`);
		expect(headers.get("content-disposition")).toContain(".csv");
		expect(body).toContain(`"'=HYPERLINK(""http://evil"")"`);
		expect(body.trimEnd().split("\r\n").length).toBeGreaterThan(POSTS);
		const json = await dana.ask("GET", `${base()}/posts/export?as=json&group=out`);
		expect(json.body.every(({ group }: PostListItem) => group === "out")).toBe(true);
	});
});

describe("home", () => {
	test("is the drive of this moment in one answer", async () => {
		const { status, body } = await dana.ask("GET", `${base()}/home`);
		expect(status).toBe(200);
		expect(body).toMatchObject({ phase: "running", state: "live", total: POSTS * 1_000 + 2_500_000, gifts: POSTS + 1 });
		expect(body.lastHour).toEqual({ counted: body.total, gifts: POSTS + 1 });
		expect(body.next[0]).toMatchObject({ amount: 3_000_000 });
		expect(body.posted.length).toBeGreaterThan(0);
		expect(body.channels.map(({ health }: { health: string }) => health)).toEqual(["well", "well", "well"]);
		expect((await dana.ask("GET", "/api/staff/campaigns/nobody/home")).status).toBe(404);
	});

	test("puts a sentence on hosts' screens, past the gate, once", async () => {
		const held = await dana.ask("POST", `${base()}/say-now`, {
			text: "Call Tom at 312-555-0188",
			requestId: "say-0001",
		});
		expect(held.status).toBe(422);
		const say = () => dana.ask("POST", `${base()}/say-now`, { text: "Phones are open.", requestId: "say-0002" });
		expect((await say()).status).toBe(200);
		await say();
		expect((await dana.ask("GET", `${base()}/home`)).body.sayNow).toMatchObject({
			text: "Phones are open.",
			by: "Dana",
		});
		const { rows } = await house.database.pool.query("select count(*)::int as said from say_now");
		expect(rows).toEqual([{ said: 1 }]);
	});
});
