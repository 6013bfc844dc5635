import { USUAL_LOOK, USUAL_PAGE } from "../domain/drive/campaign-page.ts";
import { USUAL_SHOW } from "../domain/drive/campaign-show.ts";
import type { MatchKind, PowerHourKind, TriggerKind } from "../domain/drive/milestone-rule.ts";
import { isMatchKind, isPowerHourKind } from "../domain/milestone/told-about.ts";
import { HOUR, type Instant } from "../domain/plain/instant.ts";
import type { Language } from "../domain/plain/language.ts";
import type { Platform } from "../domain/post/post.ts";
import {
	type AboutSubject,
	extremeAbouts,
	matchAbout,
	matchExample,
	powerHourAbout,
	powerHourExample,
} from "./about-sample.ts";
import {
	type PostSubject,
	VARIABLES,
	type VariableName,
	type VariableValues,
	valueKind,
	variablesFor,
} from "./variables.ts";

const CLOSES_AT: Instant = Date.UTC(2026, 1, 21, 1, 0);
const BOTH: readonly [Language, Language] = ["en", "es"];

/** An ordinary drive in the middle of its second day: for previews. */
export function sampleSubject(kind: TriggerKind): PostSubject {
	const about = aboutSample(kind);
	const value = about?.value ?? sampleValue(kind);
	const total = kind === "percent" ? 25_712_500 : 4_125_000;
	const goal = kind === "goal-raised" ? value : 50_000_000;
	const figures = { total, goal, gifts: 1_012, donors: 1_004, monthlyDonors: 127, thisHour: 840_000 };
	return {
		campaign: {
			id: "sample",
			slug: "sample",
			name: "Bright Mornings Radiothon",
			shortName: "Radiothon",
			hospital: "Lakeside Children's Hospital",
			hashtag: "LakesideKids",
			goal: figures.goal,
			currency: "usd",
			timeZone: "America/Chicago",
			opensAt: CLOSES_AT - 37 * HOUR,
			closesAt: CLOSES_AT,
			onAirWindows: [],
			languages: BOTH,
			phone: "800-555-0142",
			textCode: "KIDS to 51555",
			donateUrl: "https://give.example.org/radiothon",
			stations: [],
			state: "live",
			livemode: false,
			paymentLinks: [],
			isDefault: false,
			monthlyMultiplier: 12,
			announceFrom: CLOSES_AT - 37 * HOUR,
			rules: [],
			look: USUAL_LOOK,
			page: USUAL_PAGE,
			show: USUAL_SHOW,
		},
		announcement: {
			key: `sample:${value}`,
			ruleId: "sample",
			kind,
			value,
			giftId: kind === "large-gift" ? "gift" : null,
			figures,
			entrySeq: 1,
			decidedAt: CLOSES_AT - 6 * HOUR,
		},
		now: figures,
		giverName: kind === "large-gift" ? "Dana Whitfield" : null,
		at: CLOSES_AT - 6 * HOUR,
		link: null,
		match: about?.match ?? null,
		powerHour: about?.powerHour ?? null,
	};
}

/** Minor units of the sample's dollars. */
function aboutSample(kind: TriggerKind): AboutSubject | null {
	if (isMatchKind(kind)) return matchAbout(kind, matchExample(100, CLOSES_AT));
	return isPowerHourKind(kind) ? powerHourAbout(kind, powerHourExample(100, CLOSES_AT)) : null;
}

function sampleValue(kind: TriggerKind): number {
	if (isMatchKind(kind) || isPowerHourKind(kind)) return 0;
	const samples: Record<Exclude<TriggerKind, MatchKind | PowerHourKind>, number> = {
		every: 4_000_000,
		amounts: 4_000_000,
		percent: 50,
		gifts: 1_000,
		donors: 1_000,
		"monthly-donors": 125,
		"large-gift": 1_000_000,
		"hour-target": 500_000,
		"best-hour": 840_000,
		"hours-to-go": 6,
		"final-hour": 1,
		closed: 0,
		"thank-you": 24,
		"goal-raised": 60_000_000,
	};
	return samples[kind];
}

const LONGEST_AMOUNT = 999_999_999_999;

/**
 * The longest things that can happen, one subject for each way a template can branch: with and without a giver, above
 * and below the goal, at a goal and halfway, the last hour and long before. Amounts of 9,999,999,999.99, names of 60.
 */
export function extremeSubjects(kind: TriggerKind): readonly PostSubject[] {
	const sample = sampleSubject(kind);
	const campaign = {
		...sample.campaign,
		name: "The Annual Wonderful Morning Radiothon for Children Who Heal",
		shortName: "Wonderful Morning Radiothon 26",
		hospital: "Saint Bartholomew's Memorial Hospital for Women and Children",
		hashtag: "WonderfulMorningRadiothonKids",
		phone: "1-800-555-0142 ext. 4455",
		textCode: "WONDERFUL to 1-800-555-0142",
	};
	const money = valueKind(kind) === "money";
	const values = money ? [LONGEST_AMOUNT] : kind === "percent" ? [50, 75, 100, 250] : [1, 9_999_999];
	const totals = [
		{ total: LONGEST_AMOUNT - 1, goal: LONGEST_AMOUNT },
		{ total: LONGEST_AMOUNT, goal: LONGEST_AMOUNT },
		{ total: LONGEST_AMOUNT, goal: LONGEST_AMOUNT - 1 },
		{ total: 123_456_789_055, goal: LONGEST_AMOUNT },
	];
	const givers =
		kind === "large-gift" ? ["Alexandrina Montgomery-Villanueva and Bartholomew Fitzgerald", null] : [null];
	const abouts = extremeAbouts(kind, LONGEST_AMOUNT, CLOSES_AT);
	const moments = [sample.at, CLOSES_AT - 36 * HOUR, ...(abouts.length > 0 ? [] : [CLOSES_AT - 59 * 60_000])];
	const subjects: PostSubject[] = [];
	for (const value of values) {
		// A match or power hour branches enough by itself: below the goal and beyond it will do.
		for (const figures of abouts.length > 0 ? totals.filter((_, index) => index % 2 === 0) : totals) {
			for (const giverName of givers) {
				for (const at of moments) {
					const now = {
						...figures,
						gifts: 9_999_999,
						donors: 9_999_999,
						monthlyDonors: 9_999_999,
						thisHour: LONGEST_AMOUNT,
					};
					const announcement = {
						...sample.announcement,
						value: money && figures.total < figures.goal ? value - 4 : value,
					};
					const subject = { ...sample, campaign, announcement, now, giverName, at, link: campaign.donateUrl };
					const ofAbouts = abouts.map(({ match, powerHour }) => ({ ...subject, match, powerHour }));
					subjects.push(...(ofAbouts.length > 0 ? ofAbouts : [subject]));
				}
			}
		}
	}
	return subjects;
}

export type VariableDescription = {
	readonly name: VariableName;
	readonly description: string;
	/** As it reads in an ordinary drive; null where the sample has none. */
	readonly sample: VariableValues[VariableName];
	/** The longest it is measured with. */
	readonly longest: VariableValues[VariableName];
};

/** What a writer of templates can choose from, for the place the template is for. */
export function describeVariables(
	kind: TriggerKind,
	language: Language,
	platform: Platform,
): readonly VariableDescription[] {
	const sample = variablesFor(sampleSubject(kind), language, platform);
	const extremes = extremeSubjects(kind).map((subject) => variablesFor(subject, language, platform));
	return (Object.keys(VARIABLES) as VariableName[]).map((name) => {
		const values = extremes.map((each) => each[name]);
		const longest = values.reduce((one, other) =>
			String(other ?? "").length > String(one ?? "").length ? other : one,
		);
		return { name, description: VARIABLES[name], sample: sample[name], longest };
	});
}
