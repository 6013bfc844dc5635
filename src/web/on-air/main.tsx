import "../look/fonts.css";
import "../look/theme.css";
import "./screen.css";
import "./buttons.css";
import "./total/total.css";
import "./saying/say-now.css";
import "./thanks/thank-list.css";
import "./thanks/thank-row.css";
import "./presenting/presentations.css";
import "./steering/steering.css";
import "./layouts/foot-strip.css";
import "./layouts/offers.css";
import "./layouts/layouts.css";
import "./layouts/overlay.css";
import "./layouts/small-screens.css";
import { createRoot } from "react-dom/client";
import type { ScreenLayout, ScreenRole } from "../contract/board.ts";
import { keepOffline } from "../live/keep-offline.ts";
import { openLive } from "../live/open-live.ts";
import { openBoard } from "./board-store.ts";
import { Screen } from "./screen.tsx";
import { keptReaderId } from "./use-reader.ts";

const LAYOUTS: readonly ScreenLayout[] = ["studio", "phone-room", "lobby", "overlay"];
const ROLES: readonly ScreenRole[] = ["watch", "host", "producer"];

const address = location.pathname.replace(/\/$/, "");
// What the link is for stands in the page; another layout may be looked at, which gives no more rights.
const asked = new URLSearchParams(location.search).get("layout") ?? document.body.dataset.layout;
const layout = LAYOUTS.find((one) => one === asked) ?? "studio";
const role = ROLES.find((one) => one === document.body.dataset.role) ?? "watch";
document.documentElement.dataset.layout = layout;

const root = document.getElementById("screen");
if (!root) throw new Error("The page has no #screen.");
const live = openLive(`${address}/live`, { remember: true });
keepOffline();
const store = openBoard(address, live, keptReaderId());
createRoot(root).render(<Screen live={live} store={store} layout={layout} role={role} />);
