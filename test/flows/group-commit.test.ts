import { describe, expect, test } from "@jest/globals";
import { openGroupCommit } from "../../src/intake/group-commit.ts";

class Outage extends Error {}

/** A store whose flushes end when the test says so. */
function aStore(poison: readonly number[] = []) {
	const flushed: number[][] = [];
	const aside: number[] = [];
	const open: (() => void)[] = [];
	const settings = { isHeld: false, isOut: false };
	const commits = openGroupCommit<number>({
		largestBatch: 100,
		isOutage: (error) => error instanceof Outage,
		async flush(items) {
			if (settings.isHeld) await new Promise<void>((resolve) => open.push(resolve));
			if (settings.isOut) throw new Outage("away");
			if (items.some((item) => poison.includes(item))) throw new RangeError("this one can't be written");
			flushed.push([...items]);
		},
		async setAside(item) {
			aside.push(item);
		},
	});
	return { commits, flushed, aside, open, settings };
}

const turn = () => new Promise((resolve) => setImmediate(() => setImmediate(resolve)));

describe("group commit", () => {
	test("what arrives together is written together, and a lone one waits for nobody", async () => {
		const { commits, flushed } = aStore();
		await Promise.all([1, 2, 3].map((item) => commits.submit(item)));
		await commits.submit(4);
		expect(flushed).toEqual([[1, 2, 3], [4]]);
	});

	test("nothing is acknowledged before its own flush has ended", async () => {
		const { commits, open, settings } = aStore();
		settings.isHeld = true;
		let acknowledged = 0;
		const first = commits.submit(1).then(() => (acknowledged += 1));
		await turn();
		expect([open.length, acknowledged]).toEqual([1, 0]);
		open.shift()?.();
		await first;
		expect(acknowledged).toBe(1);
	});

	test("a second flush starts when as much waits as the first one took, and never a third", async () => {
		const { commits, open, settings } = aStore();
		settings.isHeld = true;
		const waves = [1, 2].map((item) => commits.submit(item));
		await turn();
		waves.push(commits.submit(3));
		await turn();
		expect(open).toHaveLength(1);
		waves.push(commits.submit(4));
		await turn();
		expect(open).toHaveLength(2);
		waves.push(...[5, 6, 7].map((item) => commits.submit(item)));
		await turn();
		expect(open).toHaveLength(2);
		settings.isHeld = false;
		for (const end of open) end();
		await Promise.all(waves);
	});

	test("one that can't be written is set aside alone; its neighbours go through", async () => {
		const { commits, flushed, aside } = aStore([13, 37]);
		await Promise.all(Array.from({ length: 50 }, (_, item) => commits.submit(item)));
		expect(aside.sort()).toEqual([13, 37]);
		expect(flushed.flat().sort((a, b) => a - b)).toEqual(
			Array.from({ length: 50 }, (_, item) => item).filter((item) => item !== 13 && item !== 37),
		);
	});

	test("with the database away all of a batch fails, nothing is set aside, and later ones go through", async () => {
		const { commits, aside, settings, flushed } = aStore();
		settings.isOut = true;
		const ends = await Promise.allSettled([1, 2].map((item) => commits.submit(item)));
		expect(ends.map((end) => end.status)).toEqual(["rejected", "rejected"]);
		settings.isOut = false;
		await commits.submit(3);
		expect([aside, flushed]).toEqual([[], [[3]]]);
	});

	test("drain waits for all that was taken", async () => {
		const { commits, flushed } = aStore();
		for (let item = 0; item < 250; item += 1) void commits.submit(item);
		await commits.drain();
		expect(flushed.flat()).toHaveLength(250);
		await commits.drain();
	});
});
