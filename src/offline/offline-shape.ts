import { z } from "zod";
import { OFFLINE_KINDS } from "../domain/gift/offline-money.ts";

/** More than any cheque: a slip of the finger is not booked. One hundred million dollars in cents. */
const MOST = 10_000_000_000;
const amount = z
	.number({ error: "write the amount" })
	.int("write the amount to the cent")
	.max(MOST, "that is more than any cheque; check the amount");

const consent = z.strictObject({
	name: z.boolean(),
	amount: z.boolean(),
	onAir: z.boolean(),
	page: z.boolean(),
	social: z.boolean(),
});

const details = {
	givenBy: z
		.string({ error: "write who gives it" })
		.trim()
		.min(1, "write who gives it")
		.max(120, "write at most 120 letters"),
	consent,
	stationId: z.string().max(60).nullable().default(null),
	dated: z.number().int().nullable().default(null),
	note: z.string().trim().max(400, "write at most 400 letters").default(""),
};

export const detailsShape = z.strictObject(details);

export const enterShape = z.strictObject({
	...details,
	requestId: z.string().regex(/^[\w-]{8,64}$/, "send 8 to 64 letters, digits, - or _"),
	kind: z.enum(OFFLINE_KINDS),
	amount: amount.positive("write an amount above zero"),
	embargoed: z.boolean(),
	paysMatch: z.string().max(60).nullable().default(null),
});

export const correctShape = z.strictObject({
	from: amount,
	to: amount.min(0, "it can't come to less than nothing"),
	reason: z.string().trim().min(3, "say why, like “The cheque says $4,500”").max(300, "write at most 300 letters"),
});
