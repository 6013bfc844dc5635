import { SETUP_FIELD_WORDS } from "../../../domain/drive/setup-field-words.ts";
import type { SetupStepName } from "../../../domain/drive/setup-steps.ts";

/** What each step of the path is called and asks. */
export const STEP_WORDS: Readonly<Record<SetupStepName, { readonly title: string; readonly lead: string }>> = {
	basics: { title: "Basics", lead: "What the drive is called, whose it is, and how it looks." },
	when: { title: "Times", lead: "When the drive runs, on its own clock, and when it is off the air." },
	stations: { title: "Stations", lead: "Who carries it. Each gift can say which station brought it." },
	goal: { title: "Goal and counting", lead: "How much you hope for, and what the number on air means." },
	giving: { title: "Ways to give", lead: "How listeners give, and what the donors' page offers." },
	studio: { title: "Studio", lead: "What hosts have in front of them beside the figures. All of it can come later." },
};

export function fieldWords(field: string): string {
	const [first = "", index] = field.split(".");
	const words = Object.hasOwn(SETUP_FIELD_WORDS, first)
		? SETUP_FIELD_WORDS[first as keyof typeof SETUP_FIELD_WORDS]
		: first;
	return index !== undefined && /^\d+$/.test(index) ? `${words}, line ${Number(index) + 1}` : words;
}
