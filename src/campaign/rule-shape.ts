import { z } from "zod";
import { MATCH_KINDS, POWER_HOUR_KINDS } from "../domain/milestone/told-about.ts";

/** A rule as the file and the store both write it; only the amounts differ (whole currency there, minor units here). */
export function ruleShape<A extends z.ZodType>(amount: A) {
	const counts = list(whole("write whole numbers, like [100, 250, 500]"));
	const trigger = z.discriminatedUnion(
		"kind",
		[
			z.strictObject({ kind: z.literal("every"), step: amount }),
			z.strictObject({ kind: z.literal("amounts"), amounts: list(amount) }),
			z.strictObject({ kind: z.literal("percent"), percents: list(percentage) }),
			z.strictObject({ kind: z.literal("gifts"), counts }),
			z.strictObject({ kind: z.literal("donors"), counts }),
			z.strictObject({ kind: z.literal("monthly-donors"), counts }),
			z.strictObject({ kind: z.literal("large-gift"), atLeast: amount }),
			z.strictObject({ kind: z.literal("hour-target"), target: amount }),
			z.strictObject({ kind: z.literal("best-hour"), atLeast: amount }),
			z.strictObject({ kind: z.literal("hours-to-go"), hours: list(whole("write whole hours, like [24, 12, 6]")) }),
			z.strictObject({ kind: z.literal("final-hour") }),
			z.strictObject({ kind: z.literal("closed") }),
			z.strictObject({ kind: z.literal("thank-you"), hours: list(whole("write whole hours, like [16, 40]")) }),
			z.strictObject({ kind: z.literal("goal-raised") }),
			z.strictObject({ kind: z.literal(MATCH_KINDS) }),
			z.strictObject({ kind: z.literal(POWER_HOUR_KINDS) }),
		],
		{ error: `write {"kind": ...} with one of: ${KINDS.join(", ")}` },
	);
	return z.strictObject({
		id: z.string({ error: ID_HINT }).regex(/^[a-z0-9][a-z0-9-]{0,60}$/, ID_HINT),
		trigger,
		priority: z.number({ error: "write a whole number; the higher wins" }).int("write a whole number").min(0).max(1000),
		policy: policyShape,
		expiresAfterMinutes: whole("write after how many minutes the post is too old, like 30"),
		window: windowShape.optional(),
		isOff: z.literal(true, "leave it out, or write true").optional(),
	});
}

const KINDS = [
	"every",
	"amounts",
	"percent",
	"gifts",
	"donors",
	"monthly-donors",
	"large-gift",
	"hour-target",
	"best-hour",
	"hours-to-go",
	"final-hour",
	"closed",
	"thank-you",
	"goal-raised",
	...MATCH_KINDS,
	...POWER_HOUR_KINDS,
] as const;

const ID_HINT = 'write a short name in lower case, like "every-10k"; it must stay the same for the whole drive';

function list<T extends z.ZodType>(item: T) {
	return z.array(item, { error: "write a list in [ ]" }).min(1, "write at least one value");
}

function whole(hint: string) {
	return z.number({ error: hint }).int(hint).min(1, hint);
}

const PERCENT_HINT = "write percentages of the goal above 0, like [25, 50, 75, 100]";
const percentage = z.number({ error: PERCENT_HINT }).positive(PERCENT_HINT).max(10_000, PERCENT_HINT);

export const policyShape = z.discriminatedUnion(
	"kind",
	[
		z.strictObject({ kind: z.literal("automatic") }),
		z.strictObject({ kind: z.literal("after-minutes"), minutes: whole("write a whole number of minutes, like 5") }),
		z.strictObject({
			kind: z.literal("approval"),
			approvers: z.union([z.literal(1), z.literal(2)], { error: "write how many people must approve it: 1 or 2" }),
		}),
	],
	{
		error:
			'write {"kind": "automatic"}, {"kind": "after-minutes", "minutes": 5} or {"kind": "approval", "approvers": 1}',
	},
);

const HOUR_HINT = "write an hour of the day from 0 to 24";
const hourOfDay = z.number({ error: HOUR_HINT }).int(HOUR_HINT).min(0, HOUR_HINT).max(24, HOUR_HINT);
const windowShape = z
	.strictObject({ fromHour: hourOfDay, toHour: hourOfDay })
	.refine((window) => window.fromHour !== window.toHour, "fromHour and toHour are the same: leave the window out");
