import { z } from "zod";
import { SLIP_SOURCES } from "../domain/pledge/slip.ts";
import { MOST_SLIPS, type SlipsRequest, type UndoRequest } from "../web/contract/phones.ts";

const id = z.string().regex(/^[\w-]{16,64}$/, "send 16 to 64 letters, digits, - or _");
/** As typed, without what no keyboard sends; the domain says what is too long, in words for volunteers. */
const text = z
	.string()
	.max(1_000, "this is far too long")
	.transform((typed) => typed.replace(/[\p{Cc}\p{Cs}]+/gu, " ").trim());

const slip = z.strictObject({
	clientId: id,
	ago: z.number().min(0),
	batchId: id.nullable(),
	despite: z.boolean(),
	amount: z.number(),
	monthly: z.boolean(),
	source: z.enum(SLIP_SOURCES),
	stationId: z.string().max(60).nullable(),
	name: text,
	town: text,
	pronunciation: text,
	email: text,
	phone: text,
	honoured: text,
	note: text,
	operator: text,
	consent: z.strictObject({ onAir: z.boolean(), town: z.boolean(), amount: z.boolean(), social: z.boolean() }),
	dedication: z.enum(["honour", "memory"]).nullable(),
});

export const slipsRequest = z.strictObject({
	sessionId: id,
	slips: z.array(slip).min(1).max(MOST_SLIPS, `send at most ${MOST_SLIPS} slips at once`),
}) satisfies z.ZodType<SlipsRequest>;

export const undoRequest = z.strictObject({ sessionId: id, clientId: id }) satisfies z.ZodType<UndoRequest>;
