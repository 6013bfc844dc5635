import { expect, test } from "@jest/globals";
import type { OutgoingPost } from "../../src/channel/port.ts";
import type { PictureOutcome, PublishOutcome, ReadBack } from "../../src/domain/post/post.ts";
import type { PlannedFault } from "../../src/sandbox/faults.ts";
import { SMALL_PNG } from "../support/pictures.ts";
import type { ContractSetup, Differences } from "./contract-setup.ts";

type Hands = {
	prepare(): Promise<PictureOutcome>;
	publish(outgoing: OutgoingPost): Promise<PublishOutcome>;
	readBack(outgoing: OutgoingPost): Promise<ReadBack>;
	post(): OutgoingPost;
	current(): ContractSetup;
};

/** For all of a picture's calls. */
export const PICTURE_TIMEOUT_MS = 900;
const MARGIN_MS = 2_500;

const PASSING: readonly PlannedFault[] = [
	{ fault: "reset-before" },
	{ fault: "reset-after" },
	{ fault: "error-after" },
	{ fault: "html-502" },
	{ fault: "truncated" },
];
const STANDING: readonly (readonly [PlannedFault, PictureOutcome["kind"]])[] = [
	[{ fault: "reset-before" }, "without"],
	[{ fault: "error-after" }, "without"],
	[{ fault: "html-502" }, "without"],
	[{ fault: "timeout" }, "without"],
	[{ fault: "timeout", store: true }, "without"],
	[{ fault: "rate-limit" }, "without"],
	[{ fault: "token-expired" }, "reconnect"],
	[{ fault: "out-of-credits" }, "out-of-credits"],
];

/** What every channel that takes pictures must hold to. Called within the channel contract. */
export function describePictures(hands: Hands, differences: Exclude<Differences, "nothing-fails">): void {
	const { prepare, publish, readBack, post, current } = hands;

	async function withPicture(): Promise<OutgoingPost> {
		const outcome = await prepare();
		if (outcome.kind !== "prepared") throw new Error(`not prepared: ${JSON.stringify(outcome)}`);
		return { ...post(), picture: { hash: "h", handle: outcome.handle } };
	}

	test("brings a picture over with its alternative text, beside the same words, and recognises the post again", async () => {
		const outgoing = await withPicture();
		expect(await publish(outgoing)).toMatchObject({ kind: "published" });
		expect(current().received()).toEqual([outgoing.text]);
		expect(current().pictures?.shown()).toEqual([{ png: SMALL_PNG, alt: current().pictures?.picture.alt }]);
		expect(await readBack(outgoing)).toMatchObject({ kind: "found" });
	});

	test("shows nobody a picture that was only left with the platform, however often", async () => {
		for (let time = 0; time < 3; time += 1) expect(await prepare()).toMatchObject({ kind: "prepared" });
		expect(current().writes()).toBe(0);
		expect(current().received()).toEqual([]);
		expect(await readBack(post())).toEqual({ kind: "absent" });
	});

	test("keeps to one write where the answer to a post with a picture is lost, and finds it", async () => {
		const outgoing = await withPicture();
		current().faults.add({ fault: "reset-after" });
		expect(await publish(outgoing)).toMatchObject({ kind: "unconfirmed" });
		expect(current().writes()).toBe(1);
		expect(await readBack(outgoing)).toMatchObject({ kind: "found" });
	});

	test("says of a picture the platform does not know (any more) that the words may go without it", async () => {
		const outgoing = { ...post(), picture: { hash: "h", handle: "1999999999999999999" } };
		expect(await publish(outgoing)).toMatchObject({ kind: "picture-refused", reason: expect.stringMatching(/\.$/) });
		expect(current().received()).toEqual([]);
		expect(await publish({ ...outgoing, picture: null })).toMatchObject({ kind: "published" });
		expect(current().received()).toEqual([outgoing.text]);
	});

	const known = ({ fault }: PlannedFault) => differences[fault] !== "unknown";

	test.each(PASSING)("leaves the picture at the second try where the first one meets $fault", async (fault) => {
		current().faults.add({ ...fault, route: "media" });
		expect(await prepare()).toMatchObject({ kind: "prepared" });
	});

	test.each(STANDING.filter(([fault]) => known(fault)))(
		"gives a picture up in time where every call meets %j",
		async (fault, kind) => {
			current().faults.add({ ...fault, route: "media", times: 50 });
			const started = performance.now();
			const outcome = await prepare();
			expect(performance.now() - started).toBeLessThan(PICTURE_TIMEOUT_MS + MARGIN_MS);
			expect(outcome).toMatchObject({ kind, reason: expect.stringMatching(/^[A-Z].{20,}\.$/) });
			expect(current().writes()).toBe(0);
		},
	);
}
