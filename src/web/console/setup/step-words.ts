import type { SetupStepName } from "../../../domain/setup-steps.ts";
import type { WrittenSetup } from "../../contract/staff/setup.ts";

/** What each step of the path is called and asks. */
export const STEP_WORDS: Readonly<Record<SetupStepName, { readonly title: string; readonly lead: string }>> = {
	basics: { title: "Basics", lead: "What the drive is called, whose it is, and how it looks." },
	when: { title: "Times", lead: "When the drive runs, on its own clock, and when it is off the air." },
	stations: { title: "Stations", lead: "Who carries it. Each gift can say which station brought it." },
	goal: { title: "Goal and counting", lead: "How much you hope for, and what the number on air means." },
	giving: { title: "Ways to give", lead: "How listeners give, and what the donors' page offers." },
	studio: { title: "Studio", lead: "What hosts have in front of them beside the figures. All of it can come later." },
};

/** Fields as people call them, for the list of what can't be used. */
export const FIELD_WORDS: Readonly<Partial<Record<keyof WrittenSetup, string>>> = {
	name: "Name of the drive",
	shortName: "Short name",
	hospital: "Hospital",
	hashtag: "Hashtag",
	slug: "Address",
	colour: "Colour",
	logo: "Logo",
	languages: "Languages",
	timeZone: "Time zone",
	opensAt: "Opens",
	closesAt: "Closes",
	announceFrom: "Announce from",
	onAirWindows: "On-air windows",
	stations: "Stations",
	currency: "Currency",
	goal: "Goal",
	monthlyMultiplier: "Counting of monthly gifts",
	phone: "Phone",
	textCode: "Text code",
	donateUrl: "Giving page",
	paymentLinks: "Payment links",
	isDefault: "Gifts that name no drive",
	livemode: "Money",
	onceAmounts: "Amounts to give once",
	monthlyAmounts: "Monthly amounts",
	impact: "What gifts do",
	partners: "Partners",
	embedOrigins: "Sites that show the drive",
	evergreen: "Talking points",
	runOfShow: "Run of show",
	lastYear: "Last year's hours",
	bigGift: "Big gift",
};

export function fieldWords(field: string): string {
	const [first = "", index] = field.split(".");
	const words = FIELD_WORDS[first as keyof WrittenSetup] ?? first;
	return index !== undefined && /^\d+$/.test(index) ? `${words}, line ${Number(index) + 1}` : words;
}
