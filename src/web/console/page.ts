import type { ComponentType } from "react";
import type { Permission } from "../../domain/staff/staff-role.ts";

/** Where a page stands in the menu; without it a page is reached from another one. */
export type NavPlace = {
	readonly section: "drive" | "organisation";
	readonly label: string;
	/** The order within its section, smallest first. */
	readonly order: number;
};

/** One page of the console, below /staff. Loaded when somebody goes there. */
export type ConsolePage = {
	/** As react-router reads it: "c/:campaign/approvals". */
	readonly path: string;
	readonly title: string;
	readonly may: Permission;
	readonly nav?: NavPlace;
	readonly load: () => Promise<{ readonly Page: ComponentType }>;
};

/** One that needs no sign-in. */
export type OpenPage = Omit<ConsolePage, "may" | "nav">;
