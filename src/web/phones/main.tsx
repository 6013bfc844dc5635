import "../look/fonts.css";
import "../look/theme.css";
import "./phones.css";
import "./slip.css";
import "./side.css";
import { createRoot } from "react-dom/client";
import type { PhoneRoom, PhonesClosed } from "../contract/phones.ts";
import { keepOffline } from "../live/keep-offline.ts";
import { ClosedPage } from "./closed-page.tsx";
import { PhonesPage } from "./phones-page.tsx";
import { openSender, type SlipAddress } from "./sender.ts";
import { openSlipStore } from "./slip-store.ts";

const root = document.getElementById("phones");
if (!root) throw new Error("The page has no #phones.");

// What the page knows of the drive stands in it, so that it is there without a network; without it, nothing is taken.
const told = document.body.dataset.room;
const room = told === undefined ? null : (JSON.parse(told) as PhoneRoom);
const store = await openSlipStore(room?.drive ?? null);

if (room === null) {
	createRoot(root).render(<ClosedPage store={store} why={(document.body.dataset.closed ?? "off") as PhonesClosed} />);
} else {
	const sender = openSender(addressOf(room), store);
	keepOffline("/phones/");
	createRoot(root).render(<PhonesPage room={room} store={store} sender={sender} />);
	sender.nudge();
}

function addressOf({ drive, account }: PhoneRoom): SlipAddress {
	return account === null
		? { path: location.pathname.replace(/\/$/, ""), drive, missing: "off" }
		: { path: `/api/staff/phones/${encodeURIComponent(drive)}`, drive, missing: "gone" };
}
