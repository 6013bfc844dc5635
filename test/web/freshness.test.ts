import { beforeEach, describe, expect, test } from "@jest/globals";
import { type Freshness, openFreshness } from "../../src/web/live/freshness.ts";
import { openTwoClocks, type TwoClocks } from "../support/two-clocks.ts";

const SERVER = 1_800_000_000_000;

describe("how old the numbers are", () => {
	let clocks: TwoClocks;
	let freshness: Freshness;
	/** The server speaks; it last read the ledger `ago`. */
	const beat = (ago = 0, lateMs = 0) => freshness.beat({ now: SERVER, checkedAt: SERVER - ago, seq: 1 }, lateMs);

	beforeEach(() => {
		clocks = openTwoClocks();
		freshness = openFreshness(clocks);
	});

	test("nothing heard: no age, and this machine's time, moved by what was known before", () => {
		expect(freshness.age()).toBeNull();
		expect(freshness.now()).toBe(clocks.wall());
		expect(freshness.now(-90_000)).toBe(clocks.wall() - 90_000);
	});

	test("they are as old as the server's last look at the ledger, not as its last word", () => {
		beat(4000);
		expect(freshness.age()).toBe(4);
		clocks.run(3000);
		expect(freshness.age()).toBe(7);
		beat(12_000);
		expect(freshness.age()).toBe(7);
	});

	test("the time is the server's, whatever this machine believes", () => {
		beat();
		clocks.run(2500);
		expect(freshness.now()).toBe(SERVER + 2500);
		expect(freshness.ahead()).toBe(SERVER - 1_700_000_000_000);
	});

	test("sleep counts, though the steady clock stands still in it", () => {
		beat();
		clocks.sleep(3_600_000);
		expect(freshness.age()).toBe(3600);
		expect(freshness.now()).toBe(SERVER + 3_600_000);
		beat();
		expect(freshness.age()).toBe(0);
	});

	test("a wall clock that is set back makes nothing younger", () => {
		beat();
		clocks.run(20_000);
		clocks.set(-600_000);
		expect(freshness.age()).toBe(20);
	});

	test("a wall clock that is set forward makes them look old until the next beat, never too new", () => {
		beat();
		clocks.set(600_000);
		expect(freshness.age()).toBe(600);
		beat();
		expect(freshness.age()).toBe(0);
	});

	test("what reached this page late is that much older, and takes nothing back", () => {
		beat(1000, 30_000);
		expect(freshness.age()).toBe(31);
		expect(freshness.now()).toBe(SERVER + 30_000);
		freshness.touch(2000);
		expect(freshness.age()).toBe(2);
		freshness.touch(9000);
		expect(freshness.age()).toBe(2);
	});
});
