import type { Campaign } from "../domain/drive/campaign.ts";
import { consentedName } from "../domain/gift/donor-name.ts";
import type { Consent } from "../domain/gift/gift-fact.ts";
import { type OfflineKind, UNDO_PRESENTING_WITHIN } from "../domain/gift/offline-money.ts";
import type { Instant } from "../domain/plain/instant.ts";
import type { Board } from "../web/contract/board.ts";
import type { Presentation } from "../web/contract/presentation.ts";
import type { Db } from "./board-state.ts";
import type { ScreenLink } from "./screen-link.ts";

type Row = {
	readonly id: string;
	readonly kind: OfflineKind;
	readonly amount: number;
	readonly givenBy: string;
	readonly consent: Consent;
	readonly stationId: string | null;
	readonly dated: Date | null;
	readonly note: string;
	readonly presentedAt: Date | null;
};

type ToPresent = Pick<Board, "presentations" | "presentedLately">;

const MOST = 30;

/**
 * What a screen knows of cheques under embargo. A host hears that one comes, and from whom only with the giver's consent for the air; the
 * producer, who releases it, sees all of it, and may take it back while nothing was announced because of it; a screen that may only watch,
 * or hangs in a public place, knows nothing.
 */
export async function readPresentations(
	db: Db,
	campaign: Campaign,
	{ layout, role, stationId }: ScreenLink,
	readerId: string | null,
	now: Instant,
): Promise<ToPresent> {
	if (role === "watch" || layout === "lobby" || layout === "overlay") return { presentations: [], presentedLately: [] };
	const { rows } = await db.query<Row>({
		name: "to-present",
		text: `select g.id, g.kind, (g.amount + coalesce(s.amount, 0))::bigint as amount, g.given_by as "givenBy", g.consent,
		         g.station_id as "stationId", g.dated, g.note, g.presented_at as "presentedAt"
		       from offline_gift g left join lateral (select sum(amount) as amount from offline_step where offline_id = g.id) s on true
		       where g.campaign_id = $1 and g.embargoed and (g.presented_at is null or (g.presented_at > $2 and g.presented_by_id = $3))
		         and (g.presented_at is null or not exists (select from announcement a
		           where a.campaign_id = g.campaign_id and a.entry_seq between g.first_entry and g.last_entry))
		         and g.amount + coalesce(s.amount, 0) > 0 and ($4::text is null or coalesce(g.station_id, $4) = $4)
		       order by g.dated nulls last, g.created_at limit ${MOST}`,
		values: [campaign.id, new Date(now - UNDO_PRESENTING_WITHIN), readerId, stationId],
	});
	const isProducer = role === "producer";
	return {
		presentations: rows.filter((row) => row.presentedAt === null).map((row) => seen(row, campaign, isProducer)),
		presentedLately: rows.flatMap(({ id, givenBy, amount, presentedAt }) =>
			presentedAt === null || !isProducer
				? []
				: [
						{
							...{ id, from: givenBy, amount, at: presentedAt.getTime() },
							undoUntil: presentedAt.getTime() + UNDO_PRESENTING_WITHIN,
						},
					],
		),
	};
}

function seen(row: Row, { stations }: Campaign, isProducer: boolean): Presentation {
	const { id, kind, dated } = row;
	const common = {
		...{ id, kind, dated: dated?.getTime() ?? null },
		station: stations.find((one) => one.id === row.stationId)?.name ?? null,
	};
	if (isProducer) return { ...common, from: row.givenBy, amount: row.amount, note: row.note || null };
	// An office wrote it, so nobody has to look at the name first.
	const giver = { name: row.givenBy, consent: row.consent, moderation: "approved" } as const;
	return { ...common, from: consentedName(giver, "on-air"), amount: null, note: null };
}
