import type { MilestoneTrigger } from "../drive/milestone-rule.ts";
import type { Language } from "../plain/language.ts";
import { formatMoney } from "../plain/money.ts";

/** The triggers that are amounts on the way to the goal. */
export type AmountTrigger = Extract<MilestoneTrigger, { kind: "every" | "amounts" | "percent" }>;

/** Amounts are minor units. `peak` is the highest total so far: a mark passed once was announced and is not "next" again. */
export type Ladder = {
	readonly triggers: readonly AmountTrigger[];
	readonly goal: number;
	readonly total: number;
	readonly peak: number;
};

export type NextMilestone = {
	readonly amount: number;
	readonly toGo: number;
	readonly isGoal: boolean;
	/** The highest mark already passed, null before the first. */
	readonly passed: number | null;
};

const MOST_NOTCHES = 40;

function marksOf(trigger: AmountTrigger, goal: number, reached: number): number[] {
	switch (trigger.kind) {
		case "every": {
			if (!(trigger.step > 0)) return [];
			const passed = Math.floor(reached / trigger.step) * trigger.step;
			return [passed, passed + trigger.step];
		}
		case "amounts":
			return [...trigger.amounts];
		case "percent":
			return trigger.percents.map((percent) => Math.ceil((goal * percent) / 100));
		default:
			return trigger satisfies never;
	}
}

/** The next amount to reach, by the campaign's rules and its goal; null once nothing is left to reach. */
export function nextMilestone({ triggers, goal, total, peak }: Ladder): NextMilestone | null {
	const reached = Math.max(total, peak, 0);
	const marks = [goal, ...triggers.flatMap((trigger) => marksOf(trigger, goal, reached))].filter((mark) => mark > 0);
	const ahead = marks.filter((mark) => mark > reached);
	if (ahead.length === 0) return null;
	const amount = Math.min(...ahead);
	const behind = marks.filter((mark) => mark <= reached);
	return {
		amount,
		toGo: amount - total,
		isGoal: amount === goal,
		passed: behind.length > 0 ? Math.max(...behind) : null,
	};
}

function* everyStep(step: number, top: number): Generator<number> {
	if (!(step > 0)) return;
	// A step that is tiny beside the goal would paint the thermometer black: then it has no notches of its own.
	if (top / step > MOST_NOTCHES) return;
	for (let mark = step; mark <= top; mark += step) yield mark;
}

/** Every mark from zero to the top of the thermometer, ascending, each once; the goal is always one. */
export function milestoneNotches(triggers: readonly AmountTrigger[], goal: number, top: number): number[] {
	const marks = new Set<number>(goal > 0 ? [goal] : []);
	for (const trigger of triggers) {
		const own = trigger.kind === "every" ? everyStep(trigger.step, top) : marksOf(trigger, goal, 0);
		for (const mark of own) if (mark > 0 && mark <= top) marks.add(mark);
	}
	return [...marks].sort((a, b) => a - b).slice(0, MOST_NOTCHES * 2);
}

/** The figures of the sentence, written for the campaign's language, so that a screen can set each apart. */
export type ToGoParts = { readonly toGo: string; readonly target: string; readonly sentence: string };

/** "$10,000 to go to $50,000": ready to be read out. */
export function toGoParts(next: NextMilestone, currency: string, language: Language): ToGoParts {
	const locale = language === "es" ? "es-US" : "en-US";
	const toGo = formatMoney({ amount: next.toGo, currency }, locale);
	const target = formatMoney({ amount: next.amount, currency }, locale);
	const sentence =
		language === "es"
			? next.isGoal
				? `Faltan ${toGo} para la meta de ${target}.`
				: `Faltan ${toGo} para llegar a ${target}.`
			: next.isGoal
				? `${toGo} to go to the goal of ${target}.`
				: `${toGo} to go to ${target}.`;
	return { toGo, target, sentence };
}
