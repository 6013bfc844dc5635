import { z } from "zod";

const ID = 'write a short name in lower case, like "bank-match"; it must stay the same for the whole drive';
const id = z.string({ error: ID }).regex(/^[a-z0-9][a-z0-9-]{0,60}$/, ID);
/** With it every text of the starter pack fits where it goes. */
const LONGEST_NAME = 60;
const NAME = `write a name of at most ${LONGEST_NAME} signs`;

/** A challenge match as the file and the store both write it; only amounts and times differ (see rule-shape.ts). */
export function matchShape<A extends z.ZodType<number>, T extends z.ZodType<number>>(amount: A, time: T) {
	const COUNT = "write a whole number of donors, like 500";
	return z.strictObject({
		id,
		sponsor: z.string(NAME).max(LONGEST_NAME, NAME),
		hidden: z.boolean(),
		kind: z.enum(["ratio", "challenge"], 'write "ratio" (answers each gift) or "challenge" (gives all at once)'),
		pool: amount,
		ratio: z.number("write 1 to double each gift, 2 to triple it").positive().max(10),
		minGift: amount.nullable(),
		maxGift: amount.nullable(),
		from: time,
		to: time,
		unlock: z
			.discriminatedUnion("kind", [
				z.strictObject({ kind: z.literal("donors"), count: z.number(COUNT).int(COUNT).min(1, COUNT) }),
				z.strictObject({ kind: z.literal("amount"), amount }),
			])
			.nullable(),
		stacking: z.enum(["in-turn", "on-top"], 'write "in-turn" or "on-top"'),
		stationId: z.string().nullable(),
		sponsorDonor: z.string().nullable(),
		isOff: z.literal(true, "leave it out, or write true").optional(),
	});
}

export function powerHourShape<A extends z.ZodType<number>, T extends z.ZodType<number>>(amount: A, time: T) {
	return z.object({
		id,
		name: z.string(NAME).min(1, NAME).max(LONGEST_NAME, NAME),
		from: time,
		to: time,
		target: amount,
		sponsor: z.string(NAME).max(LONGEST_NAME, NAME),
		isOff: z.literal(true, "leave it out, or write true").optional(),
	});
}
