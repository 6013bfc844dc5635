import { beforeEach, describe, expect, test } from "@jest/globals";
import type { CampaignCard } from "../../src/domain/screen/ticker.ts";
import type { LastKnown } from "../../src/web/live/last-known.ts";
import type { FromHub } from "../../src/web/live/live-messages.ts";
import { type LiveScreen, openLiveScreen } from "../../src/web/live/live-screen.ts";
import type { ScreenMessage, ScreenState } from "../../src/web/live/screen-state.ts";
import { openTwoClocks, type TwoClocks } from "../support/two-clocks.ts";

const SERVER = 1_800_000_000_000;
const NOTHING_SEEN = { beat: null, itemAt: null };
/** The screen hands the campaign on and looks at nothing in it. */
const campaign = { slug: "hope", powerHours: [] as CampaignCard["powerHours"] } as CampaignCard;

function aState(seq: number, total: number): ScreenState {
	const hour = { startsAt: 0, counted: 0 };
	return {
		seq,
		snapshotSeq: seq,
		campaign,
		total,
		peak: total,
		gifts: 0,
		hour,
		matched: {},
		spans: {},
		rows: [],
		scripts: [],
	};
}

describe("one page's view of the stream", () => {
	let clocks: TwoClocks;
	let screen: LiveScreen;
	let changes: number;

	beforeEach(() => {
		clocks = openTwoClocks();
		screen = openLiveScreen(clocks);
		changes = 0;
		screen.live.subscribe(() => {
			changes += 1;
		});
	});

	const heard = (message: ScreenMessage, isCaughtUp = true) =>
		screen.take({ type: "heard", message, at: clocks.wall(), isCaughtUp });
	const beat = (seq: number, ago = 0) =>
		heard({ type: "beat", beat: { now: SERVER, checkedAt: SERVER - ago, seq } }, true);
	const gift = (seq: number, total: number, isCaughtUp = true) => {
		const common = { seq, total, at: SERVER, giftId: `g${seq}`, name: "Dana", amount: 100, monthly: false, host: null };
		return heard({ type: "item", item: { type: "gift", gifts: 1, ...common } }, isCaughtUp);
	};
	const script = (seq: number, at: number) =>
		heard({ type: "item", item: { type: "script", seq, total: 500, at, script: `script ${seq}`, giftId: null } });
	const welcome = (state: ScreenState | null, more: Partial<Extract<FromHub, { type: "welcome" }>> = {}) =>
		screen.take({ type: "welcome", state, seen: NOTHING_SEEN, board: undefined, ...more });
	const remembered = (): LastKnown => ({ state: aState(3, 300), seenAt: clocks.wall() - 65_000, ahead: 4000 });

	test("first it connects; with the first beat it is live; ten seconds without one, and it is stale", () => {
		expect([screen.live.standing(), screen.live.ageSeconds(), screen.live.state()]).toEqual(["connecting", null, null]);
		welcome(aState(5, 500));
		expect(screen.live.standing()).toBe("connecting");
		beat(5);
		expect(screen.live.standing()).toBe("live");
		clocks.run(9900);
		expect(screen.live.standing()).toBe("live");
		clocks.run(200);
		expect(screen.live.standing()).toBe("stale");
		beat(5);
		expect(screen.live.standing()).toBe("live");
	});

	test("it is told of what changed, and of each second that goes by, and of nothing else", () => {
		welcome(aState(5, 500));
		beat(5);
		const before = changes;
		screen.tick();
		beat(5);
		expect(changes).toBe(before);
		clocks.run(1000);
		screen.tick();
		screen.tick();
		expect(changes).toBe(before + 1);
		gift(6, 600);
		expect(changes).toBe(before + 2);
	});

	test("the state is the same object until something in it changes", () => {
		welcome(aState(5, 500));
		const state = screen.live.state();
		beat(5);
		expect(screen.live.state()).toBe(state);
		gift(6, 600);
		expect(screen.live.state()).not.toBe(state);
	});

	test("what it makes up for after a drop doesn't make it live; the beat after it does", () => {
		welcome(aState(5, 500));
		beat(5);
		clocks.run(60_000);
		gift(6, 600, false);
		expect(screen.live.standing()).toBe("stale");
		beat(6);
		expect(screen.live.standing()).toBe("live");
	});

	test("a page that was frozen takes nothing of what waited for it for new", () => {
		welcome(aState(5, 500));
		const at = clocks.wall();
		clocks.run(120_000);
		const late: ScreenMessage = { type: "beat", beat: { now: SERVER, checkedAt: SERVER, seq: 5 } };
		screen.take({ type: "heard", message: late, at, isCaughtUp: true });
		expect(screen.live.ageSeconds()).toBe(120);
		expect(screen.live.now()).toBe(SERVER + 120_000);
	});

	test("a tab that joins knows at once how old what it is given is", () => {
		const at = clocks.wall() - 30_000;
		const seen = { beat: { beat: { now: SERVER, checkedAt: SERVER, seq: 5 }, at }, itemAt: null };
		welcome(aState(5, 500), { seen });
		expect([screen.live.standing(), screen.live.ageSeconds()]).toEqual(["stale", 30]);
	});

	test("where it lost track it says so, and goes on with the whole state it is given", () => {
		welcome(aState(5, 500));
		expect(gift(9, 900)).toBe("lost");
		welcome(aState(9, 900));
		expect(screen.live.state()?.total).toBe(900);
	});

	test("the last visit's state is shown with its age, by the time known then, until something is heard", () => {
		screen.recall(remembered());
		expect([screen.live.standing(), screen.live.ageSeconds()]).toEqual(["remembered", 65]);
		expect(screen.live.state()?.total).toBe(300);
		expect(screen.live.now()).toBe(clocks.wall() + 4000);
		expect(screen.known()).toBeNull();
		welcome(null);
		expect(screen.live.standing()).toBe("remembered");
		// The ledger may have been restored from a back-up: what was remembered counts for nothing.
		heard({
			type: "snapshot",
			snapshot: { ...aState(2, 200), donors: 0, monthlyDonors: 0, next: null, latest: [], scripts: [], reset: false },
		});
		beat(2);
		expect([screen.live.standing(), screen.live.state()?.total]).toEqual(["live", 200]);
	});

	test("what is remembered too late changes nothing", () => {
		welcome(aState(5, 500));
		screen.recall(remembered());
		expect([screen.live.standing(), screen.live.state()?.total]).toEqual(["connecting", 500]);
	});

	test("a script is told when it falls, not when it is made up for", () => {
		const told: string[] = [];
		screen.live.onScript(({ text }) => told.push(text));
		welcome(aState(5, 500));
		beat(5);
		script(6, SERVER);
		script(6, SERVER);
		script(7, SERVER - 60_000);
		expect(told).toEqual(["script 6"]);
	});

	test("the board's version is told when it comes, and to whoever asks later", () => {
		const early: (number | null)[] = [];
		const late: (number | null)[] = [];
		screen.live.onBoard((version) => early.push(version));
		welcome(aState(5, 500), { board: 3 });
		welcome(aState(5, 500), { board: 3 });
		const stop = screen.live.onBoard((version) => late.push(version));
		screen.take({ type: "board", version: null });
		stop();
		screen.take({ type: "board", version: 4 });
		expect([early, late]).toEqual([
			[3, null, 4],
			[3, null],
		]);
	});

	test("the end is the end, and nothing of it is worth keeping", () => {
		welcome(aState(5, 500));
		beat(5);
		expect(screen.known()?.state.total).toBe(500);
		screen.take({ type: "ended" });
		gift(6, 600);
		expect(screen.live.standing()).toBe("ended");
		expect(screen.live.state()?.total).toBe(500);
		expect(screen.known()).toBeNull();
	});

	test("one listener's mistake stops no other", () => {
		const seen: unknown[] = [];
		const { reportError } = globalThis;
		globalThis.reportError = (error) => seen.push(String(error));
		try {
			screen.live.onScript(() => {
				throw new Error("no bell");
			});
			screen.live.onScript(({ text }) => seen.push(text));
			welcome(aState(5, 500));
			beat(5);
			expect(script(6, SERVER)).toBe("taken");
		} finally {
			globalThis.reportError = reportError;
		}
		expect(seen).toEqual(["Error: no bell", "script 6"]);
	});
});
