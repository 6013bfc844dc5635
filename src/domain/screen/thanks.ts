import { type Instant, MINUTE } from "../plain/instant.ts";

/** A host at a screen: `id` is random and the browser's own, `name` is what the others see ("Dana"). */
export type Reader = { readonly id: string; readonly name: string };

/** Where one gift stands on the thank-you list. */
export type Thank = { readonly pinned: boolean } & ThankHold;

export type ThankHold =
	| { readonly state: "waiting" }
	/** Its reader's alone until then; any deed of that reader puts it off. */
	| { readonly state: "claimed"; readonly by: Reader; readonly since: Instant; readonly until: Instant }
	| { readonly state: "read"; readonly by: Reader; readonly since: Instant };

/** What a host does to one name. */
export type ThankAct = "claim" | "read" | "release" | "take-over" | "pin" | "unpin";

export type ThankOutcome =
	| { readonly kind: "done"; readonly thank: Thank }
	/** It stands as asked for already: a press that came twice. */
	| { readonly kind: "already"; readonly thank: Thank }
	| {
			readonly kind: "refused";
			readonly reason: "claimed" | "read" | "not-yours";
			readonly by: Reader;
			readonly thank: Thank;
	  };

export const NEW_THANK: Thank = { state: "waiting", pinned: false };

/** Nobody needs longer between two names. A screen that died holds its names no longer than this. */
export const CLAIM_LASTS = 5 * MINUTE;
/** Nobody takes a name out of a colleague's mouth: only a claim whose reader has done nothing for so long can be taken over. */
export const TAKE_OVER_AFTER = MINUTE;
/** An "u" pressed next morning takes back nothing of the day before. */
export const UNDO_WITHIN = 60 * MINUTE;

/** As it stands now: a claim that ran out has been given back. */
export function standing(thank: Thank, now: Instant): Thank {
	return thank.state === "claimed" && thank.until <= now ? { state: "waiting", pinned: thank.pinned } : thank;
}

export function takeOverFrom(claim: { readonly until: Instant }): Instant {
	return claim.until - CLAIM_LASTS + TAKE_OVER_AFTER;
}

/** What becomes of a name when this reader does that to it. */
export function act(stored: Thank, deed: ThankAct, reader: Reader, now: Instant): ThankOutcome {
	const thank = standing(stored, now);
	switch (deed) {
		case "pin":
		case "unpin":
			return pin(thank, deed === "pin");
		case "claim":
			return thank.state === "waiting" ? claimed(thank, reader, now) : heldOr(thank, "claimed", reader);
		case "take-over":
			if (thank.state === "waiting") return claimed(thank, reader, now);
			if (thank.state === "claimed" && thank.by.id !== reader.id && takeOverFrom(thank) <= now)
				return claimed(thank, reader, now);
			return heldOr(thank, "claimed", reader);
		case "read":
			if (thank.state === "waiting" || (thank.state === "claimed" && thank.by.id === reader.id))
				return done({ state: "read", by: reader, since: now, pinned: thank.pinned });
			return heldOr(thank, "read", reader);
		case "release":
			if (thank.state === "waiting") return { kind: "already", thank };
			if (thank.state === "read") return refused(thank, "read", thank.by);
			if (thank.by.id !== reader.id) return refused(thank, "not-yours", thank.by);
			return done({ state: "waiting", pinned: thank.pinned });
		default:
			return deed satisfies never;
	}
}

/** One name before and after a deed. */
export type ThankStep = { readonly before: Thank; readonly after: Thank };

/**
 * Takes one step of a reader's own deed back, unless somebody has done something to the name since. A claim that comes back, to
 * whomever it belonged, lasts anew.
 */
export function undo(stored: Thank, { before, after }: ThankStep, now: Instant): ThankOutcome {
	const thank = standing(stored, now);
	if (before.pinned !== after.pinned) return pin(thank, before.pinned, true);
	if (isSameHold(thank, before)) return { kind: "already", thank };
	if (!isSameHold(thank, after)) {
		if (thank.state === "waiting") return { kind: "already", thank };
		return refused(thank, thank.state === "read" ? "read" : "claimed", thank.by);
	}
	const hold = before.state === "claimed" ? { ...before, since: now, until: now + CLAIM_LASTS } : before;
	return done({ ...hold, pinned: thank.pinned });
}

/** A reader who does something is there: what they hold stays theirs. */
export function renewed(thank: Thank, reader: Reader, now: Instant): Thank {
	const isHeld = thank.state === "claimed" && thank.by.id === reader.id && thank.until > now;
	return isHeld ? { ...thank, until: now + CLAIM_LASTS } : thank;
}

function claimed(thank: Thank, by: Reader, now: Instant): ThankOutcome {
	return done({ state: "claimed", by, since: now, until: now + CLAIM_LASTS, pinned: thank.pinned });
}

/** For a name that somebody has: one's own in the wanted state is as asked for, any other is refused with who has it. */
function heldOr(
	thank: Thank & { state: "claimed" | "read" },
	wanted: "claimed" | "read",
	reader: Reader,
): ThankOutcome {
	if (thank.state === wanted && thank.by.id === reader.id) return { kind: "already", thank };
	return refused(thank, thank.state, thank.by);
}

function pin(thank: Thank, pinned: boolean, isUndo = false): ThankOutcome {
	if (thank.pinned === pinned) return { kind: "already", thank };
	if (thank.state === "read" && !isUndo) return refused(thank, "read", thank.by);
	return done({ ...thank, pinned });
}

function done(thank: Thank): ThankOutcome {
	return { kind: "done", thank };
}

function refused(thank: Thank, reason: "claimed" | "read" | "not-yours", by: Reader): ThankOutcome {
	return { kind: "refused", reason, by, thank };
}

function isSameHold(one: Thank, other: Thank): boolean {
	if (one.state === "waiting" || other.state === "waiting") return one.state === other.state;
	return one.state === other.state && one.by.id === other.by.id;
}
