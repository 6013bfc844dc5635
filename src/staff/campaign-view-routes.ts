import type pg from "pg";
import { type CampaignRow, campaignOf } from "../campaign/stored-campaign.ts";
import { announcedTotal } from "../domain/counting/announced-total.ts";
import { Refusal } from "../http/problem.ts";
import { type StaffRoute, staffJson, staffRoute } from "../http/staff-route.ts";
import type { CampaignListItem, StaffCampaign } from "../web/contract/staff/campaign.ts";

type ListRow = CampaignRow & { readonly total: number | null };
type OneRow = CampaignRow & {
	readonly version: number;
	readonly stoppedAt: Date | null;
	readonly stoppedBy: string | null;
};

/** The drives, for the console's frame. */
export function campaignViewRoutes({ pool }: { readonly pool: pg.Pool }): StaffRoute[] {
	return [
		staffRoute({
			method: "get",
			path: "/api/staff/campaigns",
			may: "drive.read",
			says: "Every drive, newest first.",
			handle: async () => staffJson({ campaigns: await listCampaigns(pool) }),
		}),
		staffRoute({
			method: "get",
			path: "/api/staff/campaigns/:campaign",
			may: "drive.read",
			says: "One drive as it is set up.",
			handle: async ({ params }) => staffJson(await oneCampaign(pool, params.campaign ?? "")),
		}),
	];
}

async function listCampaigns(pool: pg.Pool): Promise<CampaignListItem[]> {
	const { rows } = await pool.query<ListRow>(
		`select c.id, c.slug, c.state, c.livemode, c.is_default, c.config, (t.tally->>'total')::bigint as total
		 from campaign c left join campaign_tally t on t.campaign_id = c.id where c.twin_of is null order by c.created_at desc, c.id`,
	);
	return rows.map((row) => {
		const { id, slug, name, shortName, state, livemode, currency, timeZone, opensAt, closesAt, goal, frozen } =
			campaignOf(row);
		return {
			id,
			slug,
			name,
			shortName,
			state,
			livemode,
			currency,
			timeZone,
			opensAt,
			closesAt,
			goal,
			total: announcedTotal({ frozen }, row.total ?? 0),
		};
	});
}

async function oneCampaign(pool: pg.Pool, id: string): Promise<StaffCampaign> {
	const { rows } = await pool.query<OneRow>(
		`select id, slug, state, livemode, is_default, config, version, posting_stopped_at as "stoppedAt", posting_stopped_by as "stoppedBy"
		 from campaign where id = $1`,
		[id],
	);
	const [row] = rows;
	if (row === undefined) throw new Refusal("not-found", "There is no such drive; it may have been removed.");
	const { version, stoppedAt, stoppedBy } = row;
	return { ...campaignOf(row), version, stoppedAt: stoppedAt?.getTime() ?? null, stoppedBy };
}
