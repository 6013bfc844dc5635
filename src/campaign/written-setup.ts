import type { Campaign } from "../domain/drive/campaign.ts";
import type { ShowSlot } from "../domain/drive/campaign-show.ts";
import type { Instant } from "../domain/plain/instant.ts";
import { writtenLocal } from "../domain/plain/local-clock.ts";
import { minorDigits } from "../domain/plain/money.ts";
import type { WrittenSetup, WrittenSlot } from "../web/contract/staff/setup.ts";

/** A drive as people write it; what is not said yet is empty. The opposite of apply-setup.ts. */
export function writtenSetup(campaign: Campaign): WrittenSetup {
	const amount = (minor: number) => writtenAmount(minor, campaign.currency);
	const time = (at: Instant) => (at === 0 ? "" : writtenLocal(at, campaign.timeZone));
	const { page, show, look } = campaign;
	return {
		...textsOf(campaign),
		colour: look.colour,
		logo: look.logo ?? "",
		languages: campaign.languages,
		opensAt: time(campaign.opensAt),
		closesAt: time(campaign.closesAt),
		announceFrom: campaign.announceFrom === campaign.opensAt ? "" : time(campaign.announceFrom),
		onAirWindows: campaign.onAirWindows.map(({ from, to }) => ({ from: time(from), to: time(to) })),
		goal: campaign.goal === 0 ? "" : amount(campaign.goal),
		isGiving: page.isGiving,
		isOpen: page.isOpen,
		onceAmounts: page.onceAmounts.map(amount),
		monthlyAmounts: page.monthlyAmounts.map(amount),
		impact: page.impact.map((one) => ({ amount: amount(one.amount), text: one.text })),
		partners: page.partners,
		embedOrigins: page.embedOrigins,
		evergreen: show.evergreen,
		runOfShow: show.runOfShow.map((slot) => writtenSlot(slot, time)),
		lastYear: show.lastYear.map(amount),
		bigGift: amount(show.bigGift),
	};
}

function textsOf(campaign: Campaign) {
	const { name, shortName, hospital, hashtag, slug, timeZone, currency, stations } = campaign;
	const { phone, textCode, donateUrl, paymentLinks, isDefault, livemode, monthlyMultiplier } = campaign;
	const { pledgesCount = "when-promised" } = campaign;
	return {
		...{ name, shortName, hospital, hashtag, slug, timeZone, currency, stations },
		...{ phone, textCode, donateUrl, paymentLinks, isDefault, livemode, monthlyMultiplier, pledgesCount },
	};
}

function writtenSlot(slot: ShowSlot, time: (at: Instant) => string): WrittenSlot {
	const { id, kind, title, say } = slot;
	const common = { id, kind, title, say, from: time(slot.from), to: time(slot.to) };
	if (slot.kind !== "story") return common;
	const { reference, expiresAt } = slot.authorisation;
	return { ...common, authorisation: { reference, expiresAt: time(expiresAt) } };
}

/** "150000", "12.50": whole currency, no separators. */
export function writtenAmount(minor: number, currency: string): string {
	const digits = minorDigits(currency);
	if (digits === 0) return String(minor);
	const scale = 10 ** digits;
	if (minor % scale === 0) return String(minor / scale);
	const fraction = String(Math.abs(minor) % scale).padStart(digits, "0");
	return `${minor < 0 ? "-" : ""}${Math.floor(Math.abs(minor) / scale)}.${fraction}`;
}
