import { describe, expect, test } from "@jest/globals";
import { sideChunk, type TickerChunk } from "../../src/ticker/chunk.ts";
import { Lane, type Taker } from "../../src/ticker/lane.ts";
import { until } from "../support/until.ts";

type Noted = Taker & { readonly got: string[] };

function aTaker(onTake: () => void = () => undefined): Noted {
	const got: string[] = [];
	return {
		got,
		take(chunk: TickerChunk) {
			got.push(chunk.wire.plain.toString());
			onTake();
		},
	};
}

const CROWD = 1300;

function aCrowd(lane: Lane): Noted[] {
	return Array.from({ length: CROWD }, () => {
		const taker = aTaker();
		lane.join(taker);
		return taker;
	});
}

describe("a lane with a crowd", () => {
	test("gives each of them each chunk once and in order, and lets other work in between", async () => {
		const lane = new Lane("page", 0);
		const crowd = aCrowd(lane);
		for (const text of ["a", "b", "c"]) lane.give(sideChunk(text));
		expect(crowd.at(0)?.got).toEqual(["a"]);
		expect(crowd.at(-1)?.got).toEqual([]);
		await until("the last of them", () => crowd.at(-1)?.got.length === 3);
		for (const { got } of crowd) expect(got).toEqual(["a", "b", "c"]);
	});

	test("who leaves meanwhile gets nothing more; who joins gets all that comes after, and no chunk twice", async () => {
		const lane = new Lane("page", 0);
		const crowd = aCrowd(lane);
		const leaver = aTaker();
		const leave = lane.join(leaver);
		lane.give(sideChunk("a"));
		leave();
		const joiner = aTaker();
		lane.join(joiner);
		lane.give(sideChunk("b"));
		await until("the joiner", () => joiner.got.includes("b"));
		expect(leaver.got).toEqual([]);
		expect(joiner.got).toEqual(["a", "b"]);
		expect(crowd.every(({ got }) => got.join() === "a,b")).toBe(true);
	});

	test("a few are given theirs at once, also what one of them causes", () => {
		const lane = new Lane("host", 0);
		const [first, second] = [aTaker(() => first.got.length === 1 && lane.give(sideChunk("b"))), aTaker()];
		lane.join(first);
		lane.join(second);
		lane.give(sideChunk("a"));
		expect([first.got, second.got]).toEqual([
			["a", "b"],
			["a", "b"],
		]);
	});
});
