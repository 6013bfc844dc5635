import { z } from "zod";
import { campaignFileShape } from "./campaign-file-shape.ts";

const text = z.string().max(400);
const amount = z.string().max(24);
const time = z.string().max(32);
const language = z.enum(["en", "es"]);
const file = campaignFileShape.shape;

const slot = z.strictObject({
	id: z.string().max(60),
	kind: z.enum(["sponsor", "guest", "power-hour", "story"]),
	from: time,
	to: time,
	title: text,
	say: text,
	authorisation: z.strictObject({ reference: text, expiresAt: time }).optional(),
});

/**
 * What the console sends: every value of the right kind and no longer than anything is; whether it makes sense is asked in apply-setup.ts, where
 * the answer has its field and words for people.
 */
const writtenShape = z.strictObject({
	name: text,
	shortName: text,
	hospital: text,
	hashtag: text,
	slug: text,
	colour: text,
	logo: z.string().max(72 * 1024, "The logo is too large: save it under 48 KB; 400 pixels wide are plenty."),
	languages: z.array(language).max(2),
	timeZone: text,
	opensAt: time,
	closesAt: time,
	announceFrom: time,
	onAirWindows: z.array(z.strictObject({ from: time, to: time })).max(60),
	stations: z
		.array(z.strictObject({ id: text, name: text, phone: text.optional(), code: text.optional() }))
		.max(60, "At most 60 stations."),
	currency: text,
	goal: amount,
	monthlyMultiplier: file.monthlyMultiplier.unwrap(),
	pledgesCount: z.enum(["when-promised", "when-paid"]),
	phone: text,
	textCode: text,
	donateUrl: z.string().max(2000),
	paymentLinks: z.array(text).max(100),
	isDefault: z.boolean(),
	livemode: z.boolean(),
	isGiving: z.boolean(),
	isOpen: z.boolean(),
	onceAmounts: z.array(amount).max(12),
	monthlyAmounts: z.array(amount).max(12),
	impact: z.array(z.strictObject({ amount, text: z.partialRecord(language, text) })).max(12),
	partners: z.array(text).max(40),
	embedOrigins: z.array(text).max(60),
	evergreen: z.array(z.strictObject({ id: z.string().max(60), title: text, text: z.string().max(1000) })).max(60),
	runOfShow: z.array(slot).max(500),
	lastYear: z.array(amount).max(400),
	bigGift: amount,
});

export const setupChangesShape = writtenShape.partial();
export type SetupChanges = z.infer<typeof setupChangesShape>;
