import type pg from "pg";
import { inRehearsal } from "../db/pool.ts";
import { DAY, type Instant } from "../domain/plain/instant.ts";
import { chooseNext, type NextStep } from "../domain/post/choose-next.ts";
import { pictureBy } from "../domain/post/post.ts";
import type { ResumePreview } from "../web/contract/staff/posting.ts";
import { finalWords, wordsAtSend } from "./approval/final-words.ts";
import { loadHoldRecord } from "./approval/hold-record.ts";
import { type Account, isPostingStopped, loadAccount, loadMoment, loadPost, type PostRow } from "./store.ts";
import { loadSubject } from "./subject.ts";
import { type Fate, type Fates, loadWaiting, summed, type Waiting, whyItWaits } from "./waiting-posts.ts";
import type { FoundWords, Words } from "./words.ts";

export type PreviewParts = {
	readonly pool: pg.Pool;
	readonly words: Words;
	/** As the fence has it: posts say their own short links. */
	readonly publicUrl?: string;
};

/** One account in the rehearsal, and the time it has come to. */
type Lane = { readonly account: Account; at: Instant };

/** While posts go out, working out what comes next would stand in their way. */
export class NotStopped extends Error {
	override name = "NotStopped";
	readonly code = "conflict";

	constructor() {
		super("Posting isn't stopped, so nothing waits for it to go on. Load the page again.");
	}
}

const MOST_SENDS = 60;
const MOST_LISTED = 300;

/**
 * What would become of every post that waits if posting went on at `now`. The fence's own choice, words and pacing are gone through step
 * by step, each step written down for the next one to find, in a transaction that is rolled back: so it says what then happens.
 */
export async function previewWaiting(
	parts: PreviewParts,
	campaignId: string,
	now: Instant,
	/** Those that would be dropped with the resume: what they leave room for goes out in their place. */
	dropped: readonly number[] = [],
): Promise<ResumePreview> {
	return inRehearsal(parts.pool, async (client) => {
		// Held until the end: nobody lets posting go on while what would come of it is being worked out.
		if (!(await isPostingStopped(client, campaignId))) throw new NotStopped();
		await client.query("set local lock_timeout = '3s'");
		const waiting = await loadWaiting(client, campaignId);
		// As the sweep does when their time has come.
		await client.query(
			"update post set state = 'ready' where campaign_id = $1 and state = 'held' and next_step_at <= $2",
			[campaignId, new Date(now)],
		);
		const fates: Fates = new Map();
		await dropByHand(client, dropped, waiting, fates);
		await rehearse(parts, client, await lanesOf(client, waiting, now), fates);
		for (const one of waiting) if (!fates.has(one.postId)) await whileItWaits(parts, client, one, now, fates);
		return summed(waiting, fates, now);
	});
}

async function dropByHand(
	client: pg.PoolClient,
	ids: readonly number[],
	waiting: readonly Waiting[],
	fates: Fates,
): Promise<void> {
	const own = waiting.filter(({ postId }) => ids.includes(postId)).map(({ postId }) => postId);
	for (const id of own) fates.set(id, { kind: "dropped", why: "by-hand", reason: "You drop it.", by: null });
	if (own.length > 0) await client.query("update post set state = 'cancelled' where id = any($1)", [own]);
}

async function lanesOf(client: pg.PoolClient, waiting: readonly Waiting[], now: Instant): Promise<Lane[]> {
	const lanes: Lane[] = [];
	for (const id of new Set(waiting.filter(({ enabled }) => enabled).map(({ accountId }) => accountId))) {
		const account = await loadAccount(client, id);
		if (account !== null) lanes.push({ account, at: now });
	}
	return lanes;
}

/** All accounts side by side in the order of time: what one has said, another must not say again. */
async function rehearse(parts: PreviewParts, client: pg.PoolClient, lanes: Lane[], fates: Fates): Promise<void> {
	const latest = (lanes[0]?.at ?? 0) + DAY;
	let open = lanes;
	for (let sends = 0; open.length > 0 && sends < MOST_SENDS; ) {
		const lane = open.reduce((soonest, one) => (one.at < soonest.at ? one : soonest));
		const step = await stepOf(client, lane);
		await dropExpired(client, step, fates);
		if (step.send === null) {
			await dropOutshone(client, step, fates);
			if (step.waitUntil === null || step.waitUntil > latest) open = open.filter((one) => one !== lane);
			else lane.at = Math.max(step.waitUntil, lane.at + 1);
			continue;
		}
		sends += 1;
		const post = await loadPost(client, step.send.id);
		if (post === null) open = open.filter((one) => one !== lane);
		// Like the fence: nothing is spoken for by a post that then doesn't go.
		else if (await send(parts, client, lane, post, fates)) await dropOutshone(client, step, fates);
	}
}

async function stepOf(client: pg.PoolClient, { account, at }: Lane): Promise<NextStep> {
	return chooseNext({
		...(await loadMoment(client, account, at)),
		now: at,
		isStopped: false,
		// Whatever is on its way now has long arrived by then.
		isSending: false,
		pacing: account.pacing,
		pausedUntil: account.pausedUntil,
		// Whoever resumes vouches for the accounts.
		waitsForPerson: false,
	});
}

async function dropExpired(client: pg.PoolClient, step: NextStep, fates: Fates): Promise<void> {
	for (const { id } of step.expired) {
		fates.set(id, { kind: "dropped", why: "expired", reason: "Its time is over: it would be old news.", by: null });
	}
	const gone = step.expired.map(({ id }) => id);
	if (gone.length > 0) await client.query("update post set state = 'expired' where id = any($1)", [gone]);
}

async function dropOutshone(client: pg.PoolClient, step: NextStep, fates: Fates): Promise<void> {
	for (const { one, by } of step.superseded) {
		const reason = "A higher milestone goes out on the same account and speaks for this one.";
		fates.set(one.id, { kind: "dropped", why: "superseded", reason, by: by.id });
	}
	const gone = step.superseded.map(({ one }) => one.id);
	if (gone.length > 0) await client.query("update post set state = 'superseded' where id = any($1)", [gone]);
}

async function send(
	parts: PreviewParts,
	client: pg.PoolClient,
	{ account, at }: Lane,
	post: PostRow,
	fates: Fates,
): Promise<boolean> {
	const record = await loadHoldRecord(client, post.id);
	if (record === null) return false;
	const subject = await loadSubject(client, post, account, at, parts.publicUrl);
	const found = await wordsAtSend(parts.words, client, { record, account, subject, now: at }, takesPictures(account));
	switch (found.kind) {
		case "words":
			await client.query("update post set state = 'published', text = $2, published_at = $3 where id = $1", [
				post.id,
				found.text,
				new Date(at),
			]);
			await client.query(
				`insert into attempt (post_id, number, text, started_at, lease_until, finished_at, outcome)
				 select $1, 1 + count(*), $2, $3, $3, $3, 'published' from attempt where post_id = $1`,
				[post.id, found.text, new Date(at)],
			);
			fates.set(post.id, { kind: "sends", at, text: found.text, hasPicture: takesPictures(account) });
			return true;
		case "later":
			await client.query("update post set not_before = $2 where id = $1", [post.id, new Date(found.until)]);
			return false;
		case "look-again":
			await client.query("update post set state = 'held' where id = $1", [post.id]);
			fates.set(post.id, { kind: "waits", reason: found.why, until: null, text: null });
			return false;
		default:
			await client.query("update post set state = $2 where id = $1", [post.id, found.kind]);
			fates.set(post.id, fateOf(found));
			return false;
	}
}

function takesPictures({ platform }: Account): boolean {
	return pictureBy(platform) !== "none";
}

function fateOf(found: Exclude<FoundWords, { kind: "words" | "later" }>): Fate {
	if (found.kind === "held") return { kind: "waits", reason: found.reason, until: null, text: null };
	if (found.kind === "expired") return { kind: "dropped", why: "expired", reason: found.reason, by: null };
	return { kind: "dropped", why: "rejected", reason: found.reason, by: null };
}

/** Not by itself: why, and what it would say today. */
async function whileItWaits(
	parts: PreviewParts,
	client: pg.PoolClient,
	one: Waiting,
	now: Instant,
	fates: Fates,
): Promise<void> {
	if (fates.size >= MOST_LISTED) return;
	const account = await loadAccount(client, one.accountId);
	const post = await loadPost(client, one.postId);
	if (account === null || post === null) return;
	const record = await loadHoldRecord(client, one.postId);
	if (record === null) return;
	const subject = await loadSubject(client, post, account, now, parts.publicUrl);
	const found = await finalWords(parts.words, client, { record, account, subject, now });
	const until = one.state === "held" ? (one.nextStepAt?.getTime() ?? null) : null;
	const text = found.kind === "words" ? found.text : null;
	fates.set(one.postId, { kind: "waits", reason: whyItWaits(one, until), until, text });
}
