import type { Foreseen } from "../../../domain/screen/presenting-words.ts";
import type { PresentAnswer, PresentRequest } from "../../contract/presentation.ts";
import { newId } from "../board-store.ts";
import { keptReaderId } from "../use-reader.ts";

const PATIENCE_MS = 8_000;
const TRIES = 3;

function address(): string {
	return `${location.pathname.replace(/\/$/, "")}/present`;
}

/** What presenting it would do now; null where that could not be learnt. */
export async function askWhatHappens(id: string): Promise<Foreseen | null> {
	const answer = await fetch(`${address()}/${encodeURIComponent(id)}`, {
		signal: AbortSignal.timeout(PATIENCE_MS),
	}).catch(() => null);
	return answer?.ok ? ((await answer.json()) as Foreseen) : null;
}

/** Sent again where no answer came: it counts once, however often it arrives. Null: nobody knows whether it did. */
export async function askToPresent(deed: "present" | "undo", id: string, by: string): Promise<PresentAnswer | null> {
	const asked: PresentRequest = { requestId: newId(), readerId: keptReaderId(), id, ...(by && { by }) };
	for (let tried = 1; tried <= TRIES; tried += 1) {
		const answer = await fetch(deed === "undo" ? `${address()}/undo` : address(), {
			method: "POST",
			headers: { "Content-Type": "application/json" },
			body: JSON.stringify(asked),
			signal: AbortSignal.timeout(PATIENCE_MS),
		}).catch(() => null);
		if (answer !== null && answer.status < 500) {
			return answer.ok || answer.status === 409 ? ((await answer.json()) as PresentAnswer) : null;
		}
	}
	return null;
}
