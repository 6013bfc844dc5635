import { nextMilestone } from "../../domain/milestone/next-milestone.ts";
import { formatMoney } from "../../domain/plain/money.ts";
import { countdown, publicLines, publicStage, timeOfDay } from "../../domain/screen/public-lines.ts";
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
	const page = new LivePage(live);
	document.addEventListener("click", (event) => {
		if (event.target instanceof Element && event.target.closest("#pause")) page.pauseOrGoOn();
	});
	live.subscribe(() => page.draw());
	// Time goes by also when nothing is heard: the drive opens, the countdown counts.
	window.setInterval(() => page.draw(), 1000);
	page.draw();
}

class LivePage {
	readonly #live: Live;
	readonly #announcer = openAnnouncer((text) => write(part("news"), text));
	#drawn: ScreenState | null = null;
	#pausedAt: number | null = null;
	#isGone = false;
	#offers: ((state: ScreenState, now: number) => void) | null = null;
	#isFetchingOffers = false;
	#told = "";

	constructor(live: Live) {
		this.#live = live;
	}

	draw(): void {
		const state = this.#live.state();
		this.#drawStanding(state);
		if (this.#pausedAt !== null || state === null) return;
		if (state !== this.#drawn) this.#drawState(state);
		this.#drawOffers(state);
		write(part("countdown"), countdown(state.campaign.opensAt, this.#live.now(), language()));
		if (this.#isAnotherPage(state)) void this.#renew();
	}

	pauseOrGoOn(): void {
		this.#pausedAt = this.#pausedAt === null ? this.#live.now() : null;
		this.#announcer.hush();
		this.draw();
	}

	#drawState(state: ScreenState): void {
		const before = this.#drawn;
		this.#drawn = state;
		const lines = publicLines(state, language(), this.#live.now());
		drawFigures(state, lines);
		drawGifts(state);
		const passed = before && before.campaign.slug === state.campaign.slug ? milestonePassed(before, state) : null;
		if (passed === null) return;
		ring();
		const { currency } = state.campaign;
		const amount = formatMoney({ amount: passed, currency }, words().locale);
		this.#announcer.say(`${words().justPassed(amount)} ${lines.toGo}`);
	}

	/** Its script comes only where a drive has something to draw by it; until it is there, the server's words stand. */
	#drawOffers(state: ScreenState): void {
		const { matches, powerHours } = state.campaign;
		this.#offers?.(state, this.#live.now());
		if (this.#isFetchingOffers || matches.length + powerHours.length === 0) return;
		this.#isFetchingOffers = true;
		import("./draw-offers.ts").then(
			({ drawOffers }) => {
				this.#offers = drawOffers;
				this.draw();
			},
			// Asked for again with the next drawing.
			() => {
				this.#isFetchingOffers = false;
			},
		);
	}

	#drawStanding(state: ScreenState | null): void {
		const standing = this.#isGone ? "ended" : this.#live.standing();
		const isPaused = this.#pausedAt !== null;
		mark(isPaused ? "paused" : standing);
		show(part("live"), state !== null);
		show(part("pause"), standing !== "ended");
		write(part("pause"), isPaused ? words().resume : words().pause);
		const text = this.#standingWords(state, standing);
		write(part("standing"), text);
		if (text !== this.#told && !isPaused && (standing === "stale" || standing === "ended")) this.#announcer.say(text);
		this.#told = text;
	}

	#standingWords(state: ScreenState | null, standing: string): string {
		const clock = (at: number) => (state ? timeOfDay(at, state.campaign.timeZone, language()) : "");
		if (standing === "ended") return words().ended;
		if (this.#pausedAt !== null) return words().paused(clock(this.#pausedAt));
		const age = this.#live.ageSeconds();
		return standing === "stale" && age !== null ? words().stale(clock(this.#live.now() - age * 1000)) : words().live;
	}

	/** Opened, closed or edited by staff since this page was made. */
	#isAnotherPage({ campaign }: ScreenState): boolean {
		const { stage, version } = document.body.dataset;
		return publicStage(campaign, this.#live.now()) !== stage || campaign.version > Number(version);
	}

	async #renew(): Promise<void> {
		const found = await takeNewPage();
		if (found === "gone") this.#isGone = true;
		if (found !== "new") return;
		refreshSmallThings();
		this.#drawn = null;
		this.draw();
	}
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
