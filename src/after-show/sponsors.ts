import type { Tally } from "../domain/counting/tally.ts";
import type { Campaign } from "../domain/drive/campaign.ts";
import { powerHoursOf } from "../domain/drive/power-hour.ts";
import { namesHiddenSponsor } from "../domain/match/hidden-sponsor.ts";
import { namesSponsor, sponsorKey } from "../domain/match/sponsor-named.ts";
import type { Instant } from "../domain/plain/instant.ts";
import type { Mention, SponsorProof } from "../web/contract/staff/after-show.ts";
import type { Said } from "./read-said.ts";
import type { SponsorGift } from "./sponsor-gifts.ts";

type Stands = Pick<Adding, "isHidden" | "name">;
type Adding = {
	readonly name: string;
	/** Not to be named by anything of the drive. */
	readonly isHidden: boolean;
	readonly matches: SponsorProof["matches"][number][];
	readonly powerHours: SponsorProof["powerHours"][number][];
	gave: number;
	paid: number;
};

/** Each sponsor with what they did and where they were named: what a development office sends them after the drive. */
export function sponsorsOf(
	campaign: Campaign,
	tally: Tally,
	given: { readonly said: Said; readonly gifts: readonly SponsorGift[] },
	now: Instant,
): SponsorProof[] {
	const sponsors = openList();
	for (const match of campaign.matches ?? []) {
		const said = { id: match.id, pool: match.pool, given: tally.matches[match.id] ?? 0 };
		if (match.isOff === true && said.given === 0) continue;
		sponsors.of({ name: match.sponsor, isHidden: match.hidden })?.matches.push(said);
	}
	for (const hour of powerHoursOf(campaign)) {
		const { id, name, from, to, target } = hour;
		const counted = tally.spans[id] ?? 0;
		sponsors.of({ name: hour.sponsor, isHidden: false })?.powerHours.push({ name, from, to, target, counted });
	}
	for (const { givenBy, mayBeNamed, amount, paysMatch } of given.gifts) {
		const sponsor = sponsors.of({ name: givenBy, isHidden: !mayBeNamed || namesHiddenSponsor(givenBy, campaign) });
		if (sponsor === null) continue;
		if (paysMatch) sponsor.paid += amount;
		else sponsor.gave += amount;
	}
	const slots = begunSlots(campaign, now);
	for (const { kind, title, say } of slots) {
		const isKnown = sponsors.all().some(({ name, isHidden }) => !isHidden && namesSponsor(`${title}\n${say}`, name));
		if (kind === "sponsor" && !isKnown) sponsors.of({ name: title, isHidden: false });
	}
	return sponsors.all().map((one, index) => ({ id: index, ...proofOf(one, given.said, slots) }));
}

/** One line for each name; one that is hidden stays a line of its own, so that what it did is not read as another's. */
function openList() {
	const list = new Map<string, Adding>();
	return {
		of({ name, isHidden }: Stands): Adding | null {
			const key = `${isHidden ? "hidden" : "named"} ${sponsorKey(name)}`;
			if (sponsorKey(name) === "") return null;
			const known = list.get(key) ?? { name: name.trim(), isHidden, matches: [], powerHours: [], gave: 0, paid: 0 };
			list.set(key, known);
			return known;
		},
		all: () => [...list.values()],
	};
}

function proofOf(sponsor: Adding, said: Said, slots: readonly Slot[]): Omit<SponsorProof, "id"> {
	const { name, isHidden, matches, powerHours, gave, paid } = sponsor;
	const mentions = isHidden ? [] : mentionsOf(name, said, slots);
	return { name: isHidden ? null : name, matches, powerHours, gave, paid, mentions };
}

function mentionsOf(name: string, { posts, scripts }: Said, slots: readonly Slot[]): Mention[] {
	const found: Mention[] = [];
	for (const { id, at, platform, account, text, url } of posts) {
		if (namesSponsor(text, name)) found.push({ kind: "post", id, at, platform, account, text, url });
	}
	for (const { seq, at, text } of scripts) {
		if (namesSponsor(text, name)) found.push({ kind: "script", id: seq, at, text });
	}
	for (const { id, from, to, title, say } of slots) {
		if (namesSponsor(`${title}\n${say}`, name)) found.push({ kind: "slot", id, at: from, to, title, text: say });
	}
	return found.sort((one, other) => one.at - other.at);
}

type Slot = Campaign["show"]["runOfShow"][number];

/** A patient's story is nobody's advertisement, and may be read only as long as its authorisation holds. */
function begunSlots(campaign: Campaign, now: Instant): Slot[] {
	return campaign.show.runOfShow.filter(
		({ kind, from, title, say }) =>
			kind !== "story" && from <= now && !namesHiddenSponsor(`${title}\n${say}`, campaign),
	);
}
