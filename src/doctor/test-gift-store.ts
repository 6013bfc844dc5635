import type pg from "pg";
import { TEST_STEPS, type TestGift, type TestStep, type TestStepName } from "../web/contract/staff/ready.ts";

type Row = { id: string; startedAt: Date; startedBy: string; finishedAt: Date | null; steps: TestStep[] };

const COLUMNS = `id, started_at as "startedAt", started_by as "startedBy", finished_at as "finishedAt", steps`;

export function freshSteps(): TestStep[] {
	return TEST_STEPS.map((name) => ({ name, state: "waiting", afterMs: null, says: null }));
}

/** Null where one is under way already: two would be counted for each other. */
export async function beginTest(
	client: pg.PoolClient,
	campaignId: string,
	id: string,
	by: string,
): Promise<TestGift | null> {
	await client.query("select pg_advisory_xact_lock(hashtext('carillon: test gift'), hashtext($1))", [campaignId]);
	const { rows } = await client.query<Row>(
		`insert into test_gift (id, campaign_id, started_at, started_by, steps)
		 select $1, $2, now(), $3, $4 where not exists (select from test_gift where campaign_id = $2 and finished_at is null
		   and started_at > now() - interval '2 minutes') returning ${COLUMNS}`,
		[id, campaignId, by, JSON.stringify(freshSteps())],
	);
	return rows[0] === undefined ? null : testOf(rows[0]);
}

export async function writeSteps(
	pool: pg.Pool,
	id: string,
	steps: readonly TestStep[],
	isOver: boolean,
): Promise<void> {
	await pool.query("update test_gift set steps = $2, finished_at = case when $3 then now() end where id = $1", [
		id,
		JSON.stringify(steps),
		isOver,
	]);
}

/** One test, or with null the last one of the drive. */
export async function readTest(pool: pg.Pool, campaignId: string, id: string | null): Promise<TestGift | null> {
	const { rows } = await pool.query<Row>(
		`select ${COLUMNS} from test_gift where campaign_id = $1 and ($2::text is null or id = $2) order by started_at desc limit 1`,
		[campaignId, id],
	);
	return rows[0] === undefined ? null : testOf(rows[0]);
}

function testOf(row: Row): TestGift {
	const finishedAt = row.finishedAt?.getTime() ?? null;
	const ok = finishedAt === null ? null : row.steps.every(({ state }) => state === "done");
	return { ...row, startedAt: row.startedAt.getTime(), finishedAt, ok };
}

/** The steps with this one done or failed. */
export function stepped(
	steps: readonly TestStep[],
	name: TestStepName,
	what: Pick<TestStep, "state" | "afterMs" | "says">,
): TestStep[] {
	return steps.map((step) => (step.name === name ? { ...step, ...what } : step));
}
