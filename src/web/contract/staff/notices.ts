import type { Instant } from "../../../domain/plain/instant.ts";
import type { NoticeChoice } from "../../../domain/staff/notice.ts";

/** GET /api/staff/account/notices */
export type NoticeSettings = {
	readonly choice: NoticeChoice;
	/** False: no mail server is set, so no mail is sent. */
	readonly hasMail: boolean;
	/** For the browser's own question; null: notices to browsers need an https address. */
	readonly pushKey: string | null;
	readonly devices: readonly NoticeDevice[];
	/** What could not be delivered lately, and why. */
	readonly problems: readonly { readonly at: Instant; readonly way: "email" | "push"; readonly reason: string }[];
};

export type NoticeDevice = {
	readonly id: number;
	readonly label: string;
	readonly addedAt: Instant;
	readonly endpoint: string;
};

/** POST /api/staff/account/notices/devices */
export type AddDevice = {
	readonly endpoint: string;
	readonly keys: { readonly p256dh: string; readonly auth: string };
	readonly label: string;
};
