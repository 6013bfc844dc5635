import type { Env } from "../../config/env.ts";
import type { DriveCheck } from "./drive.ts";
import type { Finding } from "./finding.ts";

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** Asked every minute; a slow answer and one that failed still leave it younger than this. */
const FETCHED_WITHIN_MS = 5 * MINUTE;
/** Compared every night. */
const COMPARED_WITHIN_MS = 36 * 60 * MINUTE;

type Books = {
	readonly fetchedAt: number | null;
	readonly fetchError: string | null;
	readonly comparedAt: number | null;
	readonly compareError: string | null;
	readonly open: number;
};

type BooksCheck = Pick<DriveCheck, "pool" | "campaign" | "now"> & { readonly env: Pick<Env, "STRIPE_API_KEY"> };

const FIX = { says: "Open the comparison", page: "reconcile" };

/** Whether the ledger has all that Stripe has: what never came is fetched, and the books agree. */
export async function examineBooks(check: BooksCheck): Promise<Finding[]> {
	const { env, campaign, now } = check;
	if (env.STRIPE_API_KEY === undefined) {
		const says =
			"Without a key, gifts that came while this installation was away are lost to it, and nobody sees where Stripe's books differ. Set STRIPE_API_KEY.";
		return [{ what: "Missed gifts", state: "warning", says }];
	}
	const books = await readBooks(check);
	return [fetched(books, now, campaign.state === "live"), compared(books, now)];
}

async function readBooks({ pool, campaign }: BooksCheck): Promise<Books> {
	const { rows } = await pool.query<Books>(
		`select (select extract(epoch from at) * 1000 from back_fill)::float8 as "fetchedAt", (select error from back_fill) as "fetchError",
		   (extract(epoch from good.ended_at) * 1000)::float8 as "comparedAt",
		   (select error from reconciliation where ended_at is not null order by id desc limit 1) as "compareError",
		   (select count(*) from reconciliation_finding f where f.reconciliation_id = good.id and f.repaired_at is null
		     and (f.campaign_id = $1 or f.campaign_id is null))::int as open
		 from (select 1) one left join lateral (
		   select id, ended_at from reconciliation where ended_at is not null and error is null order by id desc limit 1
		 ) good on true`,
		[campaign.id],
	);
	return rows[0] ?? { fetchedAt: null, fetchError: null, comparedAt: null, compareError: null, open: 0 };
}

function fetched({ fetchedAt, fetchError }: Books, now: number, isLive: boolean): Finding {
	const what = "Missed gifts";
	if (fetchError !== null) {
		return { what, state: "broken", says: `What never came could not be fetched: ${fetchError}`, fix: FIX };
	}
	if (fetchedAt !== null && now - fetchedAt <= FETCHED_WITHIN_MS) {
		return { what, state: "ok", says: "What never came by itself is fetched from Stripe every minute." };
	}
	const says =
		'Stripe is not being asked for what never came. The process that does it may stand still: look at "The drive\'s clock".';
	return { what, state: isLive ? "broken" : "warning", says };
}

function compared({ comparedAt, compareError, open }: Books, now: number): Finding {
	const what = "Stripe's books";
	if (open > 0) {
		const says = `${open} ${open === 1 ? "difference is" : "differences are"} open between the ledger and Stripe's books.`;
		return { what, state: "warning", says, fix: FIX };
	}
	if (compareError !== null) {
		return { what, state: "warning", says: `The last comparison broke off: ${compareError}`, fix: FIX };
	}
	if (comparedAt === null) {
		return { what, state: "warning", says: "Not compared with the ledger yet. It is done every night.", fix: FIX };
	}
	if (now - comparedAt > COMPARED_WITHIN_MS) {
		const days = Math.max(2, Math.round((now - comparedAt) / DAY));
		return { what, state: "warning", says: `Last compared ${days} days ago. Compare them before the drive.`, fix: FIX };
	}
	return { what, state: "ok", says: "The ledger agrees with them, as of the last comparison." };
}
