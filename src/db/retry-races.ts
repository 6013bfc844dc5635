import { isRace } from "./error-kind.ts";

/** Races with other processes are seen rarely and won at the second try. */
const MOST_TRIES = 6;

/** Does `work`, a whole transaction, again from its start when another process got in its way. @throws the last race's error. */
export async function retryRaces<T>(work: () => Promise<T>): Promise<T> {
	for (let tries = 1; ; tries += 1) {
		try {
			return await work();
		} catch (error) {
			if (tries >= MOST_TRIES || !isRace(error)) throw error;
		}
	}
}
