import { Agent } from "node:http";
import { afterEach, describe, expect, test } from "@jest/globals";
import { EUploadMimeType, type ITwitterApiClientPlugin, TwitterApi } from "twitter-api-v2";
import { startXSandbox, type XSandbox, type XSandboxOptions } from "../../src/sandbox/x.ts";
import { SANDBOX_X_ACCOUNT } from "../../src/sandbox/x-account.ts";

const { id: ACCOUNT, bearer } = SANDBOX_X_ACCOUNT;
const MINUTE = 60_000;
let sandbox: XSandbox;
afterEach(() => sandbox.close());

async function start(options: XSandboxOptions = {}) {
	sandbox = await startXSandbox(options);
	return sandbox;
}

type Json = Record<string, unknown>;
async function request(method: string, path: string, body?: unknown, authorization = `Bearer ${bearer}`) {
	const headers = { authorization, "content-type": "application/json" };
	const response = await fetch(sandbox.url + path, {
		method,
		headers,
		body: body === undefined ? null : JSON.stringify(body),
	});
	return { status: response.status, headers: response.headers, body: (await response.json()) as Json };
}
const say = (text: string) => request("POST", "/2/tweets", { text });
const timeline = (query = "") => request("GET", `/2/users/${ACCOUNT}/tweets?${query}`);

describe("posting", () => {
	test("answers as X does and keeps the text as it was sent", async () => {
		await start();
		const { status, headers, body } = await say("R&D <3 https://kids.org");
		expect(status).toBe(201);
		const id = sandbox.posts()[0]?.id ?? "";
		expect(id).toMatch(/^\d{19}$/);
		expect(body).toEqual({
			data: {
				id,
				edit_history_tweet_ids: [id],
				text: expect.stringMatching(/^R&amp;D &lt;3 https:\/\/t\.co\/\w{10}$/),
			},
		});
		expect(headers.get("x-rate-limit-remaining")).toBe("99");
		expect(sandbox.posts()).toMatchObject([{ accountId: ACCOUNT, text: "R&D <3 https://kids.org", hasMedia: false }]);
	});

	test("refuses the same text within the window, in X's own words, also after it was deleted", async () => {
		let now = Date.UTC(2026, 10, 22);
		await start({ now: () => now, duplicateWindowMs: 10 * MINUTE });
		const first = await say("We passed $10,000");
		const id = (first.body.data as Json).id;
		expect(await say("We passed $10,000")).toMatchObject({
			status: 403,
			body: {
				detail: "You are not allowed to create a Tweet with duplicate content.",
				type: "about:blank",
				title: "Forbidden",
				status: 403,
			},
		});
		expect(await request("DELETE", `/2/tweets/${id}`)).toMatchObject({
			status: 200,
			body: { data: { deleted: true } },
		});
		expect((await say("We passed $10,000")).status).toBe(403);
		now += 10 * MINUTE;
		expect((await say("We passed $10,000")).status).toBe(201);
	});

	test("counts as X does: a link is 23, an emoji family is 2", async () => {
		await start();
		expect((await say("x".repeat(280))).status).toBe(201);
		expect((await say("x".repeat(281))).status).toBe(403);
		expect((await say(`${"y".repeat(256)} https://kids.org/${"z".repeat(90)}`)).status).toBe(201);
		expect((await say(`${"y".repeat(257)} https://kids.org/${"z".repeat(90)}`)).status).toBe(403);
		expect((await say(`${"w".repeat(278)}👩‍👩‍👧‍👦`)).status).toBe(201);
		expect(sandbox.posts()).toHaveLength(3);
	});

	test("takes no unknown fields, no empty post and no unknown picture", async () => {
		await start();
		expect((await request("POST", "/2/tweets", { text: "a", idempotency_key: "k" })).status).toBe(400);
		expect((await say(" ")).status).toBe(400);
		expect((await request("POST", "/2/tweets", { text: "a", media: { media_ids: ["12345"] } })).status).toBe(400);
		expect(sandbox.posts()).toEqual([]);
	});

	test("stops at the quarter hour's limit and goes on after its reset", async () => {
		let now = Date.UTC(2026, 10, 22);
		await start({ now: () => now, limits: { posts: 2 } });
		await say("one");
		await say("two");
		const refused = await say("three");
		expect(refused.status).toBe(429);
		expect(refused.headers.get("x-rate-limit-remaining")).toBe("0");
		expect(Number(refused.headers.get("x-rate-limit-reset")) * 1000).toBe(now + 15 * MINUTE);
		now += 15 * MINUTE;
		expect((await say("three")).status).toBe(201);
	});

	test("says 429 with some of the quarter hour left where the day is spent", async () => {
		await start({ limits: { userPostsPerDay: 1 } });
		await say("one");
		const refused = await say("two");
		expect(refused.status).toBe(429);
		expect(refused.headers.get("x-rate-limit-remaining")).not.toBe("0");
		expect(refused.headers.get("x-user-limit-24hour-remaining")).toBe("0");
	});
});

describe("signing in", () => {
	test.each(["", "Bearer wrong", "Basic abc", "OAuth nonsense", 'OAuth oauth_token="%zz"'])(
		"refuses %j",
		async (authorization) => {
			await start();
			expect(await request("POST", "/2/tweets", { text: "a" }, authorization)).toMatchObject({
				status: 401,
				body: { title: "Unauthorized", status: 401 },
			});
			expect(sandbox.posts()).toEqual([]);
		},
	);

	test("checks an OAuth 1.0a signature: a wrong secret, a replay and an old timestamp are refused", async () => {
		await start();
		const seen: string[] = [];
		const { appKey, appSecret, accessToken, accessSecret } = SANDBOX_X_ACCOUNT;
		const status = async (secret: string) => {
			const client = new TwitterApi({ appKey, appSecret, accessToken, accessSecret: secret });
			const url = new URL(`${sandbox.url}/2/users/me`);
			// The SDK's own signing, without its transport.
			const signer: unknown = Reflect.get(client, "_requestMaker");
			const { headers } = (
				signer as { getHttpRequestArgs(a: object): { headers: Record<string, string> } }
			).getHttpRequestArgs({
				url: url.href,
				method: "GET",
			});
			seen.push(headers.Authorization ?? "");
			return (await fetch(url, { headers })).status;
		};
		expect(await status(accessSecret)).toBe(200);
		expect(await status("another secret")).toBe(401);
		expect((await request("GET", "/2/users/me", undefined, seen[0])).status).toBe(401);
		const old = seen[0]?.replace(/oauth_timestamp="\d+"/, 'oauth_timestamp="1500000000"');
		expect((await request("GET", "/2/users/me", undefined, old)).status).toBe(401);
	});
});

describe("the timeline", () => {
	test("is newest first, in pages, and leaves out what is older than asked for", async () => {
		let now = Date.UTC(2026, 10, 22, 12);
		await start({ now: () => now });
		for (let hour = 1; hour <= 7; hour += 1) {
			now += 60 * MINUTE;
			await say(`Hour ${hour}`);
		}
		const first = await timeline("max_results=5&tweet.fields=created_at");
		const meta = first.body.meta as Json;
		expect((first.body.data as Json[]).map(({ text }) => text)).toEqual([
			"Hour 7",
			"Hour 6",
			"Hour 5",
			"Hour 4",
			"Hour 3",
		]);
		expect((first.body.data as Json[])[0]?.created_at).toBe("2026-11-22T19:00:00.000Z");
		const second = await timeline(`max_results=5&pagination_token=${meta.next_token}`);
		expect((second.body.data as Json[]).map(({ text }) => text)).toEqual(["Hour 2", "Hour 1"]);
		expect(second.body.meta).not.toHaveProperty("next_token");
		const late = await timeline("max_results=5&start_time=2026-11-22T18:00:00Z");
		expect(late.body.meta).toMatchObject({ result_count: 2 });
		expect((await timeline("max_results=5&start_time=2026-11-22T20:00:00Z")).body).toEqual({
			meta: { result_count: 0 },
		});
		expect((await timeline("max_results=3")).status).toBe(400);
	});

	test("does not show a fresh post while there is a read lag", async () => {
		let now = Date.UTC(2026, 10, 22, 12);
		await start({ now: () => now });
		sandbox.faults.add({ fault: "read-lag", seconds: 8 });
		await say("Just now");
		expect((await timeline()).body.meta).toMatchObject({ result_count: 0 });
		now += 8_000;
		expect((await timeline()).body.meta).toMatchObject({ result_count: 1 });
	});
});

describe("pictures and people", () => {
	test("takes a picture from the SDK in chunks, with its alternative text, and shows it", async () => {
		await start();
		const { appKey, appSecret, accessToken, accessSecret } = SANDBOX_X_ACCOUNT;
		const toSandbox: ITwitterApiClientPlugin = {
			onBeforeRequestConfig({ params }) {
				params.url = params.url.replace("https://api.x.com", sandbox.url);
			},
		};
		const settings = { httpAgent: new Agent(), plugins: [toSandbox] };
		const { v2 } = new TwitterApi({ appKey, appSecret, accessToken, accessSecret }, settings);
		const picture = Buffer.from(Array.from({ length: 3_000 }, (_, index) => index % 251));
		const mediaId = await v2.uploadMedia(picture, { media_type: EUploadMimeType.Png }, 1_024);
		await v2.createMediaMetadata(mediaId, { alt_text: { text: "A thermometer at $10,000" } });
		await v2.tweet("Look", { media: { media_ids: [mediaId] } });
		const shown = await fetch(`${sandbox.url}/_sandbox/media/${mediaId}`);
		expect(shown.headers.get("content-type")).toBe("image/png");
		expect(Buffer.from(await shown.arrayBuffer()).equals(picture)).toBe(true);
		const { body } = await request("GET", "/_sandbox/posts.json");
		expect(body.posts).toMatchObject([{ hasMedia: true, altText: "A thermometer at $10,000" }]);
	});

	const media = (path: string, body?: Json) => request("POST", `/2/media/${path}`, body);
	async function upload(bytes = Buffer.from("a picture")): Promise<string> {
		const begun = await media("upload/initialize", { media_type: "image/png", total_bytes: bytes.length });
		const { id } = begun.body.data as { id: string };
		await media(`upload/${id}/append`, { segment_index: 0, media: bytes.toString("base64") });
		await media(`upload/${id}/finalize`);
		return id;
	}
	const withPicture = (text: string, id: string) => request("POST", "/2/tweets", { text, media: { media_ids: [id] } });

	test("puts a link to the picture behind the text, as X does, and says what it is", async () => {
		await start();
		const id = await upload();
		const { body } = await withPicture("We passed $10,000! https://give.example.org", id);
		const [seen] = (await timeline("max_results=5&tweet.fields=entities")).body.data as Json[];
		expect(seen?.text).toBe((body.data as Json).text);
		expect(seen?.text).toMatch(/^We passed \$10,000! https:\/\/t\.co\/\w{10} https:\/\/t\.co\/\w{10}$/);
		const { urls } = (seen?.entities ?? {}) as { urls: Json[] };
		expect(urls).toHaveLength(2);
		expect(urls[1]).toMatchObject({
			expanded_url: expect.stringMatching(/^https:\/\/x\.com\/i\/status\/\d+\/photo\/1$/),
			media_key: `3_${id}`,
		});
	});

	test("refuses a picture nobody uploaded, one not finished, one that has expired, and one it still works on", async () => {
		let now = Date.UTC(2026, 10, 22, 12);
		await start({ now: () => now, pictures: { processingMs: 1_500, expiresAfterMs: 60_000 } });
		const begun = await media("upload/initialize", { media_type: "image/png", total_bytes: 5 });
		const unfinished = (begun.body.data as { id: string }).id;
		const id = await upload();
		for (const refused of ["1999999999999999999", unfinished, id]) {
			const { status, body } = await withPicture("Look", refused);
			expect(status).toBe(400);
			expect(body).toMatchObject({ errors: [{ message: "Your media IDs are invalid." }], title: "Invalid Request" });
		}
		const asked = await request("GET", `/2/media/upload?command=STATUS&media_id=${id}`);
		expect(asked.body.data).toMatchObject({ processing_info: { state: "in_progress", check_after_secs: 2 } });
		now += 2_000;
		expect((await request("GET", `/2/media/upload?command=STATUS&media_id=${id}`)).body.data).not.toHaveProperty(
			"processing_info",
		);
		expect((await withPicture("Look", id)).status).toBe(201);
		now += 60_000;
		expect((await withPicture("Look again", id)).status).toBe(400);
		expect((await media("metadata", { id, metadata: { alt_text: { text: "late" } } })).status).toBe(404);
	});

	test("refuses pictures over 5 MB, more or fewer bytes than were announced, and alternative texts over 1,000 characters", async () => {
		await start();
		const begin = (total_bytes: number) => media("upload/initialize", { media_type: "image/png", total_bytes });
		expect((await begin(5 * 1024 * 1024 + 1)).status).toBe(400);
		const { id } = (await begin(4)).body.data as { id: string };
		const append = (text: string) =>
			media(`upload/${id}/append`, { segment_index: 0, media: Buffer.from(text).toString("base64") });
		expect((await append("five!")).status).toBe(400);
		expect((await append("two")).status).toBe(200);
		expect((await media(`upload/${id}/finalize`)).status).toBe(400);
		expect((await append("four")).status).toBe(200);
		expect((await media(`upload/${id}/finalize`)).status).toBe(200);
		const describe = (length: number) =>
			media("metadata", { id, metadata: { alt_text: { text: "x".repeat(length) } } });
		expect((await describe(1_001)).status).toBe(400);
		expect((await describe(1_000)).status).toBe(200);
	});

	test("takes faults from another process, and tells no keys", async () => {
		await start();
		expect((await request("POST", "/_sandbox/faults", { fault: "rate-limit", times: 2 })).status).toBe(201);
		expect((await request("POST", "/_sandbox/faults", { fault: "earthquake" })).status).toBe(400);
		expect((await say("one")).status).toBe(429);
		await request("DELETE", "/_sandbox/faults");
		expect((await say("one")).status).toBe(201);
		const everything = JSON.stringify((await request("GET", "/_sandbox/posts.json")).body);
		for (const secret of [SANDBOX_X_ACCOUNT.appSecret, SANDBOX_X_ACCOUNT.accessSecret, bearer]) {
			expect(everything).not.toContain(secret);
		}
	});
});
