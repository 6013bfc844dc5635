import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { DAY, MINUTE, SECOND } from "../../src/domain/plain/instant.ts";
import type { PublishOutcome, ReadBack } from "../../src/domain/post/post.ts";
import { afterPublish, afterReadBack, type ReadBackContext, type Settlement } from "../../src/domain/post/settle.ts";
import { NOW } from "../support/campaigns.ts";

const SETTLE = 60 * SECOND;
const aTry = (attempt = 1) => ({ now: NOW, attempt, settleMs: SETTLE });
const aReading = (changes: Partial<ReadBackContext> = {}): ReadBackContext => ({
	...aTry(),
	startedAt: NOW - 2 * MINUTE,
	readBacks: 5,
	wasDuplicate: false,
	...changes,
});
const reason = "X says no.";
const unreadable: ReadBack = { kind: "unreadable", reason: "X can't be read.", needsReconnect: false };

describe("after a try to publish", () => {
	test("a published post is settled, and pauses nothing", () => {
		const outcome: PublishOutcome = { kind: "published", externalId: "17", url: "https://x.com/17" };
		expect(afterPublish(outcome, aTry())).toEqual({
			state: "published",
			reason: null,
			externalId: "17",
			url: "https://x.com/17",
			nextStepAt: null,
			account: null,
		});
	});

	test("the last post of an allowance lets the account rest until the platform's reset", () => {
		const limits = { remaining: 0, resetAt: NOW + MINUTE };
		const outcome: PublishOutcome = { kind: "published", externalId: "17", url: null, limits };
		expect(afterPublish(outcome, aTry()).account).toMatchObject({ kind: "until", at: NOW + MINUTE });
		const past: PublishOutcome = { ...outcome, limits: { remaining: 0, resetAt: NOW - 1 } };
		expect(afterPublish(past, aTry()).account).toBeNull();
	});

	test("a limit keeps to the platform's own time, for the whole account", () => {
		const outcome: PublishOutcome = { kind: "retry-later", reason, retryAt: NOW + 9 * MINUTE };
		expect(afterPublish(outcome, aTry())).toMatchObject({
			state: "ready",
			nextStepAt: NOW + 9 * MINUTE,
			account: { kind: "until", at: NOW + 9 * MINUTE, reason },
		});
	});

	test("what provably never left is tried again, later each time, until its own expiry ends it", () => {
		const outcome: PublishOutcome = { kind: "retry-later", reason, retryAt: null };
		const delays = Array.from(
			{ length: 11 },
			(_, index) => (afterPublish(outcome, aTry(index + 1)).nextStepAt ?? 0) - NOW,
		);
		expect(delays).toEqual([...delays].sort((a, b) => a - b));
		expect(delays[0]).toBe(2 * SECOND);
		expect(afterPublish(outcome, aTry(100))).toMatchObject({ state: "ready", reason });
	});

	test("a refused text is rejected and the account goes on", () => {
		const outcome: PublishOutcome = { kind: "refused", reason, code: "too-long" };
		expect(afterPublish(outcome, aTry())).toMatchObject({ state: "rejected", reason, account: null, nextStepAt: null });
	});

	test.each(["out-of-credits", "reconnect"] as const)(
		"%s keeps the post and leaves the account to a person",
		(kind) => {
			expect(afterPublish({ kind, reason }, aTry())).toMatchObject({
				state: "ready",
				reason,
				account: { kind: "person", reason },
			});
		},
	);

	test.each(["unconfirmed", "duplicate"] as const)("%s is looked for, soon, and not sent again", (kind) => {
		const settlement = afterPublish({ kind, reason }, aTry());
		expect(settlement).toMatchObject({ state: "unconfirmed", account: null });
		expect(settlement.nextStepAt).toBeGreaterThan(NOW);
		expect(settlement.nextStepAt).toBeLessThan(NOW + SETTLE / 10);
	});
});

describe("after reading the account back", () => {
	test("a post that is found is published", () => {
		const found: ReadBack = { kind: "found", externalId: "17", url: null, publishedAt: NOW };
		expect(afterReadBack(found, aReading())).toMatchObject({ state: "published", externalId: "17" });
	});

	test("absence, seen often enough and after the settle window, lets it be sent again", () => {
		expect(afterReadBack({ kind: "absent" }, aReading())).toMatchObject({ state: "ready", nextStepAt: NOW });
	});

	test.each([
		["too soon after the try", { startedAt: NOW - SETTLE + 1 }],
		["seen too few times", { readBacks: 2, startedAt: NOW - DAY }],
	])("absence %s proves nothing", (_name, changes) => {
		expect(afterReadBack({ kind: "absent" }, aReading(changes))).toMatchObject({ state: "unconfirmed" });
	});

	test("a reading that failed proves nothing, however late", () => {
		expect(afterReadBack(unreadable, aReading({ startedAt: NOW - DAY, readBacks: 29 })).state).toBe("unconfirmed");
	});

	test("after thirty failed readings a person decides, and is told what to do", () => {
		const settlement = afterReadBack(unreadable, aReading({ readBacks: 30 }));
		expect(settlement).toMatchObject({ state: "unconfirmed", nextStepAt: null });
		expect(settlement.reason).toMatch(/Please look at the account and mark the post/);
	});

	test("a token that is gone pauses the account", () => {
		expect(afterReadBack({ ...unreadable, needsReconnect: true }, aReading()).account).toMatchObject({
			kind: "person",
		});
	});

	test("what the platform called a duplicate and does not show is rejected, never sent again", () => {
		const settlement = afterReadBack({ kind: "absent" }, aReading({ wasDuplicate: true }));
		expect(settlement).toMatchObject({ state: "rejected", reason: expect.stringContaining("duplicate") });
	});

	test("after a dozen tries that never appeared a person decides", () => {
		expect(afterReadBack({ kind: "absent" }, aReading({ attempt: 12 }))).toMatchObject({
			state: "unconfirmed",
			nextStepAt: null,
		});
	});
});

describe("any sequence of outcomes and readings", () => {
	const outcomes: fc.Arbitrary<PublishOutcome> = fc.constantFrom<PublishOutcome[]>(
		{ kind: "published", externalId: "1", url: null },
		{ kind: "retry-later", reason, retryAt: null },
		{ kind: "retry-later", reason, retryAt: NOW + 30 * DAY },
		{ kind: "refused", reason, code: "x" },
		{ kind: "out-of-credits", reason },
		{ kind: "reconnect", reason },
		{ kind: "duplicate", reason },
		{ kind: "unconfirmed", reason },
	);
	const readings: fc.Arbitrary<ReadBack> = fc.constantFrom<ReadBack[]>(
		{ kind: "found", externalId: "1", url: null, publishedAt: null },
		{ kind: "absent" },
		{ kind: "absent" },
		{ kind: "absent" },
		unreadable,
	);
	/** Where nothing can have been published by it. */
	const isHarmless = ({ kind }: PublishOutcome) =>
		kind !== "unconfirmed" && kind !== "duplicate" && kind !== "published";

	test("never allows a second send without proof that the one before had no effect", () => {
		fc.assert(
			fc.property(fc.array(outcomes, { maxLength: 20 }), fc.array(readings, { maxLength: 60 }), (tries, looks) => {
				let now = NOW;
				const left = [...looks];
				for (const [index, outcome] of tries.entries()) {
					const startedAt = now;
					let settlement: Settlement = afterPublish(outcome, { now, attempt: index + 1, settleMs: SETTLE });
					const seen: { readonly kind: ReadBack["kind"]; readonly at: number }[] = [];
					while (settlement.state === "unconfirmed") {
						const found = left.shift();
						if (found === undefined || settlement.nextStepAt === null) return;
						now = settlement.nextStepAt;
						seen.push({ kind: found.kind, at: now });
						const context = { now, attempt: index + 1, settleMs: SETTLE, startedAt, readBacks: seen.length };
						settlement = afterReadBack(found, { ...context, wasDuplicate: outcome.kind === "duplicate" });
					}
					if (settlement.state !== "ready") return;
					// It may be sent again: either nothing can have come of it, or its absence was seen after the window.
					if (!isHarmless(outcome)) {
						expect(outcome.kind).toBe("unconfirmed");
						expect(seen.length).toBeGreaterThanOrEqual(3);
						expect(seen.some(({ kind }) => kind === "found")).toBe(false);
						expect(seen.at(-1)).toMatchObject({ kind: "absent" });
						expect(now - startedAt).toBeGreaterThanOrEqual(SETTLE);
					}
					now = Math.max(now, settlement.nextStepAt ?? now) + 1;
				}
			}),
			{ numRuns: 500 },
		);
	});

	test("says why, in every state that is not published", () => {
		fc.assert(
			fc.property(outcomes, fc.integer({ min: 1, max: 14 }), (outcome, attempt) => {
				const settlement = afterPublish(outcome, aTry(attempt));
				if (settlement.state !== "published") expect(settlement.reason).toMatch(/\S.*\.$/);
			}),
		);
	});
});
