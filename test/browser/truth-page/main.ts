import { keepOffline } from "../../../src/web/live/keep-offline.ts";
import { openLive } from "../../../src/web/live/open-live.ts";

/** The barest page over the live client: shows all it knows, so that a test can see each gift. Stands in for the host's screen. */
const live = openLive(`${location.pathname}/live`, { remember: true });
const total = document.createElement("output");
const age = document.createElement("output");
const list = document.createElement("ol");
const scripts = document.createElement("ol");
const boards = document.createElement("ol");
document.body.replaceChildren(total, age, list, scripts, boards);
boards.id = "boards";
scripts.id = "scripts";
age.id = "age";

function draw(): void {
	const state = live.state();
	document.body.dataset.state = live.standing();
	age.dataset.seconds = String(live.ageSeconds());
	if (state === null) return;
	total.dataset.total = String(state.total);
	list.replaceChildren(
		...state.rows.map((row) => {
			const line = document.createElement("li");
			line.dataset.gift = row.giftId;
			line.textContent = row.name;
			return line;
		}),
	);
}

function note(place: HTMLElement, text: string): void {
	const line = document.createElement("li");
	line.textContent = text;
	place.append(line);
}

live.subscribe(draw);
live.onScript((script) => note(scripts, script.text));
live.onBoard((version) => note(boards, String(version)));
draw();
keepOffline();
