import { nextMilestone } from "../../domain/milestone/next-milestone.ts";
import { EMBED_WORDS } from "../../domain/screen/embed-words.ts";
import { languageOfPage, money, partOf, showFigures, write } from "../embed/figures.ts";
import { openLive } from "../live/open-live.ts";
import type { ScreenState } from "../live/screen-state.ts";
import "./overlay.css";

/** A name stays long enough to be read, even while gifts come faster. */
const NAME_MS = 4_000;
const RING_MS = 8_000;

const live = openLive(document.body.dataset.live ?? "");
showFigures(live);

let before: ScreenState | null = null;
let thanked = "";
let nextNameAt = 0;

live.subscribe(() => {
	const state = live.state();
	if (state === null) return;
	if (before !== null && state.peak > before.peak) ringFor(before, state);
	before = state;
	thankNewest(state);
});
// The newest gift's turn comes when the one before has been read.
window.setInterval(() => before && thankNewest(before), 500);

/** The highest milestone between the two, if any was passed. */
function ringFor(from: ScreenState, to: ScreenState): void {
	const { goal, triggers } = to.campaign;
	const passed =
		nextMilestone({ triggers, goal, total: to.total, peak: to.peak })?.passed ?? (to.peak >= goal ? goal : null);
	if (passed === null || passed <= from.peak) return;
	const ring = partOf("ring");
	if (!ring) return;
	write(ring, EMBED_WORDS[languageOfPage()].reached(money(to, passed)));
	ring.classList.add("rings");
	window.setTimeout(() => {
		ring.classList.remove("rings");
		ring.textContent = "";
	}, RING_MS);
}

function thankNewest(state: ScreenState): void {
	const [newest] = state.rows;
	const said = newest ? `${newest.giftId} ${newest.name}` : "";
	// A name that was hidden goes at once; only a new gift waits for its turn.
	const isHidden = newest !== undefined && thanked.startsWith(newest.giftId) && thanked !== said;
	const shownGone = thanked !== "" && !state.rows.some((row) => thanked === `${row.giftId} ${row.name}`);
	if (said === thanked || (!isHidden && !shownGone && performance.now() < nextNameAt)) return;
	thanked = said;
	nextNameAt = performance.now() + NAME_MS;
	const place = partOf("thanks");
	write(place, newest?.name ?? "");
	place?.animate?.([{ opacity: 0 }, { opacity: 1 }], { duration: 300 });
}
