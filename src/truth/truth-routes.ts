import type pg from "pg";
import { z } from "zod";
import { loadCampaign } from "../campaign/store.ts";
import { csvAnswer } from "../http/csv.ts";
import { Refusal } from "../http/problem.ts";
import { type StaffRoute, staffJson, staffRoute } from "../http/staff-route.ts";
import type { FreezeAnswer, TruthView } from "../web/contract/staff/truth.ts";
import { freezeTotal, thawTotal } from "./freeze.ts";
import { forgetTruth, readTruth } from "./read-truth.ts";
import { truthColumns, truthRows } from "./truth-csv.ts";

const PATH = "/api/staff/campaigns/:campaign/truth";
const NO_DRIVE = "There is no such drive.";

/** How the announced total is made up, and whether it moves. */
export function truthRoutes({ pool }: { readonly pool: pg.Pool }): StaffRoute[] {
	const view = async (campaignId: string, now: number): Promise<TruthView> => {
		const truth = await readTruth(pool, campaignId, now);
		if (truth === null) throw new Refusal("not-found", NO_DRIVE);
		return truth;
	};
	return [
		staffRoute({
			method: "get",
			path: PATH,
			may: "money.read",
			says: "How the drive's total is made up, line by line, to the cent; with what does not count.",
			handle: async ({ params, now }) => staffJson(await view(params.campaign ?? "", now)),
		}),
		staffRoute({
			method: "get",
			path: `${PATH}.csv`,
			may: "money.read",
			says: "The same as a CSV file.",
			query: z.object({}),
			handle: async ({ params, now }) => {
				const [truth, campaign] = await Promise.all([
					view(params.campaign ?? "", now),
					loadCampaign(pool, params.campaign ?? ""),
				]);
				if (campaign === null) throw new Refusal("not-found", NO_DRIVE);
				const { currency } = campaign;
				return csvAnswer("how-the-total-is-made-up", truthColumns(currency), truthRows(truth, currency));
			},
		}),
		frozenRoute(pool, "freeze"),
		frozenRoute(pool, "thaw"),
	];
}

function frozenRoute(pool: pg.Pool, deed: "freeze" | "thaw"): StaffRoute {
	const isFreeze = deed === "freeze";
	return staffRoute({
		method: "post",
		path: `${PATH}/${deed}`,
		may: "campaign.state",
		says: isFreeze
			? "Freezes the announced total as it stands: screens, pages and posts show it from now on; the ledger goes on."
			: "Lets the announced total move again: at once it is what the ledger says.",
		handle: async ({ params, staff, note, now }) => {
			const campaignId = params.campaign ?? "";
			const what = isFreeze ? "Announced total frozen" : "Announced total moves again";
			const edited = await (isFreeze ? freezeTotal : thawTotal)(pool, {
				...{ campaignId, now, saved: { by: { id: staff.id, name: staff.name }, how: "console", what } },
				within: (client, total) =>
					note({ what: isFreeze ? "total.frozen" : "total.thawed", campaignId, after: { total } }, client),
			});
			if (edited.kind === "no-such-drive") throw new Refusal("not-found", NO_DRIVE);
			forgetTruth(pool, campaignId);
			const frozen =
				edited.kind === "saved"
					? (edited.after.frozen ?? null)
					: ((await readTruth(pool, campaignId, now))?.frozen ?? null);
			return staffJson({ frozen } satisfies FreezeAnswer);
		},
	});
}
