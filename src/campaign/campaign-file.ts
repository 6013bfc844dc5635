import { readFile } from "node:fs/promises";
import { dirname } from "node:path";
import type { Campaign } from "../domain/drive/campaign.ts";
import { type Look, USUAL_LOOK } from "../domain/drive/campaign-page.ts";
import type { MilestoneRule, MilestoneTrigger } from "../domain/drive/milestone-rule.ts";
import { windowFaults } from "../domain/drive/on-air-window.ts";
import { stationClashes } from "../domain/drive/station.ts";
import type { Language } from "../domain/plain/language.ts";
import { minorDigits, parseAmount } from "../domain/plain/money.ts";
import { campaignFileShape, type WrittenCampaign } from "./campaign-file-shape.ts";
import { type ChannelSetup, USUAL_PACING } from "./channel-setup.ts";
import { defaultRules } from "./default-rules.ts";
import { describeIssue, type Problem, placeOf } from "./file-problem.ts";
import { readLocalTime } from "./local-time.ts";
import { logosIn, type ReadLogo } from "./logo-file.ts";
import { offersOf } from "./matches-of-file.ts";
import { pageOf, type ReadAmount, showOf } from "./page-of-file.ts";

export type CampaignSetup = { readonly campaign: Campaign; readonly channels: readonly ChannelSetup[] };

/** Looks up a secret that the file names as {"env": "NAME"}; undefined where it isn't set. */
export type ReadSecret = (name: string) => string | undefined;

/** What a campaign file names and doesn't hold. Without `readLogo` a logo can't be had. */
export type Around = { readonly readSecret: ReadSecret; readonly readLogo?: ReadLogo };

export class CampaignFileError extends Error {
	override name = "CampaignFileError";
	readonly code = "bad-campaign-file";
	readonly problems: readonly Problem[];

	constructor(source: string, problems: readonly Problem[]) {
		const lines = problems.map((problem) => `  ${problem.place}: ${problem.message}`);
		super(`${source} can't be used as a campaign:\n${lines.join("\n")}`);
		this.problems = problems;
	}
}

/** @throws CampaignFileError with every problem that was found; Error where the file can't be read. */
export async function readCampaignFile(path: string, readSecret: ReadSecret): Promise<CampaignSetup> {
	const text = await readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
		throw new CampaignFileError(path, [{ place: "(file)", message: `can't be read (${error.code ?? error.message})` }]);
	});
	return parseCampaignFile(text, { readSecret, readLogo: logosIn(dirname(path)) }, path);
}

/**
 * Turns a campaign as people write it (whole currency, local times) into the domain's (minor units, instants).
 * @throws CampaignFileError with every problem that was found, each with its place in the file and what to write instead.
 */
export function parseCampaignFile(text: string, around: ReadSecret | Around, source = "This file"): CampaignSetup {
	const parsed = campaignFileShape.safeParse(readJson(text, source));
	if (!parsed.success) throw new CampaignFileError(source, parsed.error.issues.flatMap(describeIssue));
	const problems: Problem[] = [];
	const setup = toSetup(
		parsed.data,
		typeof around === "function" ? { readSecret: around } : around,
		(place, message) => {
			problems.push({ place, message });
		},
	);
	if (problems.length > 0) throw new CampaignFileError(source, problems);
	return setup;
}

type Report = (place: string, message: string) => void;

function readJson(text: string, source: string): unknown {
	try {
		return JSON.parse(text.replace(/^\uFEFF/, ""));
	} catch (error) {
		const reason = error instanceof Error ? error.message : "";
		throw new CampaignFileError(source, [{ place: "(file)", message: `is not valid JSON: ${reason}` }]);
	}
}

function toSetup(written: WrittenCampaign, { readSecret, readLogo }: Around, report: Report): CampaignSetup {
	const readAmount = amountReader(written.currency, report);
	const readTime = (text: string, place: string) => {
		const read = readLocalTime(text, written.timeZone);
		if (!read.ok) report(place, read.problem);
		return read.ok ? read.at : 0;
	};
	const opensAt = readTime(written.opensAt, "opensAt");
	const closesAt = readTime(written.closesAt, "closesAt");
	if (opensAt !== 0 && closesAt !== 0 && closesAt <= opensAt) report("closesAt", "must be later than opensAt");
	const onAirWindows = written.onAirWindows.map(({ from, to }, index) => ({
		from: readTime(from, `onAirWindows[${index}].from`),
		to: readTime(to, `onAirWindows[${index}].to`),
	}));
	for (const { index, end, says } of windowFaults({ opensAt, closesAt, onAirWindows })) {
		report(`onAirWindows[${index}].${end}`, says);
	}
	const goal = readAmount(written.goal, ["goal"]);
	const minorUnit = 10 ** minorDigits(written.currency);
	const { channels, rules, announceFrom, id, look, page, show, matches, powerHours, ...rest } = written;
	const { stations, timeZone } = written;
	const offers = offersOf(
		{ matches, powerHours },
		{ opensAt, closesAt, stations, timeZone },
		{ readAmount, readTime, report },
	);
	const languages: [Language, ...Language[]] = [...written.languages];
	const campaign: Campaign = {
		...rest,
		...offers,
		id: id ?? written.slug,
		goal,
		opensAt,
		closesAt,
		onAirWindows,
		languages,
		announceFrom: announceFrom === undefined ? opensAt : readTime(announceFrom, "announceFrom"),
		rules: rules
			? rules.map((rule, index) => toRule(rule, readAmount, ["rules", index, "trigger"]))
			: defaultRules({ goal, minorUnit, opensAt, closesAt }),
		look: lookOf(look, readLogo, report),
		page: pageOf(page, readAmount, minorUnit),
		show: showOf(show, readAmount, readTime, minorUnit),
	};
	refuseRepeats(campaign, report);
	return {
		campaign,
		channels: channels.map((channel, index) => toChannel(channel, index, written, readSecret, report)),
	};
}

function lookOf(look: WrittenCampaign["look"], readLogo: ReadLogo | undefined, report: Report): Look {
	if (look?.logo === undefined) return { ...USUAL_LOOK, ...look };
	const read = readLogo?.(look.logo) ?? { ok: false, problem: "can't be read from here" };
	if (!read.ok) report("look.logo", read.problem);
	return { ...look, logo: read.ok ? read.dataUrl : undefined };
}

function amountReader(currency: string, report: Report): ReadAmount {
	return (written, path) => {
		const amount = parseAmount(String(written), currency);
		if (amount !== null && amount > 0) return amount;
		const digits = minorDigits(currency);
		const example = digits === 0 ? "150000" : `150000 or "150000.${"0".repeat(digits)}"`;
		report(placeOf(path), `write an amount above 0 in whole ${currency.toUpperCase()}, like ${example}`);
		return 1;
	};
}

type WrittenRule = NonNullable<WrittenCampaign["rules"]>[number];

function toRule(rule: WrittenRule, readAmount: ReadAmount, path: readonly PropertyKey[]): MilestoneRule {
	return { ...rule, trigger: toTrigger(rule.trigger, readAmount, path) };
}

function toTrigger(
	trigger: WrittenRule["trigger"],
	readAmount: ReadAmount,
	path: readonly PropertyKey[],
): MilestoneTrigger {
	switch (trigger.kind) {
		case "every":
			return { kind: "every", step: readAmount(trigger.step, [...path, "step"]) };
		case "amounts":
			return {
				kind: "amounts",
				amounts: trigger.amounts.map((one, index) => readAmount(one, [...path, "amounts", index])),
			};
		case "large-gift":
		case "best-hour":
			return { kind: trigger.kind, atLeast: readAmount(trigger.atLeast, [...path, "atLeast"]) };
		case "hour-target":
			return { kind: "hour-target", target: readAmount(trigger.target, [...path, "target"]) };
		default:
			return trigger;
	}
}

function refuseRepeats(campaign: Campaign, report: Report): void {
	const ruleIds = campaign.rules.map((rule) => rule.id);
	for (const [index, id] of ruleIds.entries()) {
		if (ruleIds.indexOf(id) !== index) report(`rules[${index}].id`, `"${id}" is used twice; give each rule its own id`);
	}
	for (const { index, field, says } of stationClashes(campaign.stations)) {
		report(`stations[${index}].${field}`, says);
	}
}

function toChannel(
	channel: WrittenCampaign["channels"][number],
	index: number,
	written: WrittenCampaign,
	readSecret: ReadSecret,
	report: Report,
): ChannelSetup {
	const place = `channels[${index}]`;
	const twin = written.channels.findIndex((one) => one.platform === channel.platform && one.name === channel.name);
	if (twin !== index) report(`${place}.name`, `there is a ${channel.platform} channel with this name already`);
	if (!written.languages.includes(channel.language)) {
		report(`${place}.language`, `write one of the campaign's languages: ${written.languages.join(", ")}`);
	}
	const credentials = Object.entries(channel.credentials ?? {}).map(([key, value]): [string, string] => {
		if (typeof value === "string") return [key, value];
		const secret = readSecret(value.env);
		if (secret === undefined) {
			report(`${place}.credentials.${key}`, `the environment variable ${value.env} is not set; set it and start again`);
		}
		return [key, secret ?? ""];
	});
	return {
		platform: channel.platform,
		name: channel.name,
		language: channel.language,
		pacing: channel.pacing ?? USUAL_PACING,
		credentials: channel.credentials ? Object.fromEntries(credentials) : null,
	};
}
