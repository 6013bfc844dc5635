import { readFile } from "node:fs/promises";
import {
	CampaignFileError,
	parseCampaignFile,
	type ReadSecret,
	readCampaignFile,
} from "../../campaign/campaign-file.ts";
import type { Campaign } from "../../domain/drive/campaign.ts";
import type { MilestoneRule } from "../../domain/drive/milestone-rule.ts";
import { loadTemplatePack } from "../../template/pack.ts";
import type { Rehearsal, RehearsalAssumptions } from "../../web/contract/staff/rehearsal.ts";
import { type DriveRow, readDriveFile } from "../drive-file.ts";
import { campaignForFile, type DriveExtent, extentOf } from "../replay-campaign.ts";
import { type GeneratedDrive, generatedDrive } from "./generated-drive.ts";
import { rehearse } from "./rehearse.ts";
import { setupOfFile, type VirtualSetup } from "./setup.ts";

export type FilesAsked = {
	/** A drive's file (drive-file.ts), or one that never was. */
	readonly drive: { readonly file: string } | { readonly generated: GeneratedDrive };
	readonly campaignFile?: string;
	readonly rulesFile?: string;
	readonly againstFile?: string;
	readonly assumptions: RehearsalAssumptions;
	readonly readSecret: ReadSecret;
	readonly say?: (line: string) => void;
	readonly onProgress?: (done: number, of: number) => void;
};

/** `carillon rehearse`: one rehearsal, and a second one where there is another set of rules. @throws with words where a file can't be read */
export async function rehearseFiles(asked: FilesAsked): Promise<readonly Rehearsal[]> {
	const { setup, rows } = await readDriveAndRules(asked);
	const { campaign } = setup;
	const sets = [await firstSet(asked, campaign), ...(await secondSet(asked, campaign))];
	asked.say?.(
		`Rehearsing ${rows.length.toLocaleString("en-US")} gifts by ${sets.map(({ name }) => name).join(" and by ")}`,
	);
	const pack = await loadTemplatePack();
	const rehearsals: Rehearsal[] = [];
	for (const [index, { name, rules }] of sets.entries()) {
		const own: VirtualSetup = { ...setup, campaign: { ...campaign, rules } };
		const onProgress = (done: number) => asked.onProgress?.(index * rows.length + done, sets.length * rows.length);
		rehearsals.push(await rehearse({ name, setup: own, rows, assumptions: asked.assumptions, pack, onProgress }));
	}
	return rehearsals;
}

type RuleSet = { readonly name: string; readonly rules: readonly MilestoneRule[] };

async function firstSet({ rulesFile, campaignFile }: FilesAsked, campaign: Campaign): Promise<RuleSet> {
	if (rulesFile !== undefined) return { name: rulesFile, rules: await readRules(rulesFile, campaign.currency) };
	return { name: campaignFile ?? "usual rules", rules: campaign.rules };
}

async function secondSet({ againstFile }: FilesAsked, { currency }: Campaign): Promise<RuleSet[]> {
	return againstFile === undefined ? [] : [{ name: againstFile, rules: await readRules(againstFile, currency) }];
}

async function readDriveAndRules({ drive, campaignFile, readSecret }: FilesAsked): Promise<{
	setup: VirtualSetup;
	rows: readonly DriveRow[];
}> {
	// Its accounts' secrets are not needed: nothing is sent.
	const given =
		campaignFile === undefined
			? null
			: await readCampaignFile(campaignFile, (name) => readSecret(name) ?? "not needed here");
	if ("generated" in drive) {
		const setup = given ?? campaignForFile(GENERATED_EXTENT, "rehearsal");
		return { setup: setupOfFile(setup), rows: generatedDrive(setup.campaign, drive.generated) };
	}
	const rows: DriveRow[] = [];
	for await (const row of readDriveFile(drive.file, given?.campaign.currency ?? "usd")) rows.push(row);
	return { setup: setupOfFile(given ?? campaignForFile(extentOf(rows), "rehearsal")), rows };
}

/** A two-day drive for a quarter of a million, for who names no campaign. */
const GENERATED_EXTENT: DriveExtent = {
	gifts: 2_000,
	total: 25_000_000,
	firstAt: Date.UTC(2026, 11, 3, 12),
	lastAt: Date.UTC(2026, 11, 4, 23, 59),
};

/** A whole campaign file, `{"rules": [...]}`, or the list alone; amounts in whole currency, as in a campaign file. */
async function readRules(path: string, currency: string): Promise<readonly MilestoneRule[]> {
	const text = await readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
		throw new CampaignFileError(path, [{ place: "(file)", message: `can't be read (${error.code ?? error.message})` }]);
	});
	const around = () => "not needed here";
	const written = rulesIn(text);
	if (written === null) return parseCampaignFile(text, around, path).campaign.rules;
	const file = { ...AROUND_RULES, currency, rules: written };
	return parseCampaignFile(JSON.stringify(file), around, path).campaign.rules;
}

/** Null: it is a whole campaign, or nothing that can be read. */
function rulesIn(text: string): unknown {
	try {
		const read: unknown = JSON.parse(text.replace(/^\uFEFF/, ""));
		if (Array.isArray(read)) return read;
		if (typeof read === "object" && read !== null && "rules" in read && !("slug" in read)) return read.rules;
		return null;
	} catch {
		return null;
	}
}

/** What a campaign file needs beside its rules. */
const AROUND_RULES = {
	slug: "rules-alone",
	name: "Rules",
	shortName: "Rules",
	hospital: "Rules",
	goal: 1_000_000,
	timeZone: "UTC",
	opensAt: "2026-01-01T00:00",
	closesAt: "2026-01-02T00:00",
	livemode: false,
};
