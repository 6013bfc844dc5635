import { airWindows } from "../../domain/drive/on-air-window.ts";
import { HOUR, type Instant, MINUTE } from "../../domain/plain/instant.ts";
import { addUse, costOf, NO_USE } from "../../domain/post/x-cost.ts";
import type { AccountSum, RehearsalSummary, Stretch } from "../../web/contract/staff/rehearsal.ts";
import type { Run } from "./run.ts";
import type { VirtualSetup } from "./setup.ts";
import type { VirtualPost } from "./virtual-post.ts";

const QUARTER = 15 * MINUTE;
const PRACTICE = "dry-run";

/** What the whole of it comes to. Pure. */
export function summaryOf(setup: VirtualSetup, { posts, recorded, matched, announcements }: Run): RehearsalSummary {
	const { tally } = recorded;
	const out = posts.filter(({ state }) => state === "published");
	const times = out.flatMap(({ at }) => at ?? []).sort((a, b) => a - b);
	const use = posts.reduce((sum, post) => addUse(sum, post.use), NO_USE);
	const inState = (state: VirtualPost["state"]) => posts.filter((post) => post.state === state).length;
	const [superseded, expired] = [inState("superseded"), inState("expired") - heldByGate(posts)];
	return {
		...{ gifts: tally.gifts, total: tally.total, matched, announcements },
		...{ published: out.length, superseded, expired, stopped: posts.length - out.length - superseded - expired },
		accounts: setup.accounts.map(({ id }) => sumOf(id, posts)),
		x: { posts: use.posts + use.linkPosts, linkPosts: use.linkPosts, cost: costOf(use), limit: setup.budget },
		longestSilence: longestSilence(setup, times),
		busiest: busiest(times),
		perHour: perHour(recorded.firstAt, recorded.lastAt, times),
		approvals: approvalsOf(posts),
	};
}

/** What the privacy gate stops and nobody looked at: a person's word would have been needed, not more time. */
export function isHeldByGate({ state, hold }: VirtualPost): boolean {
	return hold === "gate" && (state === "expired" || state === "held");
}

function heldByGate(posts: readonly VirtualPost[]): number {
	return posts.filter((post) => post.state === "expired" && isHeldByGate(post)).length;
}

function sumOf(accountId: string, posts: readonly VirtualPost[]): AccountSum {
	const own = posts.filter(({ account }) => account.id === accountId);
	const out = own.filter(({ state }) => state === "published");
	const times = out.flatMap(({ at }) => at ?? []);
	const superseded = own.filter(({ state }) => state === "superseded").length;
	const expired = own.filter((post) => post.state === "expired" && !isHeldByGate(post)).length;
	return {
		...{ accountId, published: out.length, superseded, expired },
		stopped: own.length - out.length - superseded - expired,
		firstAt: times.length === 0 ? null : Math.min(...times),
		lastAt: times.length === 0 ? null : Math.max(...times),
	};
}

/** Between two posts, before the first and after the last, while the drive is on the air: nights off are no silence. */
export function longestSilence(setup: VirtualSetup, times: readonly Instant[]): Stretch | null {
	const silent = setup.accounts.every(({ platform }) => platform === PRACTICE);
	if (times.length === 0 || silent) return null;
	let longest: Stretch | null = null;
	for (const { from, to } of airWindows(setup.campaign)) {
		const marks = [from, ...times.filter((at) => at > from && at < to), to];
		for (const [index, until] of marks.entries()) {
			const since = marks[index - 1];
			if (since === undefined) continue;
			if (longest === null || until - since > longest.to - longest.from) longest = { from: since, to: until };
		}
	}
	return longest;
}

/** @param times ascending */
export function busiest(times: readonly Instant[]): (Stretch & { readonly posts: number }) | null {
	let best: (Stretch & { readonly posts: number }) | null = null;
	let first = 0;
	for (const [index, at] of times.entries()) {
		while ((times[first] ?? at) <= at - QUARTER) first += 1;
		const posts = index - first + 1;
		const from = times[first] ?? at;
		if (best === null || posts > best.posts) best = { from, to: from + QUARTER, posts };
	}
	return best;
}

function perHour(firstAt: Instant, lastAt: Instant, times: readonly Instant[]): { at: Instant; posts: number }[] {
	const start = Math.floor(Math.min(firstAt, times[0] ?? firstAt) / HOUR) * HOUR;
	const end = Math.max(lastAt, times.at(-1) ?? lastAt);
	const hours = Array.from({ length: Math.floor((end - start) / HOUR) + 1 }, (_, index) => ({
		at: start + index * HOUR,
		posts: 0,
	}));
	for (const at of times) {
		const hour = hours[Math.floor((at - start) / HOUR)];
		if (hour !== undefined) hour.posts += 1;
	}
	return hours;
}

function approvalsOf(posts: readonly VirtualPost[]): RehearsalSummary["approvals"] {
	const waits = posts
		.filter(({ firstHold, state }) => firstHold === "approval" && state !== "superseded")
		.map(({ heldFor }) => heldFor)
		.sort((a, b) => a - b);
	return {
		asked: waits.length,
		medianWait: waits[Math.floor(waits.length / 2)] ?? 0,
		longestWait: waits.at(-1) ?? 0,
	};
}
