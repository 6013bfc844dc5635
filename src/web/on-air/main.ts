import { renderRevoked, renderTime } from "./clockwork.ts";
import { openCountingTotal } from "./counting-total.ts";
import { openFreshness } from "./freshness.ts";
import { keepLive } from "./live-connection.ts";
import { money, part, renderState } from "./render.ts";
import { applyMessage, type ScreenState } from "./screen-state.ts";

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
