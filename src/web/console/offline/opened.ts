import type { OfflineItem } from "../../contract/staff/offline.ts";

/** What is open over the list. */
export type Opened =
	| { readonly kind: "enter" }
	| { readonly kind: "present" | "correct" | "change" | "history"; readonly item: OfflineItem };
