import { DAY, HOUR, type Instant } from "../plain/instant.ts";
import type { Platform } from "./post.ts";

/** What a check of an account found out. Times are what the platform said; null: it says none, or there is none. */
export type ChannelFacts = {
	/** Who the credentials speak for, or why nobody could tell. */
	readonly who: { readonly ok: true; readonly name: string } | { readonly ok: false; readonly reason: string };
	/** What the connection may do, of what posting needs. Null: the platform does not tell. */
	readonly permissions: readonly ChannelPermission[] | null;
	/** When the access ends unless somebody connects the account again. Renewed ones (X) have none. */
	readonly accessEndsAt: Instant | null;
	/** When Facebook stops answering for the Page unless somebody signs in again. */
	readonly dataAccessEndsAt: Instant | null;
	/** When the access that Carillon renews by itself runs out, and whether the last renewal worked. */
	readonly renewal: { readonly endsAt: Instant; readonly failure: string | null } | null;
	readonly credits: "not-metered" | "fine" | "used-up" | "unknown";
};

export type ChannelPermission = { readonly name: string; readonly granted: boolean; readonly for: string };

/** An end that staff have to do something about before it comes. */
export type ChannelEnd = { readonly kind: "access" | "data-access" | "renewal"; readonly at: Instant };

export function endsAhead(facts: ChannelFacts): ChannelEnd[] {
	const ends: ChannelEnd[] = [];
	if (facts.accessEndsAt !== null) ends.push({ kind: "access", at: facts.accessEndsAt });
	if (facts.dataAccessEndsAt !== null) ends.push({ kind: "data-access", at: facts.dataAccessEndsAt });
	// An access that renews itself ends only where that does not work.
	if (facts.renewal !== null && facts.renewal.failure !== null)
		ends.push({ kind: "renewal", at: facts.renewal.endsAt });
	return ends;
}

/** How long before an end staff are told, farthest first. */
const STEPS = [
	{ step: "7d", ahead: 7 * DAY },
	{ step: "24h", ahead: DAY },
	{ step: "1h", ahead: HOUR },
] as const;
export type WarningStep = (typeof STEPS)[number]["step"] | "ended";

export type DueWarning = { readonly end: ChannelEnd; readonly step: WarningStep };

/**
 * Which warnings are due now. Of steps that were passed together (a token pasted two hours before its end) only the nearest is
 * raised; `raised` are those that were, by `warningKey`.
 */
export function warningsDue(facts: ChannelFacts, now: Instant, raised: ReadonlySet<string>): DueWarning[] {
	return endsAhead(facts).flatMap((end) => {
		const step = stepOf(end.at - now);
		if (step === null) return [];
		const due = { end, step };
		return raised.has(warningKey(due)) ? [] : [due];
	});
}

export function warningKey({ end, step }: DueWarning): string {
	return `${end.kind}-${step} ${end.at}`;
}

function stepOf(left: number): WarningStep | null {
	if (left <= 0) return "ended";
	return STEPS.findLast(({ ahead }) => left <= ahead)?.step ?? null;
}

export function warningWords({ end, step }: DueWarning, account: string, platform: Platform): string {
	const where = platform === "facebook" ? "Facebook" : "X";
	const what = {
		access: `${where}'s permission for ${account} ends`,
		"data-access": `${where} stops answering for ${account}`,
		renewal: `${account}'s access to ${where} can't be renewed and ends`,
	}[end.kind];
	const when = { "7d": "within 7 days", "24h": "within 24 hours", "1h": "within the hour", ended: "now" }[step];
	const then = step === "ended" ? "Posts on it wait until then." : "Nothing is lost if it is done in time.";
	return `${what} ${when}. Connect it again under Channels. ${then}`;
}

export type ChannelState = "off" | "not-connected" | "waits-for-person" | "broken" | "soon" | "good" | "unchecked";

export type ChannelStanding = {
	readonly platform: Platform;
	readonly enabled: boolean;
	readonly isConnected: boolean;
	/** Why the account stands still until somebody acts; null: it doesn't. */
	readonly waitsFor: string | null;
	readonly facts: ChannelFacts | null;
};

/** How the account stands, the worst first; `says` in words for staff, with what to do. */
export function channelState(
	standing: ChannelStanding,
	now: Instant,
): { readonly state: ChannelState; readonly says: string } {
	const { platform, enabled, isConnected, waitsFor, facts } = standing;
	const needsAccess = platform === "x" || platform === "facebook";
	if (needsAccess && !isConnected)
		return { state: "not-connected", says: "Not connected. Nothing is posted here until it is." };
	if (!enabled) return { state: "off", says: "Switched off. Milestones make no posts here." };
	if (waitsFor !== null) return { state: "waits-for-person", says: waitsFor };
	if (!needsAccess) return { state: "good", says: "Always ready: it needs no account anywhere." };
	if (facts === null) return { state: "unchecked", says: "Not checked yet." };
	if (!facts.who.ok) return { state: "broken", says: facts.who.reason };
	if (facts.credits === "used-up")
		return {
			state: "broken",
			says: "The X account has no credits left. Buy credits in the X developer console, then press Check now.",
		};
	const missing = facts.permissions?.filter((one) => !one.granted) ?? [];
	if (missing.length > 0)
		return {
			state: "broken",
			says: `It may not ${missing.map((one) => one.for).join(", nor ")}. Connect it again and leave everything ticked.`,
		};
	const nearest = endsAhead(facts).sort((a, b) => a.at - b.at)[0];
	if (nearest !== undefined && nearest.at <= now)
		return { state: "broken", says: "Its permission has ended. Connect it again; posts wait until then." };
	if (nearest !== undefined && nearest.at - now <= 7 * DAY)
		return { state: "soon", says: "Its permission ends soon. Connect it again before then." };
	return { state: "good", says: "Ready to post." };
}
