import { z } from "zod";
import type { Campaign } from "../domain/drive/campaign.ts";
import type { ChallengeMatch } from "../domain/drive/challenge-match.ts";
import type { PowerHour } from "../domain/drive/power-hour.ts";
import { hourProblems, matchProblems, type OfferProblem } from "../domain/offer/offer-problems.ts";
import type { Instant } from "../domain/plain/instant.ts";

const ID = 'write a short name in lower case, like "bank-match"; it must stay the same for the whole drive';
const id = z.string({ error: ID }).regex(/^[a-z0-9][a-z0-9-]{0,60}$/, ID);
const isOff = z.literal(true, "leave it out, or write true").optional();
const station = z.string({ error: "write the id of one of the stations, or leave it out" }).optional();

/** Challenge matches as a file writes them: what is usual may be left out. */
export function writtenMatches<A extends z.ZodType, T extends z.ZodType>(amount: A, time: T) {
	const COUNT = "write a whole number of donors, like 500";
	const unlock = z.discriminatedUnion(
		"kind",
		[
			z.strictObject({ kind: z.literal("donors"), count: z.number({ error: COUNT }).int(COUNT).min(1, COUNT) }),
			z.strictObject({ kind: z.literal("amount"), amount }),
		],
		{ error: 'write {"kind": "donors", "count": 500} or {"kind": "amount", "amount": 50000}, or leave it out' },
	);
	const match = z.strictObject({
		id,
		sponsor: z.string({ error: "write who gives it, as they want to be named" }).trim(),
		hidden: z.boolean({ error: "write true while the sponsor is not to be named" }).default(false),
		kind: z
			.enum(["ratio", "challenge"], { error: 'write "ratio" (answers each gift) or "challenge" (gives all at once)' })
			.default("ratio"),
		pool: amount,
		ratio: z.number({ error: "write 1 to double each gift, 2 to triple it" }).default(1),
		minGift: amount.optional(),
		maxGift: amount.optional(),
		from: time,
		to: time,
		unlock: unlock.optional(),
		stacking: z.enum(["in-turn", "on-top"], { error: 'write "in-turn" or "on-top"' }).default("in-turn"),
		station,
		isOff,
	});
	return z.array(match, { error: "write a list of matches in [ ], or leave matches out" });
}

export function writtenPowerHours<A extends z.ZodType, T extends z.ZodType>(amount: A, time: T) {
	const hour = z.strictObject({
		id,
		name: z.string({ error: 'write its name, like "The Coffee Power Hour"' }).trim(),
		from: time,
		to: time,
		target: amount,
		sponsor: z.string({ error: 'write who stands behind it, or ""' }).trim().default(""),
		isOff,
	});
	return z.array(hour, { error: "write a list of power hours in [ ], or leave powerHours out" });
}

type Written = string | number;
type WrittenMatch = z.infer<ReturnType<typeof writtenMatches<z.ZodType<Written>, z.ZodType<string>>>>[number];
type WrittenHour = z.infer<ReturnType<typeof writtenPowerHours<z.ZodType<Written>, z.ZodType<string>>>>[number];

export type Reading = {
	/** Minor units of an amount as written; reports its place in the file where it is none. */
	readonly readAmount: (written: Written, path: readonly PropertyKey[]) => number;
	/** The moment of a local time as written; reports `place` where it is none. */
	readonly readTime: (text: string, place: string) => Instant;
	readonly report: (place: string, message: string) => void;
};

/** What the file says of them, checked by the rules that hold in the console; a field it leaves out stays as staff have it. */
export function offersOf(
	{ matches, powerHours }: { readonly matches?: WrittenMatch[]; readonly powerHours?: WrittenHour[] },
	drive: Pick<Campaign, "opensAt" | "closesAt" | "stations" | "timeZone">,
	reading: Reading,
): Pick<Campaign, "matches" | "powerHours"> {
	const hours = powerHours?.map((one, index) => hourOf(one, `powerHours[${index}]`, reading));
	const offers = matches?.map((one, index) => matchOf(one, index, reading));
	const { report } = reading;
	const told = (place: string, problems: readonly OfferProblem[]) => {
		for (const { field, says } of problems) report(`${place}.${field === "stationId" ? "station" : field}`, says);
	};
	for (const [index, match] of (offers ?? []).entries())
		told(`matches[${index}]`, matchProblems(match, { ...drive, powerHours: hours ?? [] }));
	// Each is held against those before it: an overlap is one mistake, not two.
	for (const [index, hour] of (hours ?? []).entries())
		told(`powerHours[${index}]`, hourProblems(hour, { ...drive, powerHours: hours?.slice(0, index) ?? [] }));
	refuseTwins("matches", offers ?? [], report);
	refuseTwins("powerHours", hours ?? [], report);
	return { ...(offers && { matches: offers }), ...(hours && { powerHours: hours }) };
}

function matchOf(
	{ station: at, minGift, maxGift, unlock, isOff: off, ...rest }: WrittenMatch,
	index: number,
	{ readAmount, readTime }: Reading,
): ChallengeMatch {
	const path = ["matches", index] as const;
	const place = `matches[${index}]`;
	return {
		...rest,
		pool: readAmount(rest.pool, [...path, "pool"]),
		minGift: minGift === undefined ? null : readAmount(minGift, [...path, "minGift"]),
		maxGift: maxGift === undefined ? null : readAmount(maxGift, [...path, "maxGift"]),
		from: readTime(rest.from, `${place}.from`),
		to: readTime(rest.to, `${place}.to`),
		unlock:
			unlock === undefined
				? null
				: unlock.kind === "donors"
					? unlock
					: { kind: "amount", amount: readAmount(unlock.amount, [...path, "unlock", "amount"]) },
		stationId: at ?? null,
		// Whom the sponsor is as a donor is known once they have given: staff say it at the console.
		sponsorDonor: null,
		...(off && { isOff: off }),
	};
}

function hourOf({ isOff: off, ...rest }: WrittenHour, place: string, { readAmount, readTime }: Reading): PowerHour {
	return {
		...rest,
		from: readTime(rest.from, `${place}.from`),
		to: readTime(rest.to, `${place}.to`),
		target: readAmount(rest.target, [place, "target"]),
		...(off && { isOff: off }),
	};
}

function refuseTwins(field: string, all: readonly { readonly id: string }[], report: Reading["report"]): void {
	for (const [index, { id: own }] of all.entries())
		if (all.findIndex((one) => one.id === own) !== index)
			report(`${field}[${index}].id`, `"${own}" is used twice; give each its own id`);
}
