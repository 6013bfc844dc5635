import type { MilestoneRule } from "../../domain/drive/milestone-rule.ts";
import { isMatchKind, isPowerHourKind } from "../../domain/milestone/told-about.ts";
import { maxLength } from "../../domain/post/post-text.ts";
import { X_LINK_POST_MILLS, X_POST_MILLS } from "../../domain/post/x-cost.ts";
import { verdictOn } from "../../posting/words.ts";
import type {
	CheckedText,
	CheckTextRequest,
	RenderingName,
	TemplateRendering,
	TemplateVariable,
} from "../../web/contract/staff/templates.ts";
import { isMatchVariable, isPowerHourVariable, MATCH_VARIABLES, POWER_HOUR_VARIABLES } from "../about-variables.ts";
import { fillIn } from "../check.ts";
import { type CheckedForDrive, checkForDrive } from "../check-for-drive.ts";
import type { DriveSubjects } from "../drive-subjects.ts";
import type { ParsedTemplate } from "../liquid.ts";
import { type PostSubject, VARIABLES, type VariableName, variablesFor } from "../variables.ts";
import { linksIn, textLength, tooLongFrom } from "../weighted-length.ts";
import { type DeskDrive, speakersOf } from "./desk-drive.ts";
import { holding } from "./place-texts.ts";

/** All there is to say about a text while somebody types it; nothing is saved. */
export function checkText(drive: DeskDrive, rule: MilestoneRule, asked: CheckTextRequest): CheckedText {
	const { place, source, variantId } = asked;
	const { platform, language } = place;
	const checked = checkForDrive(source, { rule, platform, language, moment: drive.moment });
	const { parsed, subjects } = checked;
	const [speaker] = speakersOf(drive, place);
	const same = holding(drive, rule, place).variants.find(
		(other) => other.id !== variantId && plain(other.source) === plain(source),
	);
	const twice =
		same === undefined ? [] : [{ says: "Another of these texts is the same word for word.", at: null, instead: [] }];
	const renderings = parsed === null ? [] : renderAll(parsed, namedSubjects(subjects, checked, source), asked);
	return {
		problems: [...checked.problems, ...twice],
		notes: notesOf(renderings),
		longest: checked.longest,
		most: maxLength(platform),
		renderings,
		variables: describeVariables(subjects.today, asked),
		account: speaker?.name ?? drive.campaign.hospital,
	};
}

export function plain(source: string): string {
	return source.replace(/\s+/g, " ").trim();
}

type Named = readonly (readonly [RenderingName, PostSubject])[];

function namedSubjects(
	{ today, smallest, largest }: DriveSubjects,
	{ parsed }: CheckedForDrive,
	source: string,
): Named {
	if (parsed === null) return [];
	const isNamed = today.giverName !== null && /\bgiver\b/.test(source);
	const isLinked = /\blink\b/.test(source);
	return [
		["today", today],
		["smallest", smallest],
		["largest", largest],
		...(isNamed ? ([["no-name", { ...today, giverName: null }]] as const) : []),
		...(isLinked ? ([["with-link", { ...today, link: largest.link }]] as const) : []),
	];
}

function renderAll(parsed: ParsedTemplate, named: Named, { place }: CheckTextRequest): TemplateRendering[] {
	const { platform, language } = place;
	return named.map(([name, subject]) => {
		const text = fillIn(parsed, variablesFor(subject, language, platform), subject, language);
		const verdict = verdictOn(text, subject);
		const hasLink = platform !== "on-air" && linksIn(text).length > 0;
		return {
			...{ name, text, hasLink, length: textLength(platform, text), tooLongFrom: tooLongFrom(platform, text) },
			findings: verdict.ok ? [] : verdict.findings.map(({ words, explanation }) => ({ words, says: explanation })),
			cost: platform === "x" ? (hasLink ? X_LINK_POST_MILLS : X_POST_MILLS) : null,
		};
	});
}

function notesOf(renderings: readonly TemplateRendering[]): string[] {
	const notes: string[] = [];
	if (renderings.some(({ findings }) => findings.length > 0))
		notes.push("The privacy gate would hold it for a person to look at.");
	return notes;
}

const GROUPS: Readonly<Record<TemplateVariable["group"], readonly VariableName[]>> = {
	milestone: ["milestone", "milestone_value", "milestone_goal", "beyond", "giver"],
	match: Object.keys(MATCH_VARIABLES).filter(isMatchVariable),
	"power-hour": Object.keys(POWER_HOUR_VARIABLES).filter(isPowerHourVariable),
	figures: [
		...(["total", "goal", "to_go", "percent_of_goal", "goal_reached", "gifts", "donors", "monthly_donors"] as const),
		...(["this_hour", "total_value", "goal_value", "to_go_value", "gifts_value", "donors_value"] as const),
		...(["monthly_donors_value", "this_hour_value"] as const),
	],
	drive: ["hospital", "drive", "drive_short", "hashtag"],
	time: ["hours_left", "hours_left_value", "time_left", "closes_at"],
	giving: ["ways_to_give", "phone", "text_code", "donate_url", "link"],
};

function describeVariables(today: PostSubject, { place }: CheckTextRequest): TemplateVariable[] {
	const values = variablesFor(today, place.language, place.platform);
	const { kind } = today.announcement;
	const groups = Object.entries(GROUPS).filter(
		([group]) => (group !== "match" || isMatchKind(kind)) && (group !== "power-hour" || isPowerHourKind(kind)),
	);
	return groups.flatMap(([group, names]) =>
		names.map((name) => {
			const value = values[name];
			const written = value === null || value === "" ? null : typeof value === "boolean" ? yesNo(value) : String(value);
			return { name, means: VARIABLES[name], today: written, group: group as TemplateVariable["group"] };
		}),
	);
}

function yesNo(value: boolean): string {
	return value ? "true" : "not true";
}
