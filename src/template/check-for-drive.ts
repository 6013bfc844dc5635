import type { MilestoneRule } from "../domain/drive/milestone-rule.ts";
import type { Language } from "../domain/plain/language.ts";
import { maxLength } from "../domain/post/post-text.ts";
import type { TemplateProblem, WordedPlatform } from "../web/contract/staff/templates.ts";
import { fillIn, judgeRenderings } from "./check.ts";
import { type DriveMoment, type DriveSubjects, driveSubjects } from "./drive-subjects.ts";
import type { ParsedTemplate } from "./liquid.ts";
import { engineProblem, firstLine, readSource } from "./read-source.ts";
import { type PostSubject, variablesFor } from "./variables.ts";

export type DrivePlace = {
	readonly rule: MilestoneRule;
	readonly platform: WordedPlatform;
	readonly language: Language;
	readonly moment: DriveMoment;
};

export type CheckedForDrive = {
	/** Null where it can't be used at all. */
	readonly parsed: ParsedTemplate | null;
	/** Any of these keeps it from being used. */
	readonly problems: readonly TemplateProblem[];
	/** With today's figures; empty where it can't be used. */
	readonly text: string;
	/** In the platform's own unit, with the drive's own names and the largest figures. */
	readonly longest: number;
	readonly subjects: DriveSubjects;
};

const PLATFORMS: Readonly<Record<WordedPlatform, string>> = {
	x: "X",
	facebook: "Facebook",
	"on-air": "the host's screen",
};

/** Everything that can be known about a text of this drive before it is used. Never throws. */
export function checkForDrive(source: string, place: DrivePlace): CheckedForDrive {
	const subjects = driveSubjects(place.rule, place.moment);
	const { parsed, problems } = readSource(source);
	const unusable = (...found: readonly TemplateProblem[]): CheckedForDrive => ({
		...{ parsed: null, problems: found, text: "", longest: 0, subjects },
	});
	if (parsed === null) return unusable(...problems);
	const { platform, language, rule } = place;
	const subjectsOfAll = [subjects.smallest, subjects.largest, ...subjects.others, ...branches(subjects)];
	try {
		const judged = judgeRenderings(
			parsed,
			{ kind: rule.trigger.kind, platform, language },
			{
				base: subjects.today,
				extremes: subjectsOfAll.map((subject) => ({ subject, values: variablesFor(subject, language, platform) })),
			},
		);
		const text = fillIn(parsed, variablesFor(subjects.today, language, platform), subjects.today, language);
		const found = judged.problems.map(
			(says): TemplateProblem => ({ says: inWords(says, platform), at: null, instead: [] }),
		);
		return { parsed, problems: found, text, longest: judged.longest, subjects };
	} catch (error) {
		return unusable(engineProblem(source, error, (why) => `it can't be filled in: ${firstLine(why)}`));
	}
}

/** The other ways a text can branch: no giver named, the goal just reached, a link or none. */
function branches({ today, largest }: DriveSubjects): PostSubject[] {
	const reached = { ...today.now, total: Math.max(today.now.total, today.now.goal) };
	return [
		{ ...today, giverName: null },
		{ ...largest, giverName: null },
		{ ...today, now: reached },
		{ ...largest, now: { ...largest.now, total: Math.max(1, largest.now.goal - 1) } },
		{ ...today, link: largest.link },
	];
}

function inWords(says: string, platform: WordedPlatform): string {
	return says.replace(
		`and ${platform} takes ${maxLength(platform)}`,
		`and ${PLATFORMS[platform]} takes ${maxLength(platform)}`,
	);
}
