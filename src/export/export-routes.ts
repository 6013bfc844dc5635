import type pg from "pg";
import { z } from "zod";
import { driveOfRoute } from "../campaign/drive-of-route.ts";
import type { Campaign } from "../domain/drive/campaign.ts";
import { mayDo, type Permission, type StaffRole } from "../domain/staff/staff-role.ts";
import { csvAnswer } from "../http/csv.ts";
import { type StaffRoute, staffJson, staffRoute } from "../http/staff-route.ts";
import type { ExportList, ExportName } from "../web/contract/staff/exports.ts";
import { donorExport, type Export, giftExport, type Sees } from "./gift-export.ts";
import { pledgeExport } from "./pledge-export.ts";

const EXPORTS = "/api/staff/campaigns/:campaign/exports";
const query = z.object({ for: z.enum(["excel", "programs"]).default("excel") });

type Make = (pool: pg.Pool, campaign: Campaign, sees: Sees) => Export;

/** Files to take out of a drive. Who takes one with names or contacts in it stands in the audit log. */
export function exportRoutes({ pool }: { readonly pool: pg.Pool }): StaffRoute[] {
	return [
		staffRoute({
			method: "get",
			path: EXPORTS,
			may: "exports.read",
			says: "How much there is to take out of a drive.",
			handle: async ({ params, staff }) => {
				const { id } = await driveOfRoute(pool, params);
				const { rows } = await pool.query<Omit<ExportList, "sees">>(
					`select (select coalesce((tally->>'gifts')::int, 0) from campaign_tally where campaign_id = $1) as gifts,
					   (select count(*)::int from pledge where campaign_id = $1 and undone_at is null) as pledges,
					   (select count(*)::int from post where campaign_id = $1) as posts`,
					[id],
				);
				return staffJson({ ...rows[0], sees: seenBy(staff.role) });
			},
		}),
		fileRoute(pool, "gifts", {
			may: "exports.read",
			make: giftExport,
			says: "Every gift of a drive, for a spreadsheet.",
		}),
		fileRoute(pool, "pledges", {
			may: "exports.read",
			make: pledgeExport,
			says: "Every pledge of a drive, for a spreadsheet.",
		}),
		fileRoute(pool, "donor-database", {
			...{ may: "exports.donors", make: donorExport },
			says: "Every gift with its donor, for a donor database.",
		}),
	];
}

/** Names as they were written for who moderates them; contacts for who may take them to the donor database. */
export function seenBy(role: StaffRole): Sees {
	return { names: mayDo(role, "names.moderate"), contacts: mayDo(role, "exports.donors") };
}

type File = { readonly may: Permission; readonly make: Make; readonly says: string };

function fileRoute(pool: pg.Pool, name: ExportName, { may, make, says }: File): StaffRoute {
	return staffRoute({
		method: "get",
		path: `${EXPORTS}/${name}.csv`,
		may,
		says,
		query,
		handle: async ({ params, query, staff, note }) => {
			const campaign = await driveOfRoute(pool, params);
			const sees = seenBy(staff.role);
			await note({ what: "export.taken", campaignId: campaign.id, subject: name, after: sees });
			const { columns, rows } = make(pool, campaign, sees);
			return csvAnswer(`${name}-${campaign.slug}`, columns, rows, { forPrograms: query.for === "programs" });
		},
	});
}
