import type { ReactNode } from "react";
import type { ScreenRole } from "../../contract/board.ts";
import type { LiveStanding } from "../../live/live.ts";
import type { BoardStore } from "../board-store.ts";
import type { Drive } from "../drive.ts";
import type { Sound } from "../use-sound.ts";

/** What every layout is made from. */
export type LayoutProps = {
	readonly store: BoardStore;
	readonly role: ScreenRole;
	readonly drive: Drive;
	readonly standing: LiveStanding;
	readonly age: ReactNode;
	readonly sound: Sound;
	/** How often a milestone has rung while the page is open. */
	readonly rings: number;
};
