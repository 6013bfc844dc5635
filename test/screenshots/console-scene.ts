import type { Page } from "playwright-core";
import type { StaffRole } from "../../src/domain/staff/staff-role.ts";

/** One page of the console in one state. */
export type ConsoleScene = {
	readonly name: string;
	/** Below /staff. */
	readonly path: string;
	/** Admin unless told; null: nobody is signed in. */
	readonly role?: StaffRole | null;
	/** Before the page is opened: answers that stand in for a state which passes. */
	readonly first?: (page: Page) => Promise<void>;
	readonly before?: (page: Page) => Promise<void>;
};
