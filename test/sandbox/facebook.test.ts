import { createHmac } from "node:crypto";
import { afterEach, describe, expect, test } from "@jest/globals";
import { type FacebookSandbox, type FacebookSandboxOptions, startFacebookSandbox } from "../../src/sandbox/facebook.ts";
import { hostPictures, SMALL_PNG } from "../support/pictures.ts";

const open: { close(): Promise<void> }[] = [];
async function sandbox(options: FacebookSandboxOptions = {}): Promise<FacebookSandbox> {
	const started = await startFacebookSandbox(options);
	open.push(started);
	return started;
}
afterEach(async () => {
	await Promise.all(open.splice(0).map((one) => one.close()));
});

const json = (body: object) => ({
	method: "POST",
	headers: { "content-type": "application/json" },
	body: JSON.stringify(body),
});

describe("the sandbox takes a post", () => {
	test("as JSON, as a form and as multipart, with and without a version", async () => {
		const { url, posts } = await sandbox();
		const form = new FormData();
		form.set("message", "multipart: ¡gracias!");
		form.set("access_token", "t");
		const answers = await Promise.all([
			fetch(`${url}/v24.0/123/feed?access_token=t`, json({ message: "JSON <b>" })),
			fetch(`${url}/123/feed`, { method: "POST", body: new URLSearchParams({ message: "form", access_token: "t" }) }),
			fetch(`${url}/v23.0/123/feed`, { method: "POST", body: form }),
		]);
		expect(answers.map((answer) => answer.status)).toEqual([200, 200, 200]);
		const messages = posts().map((post) => post.message);
		expect(messages.sort()).toEqual(["JSON <b>", "form", "multipart: ¡gracias!"]);
		const ids = await Promise.all(answers.map((answer) => answer.json()));
		expect(ids).toContainEqual({ id: posts()[0]?.id });
	});

	test("with a picture uploaded before", async () => {
		const { url, posts } = await sandbox();
		const host = await hostPictures();
		open.push(host);
		const picture = `${host.url}/c.png`;
		const photo = await fetch(
			`${url}/123/photos?access_token=t`,
			json({ url: picture, published: false, alt_text_custom: "A bell" }),
		);
		const { id } = (await photo.json()) as { id: string };
		expect(posts()).toHaveLength(0);
		await fetch(`${url}/123/feed?access_token=t`, json({ message: "m", attached_media: [{ media_fbid: id }] }));
		expect(posts()[0]?.attachedMedia).toEqual([{ id, url: picture, alt: "A bell" }]);
		// Its own copy, as Facebook shows one.
		const kept = await fetch(`${url}/_sandbox/photos/${id}`);
		expect(kept.headers.get("content-type")).toBe("image/png");
		expect(Buffer.from(await kept.arrayBuffer())).toEqual(SMALL_PNG);
		const page = await (await fetch(url)).text();
		expect(page).toContain(`src="/_sandbox/photos/${id}"`);
		expect(page).toContain('alt="A bell"');
		expect(page).toContain(">1 post<");
	});

	test("and refuses the same text again only when it directly follows", async () => {
		const { url } = await sandbox();
		const send = async (message: string) => (await fetch(`${url}/123/feed?access_token=t`, json({ message }))).json();
		await send("one");
		expect(await send("one")).toMatchObject({ error: { code: 506, type: "OAuthException" } });
		await send("two");
		expect(await send("one")).toEqual({ id: expect.stringMatching(/^123_\d+$/) });
	});
});

describe("the sandbox answers like Graph", () => {
	test("with Graph's headers and error body", async () => {
		const { url } = await sandbox();
		const answer = await fetch(`${url}/v24.0/123/feed`, json({ message: "no token" }));
		expect(answer.status).toBe(400);
		expect(answer.headers.get("facebook-api-version")).toBe("v24.0");
		const trace = answer.headers.get("x-fb-trace-id");
		expect(await answer.json()).toEqual({
			error: {
				message: "An access token is required to request this resource.",
				type: "OAuthException",
				code: 104,
				fbtrace_id: trace,
			},
		});
		expect(JSON.parse(answer.headers.get("x-app-usage") ?? "")).toMatchObject({ call_count: 1 });
	});

	test("pages through published posts, newest first, with since and cursors", async () => {
		let clock = 1_800_000_000_000;
		const { url } = await sandbox({ now: () => clock });
		for (const message of ["a", "b", "c", "d"]) {
			await fetch(`${url}/123/feed?access_token=t`, json({ message }));
			clock += 60_000;
		}
		const since = 1_800_000_060;
		const read = async (address: string) =>
			(await (await fetch(address)).json()) as { data: { message: string }[]; paging?: { next?: string } };
		const first = await read(
			`${url}/v24.0/123/published_posts?access_token=t&fields=id,message,created_time&limit=2&since=${since}`,
		);
		expect(first.data.map((post) => post.message)).toEqual(["d", "c"]);
		expect(first.data[0]).toMatchObject({ created_time: "2027-01-15T08:03:00+0000" });
		const second = await read(first.paging?.next ?? "");
		expect(second.data.map((post) => post.message)).toEqual(["b"]);
		expect(second.paging?.next).toBeUndefined();
	});

	test("checks the token and the app secret's proof where the Page has them", async () => {
		const pages = [{ id: "77", name: "Our hospital", accessToken: "right", appSecret: "shh" }];
		const { url } = await sandbox({ pages });
		const proof = createHmac("sha256", "shh").update("right").digest("hex");
		const code = async (path: string) => {
			const body = (await (await fetch(`${url}${path}`)).json()) as { error?: { code: number }; name?: string };
			return body.error?.code ?? body.name;
		};
		expect(await code("/77?access_token=wrong")).toBe(190);
		expect(await code("/77?access_token=right")).toBe(100);
		expect(await code("/77?access_token=right&appsecret_proof=00")).toBe(100);
		expect(await code(`/77?access_token=right&appsecret_proof=${proof}`)).toBe("Our hospital");
		expect(await code(`/me?access_token=right&appsecret_proof=${proof}`)).toBe("Our hospital");
		expect(await code("/78?access_token=right")).toBe(100);
	});

	test("deletes a post", async () => {
		const { url, posts } = await sandbox();
		await fetch(`${url}/123/feed?access_token=t`, json({ message: "m" }));
		const gone = await fetch(`${url}/${posts()[0]?.id}?access_token=t`, { method: "DELETE" });
		expect(await gone.json()).toEqual({ success: true });
		expect(posts()).toEqual([]);
	});
});

describe("the sandbox fails on request", () => {
	test("code 2 after the post was stored", async () => {
		const { url, posts } = await sandbox();
		expect((await fetch(`${url}/_sandbox/faults`, json({ fault: "error-after" }))).status).toBe(201);
		const answer = await fetch(`${url}/123/feed?access_token=t`, json({ message: "m" }));
		expect(answer.status).toBe(500);
		expect(await answer.json()).toMatchObject({ error: { code: 2, is_transient: true } });
		expect(posts()).toHaveLength(1);
	});

	test("a rate limit with the wait in the usage header, and a cleared plan", async () => {
		const { url, posts } = await sandbox();
		await fetch(`${url}/_sandbox/faults`, json({ fault: "rate-limit", seconds: 180, times: 5 }));
		const limited = await fetch(`${url}/123/feed?access_token=t`, json({ message: "m" }));
		expect(await limited.json()).toMatchObject({ error: { code: 80001 } });
		expect(limited.headers.get("x-business-use-case-usage")).toContain('"estimated_time_to_regain_access":3');
		expect(posts()).toHaveLength(0);
		await fetch(`${url}/_sandbox/faults`, { method: "DELETE" });
		expect((await fetch(`${url}/123/feed?access_token=t`, json({ message: "m" }))).status).toBe(200);
	});

	test("a wrong fault is refused with what is wrong", async () => {
		const { url } = await sandbox();
		expect((await fetch(`${url}/_sandbox/faults`, json({ fault: "sulk" }))).status).toBe(400);
	});

	test("a fresh post stays unreadable during the lag", async () => {
		let clock = 1_800_000_000_000;
		const { url, faults } = await sandbox({ now: () => clock });
		faults.add({ fault: "read-lag", seconds: 5 });
		await fetch(`${url}/123/feed?access_token=t`, json({ message: "m" }));
		const read = async () => {
			const answer = await fetch(`${url}/123/published_posts?access_token=t`);
			return ((await answer.json()) as { data: object[] }).data.length;
		};
		expect(await read()).toBe(0);
		clock += 5_000;
		expect(await read()).toBe(1);
	});
});

test("the timeline shows a post as text and never as markup", async () => {
	const pages = [{ id: "77", name: "Our <i>hospital</i>" }];
	const { url } = await sandbox({ pages });
	await fetch(
		`${url}/77/feed?access_token=t`,
		json({ message: "<script>alert(1)</script>", link: "javascript:alert(1)" }),
	);
	const answer = await fetch(url);
	const html = await answer.text();
	expect(html).toContain("&lt;script&gt;alert(1)&lt;/script&gt;");
	expect(html).toContain("Our &lt;i&gt;hospital&lt;/i&gt;");
	expect(html).not.toContain('href="javascript:');
	expect(answer.headers.get("content-security-policy")).toContain("default-src 'none'");
	expect(await (await fetch(`${url}/_sandbox/posts.json?page=77`)).json()).toHaveLength(1);
});

test("a timeline opened before the first post follows whichever Page is posted to", async () => {
	const { url } = await sandbox();
	const html = await (await fetch(url)).text();
	const followed = html.match(/data-page="(\w+)"/)?.[1];
	await fetch(`${url}/987/feed?access_token=t`, json({ message: "m" }));
	expect(await (await fetch(`${url}/_sandbox/posts.json?page=${followed}`)).json()).toMatchObject([{ pageId: "987" }]);
});
