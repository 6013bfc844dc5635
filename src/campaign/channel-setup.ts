import { z } from "zod";
import type { Language } from "../domain/plain/language.ts";
import type { Pacing } from "../domain/post/pacing.ts";
import type { Platform } from "../domain/post/post.ts";

/** One account on one platform as a campaign file sets it up; credentials are in the clear here and sealed when stored. */
export type ChannelSetup = {
	readonly platform: Platform;
	/** Tells two accounts on the same platform apart; staff's own word. */
	readonly name: string;
	readonly language: Language;
	readonly pacing: Pacing;
	/** Null: the platform needs none, or those that are stored already stay. */
	readonly credentials: Readonly<Record<string, string>> | null;
};

const COUNT_OR_NULL = "write a whole number, or null for no limit";

/** Used for the file and for what is stored: both say the same. */
export const pacingSchema = z.strictObject({
	minGapSeconds: z.number({ error: "write a number of seconds, like 120" }).min(0, "write 0 or more").max(86_400),
	per15Minutes: z.number({ error: COUNT_OR_NULL }).int(COUNT_OR_NULL).min(1, COUNT_OR_NULL).nullable(),
	perDay: z.number({ error: COUNT_OR_NULL }).int(COUNT_OR_NULL).min(1, COUNT_OR_NULL).nullable(),
});

/** Far below what the platforms allow: followers, not limits, are what a hospital runs out of. */
export const USUAL_PACING: Pacing = { minGapSeconds: 120, per15Minutes: 4, perDay: 40 };
