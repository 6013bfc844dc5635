import type { Figures } from "../domain/counting/figures.ts";
import type { Campaign } from "../domain/drive/campaign.ts";
import type { EvergreenScript } from "../domain/drive/campaign-show.ts";
import { type AmountTrigger, nextMilestone } from "../domain/milestone/next-milestone.ts";
import type { Instant } from "../domain/plain/instant.ts";
import { ON_AIR_MAX_CHARACTERS, tidyText } from "../domain/post/post-text.ts";
import type { Log } from "../log.ts";
import { MATCH_VARIABLES, POWER_HOUR_VARIABLES } from "../template/about-variables.ts";
import { type ParsedTemplate, parseTemplate, renderTemplate, variablesOf } from "../template/liquid.ts";
import { variablesFor } from "../template/variables.ts";
import { spokenMoney } from "../template/wording.ts";
import type { EvergreenText } from "../web/contract/board.ts";
import { findingsIn } from "./outgoing-words.ts";

export type Moment = { readonly figures: Figures; readonly peak: number; readonly at: Instant };

/** A script that belongs to no announcement has no milestone, no giver and no link of a post. */
const OF_ANNOUNCEMENTS = [
	...["milestone", "milestone_value", "milestone_goal", "beyond", "giver", "link"],
	...Object.keys(MATCH_VARIABLES),
	...Object.keys(POWER_HOUR_VARIABLES),
];

/**
 * The campaign's evergreen scripts with the figures of this moment. They take the variables of on-air templates, less those of an
 * announcement, and `next_milestone` and `to_next_milestone` (null where none is left; `_value` for the bare numbers). One that
 * can't be filled in, or that the privacy gate refuses, is left out, and the log says so once.
 */
export function evergreenTexts(campaign: Campaign, moment: Moment, log: Log): EvergreenText[] {
	if (campaign.show.evergreen.length === 0) return [];
	const values = valuesFor(campaign, moment);
	return campaign.show.evergreen.flatMap((script) => {
		const filled = fillIn(script, values, campaign);
		if ("text" in filled) return [{ id: script.id, title: script.title, text: filled.text }];
		tellOnce(log, campaign, script, filled.problem);
		return [];
	});
}

function valuesFor(campaign: Campaign, { figures, peak, at }: Moment): Record<string, unknown> {
	const language = campaign.languages[0];
	const announcement = {
		id: "",
		campaignId: campaign.id,
		key: "",
		ruleId: "",
		kind: "closed" as const,
		value: figures.total,
		giftId: null,
		figures,
		entrySeq: null,
		priority: 0,
		decidedAt: at,
	};
	const values: Record<string, unknown> = {
		...variablesFor({ campaign, announcement, now: figures, giverName: null, at, link: null }, language, "on-air"),
	};
	for (const name of OF_ANNOUNCEMENTS) delete values[name];
	const next = nextMilestone({ triggers: amountTriggers(campaign), goal: campaign.goal, total: figures.total, peak });
	const money = (amount: number) => spokenMoney({ amount, currency: campaign.currency }, language);
	return {
		...values,
		next_milestone: next && money(next.amount),
		next_milestone_value: next?.amount ?? null,
		to_next_milestone: next && money(next.toGo),
		to_next_milestone_value: next?.toGo ?? null,
	};
}

export function amountTriggers({ rules }: Campaign): AmountTrigger[] {
	return rules.flatMap(({ trigger }) =>
		trigger.kind === "every" || trigger.kind === "amounts" || trigger.kind === "percent" ? [trigger] : [],
	);
}

function fillIn(
	{ text }: EvergreenScript,
	values: Readonly<Record<string, unknown>>,
	campaign: Campaign,
): { text: string } | { problem: string } {
	const { currency, timeZone, languages } = campaign;
	try {
		const parsed = parsedOf(text);
		const unknown = variablesOf(parsed).find((name) => !Object.hasOwn(values, name));
		if (unknown !== undefined) return { problem: `it uses "${unknown}", which an evergreen script has not` };
		const filled = tidyText(renderTemplate(parsed, values, { currency, timeZone, language: languages[0] }));
		if (filled === "") return { problem: "it comes out empty" };
		if (filled.length > ON_AIR_MAX_CHARACTERS)
			return { problem: `it comes out longer than ${ON_AIR_MAX_CHARACTERS} characters` };
		const [finding] = findingsIn(filled, campaign);
		return finding === undefined
			? { text: filled }
			: { problem: `the privacy gate refuses it: ${finding.explanation}` };
	} catch (error) {
		return { problem: error instanceof Error ? (error.message.split("\n")[0] ?? "") : "it can't be filled in" };
	}
}

const MOST_KEPT = 500;
const parsedTexts = new Map<string, ParsedTemplate>();

/** Parsing costs more than filling in, and every screen asks again and again. */
function parsedOf(text: string): ParsedTemplate {
	const known = parsedTexts.get(text);
	if (known !== undefined) return known;
	if (parsedTexts.size >= MOST_KEPT) parsedTexts.clear();
	const parsed = parseTemplate(text);
	parsedTexts.set(text, parsed);
	return parsed;
}

const told = new Set<string>();

function tellOnce(
	log: Log,
	{ id: campaignId }: Campaign,
	{ id: script, text }: EvergreenScript,
	problem: string,
): void {
	const key = `${campaignId} ${script} ${text}`;
	if (told.has(key)) return;
	if (told.size >= MOST_KEPT) told.clear();
	told.add(key);
	log("warn", "An evergreen script is left out: it can't be read as it is. Correct it in the campaign.", {
		campaignId,
		script,
		problem,
	});
}
