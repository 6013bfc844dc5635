import { inspect } from "node:util";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { type OutgoingPost, SendTooLate } from "../../src/channel/port.ts";
import type { PublishOutcome, ReadBack } from "../../src/domain/post/post.ts";
import type { Fault, PlannedFault } from "../../src/sandbox/faults.ts";
import type { ContractSetup, Differences } from "./contract-setup.ts";
import { listenForOutput } from "./overheard-output.ts";
import { describePictures, PICTURE_TIMEOUT_MS } from "./picture-contract.ts";

type MakeSetup = () => Promise<ContractSetup>;

/** Of a call that is answered: never waited out, so long enough for a busy machine. */
const TIMEOUT_MS = 5_000;
/** Of a call that nobody answers. */
const SILENCE_MS = 400;
/** What a call may take beyond its timeout, on a busy machine. */
const MARGIN_MS = 2_500;
/** Long enough for a request to arrive that should not have been made. */
const WATCH_MS = 120;

type Case = readonly [name: string, planned: PlannedFault, outcome: PublishOutcome["kind"], held: number];
const FAULTS: readonly Case[] = [
	["a connection that dies before the platform kept anything", { fault: "reset-before" }, "unconfirmed", 0],
	["a connection that dies after the platform kept it", { fault: "reset-after" }, "unconfirmed", 1],
	["a 500 after the platform kept it", { fault: "error-after" }, "unconfirmed", 1],
	["no answer at all", { fault: "timeout", store: false }, "unconfirmed", 0],
	["no answer although it was kept", { fault: "timeout", store: true }, "unconfirmed", 1],
	["a gateway's HTML page", { fault: "html-502", store: false }, "unconfirmed", 0],
	["a gateway's HTML page although it was kept", { fault: "html-502", store: true }, "unconfirmed", 1],
	["an answer cut off half-way", { fault: "truncated" }, "unconfirmed", 1],
	["a rate limit", { fault: "rate-limit", seconds: 90 }, "retry-later", 0],
	["credits used up", { fault: "out-of-credits" }, "out-of-credits", 0],
	["a token that is no longer good", { fault: "token-expired" }, "reconnect", 0],
];

const TEXTS: readonly (readonly [string, string])[] = [
	["emoji", "We did it! 🎉👩‍👩‍👧‍👦🇺🇸 $10,000 raised ❤️"],
	["ampersand and angle brackets", "Rock & roll for kids <3 R&amp;D > bake sale & $25 < $50"],
	["a link", "Give now: https://give.lakeside.example.org/drive?from=a&to=b and thank you"],
	["a link at the end, with a trailing slash", "Twenty more gifts to go: https://give.lakeside.example.org/"],
	["right-to-left writing", "شكرا لكم! תודה רבה $15,000 for the kids"],
	["combining characters", "Gracias, Jose\u0301 y Begon\u0303a: ¡$20,000!"],
	["several lines", "Hour 3:\n$30,000\n\nCall 555-0142"],
	["quotes and signs", `"Why not?" asked Bo's 5-year-old: 100% #Radiothon @ noon (back\\slash)`],
];

let count = 0;
function post(fixedText?: string): OutgoingPost {
	count += 1;
	const text = fixedText ?? `We just passed $${count},000 for the kids! #Radiothon`;
	return {
		postId: `post-${count}`,
		campaignId: "c1",
		announcementId: `a-${count}`,
		language: "en",
		text,
		picture: null,
	};
}

/** What every channel must hold to. Call it once in a test file; `makeSetup` is called for each case. */
export function describeChannelContract(name: string, makeSetup: MakeSetup, differences: Differences = {}): void {
	describe(`${name} as a channel`, () => {
		let setup: ContractSetup;
		let output: ReturnType<typeof listenForOutput>;
		let begin: number;
		beforeEach(async () => {
			output = listenForOutput();
			setup = await makeSetup();
			begin = Date.now();
		});
		afterEach(async () => {
			await setup.channel.close();
			await setup.stop();
			const said = output.stop();
			for (const secret of setup.secrets) expect(said).not.toContain(secret);
		});

		const publish = async (
			outgoing: OutgoingPost,
			beforeWrite: () => void = () => {},
			timeoutMs = TIMEOUT_MS,
		): Promise<PublishOutcome> =>
			clean(await setup.channel.publish(outgoing, { beforeWrite, timeoutMs }), setup.secrets);
		const readBack = async (outgoing: OutgoingPost): Promise<ReadBack> =>
			clean(await setup.channel.readBack(outgoing, begin), setup.secrets);
		test("publishes a post once and names it", async () => {
			const outgoing = post();
			const outcome = await publish(outgoing);
			expect(outcome).toMatchObject({ kind: "published", externalId: expect.stringMatching(/./) });
			expect(setup.received()).toEqual([outgoing.text]);
			expect(setup.writes()).toBe(1);
		});

		test("says who the credentials speak for", async () => {
			expect(clean(await setup.channel.whoAmI(), setup.secrets)).toMatchObject({ ok: true, name: expect.any(String) });
		});

		test("asks the fence before anything leaves, and sends nothing where it has run out", async () => {
			const outcome = await publish(post(), () => {
				throw new SendTooLate("the send window is over");
			});
			expect(outcome).toMatchObject({ kind: "retry-later" });
			expect(await publish(post(), () => expect(setup.writes()).toBe(0))).toMatchObject({ kind: "published" });
			expect(setup.writes()).toBe(1);
		});

		test("asks the fence also where a connection already stands open", async () => {
			const first = post();
			expect(await publish(first)).toMatchObject({ kind: "published" });
			const late = await publish(post(), () => {
				throw new SendTooLate("the send window is over");
			});
			expect(late).toMatchObject({ kind: "retry-later" });
			expect(setup.received()).toEqual([first.text]);
		});

		test.each(TEXTS)("brings %s over and recognises it again", async (_what, text) => {
			const outgoing = post(text);
			const outcome = await publish(outgoing);
			expect(outcome).toMatchObject({ kind: "published" });
			expect(setup.received().map((one) => one.normalize("NFC"))).toEqual([text.normalize("NFC")]);
			const found = await readBack(outgoing);
			expect(found).toMatchObject({ kind: "found" });
			expect(found.kind === "found" && outcome.kind === "published" && found.externalId).toBe(
				outcome.kind === "published" ? outcome.externalId : null,
			);
		});

		test("finds its post among many, and does not find one that was never made", async () => {
			const wanted = post();
			await publish(wanted);
			for (let other = 0; other < 12; other += 1) await publish(post());
			expect(await readBack(wanted)).toMatchObject({ kind: "found" });
			expect(await readBack(post())).toEqual({ kind: "absent" });
			expect(setup.writes()).toBe(13);
		});

		test("does not find a post where nothing was ever published", async () => {
			expect(await readBack(post())).toEqual({ kind: "absent" });
		});

		if (differences === "nothing-fails") return;
		describeFailures({ publish, readBack, current: () => setup }, differences);
		const prepare = async () => {
			const picture = setup.pictures?.picture;
			if (picture === undefined) throw new Error("This channel's setup has no picture.");
			return clean(await setup.channel.prepare(picture, PICTURE_TIMEOUT_MS), setup.secrets);
		};
		describePictures({ prepare, publish, readBack, post, current: () => setup }, differences);
	});
}

type Hands = {
	publish(outgoing: OutgoingPost, beforeWrite?: () => void, timeoutMs?: number): Promise<PublishOutcome>;
	readBack(outgoing: OutgoingPost): Promise<ReadBack>;
	current(): ContractSetup;
};

function describeFailures(
	{ publish, readBack, current }: Hands,
	differences: Exclude<Differences, "nothing-fails">,
): void {
	const isKnown = (fault: Fault) => differences[fault] !== "unknown";

	test.each(FAULTS.filter(([, { fault }]) => isKnown(fault)))(
		"meets %s without sending again",
		async (_name, planned, kind, held) => {
			current().faults.add(planned);
			const outgoing = post();
			const started = performance.now();
			const timeoutMs = planned.fault === "timeout" ? SILENCE_MS : TIMEOUT_MS;
			const outcome = await publish(outgoing, undefined, timeoutMs);
			expect(performance.now() - started).toBeLessThan(timeoutMs + MARGIN_MS);
			expect(outcome).toMatchObject({ kind: differences[planned.fault] ?? kind });
			if ("reason" in outcome) expect(outcome.reason).toMatch(/^[A-Z].{20,}[.!]$/);
			await new Promise((resolve) => setTimeout(resolve, WATCH_MS));
			expect(current().writes()).toBe(1);
			expect(current().received()).toHaveLength(held);
			expect((await readBack(outgoing)).kind).toBe(held === 1 ? "found" : "absent");
		},
	);

	test("keeps to the platform's own time after a rate limit", async () => {
		current().faults.add({ fault: "rate-limit", seconds: 90 });
		const outcome = await publish(post());
		if (outcome.kind !== "retry-later") throw new Error(`expected retry-later, got ${outcome.kind}`);
		if (outcome.retryAt !== null) {
			expect(outcome.retryAt).toBeGreaterThan(Date.now() + 60_000);
			expect(outcome.retryAt).toBeLessThan(Date.now() + 120_000);
		}
	});

	test("publishes again after a failure that proved nothing was sent", async () => {
		current().faults.add({ fault: "rate-limit", seconds: 1 });
		const outgoing = post();
		expect(await publish(outgoing)).toMatchObject({ kind: "retry-later" });
		expect(await publish(outgoing)).toMatchObject({ kind: "published" });
		expect(current().received()).toEqual([outgoing.text]);
	});

	test("does not see a post the platform does not show yet, and sees it once it does", async () => {
		const { faults } = current();
		faults.add({ fault: "read-lag", seconds: 60 });
		const outgoing = post();
		expect(await publish(outgoing)).toMatchObject({ kind: "published" });
		expect(await readBack(outgoing)).toEqual({ kind: "absent" });
		faults.clear();
		expect(await readBack(outgoing)).toMatchObject({ kind: "found" });
	});

	const unreadable: readonly (readonly [Fault, boolean])[] = [
		["reset-before", false],
		["timeout", false],
		["html-502", false],
		["truncated", false],
		["rate-limit", false],
		["token-expired", true],
	];
	test.each(unreadable.filter(([fault]) => isKnown(fault)))(
		"proves nothing from a reading that meets %s",
		async (fault, needsReconnect) => {
			const outgoing = post();
			await publish(outgoing);
			// More than one: a channel may look up its own account first.
			current().faults.add({ fault, route: "read", times: 10 });
			expect(await readBack(outgoing)).toMatchObject({
				kind: "unreadable",
				needsReconnect,
				reason: expect.stringMatching(/\.$/),
			});
			expect(current().writes()).toBe(1);
		},
	);
}

/** Gives a value back after looking for secrets in everything that could be logged or shown of it. */
function clean<T>(value: T, secrets: readonly string[]): T {
	const everything = `${JSON.stringify(value)} ${String(value)} ${inspect(value, { depth: 8, showHidden: true })}`;
	for (const secret of secrets) expect(everything).not.toContain(secret);
	return value;
}
