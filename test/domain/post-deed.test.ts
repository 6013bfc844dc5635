import { describe, expect, test } from "@jest/globals";
import { countedBy, projectTotal } from "../../src/domain/milestone/projection.ts";
import { ABSENCE_PROVES_AFTER_MS, type DeedFacts, deedsFor, whyNot } from "../../src/domain/post/post-deed.ts";
import { readPostLink } from "../../src/domain/post/post-link.ts";
import { NOW } from "../support/campaigns.ts";

const HOUR = 3_600_000;
const facts = (changes: Partial<DeedFacts>): DeedFacts => ({
	state: "unconfirmed",
	expiresAt: NOW + HOUR,
	now: NOW,
	lastTryAt: NOW - 10 * 60_000,
	lastOutcome: "unconfirmed",
	...changes,
});

describe("what a person may do about a post", () => {
	test("never sends an unconfirmed one again before its absence can be known", () => {
		expect(deedsFor(facts({}))).toContain("mark-absent");
		expect(deedsFor(facts({ lastTryAt: NOW - ABSENCE_PROVES_AFTER_MS + 1 }))).not.toContain("mark-absent");
		expect(deedsFor(facts({}))).not.toContain("retry");
	});

	test("sends a refused one again only where the refusal proves that nothing is public, and in time", () => {
		expect(deedsFor(facts({ state: "rejected", lastOutcome: "refused" }))).toContain("retry");
		expect(deedsFor(facts({ state: "rejected", lastOutcome: "duplicate" }))).not.toContain("retry");
		const late = facts({ state: "rejected", lastOutcome: "refused", expiresAt: NOW });
		expect(deedsFor(late)).not.toContain("retry");
		expect(whyNot("retry", late)).toContain("Its time is over");
	});

	test.each(["sending", "published", "superseded", "expired", "cancelled"] as const)(
		"leaves a post that is %s alone",
		(state) => {
			expect(deedsFor(facts({ state }))).toEqual([]);
		},
	);
});

describe("a live post's link", () => {
	test.each([
		["x", "https://twitter.com/lake/status/19900112233?s=20", "https://x.com/lake/status/19900112233"],
		[
			"facebook",
			"https://m.facebook.com/lake/posts/pfbid0abc?mibextid=1",
			"https://www.facebook.com/lake/posts/pfbid0abc",
		],
		[
			"facebook",
			"https://www.facebook.com/permalink.php?story_fbid=12&id=34&__cft__=x",
			"https://www.facebook.com/permalink.php?story_fbid=12&id=34",
		],
	] as const)("on %s is taken without its trackers", (platform, link, url) => {
		expect(readPostLink(platform, link)).toMatchObject({ ok: true, url });
	});

	test.each([
		["x", "https://x.com/lake"],
		["x", "https://evil.example/x.com/lake/status/19900112233"],
		["x", "http://x.com/lake/status/19900112233"],
		["x", "javascript:alert(1)"],
		["facebook", "https://x.com/lake/status/19900112233"],
		["facebook", "https://www.facebook.com.evil.example/lake/posts/1"],
		["on-air", "https://x.com/lake/status/19900112233"],
	] as const)("on %s is not %s", (platform, link) => {
		expect(readPostLink(platform, link).ok).toBe(false);
	});
});

describe("where the drive would end", () => {
	const drive = {
		opensAt: 0,
		closesAt: 10 * HOUR,
		now: 5 * HOUR,
		airTimeLeft: 5 * HOUR,
		total: 1_000_000,
		lastHour: 200_000,
	};

	test("follows last year's hours where there are any, else the last hour's pace, and says which", () => {
		const lastYear = [1, 1, 1, 1, 1, 2, 2, 2, 2, 2].map((part) => part * 100_000);
		expect(projectTotal({ ...drive, lastYear })).toMatchObject({ kind: "last-year", total: 3_000_000 });
		expect(projectTotal({ ...drive, lastYear: [] })).toMatchObject({ kind: "pace", total: 2_000_000 });
	});

	test("is not guessed at the start, at the end, or from an hour without a gift", () => {
		const none = { kind: "none" };
		expect(projectTotal({ ...drive, lastYear: [], now: HOUR / 2 })).toMatchObject(none);
		expect(projectTotal({ ...drive, lastYear: [], now: 10 * HOUR })).toMatchObject(none);
		expect(projectTotal({ ...drive, lastYear: [], lastHour: 0 })).toMatchObject(none);
	});

	test("counts the hour under way in part", () => {
		expect(countedBy([100, 200], 1.5)).toBe(200);
	});
});
