import type pg from "pg";
import { keepCard } from "../../card/keep-card.ts";
import { milestoneCard } from "../../domain/card/card-content.ts";
import type { MilestoneRule } from "../../domain/drive/milestone-rule.ts";
import type { Language } from "../../domain/plain/language.ts";
import type { TemplatePicture } from "../../web/contract/staff/templates.ts";
import { driveSubjects } from "../drive-subjects.ts";
import type { DeskDrive } from "./desk-drive.ts";

/** The picture that a post of the rule would carry today; no giver's name on it. Null where it can't be drawn. */
export async function templatePicture(
	pool: pg.Pool,
	drive: DeskDrive,
	rule: MilestoneRule,
	language: Language,
): Promise<TemplatePicture> {
	const { today } = driveSubjects(rule, drive.moment);
	try {
		const { hash, alt } = await keepCard(pool, milestoneCard({ ...today, giverName: null }, language), "wide");
		return { url: `/cards/${hash}.png`, alt };
	} catch {
		// The text is what is being written here: a machine that can't draw now keeps nobody from it.
		return null;
	}
}
