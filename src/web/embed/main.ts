import { openLive } from "../live/open-live.ts";
import "./embed.css";
import { showFigures } from "./figures.ts";

showFigures(openLive(document.body.dataset.live ?? ""));

// The site around the frame gives it the height it needs (src/web/widget). It learns nothing else, so any site may hear it.
if (window.parent !== window) {
	new ResizeObserver(() => {
		window.parent.postMessage({ carillonHeight: document.documentElement.offsetHeight }, "*");
	}).observe(document.documentElement);
}
