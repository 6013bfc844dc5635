import { type Instant, MINUTE } from "../../domain/plain/instant.ts";
import type { TemplatePack } from "../../template/pack.ts";
import type { RehearsalAssumptions } from "../../web/contract/staff/rehearsal.ts";
import { announce } from "./announce.ts";
import { approve, endCountdown, expireHeld } from "./approvals.ts";
import { openEventQueue } from "./event-queue.ts";
import type { VirtualGift } from "./gift-facts.ts";
import { openRecorder, type Recorded } from "./recorder.ts";
import type { VirtualSetup } from "./setup.ts";
import { passVirtualFence } from "./virtual-fence.ts";
import { openVirtualLedger } from "./virtual-ledger.ts";
import { settle, type VirtualPost } from "./virtual-post.ts";
import { type Deed, lookAt, openDesk, type Room, wordsFromMemory } from "./virtual-room.ts";
import { type FindTexts, openWordMemory } from "./word-memory.ts";

export type RunParts = {
	readonly setup: VirtualSetup;
	/** In the order in which they come in. */
	readonly gifts: readonly VirtualGift[];
	readonly assumptions: RehearsalAssumptions;
	readonly pack: TemplatePack;
	readonly ownTexts: FindTexts;
	readonly onProgress?: (done: number) => void;
};

export type Run = {
	readonly posts: readonly VirtualPost[];
	readonly recorded: Recorded;
	readonly matched: number;
	readonly announcements: number;
};

const TELL_EVERY = 500;
/** As the real clock looks (workers/schedule.ts asks more often; a minute's milestone falls in the same minute). */
const TICK = MINUTE;

/**
 * A whole drive in virtual time: gifts, the clock and the accounts, each at its own moment, by the very functions that do it in the real
 * system. Nothing leaves the house; there is no house to leave.
 * @throws TooManyPosts
 */
export async function runDrive(parts: RunParts): Promise<Run> {
	const { setup, gifts, assumptions, onProgress = () => {} } = parts;
	const { campaign } = setup;
	const ledger = openVirtualLedger(campaign);
	const memory = openWordMemory(setup, parts.ownTexts);
	const agenda = openEventQueue<Deed>();
	const room: Room = { ...{ setup, ledger, memory, agenda, assumptions }, words: wordsFromMemory(memory, parts.pack) };
	const desks = setup.accounts.map(openDesk);
	const posts: VirtualPost[] = [];
	const recorder = openRecorder(campaign, gifts);
	let announcements = 0;
	let tickAt = Math.ceil(campaign.opensAt / TICK) * TICK;
	const lastTick = campaign.closesAt + TICK;

	function tickUntil(now: Instant): void {
		for (; tickAt <= Math.min(now, lastTick); tickAt += TICK) {
			const fallen = ledger.tick(tickAt);
			announcements += fallen.length;
			announce(room, desks, posts, fallen, tickAt);
		}
	}
	/** Everything that is due before the next gift, in its order. */
	async function workUntil(until: Instant): Promise<void> {
		for (;;) {
			const next = Math.min(agenda.nextAt() ?? until, until);
			if (tickAt <= Math.min(next, lastTick)) {
				tickUntil(tickAt);
				continue;
			}
			const due = agenda.nextAt();
			// At the same moment the gift comes first: what it makes fall is seen by whoever looks then.
			if (due === null || due >= until) return;
			const entry = agenda.take();
			if (entry !== null) await act(room, entry.what, entry.at);
		}
	}

	for (const [index, gift] of gifts.entries()) {
		await workUntil(gift.at);
		const fallen = ledger.take(gift, gift.at);
		announcements += fallen.length;
		announce(room, desks, posts, fallen, gift.at);
		recorder.after(gift.at, ledger.tally());
		if (index % TELL_EVERY === 0) onProgress(index);
	}
	await workUntil(Number.POSITIVE_INFINITY);
	giveUp(posts);
	onProgress(gifts.length);
	return { posts, recorded: recorder.end(ledger.tally()), matched: ledger.matched(), announcements };
}

async function act(room: Room, deed: Deed, now: Instant): Promise<void> {
	switch (deed.kind) {
		case "look":
			// A later wish than one that was granted meanwhile.
			if (deed.desk.looksAt === now) await passVirtualFence(room, deed.desk, now);
			return;
		case "sent":
			settle(deed.post, "published", now, null);
			deed.desk.published.push(deed.post);
			deed.desk.isSending = false;
			lookAt(room, deed.desk, now);
			return;
		case "time-is-up":
			return endCountdown(room, deed.desk, deed.post, now);
		case "approve":
			return approve(room, deed.desk, deed.post, now);
		case "expire":
			return expireHeld(deed.post, now);
		default:
			deed satisfies never;
	}
}

/** An account that may never send (a pace of nothing a day) looks at nothing any more; the sweep lets its posts expire. */
function giveUp(posts: readonly VirtualPost[]): void {
	for (const post of posts) {
		if (post.state === "ready") settle(post, "expired", post.expiresAt, "It could not go out in time.");
	}
}
