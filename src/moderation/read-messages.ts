import type pg from "pg";
import { cutText } from "../domain/plain/cut-text.ts";

const LONGEST = 300;

/**
 * In whose honour or memory, as donors wrote it. It stands only in Stripe's events and is read from there for the page that moderates:
 * it is on no ledger, so it can't reach a screen or a post.
 */
export async function readMessages(
	db: Pick<pg.Pool, "query">,
	campaignId: string,
	gifts: readonly string[],
): Promise<ReadonlyMap<string, string>> {
	if (gifts.length === 0) return new Map();
	const { rows } = await db.query<{ gift: string; raw: Buffer }>(
		`select distinct on (l.gift_id) coalesce(r.gift_id, l.gift_id) as gift, e.raw from ledger_entry l
		 join stripe_event e on e.event_id = l.source_id left join gift_ref r on r.ref = l.gift_id
		 where l.campaign_id = $1 and l.gift_id = any($2) order by l.gift_id, l.seq`,
		[campaignId, gifts],
	);
	return new Map(rows.flatMap(({ gift, raw }) => messageIn(raw).map((message) => [gift, message] as const)));
}

function messageIn(raw: Buffer): string[] {
	try {
		const metadata: unknown = JSON.parse(raw.toString("utf8"))?.data?.object?.metadata;
		if (typeof metadata !== "object" || metadata === null) return [];
		const of = (key: string) => {
			const value = (metadata as Record<string, unknown>)[key];
			return typeof value === "string" ? cutText(value, LONGEST).trim() : "";
		};
		const honoured = of("dedication_name");
		const words = of("message");
		const dedication = honoured && `${of("dedication") === "memory" ? "In memory of" : "In honour of"} ${honoured}`;
		const message = [dedication, words].filter(Boolean).join(". ");
		return message === "" ? [] : [message];
	} catch {
		return [];
	}
}
