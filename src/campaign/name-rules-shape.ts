import { z } from "zod";

const word = z.string().trim().min(2, "write at least two letters").max(60, "write at most 60 letters");

/** How a drive lets names through (src/domain/gift/moderation-policy.ts), as the database keeps it and the console sends it. */
export const nameRulesShape = z.strictObject({
	policy: z.enum(["at-once", "all-wait", "big-wait"]),
	bigFrom: z.number().int().min(1, "write an amount above zero").max(10_000_000_000),
	block: z.array(word).max(500, "write at most 500 words"),
	hold: z.array(word).max(500, "write at most 500 words"),
});
