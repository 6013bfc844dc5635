import type { SteerDo } from "../../../domain/offer/steer-offers.ts";
import type {
	SteerAnswer,
	SteerForetold,
	SteerItem,
	SteerList,
	SteerPress,
	TakeBackAnswer,
	TakeBackPress,
} from "../../contract/steering.ts";
import { newId } from "../board-store.ts";
import { keptReaderId } from "../use-reader.ts";

const PATIENCE_MS = 8_000;
const TRIES = 3;

function address(): string {
	return `${location.pathname.replace(/\/$/, "")}/matches`;
}

/** Null where it could not be learnt. */
export async function askSteering(): Promise<readonly SteerItem[] | null> {
	const list = await read<SteerList>(`${address()}?reader=${encodeURIComponent(keptReaderId())}`);
	return list?.items ?? null;
}

/** What a press would do now; null where that could not be learnt. */
export async function askWhatSteeringDoes(id: string, deed: SteerDo): Promise<SteerForetold | null> {
	return read(`${address()}/${encodeURIComponent(id)}/${deed}`);
}

async function read<T>(from: string): Promise<T | null> {
	const answer = await fetch(from, { signal: AbortSignal.timeout(PATIENCE_MS) }).catch(() => null);
	return answer?.ok ? ((await answer.json()) as T) : null;
}

/** Sent again where no answer came: it is done once, however often it arrives. Null: nobody knows whether it was. */
export async function askToSteer(id: string, deed: SteerDo, by: string): Promise<SteerAnswer | null> {
	return press<SteerPress, SteerAnswer>("", { ...sender(by), id, do: deed });
}

export async function askToTakeBack(id: string, by: string): Promise<TakeBackAnswer | null> {
	return press<TakeBackPress, TakeBackAnswer>("/undo", { ...sender(by), id });
}

function sender(by: string) {
	return { requestId: newId(), readerId: keptReaderId(), ...(by && { by }) };
}

async function press<P, A>(path: string, asked: P): Promise<A | null> {
	for (let tried = 1; tried <= TRIES; tried += 1) {
		const answer = await fetch(`${address()}${path}`, {
			method: "POST",
			headers: { "Content-Type": "application/json" },
			body: JSON.stringify(asked),
			signal: AbortSignal.timeout(PATIENCE_MS),
		}).catch(() => null);
		if (answer !== null && answer.status < 500) {
			return answer.ok || answer.status === 409 ? ((await answer.json()) as A) : null;
		}
	}
	return null;
}
