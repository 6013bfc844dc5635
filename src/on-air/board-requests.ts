import { z } from "zod";
import type { ThankDo } from "../web/contract/board.ts";

const ID_HINT = "send 8 to 64 letters, digits, - or _";
const id = z.string({ error: ID_HINT }).regex(/^[\w-]{8,64}$/, ID_HINT);
/** As screens know a gift (ticker/entries.ts). */
const giftId = z.string().regex(/^[\w-]{1,64}$/, "send the gift's id as the list has it");
const giftIds = z.array(giftId).min(1).max(100, "send at most 100 gifts at once");
const filter = z.enum(["all", "big", "monthly", "first-time"], {
	error: 'the filters are "all", "big", "monthly" and "first-time"',
});
const town = z.string().min(1).max(80);
const station = z.string().regex(/^[\w.-]{1,40}$/, "send a station's id");

const sender = { requestId: id, readerId: id, by: z.string().max(200).optional() };

/** GET board: a query as browsers write it; an empty value is none. */
export const boardQuestion = z
	.object({ reader: id.optional(), filter: filter.default("all"), town: town.optional(), station: station.optional() })
	.transform((asked) => ({
		readerId: asked.reader ?? null,
		filter: asked.filter,
		town: asked.town ?? null,
		station: asked.station ?? null,
	}));

const deed = z.discriminatedUnion("do", [
	z.object({ do: z.literal("claim"), giftId }),
	z.object({
		do: z.literal("claim-batch"),
		seconds: z.number().min(5).max(300).optional(),
		filter: filter.optional(),
		town: town.optional(),
		station: station.optional(),
	}),
	z.object({ do: z.literal("read"), giftIds }),
	z.object({ do: z.literal("release"), giftIds }),
	z.object({ do: z.literal("take-over"), giftId }),
	z.object({ do: z.literal("pin"), giftId }),
	z.object({ do: z.literal("unpin"), giftId }),
	z.object({ do: z.literal("undo") }),
]) satisfies z.ZodType<ThankDo>;

export const thankRequest = z.intersection(z.object(sender), deed);

const MOST_SAID = 400;

export const sayRequest = z.union([
	z.strictObject({ ...sender, clear: z.literal(true), id: z.string().max(20).optional() }),
	z.strictObject({
		...sender,
		text: z
			.string({ error: "write what is to be said" })
			.trim()
			.min(1, "write what is to be said")
			.max(MOST_SAID, `write at most ${MOST_SAID} characters: that is half a minute aloud`),
		minutes: z.number().min(1).max(240).default(10),
		despite: z.boolean().default(false),
	}),
]);
