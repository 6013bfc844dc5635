import type pg from "pg";
import { AUDIT_COLUMNS, auditCells } from "../audit/audit-cells.ts";
import type { Campaign } from "../domain/drive/campaign.ts";
import { donorExport, type Export, giftExport } from "../export/gift-export.ts";
import { pledgeExport } from "../export/pledge-export.ts";
import { POST_COLUMNS, postCells } from "../posting/log/post-cells.ts";
import { eachPost } from "../posting/log/read-log.ts";
import type { ExportedThing } from "./exported-things.ts";

/** With names and contacts: the command line is the machine's own. */
const SEES_ALL = { names: true, contacts: true } as const;

export function exportOf(pool: pg.Pool, campaign: Campaign, what: ExportedThing): Export {
	switch (what) {
		case "gifts":
			return giftExport(pool, campaign, SEES_ALL);
		case "pledges":
			return pledgeExport(pool, campaign, SEES_ALL);
		case "donor-database":
			return donorExport(pool, campaign, SEES_ALL);
		case "posts":
			return { columns: POST_COLUMNS, rows: postCells(eachPost(pool, campaign.id, {}, Date.now())) };
		case "audit":
			return { columns: AUDIT_COLUMNS, rows: auditCells(pool, { campaign: campaign.id }) };
		default:
			return what satisfies never;
	}
}
