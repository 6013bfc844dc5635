import { formatMoney } from "../../domain/money.ts";
import { nextMilestone } from "../../domain/next-milestone.ts";
import { countdown, publicLines, publicStage, timeOfDay } from "../../domain/public-lines.ts";
import type { Live } from "../live/open-live.ts";
import type { ScreenState } from "../live/screen-state.ts";
import { openAnnouncer } from "./announcer.ts";
import { drawFigures, ring } from "./draw-figures.ts";
import { drawGifts } from "./draw-gifts.ts";
import { takeNewPage } from "./new-page.ts";
import { language, mark, part, show, words, write } from "./page-parts.ts";
import { refreshSmallThings } from "./small-things.ts";

/** Keeps the page at what the stream says, unless the visitor has stopped it: then nothing on it moves until they go on. */
export function followLive(live: Live): void {
	const announcer = openAnnouncer((text) => write(part("news"), text));
	let drawn: ScreenState | null = null;
	let pausedAt: number | null = null;
	let isGone = false;
	let told = "";

	function draw(): void {
		const state = live.state();
		drawStanding(state);
		if (pausedAt !== null || state === null) return;
		if (state !== drawn) drawState(state);
		write(part("countdown"), countdown(state.campaign.opensAt, live.now(), language()));
		if (isAnotherPage(state)) void renew();
	}

	function drawState(state: ScreenState): void {
		const before = drawn;
		drawn = state;
		drawFigures(state, publicLines(state, language(), live.now()));
		drawGifts(state);
		const passed = before && before.campaign.slug === state.campaign.slug ? milestonePassed(before, state) : null;
		if (passed === null) return;
		ring();
		const { currency } = state.campaign;
		const { toGo } = publicLines(state, language(), live.now());
		announcer.say(`${words().justPassed(formatMoney({ amount: passed, currency }, words().locale))} ${toGo}`);
	}

	function drawStanding(state: ScreenState | null): void {
		const standing = isGone ? "ended" : live.standing();
		mark(pausedAt === null ? standing : "paused");
		show(part("live"), state !== null);
		show(part("pause"), standing !== "ended");
		write(part("pause"), pausedAt === null ? words().pause : words().resume);
		const text = standingWords(state, standing);
		write(part("standing"), text);
		if (text !== told && pausedAt === null && (standing === "stale" || standing === "ended")) announcer.say(text);
		told = text;
	}

	function standingWords(state: ScreenState | null, standing: string): string {
		const clock = (at: number) => (state ? timeOfDay(at, state.campaign.timeZone, language()) : "");
		if (standing === "ended") return words().ended;
		if (pausedAt !== null) return words().paused(clock(pausedAt));
		const age = live.ageSeconds();
		return standing === "stale" && age !== null ? words().stale(clock(live.now() - age * 1000)) : words().live;
	}

	/** Opened, closed or edited by staff since this page was made. */
	function isAnotherPage({ campaign }: ScreenState): boolean {
		const { stage, version } = document.body.dataset;
		return publicStage(campaign, live.now()) !== stage || campaign.version > Number(version);
	}

	async function renew(): Promise<void> {
		const found = await takeNewPage();
		if (found === "gone") isGone = true;
		if (found !== "new") return;
		refreshSmallThings();
		drawn = null;
		draw();
	}

	document.addEventListener("click", (event) => {
		if (!(event.target instanceof Element && event.target.closest("#pause"))) return;
		pausedAt = pausedAt === null ? live.now() : null;
		announcer.hush();
		draw();
	});
	live.subscribe(draw);
	// Time goes by also when nothing is heard: the drive opens, the countdown counts.
	window.setInterval(draw, 1000);
	draw();
}

/** The highest milestone between what was shown and what is: null where none was passed. */
export function milestonePassed(before: ScreenState, now: ScreenState): number | null {
	if (now.peak <= before.peak) return null;
	const { triggers, goal } = now.campaign;
	const was = nextMilestone({ triggers, goal, total: before.total, peak: before.peak });
	const is = nextMilestone({ triggers, goal, total: now.total, peak: now.peak });
	if (was === null || was.amount > now.peak) return null;
	return Math.max(was.amount, is?.passed ?? 0);
}
