import type pg from "pg";
import type { Campaign } from "../domain/drive/campaign.ts";
import { passedByNewGoal } from "../domain/milestone/campaign-clock.ts";
import { previewChange } from "../domain/milestone/change-preview.ts";
import type { Instant } from "../domain/plain/instant.ts";
import type { ChangePreview, FieldProblem, SaveOrigin } from "../web/contract/staff/setup.ts";
import { applySetup } from "./apply-setup.ts";
import { type ChangedFields, changedFields } from "./changed-fields.ts";
import { type Edited, editCampaign } from "./edit.ts";
import type { SetupChanges } from "./setup-shape.ts";
import { readStanding } from "./setup-view.ts";
import { CampaignConflict } from "./store.ts";

export type SetupSaved = Edited | { readonly kind: "problems"; readonly problems: readonly FieldProblem[] };

/** The audit line and what a raised goal announces, in the transaction of the save. */
export type SaveBeside = (
	client: pg.PoolClient,
	campaigns: { readonly before: Campaign; readonly after: Campaign },
	changed: ChangedFields,
) => Promise<void>;

export type SetupSave = {
	readonly campaignId: string;
	readonly version: number;
	readonly by: { readonly id: string; readonly name: string };
	readonly how?: SaveOrigin;
	readonly change: SetupChanges | ((before: Campaign) => Campaign);
	readonly beside: SaveBeside;
};

/** One save of the set-up; nothing is written where anything of it can't be used. */
export async function saveSetup(pool: pg.Pool, save: SetupSave): Promise<SetupSaved> {
	const standing = await readStanding(pool, save.campaignId, 0);
	if (standing === null) return { kind: "no-such-drive" };
	const apply = (before: Campaign) => {
		if (typeof save.change === "function") return save.change(before);
		const applied = applySetup(before, save.change);
		if (!applied.ok) throw new SetupRefused(applied.problems);
		return applied.campaign;
	};
	try {
		// Named before the lock, where the version says that it is still this one.
		const what = changedFields(standing.campaign, apply(standing.campaign));
		return await editCampaign(pool, {
			...{ campaignId: save.campaignId, version: save.version, change: apply },
			saved: { by: save.by, how: save.how ?? "console", what: what.what },
			also: (client, before, after) => save.beside(client, { before, after }, changedFields(before, after)),
		});
	} catch (error) {
		if (error instanceof SetupRefused) return { kind: "problems", problems: error.problems };
		if (error instanceof CampaignConflict) {
			return { kind: "problems", problems: [{ field: error.field, says: `${error.message}.` }] };
		}
		throw error;
	}
}

class SetupRefused extends Error {
	override name = "SetupRefused";
	readonly problems: readonly FieldProblem[];

	constructor(problems: readonly FieldProblem[]) {
		super("The set-up can't be kept as it is.");
		this.problems = problems;
	}
}

export type SetupPreview =
	| { readonly kind: "foretold"; readonly preview: ChangePreview }
	| { readonly kind: "problems"; readonly problems: readonly FieldProblem[] }
	| { readonly kind: "no-such-drive" };

/** What saving would change; nothing is written. */
export async function previewSetup(
	pool: pg.Pool,
	campaignId: string,
	change: SetupSave["change"],
	now: Instant,
): Promise<SetupPreview> {
	const read = await readStanding(pool, campaignId, now);
	if (read === null) return { kind: "no-such-drive" };
	const { campaign: before, standing } = read;
	const applied =
		typeof change === "function" ? ({ ok: true, campaign: change(before) } as const) : applySetup(before, change);
	if (!applied.ok) return { kind: "problems", problems: applied.problems };
	const lines = previewChange(before, applied.campaign, standing);
	return { kind: "foretold", preview: { lines, announces: passedByNewGoal(before, applied.campaign).length } };
}
