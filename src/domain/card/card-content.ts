import type { Figures } from "../counting/figures.ts";
import type { Campaign } from "../drive/campaign.ts";
import type { Announcement } from "../milestone/announcement.ts";
import type { Language } from "../plain/language.ts";
import { aboutBand, aboutLine, type CardAbout } from "./card-about.ts";
import { notchOf, thermometerOf } from "./card-band.ts";
import { settable, settableMoney } from "./card-letters.ts";
import { bandWords, type CardLine, milestoneLine, totalLine } from "./card-words.ts";

/** An image file of the hospital's own, "data:image/png;base64,..." or "data:image/svg+xml;base64,...". */
export type CardLogo = { readonly dataUrl: string };

/** The band: all of it is the goal, or the total where that is more. Shares 0..1 of its length. */
export type CardBand = {
	readonly filled: number;
	/** Where the milestone lies; null where it is no amount on the way to the goal. */
	readonly notch: number | null;
	/** Under its left and its right end. */
	readonly left: string;
	readonly right: string;
};

/** Everything a picture says, already in words that the bundled fonts can set. Never a donor's name without consent for social media. */
export type CardContent = {
	readonly language: Language;
	/** The campaign's own, "#rrggbb". */
	readonly colour: string;
	readonly figure: string;
	/** One line of words; it goes on where the figure ends. */
	readonly line: string;
	/** Empty where the fonts can't set it. */
	readonly hospital: string;
	readonly drive: string;
	/** With its "#"; empty where there is none. */
	readonly hashtag: string;
	readonly band: CardBand | null;
	readonly logo: CardLogo | null;
	/** A person's name stands on it: such a picture isn't kept for long, since the name may be hidden later. */
	readonly namesGiver: boolean;
};

export type CardCampaign = Pick<Campaign, "name" | "hospital" | "hashtag" | "currency" | "look">;

/** What a post is about (template/variables.ts), so that text and picture are made from the same. */
export type CardSubject = {
	readonly campaign: CardCampaign;
	readonly announcement: Pick<Announcement, "kind" | "value" | "figures">;
	readonly now: Figures;
	/** Already consented for social media, else null. */
	readonly giverName: string | null;
} & CardAbout;

/** The picture of a milestone: its figure, with the drive as it stands now. */
export function milestoneCard(subject: CardSubject, language: Language): CardContent {
	const { campaign, announcement, now, giverName } = subject;
	const money = (amount: number) => settableMoney({ amount, currency: campaign.currency }, language);
	const giver = announcement.kind === "large-gift" ? settable(giverName ?? "") : "";
	const { kind } = announcement;
	const own = aboutLine(kind, subject, { language, money, total: now.total });
	const line = own ?? milestoneLine(announcement, { now, money, giver, language });
	const ownBand = aboutBand(kind, subject, { language, money });
	const isClosed = announcement.kind === "closed";
	return {
		...frameOf(campaign, language),
		...line,
		band: ownBand
			? { ...ownBand, notch: null }
			: bandOf(now, line, notchOf(announcement), { money, language, isClosed }),
		// A match's sponsor, too, may be hidden again.
		namesGiver: giver !== "" || (own !== null && subject.match?.sponsor != null),
	};
}

/** The picture of the total as it is, for whoever shares the drive's page. */
export function totalCard(
	campaign: CardCampaign & Pick<Campaign, "state">,
	now: Pick<Figures, "total" | "goal">,
	language: Language,
): CardContent {
	const money = (amount: number) => settableMoney({ amount, currency: campaign.currency }, language);
	const isClosed = campaign.state === "closed" || campaign.state === "archived";
	const line = totalLine(now, { money, language, isClosed });
	return {
		...frameOf(campaign, language),
		...line,
		band: bandOf(now, line, null, { money, language, isClosed }),
		namesGiver: false,
	};
}

/** The same as the picture, in sentences, for those who don't see it. At most 1,000 characters (facts.md B5.2). */
export function cardAlt(content: CardContent): string {
	const { figure, line, hospital, drive, hashtag, band } = content;
	const names = [hospital, drive].filter((name) => name !== "").join(", ");
	const standing = [band?.left, band?.right].filter((text) => text !== undefined && text !== "").join(", ");
	const sentences = [`${figure} ${line}`, names, standing].filter((text) => text !== "").map(asSentence);
	const whole = [...sentences, hashtag].filter((text) => text !== "").join(" ");
	return Array.from(whole.replace(/\u00A0/g, " "))
		.slice(0, 1000)
		.join("");
}

function asSentence(text: string): string {
	return /[.!?…]$/.test(text) ? text : `${text}.`;
}

function frameOf(campaign: CardCampaign, language: Language) {
	const tag = settable(campaign.hashtag).replace(/^#/, "");
	return {
		language,
		colour: campaign.look.colour,
		hospital: settable(campaign.hospital),
		drive: settable(campaign.name),
		hashtag: tag === "" ? "" : `#${tag}`,
		logo: campaign.look.logo === undefined ? null : { dataUrl: campaign.look.logo },
	};
}

function bandOf(
	now: Pick<Figures, "total" | "goal">,
	line: CardLine,
	notchAt: number | null,
	words: Parameters<typeof bandWords>[2],
): CardBand | null {
	if (now.goal <= 0) return null;
	return { ...thermometerOf(now, notchAt), ...bandWords(now, line, words) };
}
