import "../look/fonts.css";
import "../look/theme.css";
import "./on-air.css";
import { openCountingTotal } from "../live/counting-total.ts";
import { openFreshness } from "../live/freshness.ts";
import { keepLive } from "../live/live-connection.ts";
import { applyMessage, type ScreenState } from "../live/screen-state.ts";
import { renderRevoked, renderTime } from "./clockwork.ts";
import { money, part, renderState } from "./render.ts";

let state: ScreenState | null = null;
const freshness = openFreshness();
const showTotal = openCountingTotal(part("total"));

keepLive(`${location.pathname.replace(/\/$/, "")}/live`, {
	seq: () => state?.seq ?? null,
	onMessage(message) {
		const applied = applyMessage(state, message);
		if (applied.gap) return false;
		if (message.type === "beat") freshness.beat(message.beat);
		else if (message.type !== "campaign") freshness.touch();
		const now = applied.state;
		if (now !== null && now !== state) {
			const before = state;
			state = now;
			renderState(now, before);
			showTotal(now.total, (amount) => money(now, amount));
		}
		renderTime(state, freshness);
		return true;
	},
	onRevoked: () => renderRevoked(state),
});

window.setInterval(() => renderTime(state, freshness), 500);
