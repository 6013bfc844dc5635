import type pg from "pg";
import { z } from "zod";
import type { Campaign, CampaignState } from "../domain/drive/campaign.ts";
import { stateSteps } from "../domain/drive/campaign-state.ts";
import { Refusal } from "../http/problem.ts";
import { type StaffAsked, type StaffRoute, staffJson, staffRoute } from "../http/staff-route.ts";
import type { CloneRequest, DriveMade, NewDriveRequest, StateRequest } from "../web/contract/staff/setup.ts";
import { campaignFileShape } from "./campaign-file-shape.ts";
import { editCampaign } from "./edit.ts";
import { cloneDrive, createDrive } from "./new-drive.ts";
import { listDrives, readStanding } from "./setup-view.ts";
import { CampaignConflict } from "./store.ts";

export type DriveParts = {
	readonly pool: pg.Pool;
	/** Texts that a clone takes along (src/template). */
	readonly copyTexts: (client: pg.PoolClient, from: string, to: string, byName: string) => Promise<void>;
};

const file = campaignFileShape.shape;
const newDrive = z.strictObject({
	name: file.name,
	hospital: file.hospital,
	timeZone: file.timeZone,
	currency: file.currency,
});
const DAYS_HINT = "Move it by a whole number of days, at most ten years.";
const clone = z.strictObject({
	name: file.name,
	slug: file.slug,
	days: z.number({ error: DAYS_HINT }).int(DAYS_HINT).min(-3660, DAYS_HINT).max(3660, DAYS_HINT),
});
const stateShape = z.strictObject({ to: file.state.unwrap(), version: z.number().int() });

/** Drives as wholes: listed, begun, cloned, and taken from one state to another. */
export function driveRoutes(parts: DriveParts): StaffRoute[] {
	return [
		staffRoute({
			method: "get",
			path: "/api/staff/drives",
			may: "drive.read",
			says: "Every drive with its totals and what is left to set up.",
			handle: async () => staffJson({ drives: await listDrives(parts.pool) }),
		}),
		staffRoute({
			method: "post",
			path: "/api/staff/campaigns",
			may: "campaign.edit",
			says: "Begins a drive as a draft.",
			body: newDrive,
			handle: async (asked) => staffJson(await begin(parts, asked), 201),
		}),
		staffRoute({
			method: "post",
			path: "/api/staff/campaigns/:campaign/clone",
			may: "campaign.edit",
			says: "A past drive's set-up as the draft of a new one, its dates moved by days; never its gifts.",
			body: clone,
			handle: async (asked) => staffJson(await copy(parts, asked), 201),
		}),
		staffRoute({
			method: "get",
			path: "/api/staff/campaigns/:campaign/state",
			may: "drive.read",
			says: "Where a drive can go from its state, what each means and what it needs before.",
			handle: async ({ params }) => staffJson({ steps: await stepsOf(parts.pool, params.campaign) }),
		}),
		staffRoute({
			method: "post",
			path: "/api/staff/campaigns/:campaign/state",
			may: "campaign.state",
			says: "Takes a drive from draft to live, closed, archived, and back where that is harmless.",
			body: stateShape,
			handle: async (asked) => staffJson(await changeState(parts.pool, asked)),
		}),
	];
}

async function begin({ pool }: DriveParts, asked: StaffAsked<NewDriveRequest>): Promise<DriveMade> {
	const saved = { by: asked.staff, how: "console", what: "Begun" } as const;
	const made = await createDrive(pool, asked.body, saved, (client, campaign) =>
		asked.note({ what: "campaign.begun", campaignId: campaign.id, after: asked.body }, client),
	);
	return { id: made.id, version: 1, notes: [] };
}

async function copy({ pool, copyTexts }: DriveParts, asked: StaffAsked<CloneRequest>): Promise<DriveMade> {
	const source = asked.params.campaign ?? "";
	const saved = { by: asked.staff, how: "clone", what: `Copied from ${source}` } as const;
	try {
		const made = await cloneDrive(pool, source, asked.body, saved, async (client, campaign) => {
			await copyTexts(client, source, campaign.id, asked.staff.name);
			const after = { from: source, ...asked.body };
			await asked.note({ what: "campaign.cloned", campaignId: campaign.id, after }, client);
		});
		if (made === null) throw noSuchDrive();
		return { id: made.campaign.id, version: 1, notes: made.notes };
	} catch (error) {
		if (error instanceof CampaignConflict) throw new Refusal("conflict", `${error.message}.`);
		throw error;
	}
}

async function stepsOf(pool: pg.Pool, campaignId = "") {
	const read = await readStanding(pool, campaignId, 0);
	if (read === null) throw noSuchDrive();
	return stateSteps(read.campaign, read.hasEntries);
}

async function changeState(pool: pg.Pool, asked: StaffAsked<StateRequest>): Promise<DriveMade> {
	const campaignId = asked.params.campaign ?? "";
	const { to, version } = asked.body;
	const read = await readStanding(pool, campaignId, 0);
	if (read === null) throw noSuchDrive();
	const edited = await editCampaign(pool, {
		...{ campaignId, version },
		saved: { by: asked.staff, how: "console", what: STATE_NOTES[to] },
		change: (before) => stateChanged(before, to, read.hasEntries),
		also: (client, before, after) => {
			const change = { what: "campaign.state", campaignId, before: before.state, after: after.state };
			return asked.note(change, client);
		},
	});
	if (edited.kind === "no-such-drive") throw noSuchDrive();
	if (edited.kind === "conflict") {
		throw new Refusal("conflict", "Somebody saved this drive meanwhile. Look at it again, and then decide.");
	}
	return { id: campaignId, version: edited.version, notes: [] };
}

const STATE_NOTES: Readonly<Record<CampaignState, string>> = {
	draft: "Back to draft",
	live: "Gone live",
	closed: "Closed",
	archived: "Archived",
};

/** @throws Refusal where it can't go there, or something has to be done before */
function stateChanged(before: Campaign, to: CampaignState, hasEntries: boolean): Campaign {
	if (before.state === to) return before;
	const step = stateSteps(before, hasEntries).find((one) => one.to === to);
	if (step === undefined) {
		const why = to === "draft" ? " Gifts are counted in it already; close it instead." : "";
		throw new Refusal("conflict", `A drive that is ${before.state} can't become ${to}.${why}`);
	}
	if (step.needs.length > 0) {
		throw new Refusal("invalid", `Before it can go live: ${step.needs.map(({ says }) => says).join(" ")}`);
	}
	return { ...before, state: to };
}

function noSuchDrive(): Refusal {
	return new Refusal("not-found", "There is no such drive; it may have been removed.");
}
