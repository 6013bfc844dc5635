import { z } from "zod";

/** A bigint identity of the database. */
const rowId = z.number().int().positive();
const nothing = z.object({}).strict();

/**
 * Every job there is, with what it carries: ids only. The queue keeps payloads in clear text and can be lost or replayed, so everything
 * else is read from the database when the job runs.
 */
export const jobs = {
	/** Send one post, or find out that it must not be sent now. */
	publish: z.object({ postId: rowId }).strict(),
	/** Read an account's own posts back to settle a try whose outcome is unknown. */
	confirm: z.object({ postId: rowId }).strict(),
	/** Make jobs for posts that have none. */
	sweep: nothing,
	/** Hours to go, the final hour, the close. */
	"campaign-clock": nothing,
	/** Stripe's thin events that wait to be fetched whole. */
	"thin-events": nothing,
	/** Stripe's events that never came. */
	"back-fill": nothing,
	/** The ledger against Stripe's own books, where somebody or the night asks. */
	reconcile: nothing,
	/** Access that ends soon is renewed, accounts are checked, budgets are watched. */
	"tend-channels": nothing,
	/** People on the staff are told what needs them. */
	notify: nothing,
	/** Links and reminders to those who promised. */
	"pledge-mails": nothing,
	/** Pictures that nobody has asked for in a long time. */
	"old-cards": nothing,
	/** Files that staff have brought in and asked to be checked, taken or taken back. */
	imports: nothing,
	/** News for receivers outside: hand out what happened. */
	"hook-feed": nothing,
	/** Send one receiver what is due. */
	"hook-deliver": z.object({ hookId: z.string().min(1).max(60) }).strict(),
} as const;

export type JobName = keyof typeof jobs;
export type JobPayload<N extends JobName> = z.infer<(typeof jobs)[N]>;
/** A job's name with its payload, as a union to switch on. */
export type Work = { [N in JobName]: { name: N; payload: JobPayload<N> } }[JobName];

export const SCHEDULE_QUEUE = "schedule";
/** Receivers outside may keep a job waiting for long: they have a queue of their own. */
export const HOOK_QUEUE = "hooks";

/** One queue per channel account, so that an account that must wait holds up no other. */
export function publishQueue(accountId: string): string {
	return `publish-${accountId}`;
}

/** Throws when there is no such job or the payload is not its own. */
export function parseWork(name: string, payload: unknown): Work {
	if (!Object.hasOwn(jobs, name))
		throw new Error(`There is no job named ${JSON.stringify(name)}; see src/queue/jobs.ts.`);
	const parsed = jobs[name as JobName].safeParse(payload);
	if (!parsed.success) throw new Error(`The payload of the job ${name} is wrong: ${z.prettifyError(parsed.error)}`);
	return { name, payload: parsed.data } as Work;
}
