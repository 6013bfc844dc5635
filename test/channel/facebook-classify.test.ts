import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { scrub } from "../../src/channel/facebook-answer.ts";
import { classifyPublish, classifyReading } from "../../src/channel/facebook-classify.ts";
import { facebookCredentials } from "../../src/channel/facebook-credentials.ts";
import type { WireAnswer } from "../../src/channel/facebook-wire.ts";

const NOW = 1_800_000_000_000;

function graph(error: object, status = 400, headers: Record<string, string> = {}): WireAnswer {
	const whole = { message: "m", type: "OAuthException", fbtrace_id: "AbC-1_2", ...error };
	return { kind: "answered", status, headers, body: JSON.stringify({ error: whole }) };
}
const answered = (status: number, body: string): WireAnswer => ({ kind: "answered", status, headers: {}, body });
const kindOf = (answer: WireAnswer) => classifyPublish(answer, NOW).kind;

describe("after the request has left, only a clean refusal proves that nothing is public", () => {
	test.each<[string, WireAnswer]>([
		["code 1", graph({ code: 1, error_subcode: 99 }, 500)],
		["code 1 as HTTP 400 with a subcode and a title", graph({ code: 1, error_subcode: 1965014, is_transient: false })],
		["code 2, although it says it is transient", graph({ code: 2, is_transient: true }, 500)],
		["code 2 as HTTP 400", graph({ code: 2 })],
		["a refusal that comes as HTTP 500", graph({ code: 100 }, 500)],
		["a gateway's page", answered(502, "<html>502 Bad Gateway</html>")],
		["an unknown code", graph({ code: 424_242 })],
		["temporarily unavailable", graph({ code: 100, error_subcode: 1363047 })],
		["an empty 200", answered(200, "")],
		["a 200 that is HTML", answered(200, "<html>")],
		["a cut body", answered(200, '{"id":"1_')],
		["a 200 without an id", answered(200, '{"success":true}')],
		["a redirect", answered(302, "")],
		["a proxy's 403", answered(403, "<html>blocked</html>")],
		["an error without a code", graph({})],
		["a reset", { kind: "lost", code: "ECONNRESET" }],
		["silence", { kind: "lost", code: "deadline" }],
	])("%s is unconfirmed", (_what, answer) => {
		expect(kindOf(answer)).toBe("unconfirmed");
	});
});

describe("what provably had no effect", () => {
	test.each<[string, WireAnswer, string]>([
		["an unknown host", { kind: "never-left", code: "ENOTFOUND" }, "retry-later"],
		["a refused connection", { kind: "never-left", code: "ECONNREFUSED" }, "retry-later"],
		["a wrong certificate", { kind: "never-left", code: "DEPTH_ZERO_SELF_SIGNED_CERT" }, "retry-later"],
		["a send that was stopped", { kind: "forbidden" }, "retry-later"],
		["posting too fast", graph({ code: 368, error_subcode: 1390008 }), "retry-later"],
		["a bare 429", answered(429, "slow down"), "retry-later"],
		...[4, 17, 32, 341, 613, 80001].map((code): [string, WireAnswer, string] => [
			`rate limit ${code}`,
			graph({ code }, 403),
			"retry-later",
		]),
		...[458, 459, 460, 463, 464, 467, 492].map((error_subcode): [string, WireAnswer, string] => [
			`token subcode ${error_subcode}`,
			graph({ code: 190, error_subcode }),
			"reconnect",
		]),
		["a token without a subcode", graph({ code: 190 }, 401), "reconnect"],
		["an old token", graph({ code: 102 }), "reconnect"],
		["publishing authorisation", graph({ code: 100, error_subcode: 1404078 }), "reconnect"],
		["a wrong app secret", graph({ code: 100, message: "Invalid appsecret_proof provided" }), "reconnect"],
		["a missing permission", graph({ code: 200 }, 403), "reconnect"],
		["permission 10", graph({ code: 10 }, 403), "reconnect"],
		["somebody's group", graph({ code: 200, error_subcode: 1376025 }, 403), "refused"],
		["a missing capability", graph({ code: 3 }), "refused"],
		["content", graph({ code: 368, error_subcode: 1346003 }), "refused"],
		["a blocked action", graph({ code: 368 }), "refused"],
		["a parameter", graph({ code: 100 }), "refused"],
		["506", graph({ code: 506 }), "duplicate"],
		["already posted", graph({ code: 368, message: "You've already posted this. Posting ..." }), "duplicate"],
		["photos already posted", graph({ code: 100, error_subcode: 1366051 }), "duplicate"],
	])("%s", (_what, answer, kind) => {
		expect(kindOf(answer)).toBe(kind);
	});
});

test("a new post's id becomes its address, with what is left of the allowance", () => {
	const headers = { "x-app-usage": '{"call_count":12,"total_cputime":3,"total_time":40}' };
	expect(classifyPublish({ kind: "answered", status: 200, headers, body: '{"id":"1_2"}' }, NOW)).toEqual({
		kind: "published",
		externalId: "1_2",
		url: "https://www.facebook.com/1_2",
		limits: { remaining: 60, resetAt: null },
	});
});

test("no answer, however odd, is taken for published without a success and an id, nor makes the judging fail", () => {
	const numbers = fc.oneof(fc.integer(), fc.constantFrom(1, 2, 100, 190, 368, 506), fc.constant(null), fc.string());
	const error = fc.record({ code: numbers, error_subcode: numbers, message: fc.anything() }, { requiredKeys: [] });
	const bodies = fc.oneof(
		fc.json(),
		fc.string(),
		fc.record({ error }).map((body) => JSON.stringify(body)),
	);
	const statuses = fc.integer({ min: 100, max: 599 });
	const headers = fc.record({ "x-app-usage": fc.oneof(fc.json(), fc.string()) });
	fc.assert(
		fc.property(statuses, headers, bodies, (status, usage, body) => {
			const outcome = classifyPublish({ kind: "answered", status, headers: usage, body }, NOW);
			if (outcome.kind === "published") {
				expect(status >= 200 && status < 300).toBe(true);
				expect(body).toContain('"id"');
			} else if (status >= 500) expect(outcome.kind).toBe("unconfirmed");
		}),
	);
});

test("a rate limit is waited for as long as the header says", () => {
	const entry = { type: "pages", call_count: 100, total_cputime: 1, total_time: 1, estimated_time_to_regain_access: 7 };
	const headers = { "x-business-use-case-usage": JSON.stringify({ "99": [entry] }) };
	expect(classifyPublish(graph({ code: 80001 }, 400, headers), NOW)).toMatchObject({
		kind: "retry-later",
		retryAt: NOW + 7 * 60_000,
		limits: { remaining: 0 },
	});
});

test("a refusal keeps Facebook's code and trace for support, and says what to do", () => {
	expect(classifyPublish(graph({ code: 368, error_subcode: 1346003 }), NOW)).toEqual({
		kind: "refused",
		code: "368/1346003",
		reason:
			"Facebook blocked this text because people have reported content like it; change the wording. Facebook's trace: AbC-1_2.",
	});
});

test("a reading that fails for the credentials says so", () => {
	expect(classifyReading(graph({ code: 190, error_subcode: 463 }))).toMatchObject({ needsReconnect: true });
	expect(classifyReading(graph({ code: 80001 }))).toMatchObject({ needsReconnect: false });
	expect(classifyReading(answered(200, '{"data":[]}'))).toBeNull();
});

test("secrets are taken out as they are, as they stand in an address, and by what tokens look like", () => {
	const scrubbed = scrub('a tok|en b tok%7Cen c "EAABsbCS1iHgBAKZCZCabcdef"', ["tok|en", ""]);
	expect(scrubbed).toBe('a [secret] b [secret] c "[secret]"');
});

test("credentials need a numeric Page id and a token", () => {
	expect(facebookCredentials.safeParse({ pageId: "123", accessToken: "EAAB" }).success).toBe(true);
	expect(facebookCredentials.safeParse({ pageId: "our-page", accessToken: "EAAB" }).success).toBe(false);
	expect(facebookCredentials.safeParse({ pageId: "123", accessToken: " " }).success).toBe(false);
});

type Sample = {
	readonly http_status: number;
	readonly headers: Record<string, string> | null;
	readonly body: { readonly error: { readonly code: number; readonly error_subcode?: number } };
};

/** Collected from public bug reports; kept beside the checkout, not in it. A few stand in for them elsewhere. */
const COLLECTED = new URL("../../../shared/data/facebook/", import.meta.url);
const [samples, subcodes] = existsSync(COLLECTED) ? readCollected() : ownSamples();

describe("error bodies from public bug reports", () => {
	const decided: Record<string, string> = {
		"1/1446036": "unconfirmed",
		"1/1965014": "unconfirmed",
		"100": "refused",
		"190/460": "reconnect",
		"190/463": "reconnect",
		"2": "unconfirmed",
		"200": "reconnect",
		"200/1376025": "refused",
		"200/2069030": "reconnect",
		"283": "reconnect",
		"32": "retry-later",
		"368": "duplicate",
		"368/1346003": "refused",
		"4": "retry-later",
		"506": "duplicate",
	};

	test.each(samples.map((sample) => [keyOf(sample), sample] as const))("%s is told apart as decided", (key, sample) => {
		const lower = Object.entries(sample.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]);
		const body = JSON.stringify(sample.body);
		const answer = { status: sample.http_status, headers: Object.fromEntries(lower), body };
		expect(kindOf({ kind: "answered", ...answer })).toBe(decided[key]);
	});

	test("only the temporary ones among the subcodes seen in production leave a post unconfirmed", () => {
		// With a code that says nothing by itself the subcode alone decides.
		const undecided = subcodes.filter((subcode) => {
			return kindOf(graph({ code: 424_242, error_subcode: Number(subcode) })) === "unconfirmed";
		});
		expect(undecided).toEqual(["1363047", "1609010"]);
	});
});

function keyOf({ body }: Sample): string {
	return [body.error.code, body.error.error_subcode].filter(Boolean).join("/");
}

function readCollected(): [Sample[], string[]] {
	const read = (name: string): unknown => JSON.parse(readFileSync(new URL(name, COLLECTED), "utf8"));
	const seen = read("subcodes_seen_in_practice.json") as { subcodes: Record<string, string> };
	return [read("graph_error_samples.json") as Sample[], Object.keys(seen.subcodes)];
}

function ownSamples(): [Sample[], string[]] {
	const sample = (http_status: number, code: number, more: object = {}): Sample => {
		return { http_status, headers: null, body: { error: { code, ...more } } };
	};
	const few = [
		sample(500, 2, { message: "An unexpected error has occurred. Please retry your request later." }),
		sample(400, 1, { error_subcode: 1_965_014, is_transient: false }),
		sample(400, 506, { message: "(#506) Duplicate status message" }),
		sample(400, 190, { error_subcode: 463 }),
	];
	return [few, ["1390008", "1404078", "1366051", "1363047", "1609010"]];
}
