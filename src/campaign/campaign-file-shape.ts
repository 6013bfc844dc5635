import { z } from "zod";
import { pacingSchema } from "./channel-setup.ts";
import { isTimeZone } from "./local-time.ts";
import { writtenMatches, writtenPowerHours } from "./matches-of-file.ts";
import { pageShape, showShape, writtenLookShape } from "./page-shape.ts";
import { ruleShape } from "./rule-shape.ts";

const AMOUNT_HINT = 'write an amount in whole currency, like 150000 or "150000.00"';
const writtenAmount = z.union([z.number(), z.string()], { error: AMOUNT_HINT });
/** An amount as people write it, in the currency's whole unit: 150000 or "150000.00". */
export type WrittenAmount = z.infer<typeof writtenAmount>;

function text(hint: string, longest: number) {
	return z.string({ error: hint }).trim().min(1, hint).max(longest, `write at most ${longest} characters`);
}

function optionalText(hint: string, longest: number) {
	return z.string({ error: hint }).trim().max(longest, `write at most ${longest} characters`).default("");
}

const NAME = /^[a-z0-9][a-z0-9-]{1,60}$/;
const SLUG_HINT = 'write a short name for the address in lower case, like "hope-2026" (letters, digits, hyphens)';
const STATION_HINT = 'write a short name in lower case, like "kxyz"';
const STATION_PHONE_HINT = 'write the number as hosts say it, like "1-800-555-0177"';
const STATION_CODE_HINT = 'write what its listeners text, like "KXYZ to 51555"';
const LANGUAGE_HINT = 'write "en" or "es"';
const ENV_HINT = 'write the secret\'s text, or {"env": "NAME"} to take it from an environment variable';
const URL_HINT = 'write a full address, like "https://give.example.org/radiothon"';

const WINDOWS_HINT = 'write a list like [{"from": "2026-12-03T06:00", "to": "2026-12-03T19:00"}]';

const language = z.enum(["en", "es"], { error: LANGUAGE_HINT });
const localTime = z.string({ error: 'write the local time like "2026-12-03T06:00"' });

const channel = z.strictObject({
	platform: z.enum(["x", "facebook", "on-air", "dry-run"], {
		error: 'write "x", "facebook", "on-air" or "dry-run"',
	}),
	name: text('write a name for the account, like "Hospital on X"', 80),
	language,
	pacing: pacingSchema.optional(),
	credentials: z
		.record(
			z.string(),
			z.union([z.string().min(1), z.strictObject({ env: z.string().regex(/^[A-Z][A-Z0-9_]*$/) })], { error: ENV_HINT }),
		)
		.optional(),
});

/** A campaign file's shape; what the currency and the time zone are needed for is checked after it (campaign-file.ts). */
export const campaignFileShape = z.strictObject(
	{
		/** Stays the same when the slug changes; left out: the slug. */
		id: z.string({ error: SLUG_HINT }).regex(NAME, SLUG_HINT).optional(),
		slug: z.string({ error: SLUG_HINT }).regex(NAME, SLUG_HINT),
		name: text('write the campaign\'s full name, like "Hope for Kids Radiothon 2026"', 120),
		shortName: text('write the name as hosts say it, like "Hope for Kids"', 40),
		hospital: text("write the hospital's name", 120),
		hashtag: z
			.string({ error: 'write the hashtag without "#", or ""' })
			.regex(/^[\p{L}\p{N}_]{0,60}$/u, 'write the hashtag without "#" and without spaces, like "HopeForKids"')
			.default(""),
		goal: writtenAmount,
		currency: z
			.string({ error: 'write the currency in lower case, like "usd"' })
			.regex(/^[a-z]{3}$/, 'write the currency as Stripe does, in lower case, like "usd"'),
		timeZone: z
			.string({ error: 'write an IANA time zone, like "America/Chicago"' })
			.refine(isTimeZone, 'write an IANA time zone, like "America/Chicago"'),
		opensAt: localTime,
		closesAt: localTime,
		/** When it is on the air, where it has nights off; left out: throughout. */
		onAirWindows: z
			.array(z.strictObject({ from: localTime, to: localTime }), { error: WINDOWS_HINT })
			.max(60, "write at most 60 windows")
			.default([]),
		/** Gifts made before are counted and announce nothing; left out: from opensAt. */
		announceFrom: localTime.optional(),
		languages: z
			.tuple([language], language, { error: 'write a list with at least one of "en" and "es", like ["en"]' })
			.default(["en"]),
		phone: optionalText('write the number as hosts say it, like "1-800-555-0100"', 40),
		textCode: optionalText('write what listeners text, like "HOPE to 51555"', 60),
		donateUrl: z
			.url({ protocol: /^https?$/, error: URL_HINT })
			.or(z.literal(""))
			.default(""),
		stations: z
			.array(
				z.strictObject({
					id: z.string({ error: STATION_HINT }).regex(/^[a-z0-9][a-z0-9-]{0,40}$/, STATION_HINT),
					name: text('write the station\'s name, like "KXYZ 101.5"', 80),
					phone: z.string({ error: STATION_PHONE_HINT }).trim().min(1).max(40, STATION_PHONE_HINT).optional(),
					code: z.string({ error: STATION_CODE_HINT }).trim().min(1).max(60, STATION_CODE_HINT).optional(),
				}),
				{ error: "write a list of stations in [ ]" },
			)
			.default([]),
		state: z
			.enum(["draft", "live", "closed", "archived"], { error: 'write "draft", "live", "closed" or "archived"' })
			.default("draft"),
		livemode: z.boolean({ error: "write true for real money, false for Stripe's test mode" }),
		paymentLinks: z
			.array(z.string().regex(/^plink_/, 'write payment link ids, like "plink_1Abc..."'), {
				error: 'write a list of payment link ids, like ["plink_1Abc..."]',
			})
			.default([]),
		isDefault: z
			.boolean({ error: "write true for the one campaign that takes gifts naming none, else false" })
			.default(false),
		monthlyMultiplier: z
			.number({ error: "write how many months of a monthly gift are said on air, like 12" })
			.int("write a whole number, like 12")
			.min(1, "write 1 or more")
			.max(120, "write 120 or less")
			.default(12),
		/** Left out: as staff have it. */
		pledgesCount: z.enum(["when-promised", "when-paid"], { error: 'write "when-promised" or "when-paid"' }).optional(),
		rules: z.array(ruleShape(writtenAmount), { error: "write a list of rules in [ ], or leave rules out" }).optional(),
		/** In their order: the first answers a gift first. Left out: as staff have them. */
		matches: writtenMatches(writtenAmount, localTime).optional(),
		powerHours: writtenPowerHours(writtenAmount, localTime).optional(),
		look: writtenLookShape.optional(),
		page: pageShape(writtenAmount).default({}),
		show: showShape(writtenAmount, localTime).default({}),
		channels: z.array(channel, { error: "write a list of channels in [ ]" }).default([]),
	},
	{ error: "write one campaign in { }; config/campaigns/example.json is a full example" },
);
export type WrittenCampaign = z.infer<typeof campaignFileShape>;
