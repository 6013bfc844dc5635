import { RateLimiterMemory } from "rate-limiter-flexible";

/** True while this address may go on. In memory: each process counts for itself, which is enough against a script gone wild. */
export type Limit = (address: string) => Promise<boolean>;

/** A whole office gives through one address, so it is generous: it is there for scripts, not for people. */
export function openLimit(times: number, seconds: number): Limit {
	const limiter = new RateLimiterMemory({ points: times, duration: seconds });
	return async (address) => {
		try {
			await limiter.consume(address);
			return true;
		} catch {
			return false;
		}
	};
}
