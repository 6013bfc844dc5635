import { createServer, type RequestListener, type Server } from "node:http";
import { createRequire } from "node:module";
import { type AddressInfo, createServer as createTcpServer, type Server as TcpServer } from "node:net";
import { afterEach, describe, expect, test } from "@jest/globals";
import { createFacebookChannel } from "../../src/channel/facebook.ts";
import type { FacebookCredentials } from "../../src/channel/facebook-credentials.ts";
import { axiosOfSdk, loadFacebookSdk } from "../../src/channel/facebook-sdk.ts";
import { type OutgoingPost, SendTooLate } from "../../src/channel/port.ts";
import type { PublishOutcome } from "../../src/domain/post/post.ts";
import { type FacebookSandbox, type FacebookSandboxOptions, startFacebookSandbox } from "../../src/sandbox/facebook.ts";
import { hostPictures, SMALL_PNG } from "../support/pictures.ts";
import { describeChannelContract } from "./channel-contract.ts";
import type { ContractSetup } from "./contract-setup.ts";

const TOKEN = "EAABsecretPageTokenThatMustNeverBeSeen0123456789";
const credentials: FacebookCredentials = { pageId: "4455", accessToken: TOKEN };
const TEXT = "We just passed $40,000 for the children. Thank you! Give at example.org/give";

/** Before any call: the SDK's crash reporter is installed once and then stays. */
const crashListeners = process.listenerCount("uncaughtException");

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
	await Promise.all(closing.splice(0).map((close) => close()));
});

async function sandboxed(options: FacebookSandboxOptions = {}): Promise<FacebookSandbox> {
	const sandbox = await startFacebookSandbox(options);
	closing.push(sandbox.close);
	return sandbox;
}

/** Any server's address on this machine. */
async function listening<S extends Server | TcpServer>(server: S): Promise<string> {
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
	closing.push(async () => {
		if ("closeAllConnections" in server) server.closeAllConnections();
		await new Promise((resolve) => server.close(resolve));
	});
	return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function channelAt(graphBase: string, more: Partial<Parameters<typeof createFacebookChannel>[0]> = {}) {
	return createFacebookChannel({ graphBase, credentials, timeoutMs: 2_000, now: Date.now, ...more });
}

const post = (text = TEXT): OutgoingPost => ({
	postId: "p1",
	campaignId: "c1",
	announcementId: "a1",
	language: "en",
	text,
	picture: null,
});

const context = (timeoutMs = 2_000, beforeWrite: () => void = () => {}) => ({ timeoutMs, beforeWrite });

async function setup(appSecret?: string): Promise<ContractSetup> {
	const pages = [{ id: "4455", name: "Our hospital", accessToken: TOKEN, appSecret }];
	const [sandbox, host] = await Promise.all([startFacebookSandbox({ pages }), hostPictures()]);
	return {
		channel: channelAt(sandbox.url, { credentials: { ...credentials, appSecret }, timeoutMs: 600 }),
		received: () => sandbox.posts().map(({ message }) => message),
		writes: () => sandbox.requests.filter(({ method, path }) => method === "POST" && path.endsWith("/feed")).length,
		faults: sandbox.faults,
		pictures: {
			picture: {
				hash: "h",
				png: SMALL_PNG,
				alt: 'A thermometer at $10,000, "half" of <all>.',
				url: `${host.url}/h.png`,
			},
			shown: () =>
				sandbox.posts().flatMap(({ attachedMedia }) =>
					attachedMedia.map(({ id, alt }) => {
						const photo = sandbox.photo(id);
						if (photo === null) throw new Error(`Facebook does not know ${id}.`);
						return { png: photo.bytes, alt };
					}),
				),
		},
		secrets: [TOKEN, ...(appSecret === undefined ? [] : [appSecret])],
		stop: async () => {
			await Promise.all([sandbox.close(), host.close()]);
		},
	};
}

describeChannelContract("A Facebook Page", () => setup(), { "out-of-credits": "unknown" });
describeChannelContract("A Facebook Page with app secret", () => setup("a-secret-of-the-app"), {
	"out-of-credits": "unknown",
});

describe("a picture for a Facebook Page", () => {
	const picture = (url: string | null) => ({ hash: "h", png: SMALL_PNG, alt: "A thermometer.", url });

	test("is fetched by Facebook and attached to the post: never a photo of its own with a caption", async () => {
		const sandbox = await sandboxed();
		const host = await hostPictures();
		closing.push(host.close);
		const channel = channelAt(sandbox.url);
		const left = await channel.prepare(picture(`${host.url}/cards/h.png`), 2_000);
		if (left.kind !== "prepared") throw new Error(left.reason);
		expect(host.fetches()).toBe(1);
		expect(sandbox.requests[0]).toMatchObject({ path: "/4455/photos" });
		const photo = { url: `${host.url}/cards/h.png`, published: false, alt_text_custom: "A thermometer." };
		expect(sandbox.requests[0]?.params).toEqual(photo);
		await channel.publish({ ...post(), picture: { hash: "h", handle: left.handle } }, context());
		expect(sandbox.requests[1]).toMatchObject({ path: "/4455/feed" });
		expect(sandbox.requests[1]?.params).toEqual({ message: TEXT, attached_media: [{ media_fbid: left.handle }] });
		expect(sandbox.posts()).toHaveLength(1);
	});

	test("stays away where Carillon has no public address, and says so without a call", async () => {
		const sandbox = await sandboxed();
		const outcome = await channelAt(sandbox.url).prepare(picture(null), 2_000);
		expect(outcome).toMatchObject({ kind: "without", reason: expect.stringContaining("CARILLON_PUBLIC_URL") });
		expect(sandbox.requests).toHaveLength(0);
	});

	test.each([
		["a page instead of a picture", { type: "text/html", body: Buffer.from("<html>") }],
		["a page that calls itself a picture", { body: Buffer.from("<html>") }],
		["nothing there", { status: 404 }],
		["a picture of more than 4 MB", { body: Buffer.concat([SMALL_PNG, Buffer.alloc(4_000_000)]) }],
		["no answer", { hangs: true }],
	])("stays away where Facebook finds %s at its address", async (_name, answer) => {
		const sandbox = await sandboxed({ fetchWithinMs: 200 });
		const host = await hostPictures(answer);
		closing.push(host.close);
		const outcome = await channelAt(sandbox.url).prepare(picture(`${host.url}/h.png`), 2_000);
		expect(outcome).toMatchObject({
			kind: "without",
			reason: expect.stringMatching(/^Facebook did not take the picture\. /),
		});
	});
});

describe("a post to a Facebook Page", () => {
	test("arrives once, with its text only, and comes back with id and address", async () => {
		const sandbox = await sandboxed();
		const outcome = await channelAt(sandbox.url).publish(post("¡Gracias! 40 000 $ & <más> 🎉"), context());
		const [stored] = sandbox.posts();
		expect(outcome).toMatchObject({ kind: "published", externalId: stored?.id, limits: { remaining: 99 } });
		expect(sandbox.requests).toHaveLength(1);
		expect(sandbox.requests[0]).toMatchObject({
			method: "POST",
			path: "/4455/feed",
			contentType: "application/json",
		});
		expect(sandbox.requests[0]?.params).toEqual({ message: "¡Gracias! 40 000 $ & <más> 🎉" });
	});

	test("is signed where the app requires its secret", async () => {
		const pages = [{ id: "4455", name: "Our hospital", accessToken: TOKEN, appSecret: "shh" }];
		const sandbox = await sandboxed({ pages });
		expect((await channelAt(sandbox.url).publish(post(), context())).kind).toBe("reconnect");
		const signed = channelAt(sandbox.url, { credentials: { ...credentials, appSecret: "shh" } });
		expect((await signed.publish(post(), context())).kind).toBe("published");
		expect(await signed.whoAmI()).toEqual({ ok: true, name: "Our hospital" });
		expect((await signed.readBack(post(), Date.now())).kind).toBe("found");
	});

	test("goes to its own channel's base while another channel uses another", async () => {
		const [one, two] = [await sandboxed(), await sandboxed()];
		const channels = [channelAt(one.url), channelAt(two.url)];
		const texts = ["a", "b", "c"];
		await Promise.all(texts.flatMap((text) => channels.map((channel) => channel.publish(post(text), context()))));
		expect(
			one
				.posts()
				.map(({ message }) => message)
				.sort(),
		).toEqual(texts);
		expect(
			two
				.posts()
				.map(({ message }) => message)
				.sort(),
		).toEqual(texts);
	});

	test("ignores a proxy named in the environment", async () => {
		const sandbox = await sandboxed();
		process.env.http_proxy = "http://127.0.0.1:1";
		try {
			expect((await channelAt(sandbox.url).publish(post(), context())).kind).toBe("published");
		} finally {
			delete process.env.http_proxy;
		}
	});
});

describe("what may be public is unconfirmed, and reading back settles it", () => {
	test.each(["reset-after", "error-after", "truncated"] as const)("%s: found", async (fault) => {
		const sandbox = await sandboxed();
		sandbox.faults.add({ fault });
		const channel = channelAt(sandbox.url);
		const since = Date.now();
		expect((await channel.publish(post(), context())).kind).toBe("unconfirmed");
		expect(await channel.readBack(post(), since)).toMatchObject({ kind: "found", externalId: sandbox.posts()[0]?.id });
		expect(sandbox.requests.filter(({ method }) => method === "POST")).toHaveLength(1);
	});

	test.each(["reset-before", "html-502"] as const)("%s: absent", async (fault) => {
		const sandbox = await sandboxed();
		sandbox.faults.add({ fault });
		const channel = channelAt(sandbox.url);
		expect((await channel.publish(post(), context())).kind).toBe("unconfirmed");
		expect(await channel.readBack(post(), Date.now())).toEqual({ kind: "absent" });
	});

	test.each([
		["an empty 200", 200, ""],
		["code 1 with HTTP 400", 400, { error: { code: 1, error_subcode: 99, message: "An unknown error occurred" } }],
		["code 2 that calls itself transient", 500, { error: { code: 2, is_transient: true, message: "try later" } }],
		["an HTML page with status 200", 200, "<html>welcome to the guest network</html>"],
	])("%s after the post was stored", async (_what, status, body) => {
		const sandbox = await sandboxed();
		sandbox.answerNext({ status, body, store: true });
		const channel = channelAt(sandbox.url);
		expect((await channel.publish(post(), context())).kind).toBe("unconfirmed");
		expect((await channel.readBack(post(), Date.now())).kind).toBe("found");
	});

	test("a redirect is neither followed nor taken for success", async () => {
		const sandbox = await sandboxed();
		sandbox.answerNext({ status: 302, headers: { location: `${sandbox.url}/me?access_token=x` }, body: "" });
		expect((await channelAt(sandbox.url).publish(post(), context())).kind).toBe("unconfirmed");
		expect(sandbox.requests.map(({ path }) => path)).toEqual(["/4455/feed"]);
	});

	test("the same text again right after a lost answer is a duplicate, and stays one post", async () => {
		const sandbox = await sandboxed();
		sandbox.faults.add({ fault: "reset-after" });
		const channel = channelAt(sandbox.url);
		expect((await channel.publish(post(), context())).kind).toBe("unconfirmed");
		expect((await channel.publish(post(), context())).kind).toBe("duplicate");
		expect(sandbox.posts()).toHaveLength(1);
	});

	test("the time limit is for the whole call, however slowly an answer drips in", async () => {
		const drip: RequestListener = (_req, res) => {
			res.writeHead(200, { "content-type": "application/json" });
			const dripping = setInterval(() => res.write(" "), 20);
			res.on("close", () => clearInterval(dripping));
		};
		const started = Date.now();
		const channel = channelAt(`http://${await listening(createServer(drip))}`);
		expect((await channel.publish(post(), context(300))).kind).toBe("unconfirmed");
		expect(Date.now() - started).toBeLessThan(1_500);
	});

	test("silence ends with the time limit", async () => {
		const sandbox = await sandboxed();
		sandbox.faults.add({ fault: "timeout", store: true });
		const channel = channelAt(sandbox.url);
		expect((await channel.publish(post(), context(200))).kind).toBe("unconfirmed");
		expect((await channel.readBack(post(), Date.now())).kind).toBe("found");
	});
});

describe("what provably never left is tried later", () => {
	test("a refused connection, an unknown host, and a server without TLS", async () => {
		const sandbox = await sandboxed();
		const bases = ["http://127.0.0.1:1", "http://nowhere.invalid", sandbox.url.replace("http:", "https:")];
		const outcomes = await Promise.all(bases.map((base) => channelAt(base).publish(post(), context())));
		expect(outcomes.map(({ kind }) => kind)).toEqual(["retry-later", "retry-later", "retry-later"]);
		expect(sandbox.requests).toEqual([]);
	});

	test("a connection that does not come to stand within the time limit", async () => {
		const mute = await listening(createTcpServer((socket) => closing.push(async () => void socket.destroy())));
		const outcome = await channelAt(`https://${mute}`).publish(post(), context(200));
		expect(outcome).toMatchObject({ kind: "retry-later", reason: expect.stringContaining("Nothing was sent") });
	});

	test.each([1, 2])("a stop that comes at question %i of leave to send", async (stopAt) => {
		const sandbox = await sandboxed();
		let asked = 0;
		const beforeWrite = () => {
			asked += 1;
			if (asked >= stopAt) throw new SendTooLate("too late");
		};
		const outcome = await channelAt(sandbox.url).publish(post(), context(2_000, beforeWrite));
		expect(outcome.kind).toBe("retry-later");
		expect(asked).toBe(stopAt);
		expect(sandbox.requests).toEqual([]);
	});
});

describe("Facebook's clean refusals", () => {
	test("a rate limit says when to come back", async () => {
		const sandbox = await sandboxed();
		sandbox.faults.add({ fault: "rate-limit", seconds: 300 });
		const outcome = await channelAt(sandbox.url, { now: () => 1_000_000 }).publish(post(), context());
		expect(outcome).toMatchObject({ kind: "retry-later", retryAt: 1_000_000 + 300_000 });
	});

	test("an expired token asks for a new connection, on posting, reading and asking who it is", async () => {
		const sandbox = await sandboxed();
		sandbox.faults.add({ fault: "token-expired" });
		sandbox.faults.add({ fault: "token-expired", route: "read", times: 2 });
		const channel = channelAt(sandbox.url);
		expect((await channel.publish(post(), context())).kind).toBe("reconnect");
		expect(await channel.readBack(post(), Date.now())).toMatchObject({ kind: "unreadable", needsReconnect: true });
		expect(await channel.whoAmI()).toMatchObject({ ok: false, reason: expect.stringContaining("Channels") });
	});
});

describe("reading the Page back", () => {
	test("finds a post behind sixty newer ones, however Facebook spaced it", async () => {
		const sandbox = await sandboxed();
		const channel = channelAt(sandbox.url);
		await channel.publish(post(`${TEXT}  \n`), context());
		for (let n = 0; n < 60; n += 1) await channel.publish(post(`another ${n}`), context());
		expect(await channel.readBack(post(), Date.now())).toMatchObject({
			kind: "found",
			externalId: sandbox.posts()[0]?.id,
			url: expect.stringMatching(/^https:\/\/www\.facebook\.com\/4455\/posts\/\d+$/),
		});
		expect(sandbox.requests.filter(({ method }) => method === "GET")).toHaveLength(2);
	});

	test("does not take last year's post for this one", async () => {
		const now = Date.now();
		const sandbox = await sandboxed({ now: () => now - 3_600_000 });
		const channel = channelAt(sandbox.url);
		await channel.publish(post(), context());
		expect(await channel.readBack(post(), now)).toEqual({ kind: "absent" });
	});

	test.each([
		["a gateway's page", 502, "<html>"],
		["a list that is none", 200, { data: "?" }],
		["an empty answer", 200, ""],
	])("%s proves nothing", async (_what, status, body) => {
		const sandbox = await sandboxed();
		sandbox.answerNext({ route: "read", status, body });
		expect(await channelAt(sandbox.url).readBack(post(), Date.now())).toMatchObject({ kind: "unreadable" });
	});

	test("gives up rather than call a post absent that it has not looked for everywhere", async () => {
		const endless: RequestListener = (req, res) => {
			const next = `http://${req.headers.host}${req.url}&after=x`;
			const data = [{ id: "4455_1", message: "other", created_time: new Date().toISOString() }];
			res.end(JSON.stringify({ data, paging: { next } }));
		};
		const channel = channelAt(`http://${await listening(createServer(endless))}`);
		expect(await channel.readBack(post(), Date.now())).toMatchObject({ kind: "unreadable" });
	});
});

describe("the SDK's traps", () => {
	test("the axios that is watched is the one the SDK requires", async () => {
		await loadFacebookSdk();
		const required = createRequire(createRequire(import.meta.url).resolve("facebook-nodejs-business-sdk"))("axios");
		expect(axiosOfSdk()).toBe(required);
		// The proof that matters: a bare SDK call outside of a channel goes through that instance.
		const seen: string[] = [];
		const spy = required.interceptors.request.use((config: { url: string }) => {
			seen.push(config.url);
			throw new Error("stopped here");
		});
		const { FacebookAdsApi } = await loadFacebookSdk();
		await expect(new FacebookAdsApi("t", "en_US", false).call("GET", ["me"])).rejects.toThrow();
		required.interceptors.request.eject(spy);
		expect(seen).toEqual(["https://graph.facebook.com/v24.0/me?access_token=t"]);
	});

	test("its crash reporter stays off", async () => {
		const sandbox = await sandboxed();
		await channelAt(sandbox.url).publish(post(), context());
		expect(process.listenerCount("uncaughtException")).toBe(crashListeners);
	});

	test("no outcome shows the token, even where Facebook quotes it", async () => {
		const sandbox = await sandboxed();
		const bodies = [
			{ error: { code: 190, message: `Malformed access token ${TOKEN}` } },
			{ error: { code: 100, message: `Invalid parameter ${TOKEN}`, error_user_msg: `see ?access_token=${TOKEN}` } },
			`<html>${TOKEN}</html>`,
		];
		const channel = channelAt(sandbox.url);
		const outcomes: PublishOutcome[] = [];
		for (const body of bodies) {
			sandbox.answerNext({ status: 400, body });
			outcomes.push(await channel.publish(post(), context()));
		}
		outcomes.push(await channelAt("http://127.0.0.1:1").publish(post(), context()));
		expect(outcomes.map(({ kind }) => kind)).toEqual(["reconnect", "refused", "unconfirmed", "retry-later"]);
		expect(JSON.stringify(outcomes)).toContain("[secret]");
		expect(JSON.stringify(outcomes)).not.toContain("EAAB");
	});
});
