import { coalesce } from "./coalesce.ts";
import type { Instant } from "./instant.ts";
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
};

export type NextStep = {
	readonly send: WaitingPost | null;
	readonly expired: readonly WaitingPost[];
	readonly superseded: readonly { readonly one: WaitingPost; readonly by: WaitingPost }[];
	/** When to look again; null: nothing to wait for, or somebody will wake us (resume, re-connect). */
	readonly waitUntil: Instant | null;
};

/** How long to leave another worker's send alone before looking again, milliseconds. */
const LOOK_AGAIN_MS = 200;

/** Which post goes next, in the order in which they were decided; what is too late or outshone goes never. */
export function chooseNext(moment: AccountMoment): NextStep {
	const { now } = moment;
	const expired = moment.waiting.filter((post) => post.expiresAt <= now);
	const alive = moment.waiting.filter((post) => post.expiresAt > now);
	const nothing = { send: null, expired, superseded: [] };
	if (moment.isStopped || moment.waitsForPerson) return { ...nothing, waitUntil: null };
	const due = alive.filter((post) => post.notBefore <= now);
	const { speaks, superseded } = coalesce(due);
	const [first] = speaks.sort((a, b) => a.decidedAt - b.decidedAt || a.id - b.id);
	if (first === undefined) {
		const [soonest] = alive.map((post) => post.notBefore).sort((a, b) => a - b);
		return { ...nothing, waitUntil: soonest ?? null };
	}
	if (moment.isSending) return { ...nothing, waitUntil: now + LOOK_AGAIN_MS };
	const allowedAt = Math.max(moment.pausedUntil ?? now, nextSendAt(moment.pacing, moment.sentAt, now));
	// Nothing is outshone while it waits: what is highest is known only when one can go.
	if (allowedAt > now) return { ...nothing, waitUntil: allowedAt };
	return { send: first, expired, superseded, waitUntil: null };
}
