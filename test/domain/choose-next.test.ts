import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { MINUTE, SECOND } from "../../src/domain/plain/instant.ts";
import {
	type AccountMoment,
	chooseNext,
	type SpokenPost,
	type WaitingPost,
} from "../../src/domain/post/choose-next.ts";
import { NO_PACING } from "../../src/domain/post/pacing.ts";
import { NOW } from "../support/campaigns.ts";

const aPost = (id: number, changes: Partial<WaitingPost> = {}): WaitingPost => ({
	id,
	group: `group-${id}`,
	threshold: id,
	priority: 10,
	decidedAt: NOW - 10 * SECOND + id,
	notBefore: NOW - 10 * SECOND,
	expiresAt: NOW + 60 * MINUTE,
	...changes,
});
const total = (id: number, changes: Partial<WaitingPost> = {}) => aPost(id, { group: "total", ...changes });

const given = (waiting: readonly WaitingPost[], changes: Partial<AccountMoment> = {}): AccountMoment => ({
	now: NOW,
	isStopped: false,
	pausedUntil: null,
	waitsForPerson: false,
	isSending: false,
	pacing: NO_PACING,
	sentAt: [],
	waiting,
	spoken: [],
	...changes,
});
const ids = (posts: readonly WaitingPost[]) => posts.map(({ id }) => id);
const spokenFor = (step: ReturnType<typeof chooseNext>) => step.superseded.map(({ one, by }) => [one.id, by.id]);

describe("the next post of an account", () => {
	test("is the one that was decided first", () => {
		const step = chooseNext(given([aPost(3), aPost(1), aPost(2)]));
		expect(step.send?.id).toBe(1);
		expect(step.superseded).toEqual([]);
	});

	test("is about the highest milestone of those that wait, and speaks for the lower ones", () => {
		const step = chooseNext(given([total(1), total(3), total(2)]));
		expect(step.send?.id).toBe(3);
		expect(spokenFor(step)).toEqual([
			[1, 3],
			[2, 3],
		]);
	});

	test("leaves other groups alone: which of theirs is highest is known only when their turn comes", () => {
		const step = chooseNext(given([aPost(1), total(2), total(3)]));
		expect(step.send?.id).toBe(1);
		expect(step.superseded).toEqual([]);
	});

	test("speaks also for a lower milestone that waits for another try", () => {
		const step = chooseNext(given([total(1, { notBefore: NOW + 5 * SECOND }), total(2)]));
		expect(step.send?.id).toBe(2);
		expect(spokenFor(step)).toEqual([[1, 2]]);
	});

	test("does not wait for a higher milestone whose time has not come, and does not speak for it", () => {
		const step = chooseNext(given([total(1), total(2, { notBefore: NOW + MINUTE })]));
		expect(step.send?.id).toBe(1);
		expect(step.superseded).toEqual([]);
	});

	test("is never a lower milestone after a higher one that was decided later is out", () => {
		const spoken: SpokenPost[] = [{ id: 9, group: "total", threshold: 9, priority: 10, decidedAt: NOW }];
		const step = chooseNext(given([total(1)], { spoken }));
		expect(step.send).toBeNull();
		expect(spokenFor(step)).toEqual([[1, 9]]);
	});

	test("may be lower than one said before it was decided: a second large gift is news again", () => {
		const spoken: SpokenPost[] = [{ id: 9, group: "total", threshold: 9, priority: 10, decidedAt: NOW - MINUTE }];
		expect(chooseNext(given([total(1)], { spoken })).send?.id).toBe(1);
	});

	test("is none where everything is too late", () => {
		const step = chooseNext(given([aPost(1, { expiresAt: NOW }), aPost(2, { expiresAt: NOW - 1 })]));
		expect(step.send).toBeNull();
		expect(ids(step.expired)).toEqual([1, 2]);
		expect(step.waitUntil).toBeNull();
	});

	test("does not let what is too late speak for others", () => {
		const step = chooseNext(given([total(1), total(2, { expiresAt: NOW })]));
		expect(step.send?.id).toBe(1);
		expect(ids(step.expired)).toEqual([2]);
	});
});

describe("an account that has to wait", () => {
	test("sends nothing while the red button is pressed, supersedes nothing, and still lets posts expire", () => {
		const step = chooseNext(given([total(1), total(2), aPost(3, { expiresAt: NOW })], { isStopped: true }));
		expect(step).toMatchObject({ send: null, superseded: [], waitUntil: null });
		expect(ids(step.expired)).toEqual([3]);
	});

	test("sends nothing while it waits for a person, and nobody needs to look again", () => {
		expect(chooseNext(given([aPost(1)], { waitsForPerson: true }))).toMatchObject({ send: null, waitUntil: null });
	});

	test("waits for the platform's own limit", () => {
		const until = NOW + 5 * MINUTE;
		expect(chooseNext(given([aPost(1)], { pausedUntil: until }))).toMatchObject({ send: null, waitUntil: until });
		expect(chooseNext(given([aPost(1)], { pausedUntil: NOW - 1 })).send?.id).toBe(1);
	});

	test("waits for its pacing, and supersedes nothing meanwhile", () => {
		const pacing = { ...NO_PACING, minGapSeconds: 60 };
		const step = chooseNext(given([total(1), total(2)], { pacing, sentAt: [NOW - 20 * SECOND] }));
		expect(step).toMatchObject({ send: null, superseded: [], waitUntil: NOW + 40 * SECOND });
	});

	test("looks again soon while another of its posts is on its way", () => {
		const step = chooseNext(given([aPost(1)], { isSending: true }));
		expect(step.send).toBeNull();
		expect(step.waitUntil).toBeGreaterThan(NOW);
		expect(step.waitUntil).toBeLessThanOrEqual(NOW + SECOND);
	});

	test("looks again when the first of its posts may go", () => {
		const step = chooseNext(given([aPost(1, { notBefore: NOW + 2_000 }), aPost(2, { notBefore: NOW + 1_000 })]));
		expect(step).toMatchObject({ send: null, waitUntil: NOW + 1_000 });
	});

	test("has no time to look again where it may never post", () => {
		expect(chooseNext(given([aPost(1)], { pacing: { ...NO_PACING, perDay: 0 } })).waitUntil).toBeNull();
	});
});

describe("whatever waits", () => {
	const posts = fc
		.array(
			fc.record({
				group: fc.constantFrom("total", "gifts", "clock"),
				threshold: fc.integer({ min: 1, max: 5 }),
				priority: fc.integer({ min: 1, max: 3 }),
				decidedAt: fc.integer({ min: NOW - 9, max: NOW }),
				notBefore: fc.constantFrom(NOW - 1, NOW, NOW + 1_000),
				expiresAt: fc.constantFrom(NOW - 1, NOW, NOW + 60_000),
			}),
			{ maxLength: 15 },
		)
		.map((drafts) => drafts.map((draft, index) => ({ ...draft, id: index + 1 })));
	const moments = fc.record({
		waiting: posts,
		isStopped: fc.boolean(),
		waitsForPerson: fc.boolean(),
		isSending: fc.boolean(),
		pausedUntil: fc.option(fc.constantFrom(NOW - 1_000, NOW + 1_000)),
		sentAt: fc.array(fc.integer({ min: NOW - 20_000, max: NOW }), { maxLength: 3 }),
	});
	const pacing = { ...NO_PACING, minGapSeconds: 10 };

	test("one post has one fate, nothing goes that may not, and nothing that can go is forgotten", () => {
		fc.assert(
			fc.property(moments, (changes) => {
				const step = chooseNext(given(changes.waiting, { ...changes, pacing }));
				const touched = [...step.expired, ...step.superseded.map(({ one }) => one), ...(step.send ? [step.send] : [])];
				expect(new Set(touched).size).toBe(touched.length);
				if (step.send !== null) {
					expect(changes.isStopped || changes.waitsForPerson || changes.isSending).toBe(false);
					expect(changes.pausedUntil ?? 0).toBeLessThanOrEqual(NOW);
					for (const at of changes.sentAt) expect(NOW - at).toBeGreaterThanOrEqual(10_000);
					expect(step.send.notBefore).toBeLessThanOrEqual(NOW);
					expect(step.send.expiresAt).toBeGreaterThan(NOW);
				}
				const left = changes.waiting.filter((post) => !touched.includes(post));
				const waitsForSomebody = changes.isStopped || changes.waitsForPerson;
				if (left.length > 0 && step.send === null && !waitsForSomebody) expect(step.waitUntil).toBeGreaterThan(NOW);
			}),
		);
	});

	test("is empty in the end, with one post for each group that could still speak", () => {
		fc.assert(
			fc.property(posts, (start) => {
				let waiting = start;
				let now = NOW;
				const sent: WaitingPost[] = [];
				for (let round = 0; waiting.length > 0 && round < 100; round += 1) {
					const step = chooseNext(given(waiting, { now, spoken: sent }));
					const gone = new Set([...step.expired, ...step.superseded.map(({ one }) => one), step.send]);
					if (step.send !== null) sent.push(step.send);
					waiting = waiting.filter((post) => !gone.has(post));
					now = step.waitUntil ?? now;
				}
				expect(waiting).toEqual([]);
				const couldSpeak = start.filter((post) => post.expiresAt > NOW + 1_000);
				expect(new Set(sent.map(({ group }) => group))).toEqual(new Set(couldSpeak.map(({ group }) => group)));
			}),
		);
	});
});
