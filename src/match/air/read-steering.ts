import type pg from "pg";
import type { Campaign } from "../../domain/drive/campaign.ts";
import { matchesOf } from "../../domain/drive/challenge-match.ts";
import { powerHoursOf } from "../../domain/drive/power-hour.ts";
import { matchCard, matchNow, unlockReached } from "../../domain/match/match-now.ts";
import { matchLines, powerHourLines, type Said } from "../../domain/match/match-words.ts";
import { powerHourCard, powerHourNow } from "../../domain/match/power-hour-now.ts";
import { termsOfOffer } from "../../domain/offer/change-offers.ts";
import { steerDeeds, TAKE_BACK_WITHIN, takingBackRefused } from "../../domain/offer/steer-offers.ts";
import type { Instant } from "../../domain/plain/instant.ts";
import type { SteerItem, SteerList } from "../../web/contract/steering.ts";
import { readOfferBooks } from "../desk/read-matches.ts";
import { type LastDeed, lastDeeds, steerDeedOf, whatCameOf } from "./last-deeds.ts";

type Asked = {
	/** Where the screen is one station's: others' matches are not its to steer. */
	readonly stationId: string | null;
	readonly reader: string | null;
	readonly now: Instant;
};

/** What a producer can do now, with every match and power hour that isn't over; and what this reader did lately. */
export async function readSteering(pool: pg.Pool, campaign: Campaign, asked: Asked): Promise<SteerList> {
	const books = await readOfferBooks(pool, campaign.id);
	const deeds = await lastDeeds(pool, campaign.id, asked.now - TAKE_BACK_WITHIN);
	const said: Said = { ...campaign, language: campaign.languages[0], now: asked.now };
	const matches = matchesOf(campaign)
		.filter(({ stationId }) => isItsOwn(stationId, asked.stationId))
		.map((match) => {
			const { tally } = books;
			const now = matchNow(matchCard(match, unlockReached(match, tally)), tally.matches[match.id] ?? 0, asked.now);
			const common = { id: match.id, about: "match", name: match.sponsor.trim(), isHidden: match.hidden } as const;
			return { ...common, state: now.state, says: matchLines(now, said).sentence };
		});
	const hours = powerHoursOf(campaign).map((hour) => {
		const now = powerHourNow(powerHourCard(hour), books.tally.spans[hour.id] ?? 0, asked.now);
		const common = { id: hour.id, about: "power-hour", name: hour.name, isHidden: false } as const;
		return { ...common, state: now.state, says: powerHourLines(now, said).sentence };
	});
	const items = await Promise.all(
		[...matches, ...hours].map(async (item): Promise<SteerItem> => {
			const deed = deeds.get(item.id);
			return {
				...item,
				deeds: steerDeeds(campaign, item.id, item.state === "spent", asked.now),
				lately: deed === undefined ? null : await latelyOf(pool, campaign, deed, asked),
			};
		}),
	);
	return { items: items.filter(({ deeds, lately }) => deeds.length > 0 || lately !== null) };
}

export function isItsOwn(offers: string | null, links: string | null): boolean {
	return links === null || offers === null || offers === links;
}

async function latelyOf(pool: pg.Pool, campaign: Campaign, last: LastDeed, { reader, now }: Asked) {
	const deed = steerDeedOf(last);
	if (deed === null || deed.reader === null || deed.reader !== reader) return null;
	const cameOf = await whatCameOf(pool, campaign.id, last);
	const refused = takingBackRefused(deed, { reader, now, terms: termsOfOffer(campaign, last.id), ...cameOf });
	if (refused === "too-late" || refused === "gone") return null;
	return { do: deed.do, undoUntil: deed.at + TAKE_BACK_WITHIN, refused };
}
