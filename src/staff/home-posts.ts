import type { Instant } from "../domain/plain/instant.ts";
import { LOG_COLUMNS, LOG_FROM, type LogRow, listItem } from "../posting/log/post-row.ts";
import type { Db } from "../posting/store.ts";
import type { DriveHome, DriveSums } from "../web/contract/staff/home.ts";
import type { PostListItem } from "../web/contract/staff/posts.ts";

export type HomePosts = Pick<DriveHome, "posted" | "published" | "held"> & {
	readonly troubled: readonly PostListItem[];
	readonly troubledCount: number;
	readonly sums: DriveSums["posts"];
};

const SHOWN = { posted: 4, held: 3, troubled: 4 };

/** Read back by itself within a minute or so; only what is left after that is a person's. */
const LEFT_TO_A_PERSON = "(p.state = 'rejected' or (p.state = 'unconfirmed' and p.next_step_at is null))";

/** What of the drive's posts home shows. */
export async function readHomePosts(db: Db, campaignId: string, now: Instant): Promise<HomePosts> {
	const read = async (where: string, order: string, limit: number) => {
		const { rows } = await db.query<LogRow>(
			`select ${LOG_COLUMNS} from ${LOG_FROM} where p.campaign_id = $1 and ${where} order by ${order} limit ${limit}`,
			[campaignId],
		);
		return rows.map((row) => listItem(row, now));
	};
	const [posted, held, troubled, counts] = await Promise.all([
		read("p.state = 'published' and c.platform <> 'on-air'", "p.published_at desc", SHOWN.posted),
		read("p.state = 'held'", "p.next_step_at nulls last, p.id", SHOWN.held),
		read(LEFT_TO_A_PERSON, "p.id desc", SHOWN.troubled),
		readCounts(db, campaignId),
	]);
	return {
		posted,
		published: counts.published,
		held: { count: counts.held, first: held },
		troubled,
		troubledCount: counts.troubled,
		sums: {
			published: counts.published,
			superseded: counts.superseded,
			expired: counts.expired,
			other: counts.other,
		},
	};
}

type Counts = Readonly<Record<"published" | "held" | "superseded" | "expired" | "troubled" | "other", number>>;

async function readCounts(db: Db, campaignId: string): Promise<Counts> {
	const { rows } = await db.query<Counts>(
		`select count(*) filter (where p.state = 'published' and c.platform <> 'on-air')::int as published,
		   count(*) filter (where p.state = 'held')::int as held,
		   count(*) filter (where p.state = 'superseded')::int as superseded,
		   count(*) filter (where p.state = 'expired')::int as expired,
		   count(*) filter (where ${LEFT_TO_A_PERSON})::int as troubled,
		   count(*) filter (where p.state in ('rejected', 'unconfirmed', 'cancelled'))::int as other
		 from post p join channel_account c on c.id = p.account_id where p.campaign_id = $1`,
		[campaignId],
	);
	return rows[0] ?? { published: 0, held: 0, superseded: 0, expired: 0, troubled: 0, other: 0 };
}
