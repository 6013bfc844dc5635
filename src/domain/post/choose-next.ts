import type { Instant } from "../plain/instant.ts";
import { type Coalescable, coalesce, outshines } from "./coalesce.ts";
import { nextSendAt, type Pacing } from "./pacing.ts";

export type WaitingPost = {
	readonly id: number;
	readonly group: string;
	readonly threshold: number;
	readonly priority: number;
	readonly decidedAt: Instant;
	readonly notBefore: Instant;
	readonly expiresAt: Instant;
};

/** What stands on the account, or most likely does. */
export type SpokenPost = Coalescable & { readonly id: number };

/** One account at one moment, as read under its lock. */
export type AccountMoment = {
	readonly now: Instant;
	/** The red button. */
	readonly isStopped: boolean;
	/** The platform's own limit; null where there is none. */
	readonly pausedUntil: Instant | null;
	/** Credits used up or token gone: a person has to act. */
	readonly waitsForPerson: boolean;
	/** Another post of the account is on its way. */
	readonly isSending: boolean;
	readonly pacing: Pacing;
	readonly sentAt: readonly Instant[];
	readonly waiting: readonly WaitingPost[];
	/** Published and unconfirmed posts; those decided before everything that waits don't matter. */
	readonly spoken: readonly SpokenPost[];
};

export type NextStep = {
	readonly send: WaitingPost | null;
	readonly expired: readonly WaitingPost[];
	readonly superseded: readonly { readonly one: WaitingPost; readonly by: SpokenPost }[];
	/** When to look again; null: nothing to wait for, or somebody will wake us (resume, re-connect). */
	readonly waitUntil: Instant | null;
};

/** How long to leave another worker's send alone before looking again, milliseconds. */
const LOOK_AGAIN_MS = 200;

/** Which post goes next, in the order in which they were decided; what is too late or outshone goes never. */
export function chooseNext(moment: AccountMoment): NextStep {
	const { now } = moment;
	const expired = moment.waiting.filter((post) => post.expiresAt <= now);
	const inTime = moment.waiting.filter((post) => post.expiresAt > now);
	if (moment.isStopped || moment.waitsForPerson) return { send: null, expired, superseded: [], waitUntil: null };
	const late = outlived(inTime, moment.spoken);
	const alive = inTime.filter((post) => !late.some(({ one }) => one === post));
	const notNow = (waitUntil: Instant | null) => ({ send: null, expired, superseded: late, waitUntil });
	const [first] = coalesce(alive.filter((post) => post.notBefore <= now)).speaks.sort(inOrder);
	if (first === undefined) {
		const [soonest] = alive.map((post) => post.notBefore).sort((a, b) => a - b);
		return notNow(soonest ?? null);
	}
	if (moment.isSending) return notNow(now + LOOK_AGAIN_MS);
	const allowedAt = Math.max(moment.pausedUntil ?? now, nextSendAt(moment.pacing, moment.sentAt, now));
	// Nothing is outshone while it waits: what is highest is known only when one can go.
	if (allowedAt > now) return notNow(Number.isFinite(allowedAt) ? allowedAt : null);
	// Those that wait for another try are spoken for too: they would come after a higher milestone.
	const outshone = alive.filter((post) => post.group === first.group && outshines(first, post));
	return {
		send: first,
		expired,
		superseded: [...late, ...outshone.map((one) => ({ one, by: first }))],
		waitUntil: null,
	};
}

function inOrder(a: WaitingPost, b: WaitingPost): number {
	return a.decidedAt - b.decidedAt || a.id - b.id;
}

/** What had to wait so long, for another try or its proof of absence, that a higher one decided later went out before it. */
function outlived(waiting: readonly WaitingPost[], spoken: readonly SpokenPost[]) {
	return waiting.flatMap((one) => {
		const by = spoken.find(
			(post) => post.group === one.group && post.decidedAt >= one.decidedAt && outshines(post, one),
		);
		return by === undefined ? [] : [{ one, by }];
	});
}
