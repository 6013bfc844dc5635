import { comparableText } from "../plain/comparable-text.ts";
import { type Instant, MINUTE } from "../plain/instant.ts";

/** How long after a slip another one like it is asked about. */
export const ALIKE_WITHIN = 30 * MINUTE;
/** Two slips without a name or contact, one right after the other by the same person: one press too many, or two calls. */
export const SAME_AGAIN_WITHIN = MINUTE;

export type AlikeBy = "name" | "phone" | "email";

/** What is compared of two slips. Contacts as they are kept (plainPhone, small letters). */
export type Comparable = {
	readonly amount: number;
	readonly monthly: boolean;
	readonly name: string | null;
	readonly email: string | null;
	readonly phone: string | null;
	readonly sessionId: string | null;
	readonly batchId: string | null;
};
export type Earlier = Comparable & { readonly recordedAt: Instant };

/** Said to whoever wrote the second one, so nothing of the first but what they typed themselves. */
export type Alike = {
	readonly by: readonly AlikeBy[];
	readonly ago: number;
	/** Taken in the same browser. */
	readonly isOwn: boolean;
};

/** The newest slip of the last half hour with the same amount, and the same name or contact; null: none. */
export function alikeIn(earlier: readonly Earlier[], slip: Comparable, now: Instant): Alike | null {
	const found = earlier
		.filter((one) => one.amount === slip.amount && now - one.recordedAt <= ALIKE_WITHIN)
		.map((one) => ({ one, by: sharedBy(one, slip) }))
		.filter(({ by }) => by.length > 0)
		.sort((a, b) => b.one.recordedAt - a.one.recordedAt)[0];
	if (found === undefined) return null;
	const { one, by } = found;
	return { by, ago: Math.max(0, now - one.recordedAt), isOwn: isSameSession(one, slip) };
}

/** The same nameless slip a moment ago, by the same hand, and not in one batch. Nothing to stop for: something to point at. */
export function isSameAgain(earlier: readonly Earlier[], slip: Comparable, now: Instant): boolean {
	if (hasSomebody(slip)) return false;
	return earlier.some(
		(one) =>
			isSameSession(one, slip) &&
			!(one.batchId !== null && one.batchId === slip.batchId) &&
			one.amount === slip.amount &&
			one.monthly === slip.monthly &&
			!hasSomebody(one) &&
			now - one.recordedAt <= SAME_AGAIN_WITHIN,
	);
}

function sharedBy(one: Comparable, other: Comparable): AlikeBy[] {
	const shared: AlikeBy[] = [];
	const name = plainName(one.name);
	if (name !== "" && name === plainName(other.name)) shared.push("name");
	if (one.phone !== null && one.phone === other.phone) shared.push("phone");
	if (one.email !== null && one.email === other.email) shared.push("email");
	return shared;
}

function isSameSession(one: Comparable, other: Comparable): boolean {
	return one.sessionId !== null && one.sessionId === other.sessionId;
}

function hasSomebody({ name, email, phone }: Comparable): boolean {
	return name !== null || email !== null || phone !== null;
}

/** "José  PÉREZ" is "jose perez": two volunteers write down what they hear. */
function plainName(name: string | null): string {
	return comparableText(name ?? "")
		.normalize("NFD")
		.replace(/\p{M}/gu, "")
		.toLowerCase()
		.replace(/[^\p{L}\p{N}]+/gu, " ")
		.trim();
}
