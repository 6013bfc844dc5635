import type { Tally } from "../counting/tally.ts";
import type { Campaign } from "../drive/campaign.ts";
import type { ChangeLine } from "../drive/change-line.ts";
import { pageChanges } from "../drive/change-page.ts";
import type { Instant } from "../plain/instant.ts";
import { formatMoney } from "../plain/money.ts";
import { passedByNewGoal } from "./campaign-clock.ts";
import { ruleChanges } from "./rule-changes.ts";

/** What the drive stands at, as far as a change of its set-up touches it. */
export type DriveStanding = {
	readonly tally: Tally;
	/** Posts that wait, by rule. */
	readonly waiting: Readonly<Record<string, number>>;
	/** Gifts that came through each station. */
	readonly giftsByStation: Readonly<Record<string, number>>;
	readonly now: Instant;
};

/** What saving `after` would change, in words, the weightiest first. Nothing here is an effect: it only foretells. */
export function previewChange(before: Campaign, after: Campaign, standing: DriveStanding): ChangeLine[] {
	return [
		...goalChanges(before, after, standing),
		...countingChanges(before, after, standing),
		...rulesChanged(before, after, standing),
		...timeChanges(before, after),
		...stationChanges(before, after, standing),
		...pageChanges(before, after),
		...waitingChanges(before, after, standing),
	];
}

function goalChanges(before: Campaign, after: Campaign, { tally }: DriveStanding): ChangeLine[] {
	if (before.goal === after.goal) return [];
	const money = (amount: number) => formatMoney({ amount, currency: after.currency });
	const announced = passedByNewGoal(before, after).length > 0;
	const isRaisedLive = after.state === "live" && after.goal > before.goal;
	const news: ChangeLine[] = announced
		? [{ about: "announces", says: `"Goal raised to ${money(after.goal)}" is announced and posted as its rule says.` }]
		: isRaisedLive
			? [{ about: "silent", says: "Nothing is announced about the new goal: no rule says so." }]
			: [];
	return [...news, ...percentMarks(after, tally, money)];
}

/** Percentages of the goal stand elsewhere once the goal is another. */
function percentMarks(after: Campaign, tally: Tally, money: (amount: number) => string): ChangeLine[] {
	return after.rules.flatMap(({ trigger, isOff }): ChangeLine[] => {
		if (trigger.kind !== "percent" || isOff === true) return [];
		const marks = trigger.percents.map((percent) => ({ percent, at: Math.ceil((after.goal * percent) / 100) }));
		const ahead = marks.filter(({ at }) => at > tally.peak.total);
		const behind = marks.filter(({ at }) => at <= tally.peak.total);
		const next = ahead
			.slice(0, 3)
			.map(({ percent, at }) => `${percent}% at ${money(at)}`)
			.join(", ");
		const list = behind.map(({ percent }) => `${percent}%`).join(", ");
		return [
			...(ahead.length > 0
				? [{ about: "milestones", says: `Milestones of the goal still to come: ${next}.` } as const]
				: []),
			...(behind.length > 0
				? [
						{
							about: "silent",
							says: `Of the new goal, ${list} ${behind.length === 1 ? "is" : "are"} passed already and won't be announced now.`,
						} as const,
					]
				: []),
		];
	});
}

function countingChanges(before: Campaign, after: Campaign, { tally }: DriveStanding): ChangeLine[] {
	const lines: ChangeLine[] = [];
	if (before.monthlyMultiplier !== after.monthlyMultiplier) {
		const [was, is] = [before.monthlyMultiplier, after.monthlyMultiplier];
		lines.push({ about: "gifts", says: `Monthly gifts count x ${is}, no longer x ${was}.` });
		if (tally.monthly > 0) {
			lines.push({
				about: "careful",
				says: `The ${tally.monthly} monthly ${tally.monthly === 1 ? "gift" : "gifts"} counted so far are counted again x ${is} within seconds: the total on every screen moves by that, and nothing is announced about it.`,
			});
		}
	}
	if ((before.pledgesCount ?? "when-promised") !== (after.pledgesCount ?? "when-promised")) {
		const says =
			after.pledgesCount === "when-paid"
				? "Pledges count once they are paid. Those still open leave the total within seconds, on every screen."
				: "Pledges count as they are promised. Those still open come into the total within seconds, on every screen.";
		lines.push({ about: "careful", says: `${says} Nothing is announced about it.` });
	}
	if (before.livemode !== after.livemode) {
		lines.push({
			about: "careful",
			says: after.livemode
				? "Real money: from now on only real gifts count here, and cards are charged. Test gifts are kept aside."
				: "Test money: nobody is charged, and no real gift is counted in this drive until you switch back.",
		});
	}
	return lines;
}

function rulesChanged(before: Campaign, after: Campaign, { tally, now, waiting }: DriveStanding): ChangeLine[] {
	if (before.state === "draft" || before.rules === after.rules) return [];
	const changes = ruleChanges(before.rules, after.rules, { campaign: after, tally, now }, waiting);
	return changes.map(({ says, follows }) => ({
		about: "milestones",
		says: follows === null ? says : `${says} ${follows}`,
	}));
}

function timeChanges(before: Campaign, after: Campaign): ChangeLine[] {
	if (after.state === "draft") return [];
	const lines: ChangeLine[] = [];
	const written = (at: Instant) =>
		new Intl.DateTimeFormat("en-US", { timeZone: after.timeZone, dateStyle: "medium", timeStyle: "short" }).format(at);
	if (before.opensAt !== after.opensAt)
		lines.push({ about: "studio", says: `The drive opens ${written(after.opensAt)}.` });
	if (before.closesAt !== after.closesAt) {
		const says = `The drive closes ${written(after.closesAt)}: "hours to go", the final hour and the close are counted from there. What was said already isn't said again.`;
		lines.push({ about: "milestones", says });
	}
	if (JSON.stringify(before.onAirWindows) !== JSON.stringify(after.onAirWindows)) {
		lines.push({
			about: "milestones",
			says: "Outside of the new windows no hour is announced; gifts count at any time.",
		});
	}
	return lines;
}

function stationChanges(before: Campaign, after: Campaign, { giftsByStation }: DriveStanding): ChangeLine[] {
	const left = new Map(after.stations.map((station) => [station.id, station]));
	return before.stations.flatMap(({ id, name }): ChangeLine[] => {
		const gifts = giftsByStation[id] ?? 0;
		const now = left.get(id);
		if (now === undefined) {
			const had =
				gifts === 0
					? "No gift came through it."
					: `Its ${gifts} ${gifts === 1 ? "gift stays" : "gifts stay"} in the total.`;
			return [
				{ about: "studio", says: `${name} is removed. ${had} Screens made for it show the drive's figures only.` },
			];
		}
		return now.name === name ? [] : [{ about: "studio", says: `${name} is called ${now.name} on every screen.` }];
	});
}

/** A post's words are put together when it goes out, so what waits says what is true then. */
function waitingChanges(before: Campaign, after: Campaign, { waiting }: DriveStanding): ChangeLine[] {
	const count = Object.values(waiting).reduce((sum, one) => sum + one, 0);
	const fields = [
		"goal",
		"name",
		"shortName",
		"hospital",
		"hashtag",
		"phone",
		"textCode",
		"donateUrl",
		"closesAt",
	] as const;
	if (count === 0 || !fields.some((field) => before[field] !== after[field])) return [];
	const says = `${count === 1 ? "One post that waits" : `${count} posts that wait`} will be worded anew with this when ${count === 1 ? "it goes" : "they go"} out. None is dropped.`;
	return [{ about: "posts", says }];
}
