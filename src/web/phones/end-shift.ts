import type { PhoneRoom } from "../contract/phones.ts";
import { wipeKept } from "../live/kept-screens.ts";
import { forgetHalfWritten } from "./half-written.ts";
import { endSession } from "./kept-setting.ts";
import { isOpen } from "./kept-slip.ts";
import type { SlipStore } from "./slip-store.ts";

const PATIENCE_MS = 10_000;

/**
 * Takes the volunteer's slips off this computer. Who is signed in leaves the page with it, for the console where they have one, else
 * signed out; "waits" where slips are still to be sent, which nobody could send then; "no-answer" where they could not be signed out.
 */
export async function endShiftHere(
	{ account, drive }: PhoneRoom,
	store: SlipStore,
): Promise<"over" | "waits" | "no-answer"> {
	const { slips } = store.now();
	if (account !== null && !account.hasConsole && slips.some(isOpen)) return "waits";
	if (account !== null && !account.hasConsole && !(await signOut())) return "no-answer";
	await store.remove(slips.filter((one) => !isOpen(one)).map(({ clientId }) => clientId));
	endSession(account?.id ?? "");
	if (account === null) return "over";
	forgetHalfWritten(account.id);
	// With their name in it, for whoever comes next without a network.
	await wipeKept(`/phones/drive/${drive}`);
	location.assign(account.hasConsole ? "/staff" : "/staff/sign-in");
	return "over";
}

async function signOut(): Promise<boolean> {
	const answer = await fetch("/api/auth/sign-out", {
		method: "POST",
		headers: { "Content-Type": "application/json" },
		body: "{}",
		signal: AbortSignal.timeout(PATIENCE_MS),
	}).catch(() => null);
	// Signed out already is as good.
	return answer !== null && (answer.ok || answer.status === 401);
}
