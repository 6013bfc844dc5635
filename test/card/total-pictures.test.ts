import { expect, test } from "@jest/globals";
import { keepTotalPictures } from "../../src/card/total-pictures.ts";
import { aCampaign } from "../support/campaigns.ts";
import { until } from "../support/until.ts";

const asked = { campaign: aCampaign(), size: "wide", language: "en" } as const;

/** A total that grows with every look at it, and pictures that are the figure they show. */
function aKeeper() {
	const state = { now: 1_000_000, looks: 0, drawn: [] as string[], fails: false };
	const pictureOf = keepTotalPictures({
		totalOf: async () => {
			state.looks += 1;
			return state.looks * 100;
		},
		draw: async ({ figure }) => {
			if (state.fails) throw new Error("The thread is gone.");
			state.drawn.push(figure);
			return Buffer.from(figure);
		},
		now: () => state.now,
	});
	const ask = async () => (await pictureOf(asked)).png.toString();
	return { state, ask };
}

test("a thousand who ask in one second have one picture drawn", async () => {
	const { state, ask } = aKeeper();
	const seen = new Set(await Promise.all(Array.from({ length: 1_000 }, ask)));
	expect([...seen]).toEqual(["$1"]);
	expect(state.drawn).toEqual(["$1"]);
});

test("after a second the last one is shown once more while the next is drawn; after five it is waited for", async () => {
	const { state, ask } = aKeeper();
	expect(await ask()).toBe("$1");
	state.now += 1_500;
	expect(await ask()).toBe("$1");
	await until("the second picture is drawn", () => state.drawn.length === 2);
	expect(await ask()).toBe("$2");
	state.now += 6_000;
	expect(await ask()).toBe("$3");
	expect(state.drawn).toEqual(["$1", "$2", "$3"]);
});

test("one that can't be drawn is an error only for those who have to wait for it, and is tried again", async () => {
	const { state, ask } = aKeeper();
	await ask();
	state.fails = true;
	state.now += 1_500;
	expect(await ask()).toBe("$1");
	state.now += 6_000;
	await expect(ask()).rejects.toThrow("The thread is gone.");
	state.fails = false;
	expect(await ask()).toMatch(/^\$\d$/);
});
