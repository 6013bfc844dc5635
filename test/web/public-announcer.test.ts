import { describe, expect, test } from "@jest/globals";
import { openAnnouncer, POLITE_MS } from "../../src/web/public/announcer.ts";

function aRoom() {
	const said: string[] = [];
	let now = 0;
	let timers: { at: number; run: () => void }[] = [];
	const announcer = openAnnouncer((text) => said.push(text), {
		now: () => now,
		later(run, afterMs) {
			const timer = { at: now + afterMs, run };
			timers.push(timer);
			return () => {
				timers = timers.filter((one) => one !== timer);
			};
		},
	});
	const pass = (milliseconds: number) => {
		now += milliseconds;
		for (const timer of timers.filter((one) => one.at <= now)) {
			timers = timers.filter((one) => one !== timer);
			timer.run();
		}
	};
	return { announcer, said, pass };
}

describe("what a screen reader is told", () => {
	test("comes at once when it was quiet before", () => {
		const { announcer, said } = aRoom();
		announcer.say("We just passed $10,000.");
		expect(said).toEqual(["We just passed $10,000."]);
	});

	test("comes seldom: of all that happens in the meantime, the last is said when the time has come", () => {
		const { announcer, said, pass } = aRoom();
		announcer.say("$10,000");
		for (let amount = 11; amount <= 15; amount += 1) {
			pass(1_000);
			announcer.say(`$${amount},000`);
		}
		expect(said).toEqual(["$10,000"]);
		pass(POLITE_MS - 5_001);
		expect(said).toEqual(["$10,000"]);
		pass(1);
		expect(said).toEqual(["$10,000", "$15,000"]);
		pass(POLITE_MS * 3);
		expect(said).toEqual(["$10,000", "$15,000"]);
		announcer.say("$20,000");
		expect(said).toHaveLength(3);
	});

	test("what waits is not said when the visitor has stopped the page", () => {
		const { announcer, said, pass } = aRoom();
		announcer.say("$10,000");
		announcer.say("$11,000");
		announcer.hush();
		pass(POLITE_MS * 2);
		expect(said).toEqual(["$10,000"]);
	});
});
