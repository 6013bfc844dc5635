import "../look/fonts.css";
import "../look/theme.css";
import "../give/form.css";
import "./stand-in.css";
import "./public.css";
import "./sections.css";
import "./stations.css";
import { openLive } from "../live/open-live.ts";
import { followLive } from "./live-page.ts";
import { openSmallThings } from "./small-things.ts";

openSmallThings();
// Comes only to a drive that shows its stations.
if (document.body.dataset.stage !== "over" && document.getElementById("stations") !== null) {
	void import("./stations.ts").then(({ followStations }) => followStations());
}
// A drive that is over doesn't change any more; who comes to look at it costs no connection.
if (document.body.dataset.stage !== "over") followLive(openLive(document.body.dataset.live ?? ""));
