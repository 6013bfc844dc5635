import { milestoneWords } from "../../domain/milestone/milestone-words.ts";
import type { Instant } from "../../domain/plain/instant.ts";
import { formatMoney } from "../../domain/plain/money.ts";
import { PLATFORM_NAMES, tryWords } from "../../domain/post/post-words.ts";
import type { PostDetail, PostStep, PostTry } from "../../web/contract/staff/posts.ts";
import type { Db } from "../store.ts";
import { LOG_COLUMNS, LOG_FROM, type LogRow, listItem } from "./post-row.ts";

type DetailRow = LogRow & {
	readonly total: number;
	readonly entrySeq: number | null;
	readonly lookedAt: Date | null;
	readonly gift: number | null;
	readonly giftAt: Date | null;
	readonly recordedAt: Date | null;
};

type TryRow = {
	readonly number: number;
	readonly startedAt: Date;
	readonly finishedAt: Date | null;
	readonly outcome: string | null;
	readonly reason: string | null;
	readonly text: string;
	readonly readBacks: number;
	readonly pictureReason: string | null;
};

type DeedRow = { readonly deed: string; readonly by: string; readonly at: Date; readonly note: string | null };

/** One post with its whole way from the gift; null where the drive has none of this id. */
export async function readPostDetail(
	db: Db,
	campaignId: string,
	postId: number,
	now: Instant,
): Promise<PostDetail | null> {
	const { rows } = await db.query<DetailRow>(
		`select ${LOG_COLUMNS}, (a.figures->>'total')::bigint as total, a.entry_seq as "entrySeq", p.looked_at as "lookedAt",
		   e.cash as gift, e.occurred_at as "giftAt", e.recorded_at as "recordedAt"
		 from ${LOG_FROM} left join ledger_entry e on e.campaign_id = p.campaign_id and e.seq = a.entry_seq
		 where p.campaign_id = $1 and p.id = $2`,
		[campaignId, postId],
	);
	const [row] = rows;
	if (row === undefined) return null;
	const [tries, deeds, verdicts, outshone] = await Promise.all([
		readTries(db, postId),
		readDeeds(db, postId),
		readVerdicts(db, postId),
		readOutshone(db, postId, row.currency),
	]);
	const item = listItem(row, now);
	const isLooking = row.state === "unconfirmed";
	return {
		...item,
		total: row.total,
		entrySeq: row.entrySeq,
		timeline: timelineOf(row, tries, [...verdicts, ...deeds]),
		attempts: tries.map((one) => tryOf(one, row)),
		lookedAt: row.lookedAt?.getTime() ?? null,
		nextLookAt: isLooking ? (row.nextStepAt?.getTime() ?? null) : null,
		speaksFor: outshone,
	};
}

function tryOf(one: TryRow, { platform }: LogRow): PostTry {
	return {
		number: one.number,
		startedAt: one.startedAt.getTime(),
		finishedAt: one.finishedAt?.getTime() ?? null,
		says: tryWords(one.outcome, platform),
		answer: one.reason,
		text: one.text,
		lookedFor: one.readBacks,
		pictureNote: one.pictureReason,
	};
}

function timelineOf(row: DetailRow, tries: readonly TryRow[], deeds: readonly DeedRow[]): PostStep[] {
	const money = (amount: number) => formatMoney({ amount, currency: row.currency });
	const place = PLATFORM_NAMES[row.platform];
	const step = (at: Date, what: PostStep["what"], title: string, words: string | null = null): PostStep => {
		return { at: at.getTime(), what, title, words, by: null };
	};
	const steps: PostStep[] = [];
	if (row.giftAt !== null && row.recordedAt !== null) {
		const gift = row.gift !== null && row.gift > 0 ? `A gift of ${money(row.gift)} arrived` : "The total moved";
		steps.push(step(row.giftAt, "gift", gift, `It is entry ${row.entrySeq} of the ledger.`));
	}
	const why = row.entrySeq === null ? "The clock or a change of the drive made it fall." : null;
	const total = `The total stood at ${money(row.total)}.`;
	steps.push(step(row.decidedAt, "decided", milestoneWords(row, row.currency), why ?? total));
	for (const one of tries) {
		const nth = tries.length > 1 ? ` (try ${one.number})` : "";
		steps.push(step(one.startedAt, "sent", `Written and sent to ${place}${nth}`, "With the figures of that moment."));
		if (one.finishedAt !== null) {
			steps.push(step(one.finishedAt, "answered", tryWords(one.outcome, row.platform), one.reason));
		}
	}
	if (row.lookedAt !== null) {
		const looks = tries.reduce((sum, { readBacks }) => sum + readBacks, 0);
		const words = `${looks} ${looks === 1 ? "look" : "looks"} in all.`;
		steps.push(step(row.lookedAt, "looked", `The account on ${place} was read to find it`, words));
	}
	steps.push(...deeds.map(({ deed, by, at, note }) => ({ ...step(at, "deed", DEEDS[deed] ?? deed, note), by })));
	// A stable sort: what came in one moment stays in the order of its way.
	return steps.sort((one, other) => one.at - other.at);
}

const DEEDS: Readonly<Record<string, string>> = {
	checked: "Asked to look for it on the account",
	"marked-published": "Marked as published",
	"marked-absent": "Said that it isn't on the account",
	retried: "Sent it again",
	dropped: "Dropped it",
	approved: "Approved it",
	edited: "Changed its words",
	stopped: "Stopped its countdown",
	undone: "Approved it, and took that back",
	moved: "Approved it, before its figures moved",
};

async function readTries(db: Db, postId: number): Promise<TryRow[]> {
	const { rows } = await db.query<TryRow>(
		`select number, started_at as "startedAt", finished_at as "finishedAt", outcome, reason, text, read_backs as "readBacks",
		   picture_reason as "pictureReason" from attempt where post_id = $1 order by number`,
		[postId],
	);
	return rows;
}

async function readDeeds(db: Db, postId: number): Promise<DeedRow[]> {
	const { rows } = await db.query<DeedRow>(
		"select deed, done_by as by, done_at as at, note from post_deed where post_id = $1 order by id",
		[postId],
	);
	return rows;
}

/** What people said while it was held. */
async function readVerdicts(db: Db, postId: number): Promise<DeedRow[]> {
	const { rows } = await db.query<DeedRow>(
		`select case when verdict = 'approved' and void_why in ('undone', 'moved') then void_why else verdict end as deed,
		   staff_name as by, given_at as at, reason as note from approval where post_id = $1 order by id`,
		[postId],
	);
	return rows;
}

const MOST_OUTSHONE = 50;

async function readOutshone(db: Db, postId: number, currency: string): Promise<PostDetail["speaksFor"]> {
	const { rows } = await db.query<Pick<LogRow, "id" | "kind" | "value">>(
		`select p.id, a.kind, a.value from post p join announcement a on a.id = p.announcement_id
		 where p.superseded_by = $1 order by p.id limit ${MOST_OUTSHONE}`,
		[postId],
	);
	return rows.map((row) => ({ id: row.id, about: milestoneWords(row, currency) }));
}
