import type { Instant } from "../../../domain/plain/instant.ts";
import type { ScreenLayout, ScreenRole } from "../board.ts";

export type LinkKind = "on-air" | "phones";

/** A screen's link as staff see it; its address is known to its screen alone. */
export type LinkListItem = {
	/** Tells it apart; opens nothing. */
	readonly id: string;
	/** A screen's, or the phone bank's page; that one has neither layout nor role. */
	readonly kind: LinkKind;
	readonly label: string;
	readonly layout: ScreenLayout;
	readonly role: ScreenRole;
	readonly stationId: string | null;
	readonly createdAt: Instant;
	readonly revokedAt: Instant | null;
};

/** GET /api/staff/campaigns/:campaign/links */
export type LinkList = {
	readonly links: readonly LinkListItem[];
	/** What the world can open, as far as the drive's state and switch let it. */
	readonly publicAddresses: {
		readonly page: string;
		readonly embed: string;
		readonly overlay: string;
		readonly total: string;
		readonly rds: string;
		readonly embedPage: string;
	};
	/** Null: they can be opened. Else why they can't, and what to do. */
	readonly closedWhy: string | null;
};

/** POST .../links */
export type NewLinkRequest = {
	/** Absent: a screen's. */
	readonly kind?: LinkKind;
	readonly label: string;
	readonly layout: ScreenLayout;
	readonly role: ScreenRole;
	readonly stationId: string | null;
};

/** Its answer: the one time the address is told. */
export type NewLink = { readonly kind: LinkKind; readonly address: string; readonly label: string };
