import { z } from "zod";

const language = z.enum(["en", "es"]);
const COLOUR_HINT = 'write the colour like "#c8912e"';
const ORIGIN_HINT = 'write the site\'s origin, like "https://www.hospital.example", without a path';

/** How the campaign looks, as the database keeps it. */
export const lookShape = z.strictObject({
	colour: z.string({ error: COLOUR_HINT }).regex(/^#[0-9a-f]{6}$/i, COLOUR_HINT),
	logo: z.string().startsWith("data:image/").optional(),
});

/** In a file the logo is a file of its own, beside it. */
export const writtenLookShape = lookShape.extend({
	logo: z.string({ error: 'write the file\'s name, like "hospital.svg"' }).min(1).optional(),
});

/**
 * The donor's page. In a campaign file amounts are as people write them, in the database minor units; either may leave out anything.
 */
export function pageShape<A extends z.ZodType>(amount: A) {
	return z.strictObject({
		isOpen: z.boolean({ error: "write true to show the public page, else false" }).optional(),
		isGiving: z.boolean({ error: "write true to take gifts on the page, else false" }).optional(),
		onceAmounts: z.array(amount).max(6, "write at most 6 amounts").optional(),
		monthlyAmounts: z.array(amount).max(6, "write at most 6 amounts").optional(),
		impact: z
			.array(z.strictObject({ amount, text: z.partialRecord(language, z.string().trim().min(1).max(160)) }))
			.max(6, "write at most 6")
			.optional(),
		showsStations: z.boolean({ error: "write true to show what each station brought, else false" }).optional(),
		partners: z.array(z.string().trim().min(1).max(80)).max(24).optional(),
		embedOrigins: z
			.array(z.string({ error: ORIGIN_HINT }).regex(/^https?:\/\/[a-z0-9.-]+(:\d{1,5})?$/i, ORIGIN_HINT))
			.max(40)
			.optional(),
	});
}

/** What the studio is given. Times are local in a file, instants in the database. */
export function showShape<A extends z.ZodType, T extends z.ZodType>(amount: A, time: T) {
	const id = z.string().regex(/^[a-z0-9][a-z0-9-]{0,40}$/, 'write a short id in lower case, like "why-monthly"');
	const title = z.string().trim().min(1).max(80);
	const slot = { id, from: time, to: time, title, say: z.string().trim().max(400).default("") };
	return z.strictObject({
		evergreen: z
			.array(z.strictObject({ id, title, text: z.string().trim().min(1).max(400) }))
			.max(40)
			.optional(),
		runOfShow: z
			.array(
				z.discriminatedUnion("kind", [
					z.strictObject({ ...slot, kind: z.enum(["sponsor", "guest", "power-hour"]) }),
					z.strictObject({
						...slot,
						kind: z.literal("story"),
						authorisation: z.strictObject({ reference: z.string().trim().min(1).max(120), expiresAt: time }),
						storyId: z.string().max(60).optional(),
					}),
				]),
			)
			.max(500)
			.optional(),
		lastYear: z.array(amount).max(400).optional(),
		bigGift: amount.optional(),
	});
}
