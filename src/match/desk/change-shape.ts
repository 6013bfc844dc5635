import { z } from "zod";
import { matchShape, powerHourShape } from "../../campaign/match-shape.ts";
import { sponsorKeyOf } from "./sponsor-key.ts";

/** What is wrong with a number is said in words by the domain (offer-problems.ts); here only that it is one. */
const amount = z.number().int();
const instant = z.number().int();
const id = z.string().max(80);

const match = matchShape(amount, instant)
	.omit({ id: true, isOff: true })
	.extend({
		id: id.nullable(),
		sponsorEmail: z.email("write an e-mail address, or leave it empty").or(z.literal("")).optional(),
	})
	.transform(({ sponsorEmail, ...rest }) =>
		sponsorEmail === undefined ? rest : { ...rest, sponsorDonor: sponsorKeyOf(sponsorEmail) },
	);
const hour = powerHourShape(amount, instant)
	.omit({ id: true, isOff: true, name: true })
	.extend({
		id: id.nullable(),
		name: z.string().max(200),
	});

/** Deeds of the moment: what is done on the air. */
export const steerShape = z.discriminatedUnion("do", [
	z.strictObject({ do: z.enum(["open", "close", "reveal"]), id }),
	z.strictObject({ do: z.enum(["start", "end"]), id }),
]);

export const changeShape = z.discriminatedUnion("do", [
	z.strictObject({ do: z.literal("put-match"), match }),
	z.strictObject({ do: z.literal("put-hour"), hour }),
	z.strictObject({ do: z.literal("order"), ids: z.array(id).max(100) }),
	z.strictObject({ do: z.enum(["open", "close", "reveal"]), id }),
	z.strictObject({ do: z.enum(["start", "end"]), id }),
	z.strictObject({ do: z.enum(["switch-off", "switch-on"]), id }),
]);
