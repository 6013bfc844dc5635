import { describe, expect, test } from "@jest/globals";
import type { TickerAudience, TickerSnapshot } from "../../src/domain/screen/ticker.ts";
import { shareSnapshots } from "../../src/ticker/shared-snapshots.ts";

/** A ledger that is at `seq`; readings are answered when the test says so. */
function aLedger() {
	const state = { seq: 5, version: 1, reads: 0, fails: false };
	const waiting: (() => void)[] = [];
	const read = (audience: TickerAudience) => {
		state.reads += 1;
		const { seq, version, fails } = state;
		const snapshot = { seq, campaign: { version }, audience } as unknown as TickerSnapshot;
		return new Promise<TickerSnapshot>((resolve, reject) =>
			waiting.push(() => (fails ? reject(new Error("The database is away.")) : resolve(snapshot))),
		);
	};
	const answer = async () => {
		for (const give of waiting.splice(0)) give();
		await new Promise((resolve) => setImmediate(resolve));
	};
	return { state, answer, snapshots: shareSnapshots(read, () => state.version) };
}

describe("screens that come at the same time", () => {
	test("are shown one reading, each audience its own", async () => {
		const { state, answer, snapshots } = aLedger();
		const crowd = Promise.all(Array.from({ length: 1000 }, () => snapshots.atLeast("page", 5)));
		const host = snapshots.atLeast("host", 5);
		await answer();
		expect(new Set(await crowd).size).toBe(1);
		expect(await host).not.toBe((await crowd)[0]);
		expect(state.reads).toBe(2);
	});

	test("are never shown one from before they joined the stream: what fell between would be missing", async () => {
		const { state, answer, snapshots } = aLedger();
		const early = snapshots.atLeast("page", 5);
		state.seq = 9;
		const late = Promise.all(Array.from({ length: 100 }, () => snapshots.atLeast("page", 9)));
		await answer();
		await answer();
		expect((await early).snapshot.seq).toBe(5);
		expect(new Set((await late).map(({ snapshot }) => snapshot.seq))).toEqual(new Set([9]));
		expect(state.reads).toBe(2);
	});

	test("see staff's edit", async () => {
		const { state, answer, snapshots } = aLedger();
		const before = snapshots.atLeast("page", 5);
		await answer();
		await before;
		state.version = 2;
		const after = snapshots.atLeast("page", 5);
		await answer();
		await answer();
		expect((await after).snapshot.campaign.version).toBe(2);
	});

	test("one failed reading is not everybody's answer", async () => {
		const { state, answer, snapshots } = aLedger();
		state.fails = true;
		const unlucky = snapshots.atLeast("page", 5).catch((error: Error) => error.message);
		const waited = snapshots.atLeast("page", 5);
		state.fails = false;
		await answer();
		await answer();
		expect(await unlucky).toBe("The database is away.");
		expect((await waited).snapshot.seq).toBe(5);
		expect(state.reads).toBe(2);
	});
});
