import { DAY, type Instant, SECOND } from "../../domain/plain/instant.ts";
import { chooseNext, type NextStep, type SpokenPost } from "../../domain/post/choose-next.ts";
import { NO_USE } from "../../domain/post/x-cost.ts";
import { type SendWords, wordsAtSend } from "../../posting/approval/final-words.ts";
import { carriesLink } from "../../posting/x-use.ts";
import { awaitApproval } from "./approvals.ts";
import { holdRecordOf, NO_DATABASE } from "./hold-record.ts";
import { holdBack, settle, type VirtualPost, waiting } from "./virtual-post.ts";
import { carriesPicture, type Desk, lookAt, type Room } from "./virtual-room.ts";
import { virtualSubject } from "./virtual-subject.ts";

/**
 * What posting/fence.ts does at one moment of one account, with the same choice and the same words: drop what is too late or outshone,
 * and send what is next, if it may go.
 */
export async function passVirtualFence(room: Room, desk: Desk, now: Instant): Promise<void> {
	desk.looksAt = Number.POSITIVE_INFINITY;
	// When it is out we look again.
	if (desk.isSending || desk.waiting.size === 0) return;
	const posts = new Map([...desk.waiting, ...desk.published].map((post) => [post.id, post]));
	const step = choose(desk, now);
	expire(desk, posts, step);
	const post = step.send === null ? undefined : posts.get(step.send.id);
	if (post === undefined) {
		supersede(desk, posts, step, now);
		if (step.waitUntil !== null && desk.waiting.size > 0) lookAt(room, desk, step.waitUntil);
		return;
	}
	const words = await wordsOf(room, post, now);
	if (words.kind !== "words") {
		leave(room, desk, post, words, now);
		if (desk.waiting.size > 0) lookAt(room, desk, now);
		return;
	}
	supersede(desk, posts, step, now);
	send(room, desk, post, words.text, now);
}

function choose(desk: Desk, now: Instant): NextStep {
	const wait = [...desk.waiting].map(waiting);
	const earliest = wait.reduce((least, { decidedAt }) => Math.min(least, decidedAt), Number.POSITIVE_INFINITY);
	return chooseNext({
		...{ now, waiting: wait, sentAt: recent(desk.sentAt, now), pacing: desk.account.pacing },
		...{ isStopped: false, pausedUntil: null, waitsForPerson: false, isSending: false },
		spoken: desk.published.filter(({ decidedAt }) => decidedAt >= earliest).map(spoken),
	});
}

function spoken({ id, group, threshold, priority, decidedAt }: VirtualPost): SpokenPost {
	return { id, group, threshold, priority, decidedAt };
}

function recent(sentAt: Instant[], now: Instant): readonly Instant[] {
	while (sentAt[0] !== undefined && sentAt[0] <= now - DAY) sentAt.shift();
	return sentAt;
}

type Posts = ReadonlyMap<number, VirtualPost>;

function expire(desk: Desk, posts: Posts, step: NextStep): void {
	for (const { id, expiresAt } of step.expired) {
		const post = posts.get(id);
		if (post === undefined) continue;
		desk.waiting.delete(post);
		settle(post, "expired", expiresAt, "It could not go out in time.");
	}
}

function supersede(desk: Desk, posts: Posts, step: NextStep, now: Instant): void {
	for (const { one, by } of step.superseded) {
		const post = posts.get(one.id);
		if (post === undefined) continue;
		desk.waiting.delete(post);
		settle(post, "superseded", now, "A higher milestone goes out on the same account and speaks for this one.");
		post.by = posts.get(by.id) ?? null;
	}
}

async function wordsOf(room: Room, post: VirtualPost, now: Instant): Promise<SendWords> {
	const { setup, ledger, memory, words } = room;
	const subject = await virtualSubject(setup, ledger, memory.sources, post, now);
	const to = { record: holdRecordOf(post), account: post.account, subject, now };
	return wordsAtSend(words, NO_DATABASE, to, carriesPicture(room, post));
}

/** What the fence leaves a post with that can't go as it is. */
function leave(
	room: Room,
	desk: Desk,
	post: VirtualPost,
	found: Exclude<SendWords, { kind: "words" }>,
	now: Instant,
): void {
	if (found.kind === "later") {
		post.notBefore = found.until;
		return;
	}
	desk.waiting.delete(post);
	if (found.kind === "look-again") {
		holdBack(post, "moved", `${found.why} Look at it again.`, now);
		awaitApproval(room, desk, post, now);
	} else if (found.kind === "held") {
		post.text = found.text ?? null;
		post.approvers = Math.max(1, post.approvers);
		holdBack(post, "gate", found.reason, now);
		room.agenda.put(post.expiresAt, { kind: "expire", post });
	} else {
		settle(post, found.kind, now, found.reason);
	}
}

function send(room: Room, desk: Desk, post: VirtualPost, text: string, now: Instant): void {
	const { memory, agenda, assumptions } = room;
	const hasLink = carriesLink(text);
	desk.waiting.delete(post);
	desk.isSending = true;
	desk.sentAt.push(now);
	post.state = "sending";
	post.text = text;
	post.why = null;
	if (post.account.platform === "x") {
		const pictures = carriesPicture(room, post) ? 1 : 0;
		post.use = { ...NO_USE, posts: hasLink ? 0 : 1, linkPosts: hasLink ? 1 : 0, pictures };
	}
	memory.remember(post, text);
	agenda.put(now + assumptions.sendingSeconds * SECOND, { kind: "sent", post, desk });
}
