import type { Instant } from "../../domain/plain/instant.ts";
import { HOUR } from "../../domain/plain/instant.ts";
import type { PledgeState } from "../../domain/pledge/pledge-state.ts";
import type { PledgeDeed } from "../../web/contract/staff/pledges.ts";

/** Nobody is reminded twice in a day. */
const REMIND_AGAIN_AFTER = 20 * HOUR;

export type DeedSubject = {
	readonly state: PledgeState;
	readonly paid: number;
	readonly isUndone: boolean;
	readonly hasEmail: boolean;
	readonly isMailWaiting: boolean;
	readonly remindedAt: Instant | null;
};

/** Why a pledge is left as it is, to be read after a number: "12 are paid already"; null where the deed fits. */
export function whyLeft(deed: PledgeDeed, subject: DeedSubject, now: Instant): string | null {
	const { state, paid } = subject;
	if (state === "undone" || (subject.isUndone && state !== "paid")) return "were taken back by whoever took the slip";
	switch (deed) {
		case "send-link":
		case "remind":
			return whyNoMail(deed, subject, now);
		case "lapse":
		case "cancel":
			if (state === "paid") return "are paid already";
			return state === "open" || state === "part" ? null : "have ended already";
		case "settle":
			if (state === "paid") return "are paid in full, which settles them";
			if (state === "settled") return "are settled already";
			if (state === "lapsed" || state === "cancelled") return "have ended; open them again first";
			return paid > 0 ? null : "have brought nothing yet; cancel or lapse them instead";
		case "open":
			if (state === "paid") return "are paid already";
			return state === "open" || state === "part" ? "are open already" : null;
	}
}

function whyNoMail(deed: "send-link" | "remind", subject: DeedSubject, now: Instant): string | null {
	const { state, hasEmail, isMailWaiting, remindedAt } = subject;
	if (state === "paid") return "are paid already";
	if (state === "cancelled" || state === "settled") return "have ended";
	if (!hasEmail) return "left no e-mail: take the CSV file for the call centre";
	if (isMailWaiting) return "have a mail on its way";
	if (deed === "remind" && remindedAt !== null && now - remindedAt < REMIND_AGAIN_AFTER) return "were reminded today";
	return null;
}
