import { isDeepStrictEqual } from "node:util";
import type { Campaign } from "../domain/drive/campaign.ts";
import type { MilestoneRule } from "../domain/drive/milestone-rule.ts";
import { windowFaults } from "../domain/drive/on-air-window.ts";
import { missingToGoLive } from "../domain/drive/setup-steps.ts";
import { stationClashes } from "../domain/drive/station.ts";
import type { Instant } from "../domain/plain/instant.ts";
import { writtenLocal } from "../domain/plain/local-clock.ts";
import { minorDigits } from "../domain/plain/money.ts";
import type { FieldProblem, WrittenSetup } from "../web/contract/staff/setup.ts";
import { campaignFileShape } from "./campaign-file-shape.ts";
import { defaultRules } from "./default-rules.ts";
import { isTimeZone } from "./local-time.ts";
import { logoOfDataUrl } from "./logo-file.ts";
import { lookShape } from "./page-shape.ts";
import { readPage, readShow } from "./read-page.ts";
import { type SetupReader, setupReader } from "./setup-reader.ts";
import type { SetupChanges } from "./setup-shape.ts";
import { writtenSetup } from "./written-setup.ts";

export type Applied =
	| { readonly ok: true; readonly campaign: Campaign }
	| { readonly ok: false; readonly problems: readonly FieldProblem[] };

/**
 * The campaign with these changes, checked as a campaign file is (campaign-file-shape.ts), with words at each field. A draft may leave
 * out what it can't say yet; a drive that is live can't lose it again.
 */
export function applySetup(before: Campaign, changes: SetupChanges | WrittenSetup): Applied {
	const written: WrittenSetup = { ...writtenSetup(before), ...changes };
	const isZone = isTimeZone(written.timeZone);
	const currency = /^[a-z]{3}$/.test(written.currency) ? written.currency : before.currency;
	const reader = setupReader(currency, isZone ? written.timeZone : before.timeZone, timesOf(before, written.timeZone));
	if (!isZone) reader.report("timeZone", "Choose a time zone from the list, like America/Chicago.");
	const campaign: Campaign = {
		...before,
		...readBasics(written, before, reader),
		...readTimes(written, reader),
		...readMoney(written, before, reader),
		...readWays(written, before, reader),
		page: { ...before.page, ...readPage(written, reader) },
		show: readShow(written, reader),
	};
	const whole = { ...campaign, rules: rulesAfter(before, campaign) };
	if (whole.state !== "draft") {
		const told = new Set(reader.problems.map(({ field }) => field));
		for (const { field, says } of missingToGoLive(whole)) {
			if (!told.has(field)) reader.report(field, `${says} A drive that is live needs it.`);
		}
	}
	return reader.problems.length > 0 ? { ok: false, problems: reader.problems } : { ok: true, campaign: whole };
}

/** What was not touched stays as it is, to the second; in another time zone every time is read anew. */
function timesOf({ timeZone, ...before }: Campaign, zoneNow: string): ReadonlyMap<string, Instant> {
	if (timeZone !== zoneNow) return new Map();
	const slots = before.show.runOfShow.flatMap((slot) => [
		...[slot.from, slot.to],
		...(slot.kind === "story" ? [slot.authorisation.expiresAt] : []),
	]);
	const windows = before.onAirWindows.flatMap(({ from, to }) => [from, to]);
	const all = [before.opensAt, before.closesAt, before.announceFrom, ...windows, ...slots];
	return new Map(all.map((at) => [writtenLocal(at, timeZone), at]));
}

const file = campaignFileShape.shape;

function readBasics(written: WrittenSetup, before: Campaign, reader: SetupReader) {
	// What is empty is missing, and not wrong; setup-steps.ts says so.
	const text = (field: "name" | "shortName" | "hospital") => {
		const value = written[field].trim();
		return value === "" ? "" : reader.check(field, file[field], value);
	};
	const [first, ...more] = written.languages;
	if (first === undefined) reader.report("languages", "Choose at least one language.");
	const hashtag = written.hashtag.trim().replace(/^#/, "");
	const colour = reader.check("colour", lookShape.shape.colour, written.colour.trim().toLowerCase());
	const logo = written.logo === "" || written.logo === before.look.logo ? written.logo : readLogo(written.logo, reader);
	return {
		name: text("name"),
		shortName: text("shortName"),
		hospital: text("hospital"),
		hashtag: reader.check("hashtag", file.hashtag.unwrap(), hashtag),
		slug: reader.check("slug", file.slug, written.slug.trim()),
		languages: first === undefined ? before.languages : ([first, ...more.filter((one) => one !== first)] as const),
		look: { colour, ...(logo !== "" && { logo }) },
	};
}

function readLogo(dataUrl: string, reader: SetupReader): string {
	const read = logoOfDataUrl(dataUrl);
	if (!read.ok) reader.report("logo", read.problem);
	return read.ok ? read.dataUrl : "";
}

function readTimes(written: WrittenSetup, reader: SetupReader) {
	const opensAt = reader.time("opensAt", written.opensAt);
	const closesAt = reader.time("closesAt", written.closesAt);
	if (opensAt !== 0 && closesAt !== 0 && closesAt <= opensAt) {
		reader.report("closesAt", "The drive closes before it opens.");
	}
	const onAirWindows = written.onAirWindows.map(({ from, to }, index) => {
		for (const [end, text] of Object.entries({ from, to })) {
			if (text.trim() === "") reader.report(`onAirWindows.${index}.${end}`, "Write a time, or remove this window.");
		}
		return { from: reader.time(`onAirWindows.${index}.from`, from), to: reader.time(`onAirWindows.${index}.to`, to) };
	});
	const areRead = onAirWindows.every(({ from, to }) => from !== 0 && to !== 0) && opensAt !== 0 && closesAt !== 0;
	for (const { index, end, says } of areRead ? windowFaults({ opensAt, closesAt, onAirWindows }) : []) {
		reader.report(`onAirWindows.${index}.${end}`, says);
	}
	const announceFrom = reader.time("announceFrom", written.announceFrom) || opensAt;
	return { timeZone: written.timeZone, opensAt, closesAt, onAirWindows, announceFrom };
}

function readMoney(written: WrittenSetup, before: Campaign, reader: SetupReader) {
	const { pledgesCount } = written;
	return {
		currency: reader.check("currency", file.currency, written.currency.trim().toLowerCase()),
		goal: reader.amount("goal", written.goal),
		monthlyMultiplier: written.monthlyMultiplier,
		// Left unsaid where it is as usual, so that opening and saving the page is no change.
		...(pledgesCount !== (before.pledgesCount ?? "when-promised") && { pledgesCount }),
		livemode: written.livemode,
	};
}

function readWays(written: WrittenSetup, before: Campaign, reader: SetupReader) {
	const { phone, textCode, donateUrl, isDefault } = written;
	const stations = written.stations.map(({ id, name, phone = "", code = "" }, index) => {
		const shape = file.stations.unwrap().element.shape;
		return {
			id: reader.check(`stations.${index}.id`, shape.id, id.trim()),
			name: reader.check(`stations.${index}.name`, shape.name, name.trim()),
			...(phone.trim() !== "" && { phone: phone.trim() }),
			...(code.trim() !== "" && { code: code.trim() }),
		};
	});
	// What stood so before may stay while something else is saved: a drive on the air isn't held up over it.
	if (!isDeepStrictEqual(stations, before.stations)) {
		for (const { index, field, says } of stationClashes(stations)) {
			reader.report(`stations.${index}.${field}`, says);
		}
	}
	const paymentLinks = written.paymentLinks.map((link) => link.trim()).filter((link) => link !== "");
	return {
		stations,
		isDefault,
		phone: reader.check("phone", file.phone.unwrap(), phone.trim()),
		textCode: reader.check("textCode", file.textCode.unwrap(), textCode.trim()),
		donateUrl: reader.check("donateUrl", file.donateUrl.unwrap(), donateUrl.trim()),
		paymentLinks: reader.check("paymentLinks", file.paymentLinks.unwrap(), paymentLinks),
	};
}

/** A draft's rules follow its goal and its length until somebody changes one: a new drive has all of them, in fitting steps. */
function rulesAfter(before: Campaign, after: Campaign): readonly MilestoneRule[] {
	const isUntouched = before.rules.length === 0 || isDeepStrictEqual(before.rules, usualRules(before));
	return before.state === "draft" && isUntouched ? usualRules(after) : before.rules;
}

function usualRules({ goal, currency, opensAt, closesAt }: Campaign): readonly MilestoneRule[] {
	if (goal === 0 || opensAt === 0 || closesAt === 0) return [];
	return defaultRules({ goal, minorUnit: 10 ** minorDigits(currency), opensAt, closesAt });
}
