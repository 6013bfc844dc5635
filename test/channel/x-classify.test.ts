import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "@jest/globals";
import type { XAnswer, XHeaders } from "../../src/channel/x-answer.ts";
import { limitsOf } from "../../src/channel/x-answer.ts";
import { classifyPublish } from "../../src/channel/x-classify.ts";

const NOW = Date.UTC(2026, 10, 22, 15, 0, 0);
const seconds = (at: number) => String(at / 1000);
const outcomeOf = (answer: XAnswer) => classifyPublish(answer, NOW, "https://x.com");
const answered = (status: number, body: unknown, headers: XHeaders = {}) =>
	outcomeOf({ kind: "answered", status, body, headers });

describe("an answer with a post's id", () => {
	test("is a publication with a link to look at", () => {
		expect(answered(201, { data: { id: "1456012973835788293", text: "Test" } })).toMatchObject({
			kind: "published",
			externalId: "1456012973835788293",
			url: "https://x.com/i/web/status/1456012973835788293",
		});
	});

	test("tells what is left of the tightest allowance", () => {
		const headers = {
			"x-rate-limit-remaining": "99",
			"x-rate-limit-reset": seconds(NOW + 900_000),
			"x-user-limit-24hour-remaining": "3",
			"x-user-limit-24hour-reset": seconds(NOW + 7_200_000),
			"x-app-limit-24hour-remaining": "4000",
			"x-app-limit-24hour-reset": seconds(NOW + 3_600_000),
		};
		expect(answered(201, { data: { id: "1" } }, headers)).toMatchObject({
			limits: { remaining: 3, resetAt: NOW + 7_200_000 },
		});
	});

	test.each([
		["an empty body", undefined],
		["plain text", "ok"],
		["no data", {}],
		["errors instead of data", { errors: [{ title: "Something" }] }],
		["an empty id", { data: { id: "" } }],
		["a number for an id", { data: { id: 145601297383578 } }],
		["an id that is a path", { data: { id: "../settings" } }],
	])("is not there with %s: unconfirmed", (_what, body) => {
		expect(answered(200, body).kind).toBe("unconfirmed");
	});
});

describe("X's refusals", () => {
	test.each<readonly [string, number, unknown, string]>([
		["repeated text", 403, { detail: "You are not allowed to create a Tweet with duplicate content." }, "duplicate"],
		[
			"credits, older wording",
			402,
			{ title: "CreditsDepleted", type: "https://api.twitter.com/2/problems/credits" },
			"out-of-credits",
		],
		["credits, newer wording", 402, { title: "Payment Required", detail: "credits depleted" }, "out-of-credits"],
		["402 with any body", 402, "<html>", "out-of-credits"],
		[
			"spending cap",
			403,
			{ title: "SpendCapReached", detail: "billing cycle spend cap", reset_date: "2026-12-01" },
			"out-of-credits",
		],
		["revoked keys", 401, { title: "Unauthorized", detail: "Unauthorized", status: 401 }, "reconnect"],
		[
			"app outside a project",
			403,
			{
				title: "Client Forbidden",
				reason: "client-not-enrolled",
				type: "https://api.twitter.com/2/problems/client-forbidden",
			},
			"refused",
		],
		[
			"read-only keys",
			403,
			{ title: "Forbidden", type: "https://api.twitter.com/2/problems/oauth1-permissions" },
			"reconnect",
		],
		[
			"app-only token",
			403,
			{
				title: "Unsupported Authentication",
				detail: "Authenticating with OAuth 2.0 Application-Only is forbidden for this endpoint.",
			},
			"reconnect",
		],
		[
			"suspended account",
			403,
			{ title: "Forbidden", type: "https://api.twitter.com/2/problems/user-suspended" },
			"reconnect",
		],
		["long text", 403, { detail: "Your Tweet text is too long. For more information ..." }, "refused"],
		[
			"long text as 400",
			400,
			{ errors: [{ message: "Your Tweet text is too long." }], title: "Invalid Request" },
			"refused",
		],
		["not permitted", 403, { detail: "You are not permitted to perform this action.", title: "Forbidden" }, "refused"],
		[
			"bad parameters",
			400,
			{ title: "Invalid Request", detail: "One or more parameters to your request was invalid." },
			"refused",
		],
		["rate limit", 429, { title: "Too Many Requests" }, "retry-later"],
		["rate limit as a page", 429, "<html>slow down</html>", "retry-later"],
	])("%s (%i)", (_what, status, body, kind) => {
		expect(answered(status, body).kind).toBe(kind);
	});

	test("say until when a spending cap holds", () => {
		const outcome = answered(403, { title: "SpendCapReached", reset_date: "2026-12-01" });
		expect(outcome).toMatchObject({ reason: expect.stringContaining("2026-12-01") });
	});

	test("never pass on a word long enough to be a key", () => {
		const key = "A1b2C3d4E5f6G7h8I9j0K1l2M3n4";
		const outcome = answered(403, { title: "Forbidden", detail: `Header OAuth oauth_token="${key}" was not liked` });
		expect(JSON.stringify(outcome)).not.toContain(key);
		expect(outcome).toMatchObject({ kind: "refused", reason: expect.stringContaining("was not liked") });
	});
});

describe("answers that prove nothing", () => {
	test.each<readonly [string, XAnswer]>([
		["500 in X's own form", { kind: "answered", status: 500, body: { title: "Internal Server Error" }, headers: {} }],
		["503", { kind: "answered", status: 503, body: { title: "Service Unavailable" }, headers: {} }],
		["a gateway's page", { kind: "answered", status: 502, body: "<html>", headers: {} }],
		[
			"a 403 page of something in between",
			{ kind: "answered", status: 403, body: "<html>Blocked</html>", headers: {} },
		],
		["an empty 403", { kind: "answered", status: 403, body: undefined, headers: {} }],
		["an unknown 4xx", { kind: "answered", status: 409, body: { title: "Conflict" }, headers: {} }],
		["a redirect", { kind: "answered", status: 302, body: "", headers: {} }],
		["a cut answer", { kind: "cut-off", status: 201 }],
		["a timeout", { kind: "failed", code: "ABORT_ERR", message: "aborted", sent: true }],
		["an idle timeout", { kind: "failed", code: null, message: "Request timeout.", sent: true }],
		["a reset", { kind: "failed", code: "ECONNRESET", message: "", sent: true }],
		["a broken pipe", { kind: "failed", code: "EPIPE", message: "", sent: true }],
		[
			"a refused connection on a socket that had been used",
			{ kind: "failed", code: "ECONNREFUSED", message: "", sent: true },
		],
		["something nobody knows", { kind: "failed", code: null, message: "?", sent: true }],
	])("%s is unconfirmed", (_what, answer) => {
		expect(outcomeOf(answer).kind).toBe("unconfirmed");
	});
});

describe("failures before anything was sent", () => {
	test.each([
		"ECONNREFUSED",
		"ENOTFOUND",
		"EAI_AGAIN",
		"ETIMEDOUT",
		"ABORT_ERR",
		"CERT_HAS_EXPIRED",
		"UNABLE_TO_VERIFY_LEAF_SIGNATURE",
		"DEPTH_ZERO_SELF_SIGNED_CERT",
		"ERR_TLS_CERT_ALTNAME_INVALID",
		"ECONNRESET",
		null,
	])("%s can be tried again", (code) => {
		const outcome = outcomeOf({ kind: "failed", code, message: "", sent: false });
		expect(outcome).toMatchObject({ kind: "retry-later", retryAt: null });
	});

	test("a send window that is over can be tried again", () => {
		expect(outcomeOf({ kind: "too-late" }).kind).toBe("retry-later");
	});
});

describe("the moment to try again after a 429", () => {
	const at = (minutes: number) => NOW + minutes * 60_000;
	const family = (name: string, remaining: number, minutes: number) => ({
		[`${name}-limit`]: "100",
		[`${name}-remaining`]: String(remaining),
		[`${name}-reset`]: seconds(at(minutes)),
	});
	const retryAt = (headers: XHeaders) => {
		const outcome = answered(429, { title: "Too Many Requests" }, headers);
		return outcome.kind === "retry-later" ? outcome.retryAt : "another outcome";
	};

	test("is the quarter hour's end when that is spent", () => {
		expect(retryAt({ ...family("x-rate-limit", 0, 9), ...family("x-app-limit-24hour", 500, 600) })).toBe(at(9));
	});
	test("is the day's end when the user's day is spent, however much the quarter hour has left", () => {
		expect(retryAt({ ...family("x-rate-limit", 40, 9), ...family("x-user-limit-24hour", 0, 300) })).toBe(at(300));
	});
	test("is the day's end when the app's day is spent", () => {
		expect(retryAt({ ...family("x-rate-limit", 40, 9), ...family("x-app-limit-24hour", 0, 500) })).toBe(at(500));
	});
	test("is the later one when two are spent", () => {
		expect(retryAt({ ...family("x-rate-limit", 0, 9), ...family("x-app-limit-24hour", 0, 500) })).toBe(at(500));
	});
	test("is the next reset when nothing is said to be spent", () => {
		expect(retryAt({ ...family("x-rate-limit", 14, 9), ...family("x-app-limit-24hour", 499, 500) })).toBe(at(9));
	});
	test("is left to us when every reset is past or missing", () => {
		expect(retryAt({})).toBeNull();
		expect(retryAt(family("x-rate-limit", 0, -5))).toBeNull();
		expect(retryAt({ "x-rate-limit-reset": "soon", "x-rate-limit-remaining": "" })).toBeNull();
	});
	test("follows Retry-After where nothing better is there", () => {
		expect(retryAt({ "retry-after": "120" })).toBe(at(2));
	});
});

test("no limits are made up where X sends none", () => {
	expect(limitsOf({ "content-type": "application/json" })).toBeUndefined();
});

/** Bodies seen in the wild; kept beside the checkout, not in it. The table above has one of each kind. */
const samples = new URL("../../../shared/data/x/error_samples.json", import.meta.url);
type Sample = { http_status: number; body: { title: string }; headers: Record<string, string> | null };
const seen: Sample[] = existsSync(samples) ? JSON.parse(readFileSync(samples, "utf8")) : [];
const KINDS: Record<string, string> = {
	Forbidden: "duplicate",
	"Client Forbidden": "refused",
	"Too Many Requests": "retry-later",
	CreditsDepleted: "out-of-credits",
	"Payment Required": "out-of-credits",
	SpendCapReached: "out-of-credits",
	Unauthorized: "reconnect",
};
for (const [index, { http_status, body, headers }] of seen.entries()) {
	test(`recorded answer ${index + 1}, ${http_status} ${body.title}, is recognised`, () => {
		const outcome = answered(http_status, body, headers ?? {});
		expect(outcome).toMatchObject({ kind: KINDS[body.title], reason: expect.stringMatching(/^[A-Z].*[.!]$/) });
	});
}
