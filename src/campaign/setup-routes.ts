import type pg from "pg";
import { z } from "zod";
import type { Campaign } from "../domain/drive/campaign.ts";
import type { Instant } from "../domain/plain/instant.ts";
import type { Answer } from "../http/answer.ts";
import { idInPath } from "../http/asked-shapes.ts";
import { baseAddress } from "../http/base-address.ts";
import { problem, Refusal } from "../http/problem.ts";
import { type StaffAsked, type StaffRoute, staffJson, staffRoute } from "../http/staff-route.ts";
import type { FieldProblem, SaveConflict, SaveSetupRequest, VersionList } from "../web/contract/staff/setup.ts";
import { olderEdition } from "./restore.ts";
import { previewSetup, type SetupSave, type SetupSaved, saveSetup } from "./save-setup.ts";
import { setupChangesShape } from "./setup-shape.ts";
import { readSetup } from "./setup-view.ts";
import { listVersions } from "./version-store.ts";

export type SetupParts = {
	readonly pool: pg.Pool;
	readonly publicUrl: string | undefined;
	/** Announces a raised goal in the save's own transaction (src/ledger). */
	readonly announceGoal: (client: pg.PoolClient, before: Campaign, after: Campaign, now: Instant) => Promise<void>;
};

const body = z.strictObject({ version: z.number().int(), changes: setupChangesShape });
const restoreBody = z.strictObject({ version: z.number().int() });
/** A logo of 48 KB as text, and everything else at its longest. */
const MOST_BYTES = 400 * 1024;
const ONE = "/api/staff/campaigns/:campaign";

/** A drive's set-up: read as people write it, foretold, saved under its version, and its history. */
export function setupRoutes(parts: SetupParts): StaffRoute[] {
	const { pool } = parts;
	return [
		staffRoute({
			method: "get",
			path: `${ONE}/setup`,
			may: "drive.read",
			says: "A drive's set-up as people write it, how far each step is, and who saved it last.",
			handle: async (asked) => staffJson(await setupOf(parts, asked)),
		}),
		staffRoute({
			method: "put",
			path: ONE,
			may: "campaign.edit",
			says: "Saves fields of a drive's set-up. 409 where somebody else saved since the version it was made on; ?preview saves nothing.",
			body,
			query: z.object({ preview: z.string().optional() }),
			mostBytes: MOST_BYTES,
			handle: async (asked) =>
				asked.query.preview === undefined
					? save(parts, asked, { change: asked.body.changes, version: asked.body.version })
					: foretell(parts, asked, asked.body.changes),
		}),
		staffRoute({
			method: "get",
			path: `${ONE}/versions`,
			may: "drive.read",
			says: "Every save of a drive's set-up: who, when, what.",
			handle: async (asked) => {
				const { version } = await setupOf(parts, asked);
				const versions = await listVersions(pool, asked.params.campaign ?? "");
				return staffJson({ current: version, versions } satisfies VersionList);
			},
		}),
		staffRoute({
			method: "post",
			path: `${ONE}/versions/:version/restore`,
			may: "campaign.edit",
			says: "Makes an older edition the newest one again; state and money's mode stay. ?preview saves nothing.",
			body: restoreBody,
			query: z.object({ preview: z.string().optional() }),
			handle: async (asked) => restore(parts, asked),
		}),
	];
}

type Asked = Pick<StaffAsked, "params" | "request">;

async function setupOf({ pool, publicUrl }: SetupParts, { params, request }: Asked) {
	const setup = await readSetup(pool, params.campaign ?? "", baseAddress(request, publicUrl));
	if (setup === null) throw noSuchDrive();
	return setup;
}

async function restore(
	parts: SetupParts,
	asked: StaffAsked<{ version: number }, { preview?: string | undefined }>,
): Promise<Answer> {
	const edition = await olderEdition(parts.pool, asked.params.campaign ?? "", idInPath(asked.params.version));
	if (edition === null) throw new Refusal("not-found", "There is no such edition of this drive.");
	return asked.query.preview === undefined
		? save(parts, asked, { change: edition, version: asked.body.version, how: "restore" })
		: foretell(parts, asked, edition);
}

async function foretell({ pool }: SetupParts, asked: StaffAsked<never, never> | Asked, change: SetupSave["change"]) {
	const found = await previewSetup(pool, asked.params.campaign ?? "", change, Date.now());
	if (found.kind === "no-such-drive") throw noSuchDrive();
	return found.kind === "problems" ? refused(found.problems) : staffJson(found.preview);
}

type Saving = Pick<SaveSetupRequest, "version"> & Pick<SetupSave, "change" | "how">;
type Saver = Asked & Pick<StaffAsked, "staff" | "note" | "now">;

async function save(parts: SetupParts, asked: Saver, saving: Saving): Promise<Answer> {
	const campaignId = asked.params.campaign ?? "";
	const saved = await saveSetup(parts.pool, {
		...saving,
		campaignId,
		by: asked.staff,
		beside: async (client, { before, after }, changed) => {
			await parts.announceGoal(client, before, after, asked.now);
			const what = saving.how === "restore" ? "campaign.restored" : "campaign.saved";
			await asked.note({ what, campaignId, subject: changed.what, ...pick(changed) }, client);
		},
	});
	return answerTo(saved, parts, asked);
}

function pick({ before, after }: { readonly before: unknown; readonly after: unknown }) {
	return { before, after };
}

async function answerTo(saved: SetupSaved, parts: SetupParts, asked: Asked): Promise<Answer> {
	switch (saved.kind) {
		case "no-such-drive":
			throw noSuchDrive();
		case "problems":
			return refused(saved.problems);
		case "conflict": {
			const { savedBy = null, savedAt = 0, how = "console" } = saved.lastSave ?? {};
			const who = savedBy ?? (how === "campaign-file" ? "A campaign file" : "Somebody");
			const detail = `${who} saved this drive while you were at it. Nothing of yours is lost: choose what to keep.`;
			const told: SaveConflict = {
				code: "conflict",
				detail,
				savedBy,
				savedAt,
				how,
				theirs: await setupOf(parts, asked),
			};
			return staffJson({ ...problem(409, "conflict", detail), ...told }, 409);
		}
		case "saved":
		case "unchanged":
			return staffJson(await setupOf(parts, asked));
		default:
			return saved satisfies never;
	}
}

function refused(problems: readonly FieldProblem[]): Answer {
	const detail =
		problems.length === 1
			? "One thing can't be used yet; it says what at its field. Nothing was saved."
			: `${problems.length} things can't be used yet; each says what at its field. Nothing was saved.`;
	return staffJson({ ...problem(422, "invalid", detail), fields: problems }, 422);
}

function noSuchDrive(): Refusal {
	return new Refusal("not-found", "There is no such drive; it may have been removed.");
}
