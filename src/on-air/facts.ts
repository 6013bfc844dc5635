import { totalDefinition } from "../domain/drive/on-air-definition.ts";
import { slotsBetween } from "../domain/drive/on-air-show.ts";
import { nextMilestone } from "../domain/milestone/next-milestone.ts";
import { hourStart } from "../domain/plain/clock-hour.ts";
import { HOUR, type Instant } from "../domain/plain/instant.ts";
import type { FactSheet } from "../web/contract/board.ts";
import { type BoardParts, currentHead, linkView, seesEverything, settingOf, slotView } from "./board.ts";
import type { BoardHead } from "./board-state.ts";
import { amountTriggers, evergreenTexts, type Moment } from "./evergreen.ts";
import { readMoment } from "./figures-now.ts";
import type { ScreenLink } from "./screen-link.ts";
import { readStationFigures } from "./thank-figures.ts";

const MOST_MILESTONES = 6;

/** What a host has on paper when no screen is near. */
export async function readFacts({ pool, log }: BoardParts, link: ScreenLink, now: Instant): Promise<FactSheet> {
	const head = await currentHead(pool, link.campaignId, now);
	const { campaign } = head;
	const [moment, figures] = await Promise.all([
		readMoment(pool, campaign, now),
		readStationFigures(pool, settingOf(head)),
	]);
	const { goal: _, ...said } = moment.figures;
	const [from, to] = localDay(now, campaign.timeZone);
	const isForStudio = seesEverything(link);
	return {
		now,
		campaign: cardOf(head),
		link: linkView(link, head),
		definition: totalDefinition(campaign, campaign.languages[0]),
		figures: said,
		stations: campaign.stations.map(({ id, name }) => {
			const own = figures.find(({ station }) => station === id);
			return { id, name, total: own?.total ?? 0, gifts: own?.gifts ?? 0 };
		}),
		milestones: milestonesAhead(head, moment),
		slots: slotsBetween(campaign.show, from, to, now).map(slotView(link)),
		talkingPoints: isForStudio ? evergreenTexts(campaign, moment, log) : [],
	};
}

function cardOf({ campaign }: BoardHead): FactSheet["campaign"] {
	const {
		name,
		hospital,
		languages,
		currency,
		timeZone,
		opensAt,
		closesAt,
		phone,
		textCode,
		donateUrl,
		hashtag,
		goal,
	} = campaign;
	const language = languages[0];
	return { name, hospital, language, currency, timeZone, opensAt, closesAt, phone, textCode, donateUrl, hashtag, goal };
}

function milestonesAhead({ campaign }: BoardHead, { figures, peak }: Moment): FactSheet["milestones"] {
	const ladder = { triggers: amountTriggers(campaign), goal: campaign.goal, total: figures.total };
	const ahead: { amount: number; toGo: number; isGoal: boolean }[] = [];
	for (let reached = peak; ahead.length < MOST_MILESTONES; ) {
		const next = nextMilestone({ ...ladder, peak: reached });
		if (next === null) break;
		ahead.push({ amount: next.amount, toGo: next.toGo, isGoal: next.isGoal });
		reached = next.amount;
	}
	return ahead;
}

/** From the local midnight before to the one after; a day may have 23 or 25 hours. */
function localDay(now: Instant, timeZone: string): [Instant, Instant] {
	const day = new Intl.DateTimeFormat("en-CA", { timeZone, dateStyle: "short" });
	const today = day.format(now);
	let from = hourStart(now, timeZone);
	while (day.format(from - HOUR) === today) from -= HOUR;
	let to = hourStart(now, timeZone) + HOUR;
	while (day.format(to) === today) to += HOUR;
	return [from, to];
}
