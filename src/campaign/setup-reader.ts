import type { z } from "zod";
import type { Instant } from "../domain/plain/instant.ts";
import { momentsOf, writtenOffset } from "../domain/plain/local-clock.ts";
import { minorDigits, parseAmount } from "../domain/plain/money.ts";
import type { FieldProblem } from "../web/contract/staff/setup.ts";
import { readLocalTime } from "./local-time.ts";

/** Reads one set-up, and gathers what can't be used of it. */
export type SetupReader = {
	readonly problems: readonly FieldProblem[];
	report(field: string, says: string): void;
	/** The value as the shape leaves it; where it can't be used, a problem, and the value as it was. */
	check<T, V>(field: string, shape: z.ZodType<T>, value: V): T | V;
	/** Minor units; 0 where nothing is written. */
	amount(field: string, text: string): number;
	/** 0 where nothing is written. */
	time(field: string, text: string): Instant;
};

export function setupReader(currency: string, timeZone: string, known: ReadonlyMap<string, Instant>): SetupReader {
	const problems: FieldProblem[] = [];
	const report = (field: string, says: string) => {
		problems.push({ field, says: sentence(says) });
	};
	return {
		problems,
		report,
		check(field, shape, value) {
			const parsed = shape.safeParse(value);
			if (parsed.success) return parsed.data;
			for (const issue of parsed.error.issues) {
				report([field, ...issue.path.map(String)].filter((part) => part !== "").join("."), plainWords(issue));
			}
			return value;
		},
		amount(field, text) {
			const plain = text.replace(/[$€£¥,\s]/g, "");
			if (plain === "") return 0;
			const amount = parseAmount(plain, currency);
			if (amount !== null && amount >= 0) return amount;
			const example = minorDigits(currency) === 0 ? "150000" : "150000 or 150000.50";
			report(field, `Write an amount in ${currency.toUpperCase()}, like ${example}.`);
			return 0;
		},
		time(field, text) {
			if (text.trim() === "") return 0;
			const asBefore = known.get(text.trim());
			if (asBefore !== undefined) return asBefore;
			const read = readLocalTime(text.trim(), timeZone);
			if (read.ok) return read.at;
			problems.push({ field, says: sentence(read.problem), ...choicesOf(text.trim(), timeZone) });
			return 0;
		},
	};
}

/** The two moments that an hour which comes twice could mean. */
function choicesOf(text: string, timeZone: string): Pick<FieldProblem, "choices"> {
	const moments = momentsOf(text, timeZone);
	if (moments.length < 2) return {};
	const named = new Intl.DateTimeFormat("en-US", {
		...{ timeZone, hour: "numeric", minute: "2-digit", timeZoneName: "short" },
	});
	return {
		choices: moments.map((at, index) => ({
			value: `${text.slice(0, 16)}${writtenOffset(at, timeZone)}`,
			label: `${named.format(at)}, the ${index === 0 ? "first" : "second"} time`,
		})),
	};
}

/** Zod's own words are for programmers; those written in this house are kept. */
function plainWords(issue: z.core.$ZodIssue): string {
	if (!/^(?:Too |Invalid|Unrecognized)/.test(issue.message)) return issue.message;
	switch (issue.code) {
		case "too_small":
			return "Write something here.";
		case "too_big":
			return issue.origin === "string" ? `At most ${issue.maximum} characters.` : `At most ${issue.maximum}.`;
		default:
			return "This can't be used here.";
	}
}

function sentence(words: string): string {
	const begun = words.charAt(0).toUpperCase() + words.slice(1);
	return /[.?!"]$/.test(begun) ? begun : `${begun}.`;
}
