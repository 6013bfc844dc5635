import { type Processes, ROLES } from "../processes.ts";
import { pick, seededRandom } from "../seeded-random.ts";

export type ChaosOptions = {
	/** How many times one of the three processes is killed (SIGKILL), spread over the drive. */
	readonly kills: number;
	readonly seed: number;
	/** Empties Redis once, in the middle; only where the replay started it. */
	readonly flushRedis?: boolean;
};

export type Chaos = {
	/** To be told of every delivery: progress decides when something breaks. */
	onProgress(done: number): void;
	readonly kills: () => number;
};

/** Breaks things at random moments of the drive, which are the same for the same seed. */
export function planChaos(
	options: ChaosOptions,
	deliveries: number,
	processes: Processes,
	flushRedis: (() => Promise<void>) | null,
): Chaos {
	const random = seededRandom(options.seed);
	const [first, ...others] = ROLES;
	const roles = [first ?? "api", ...others] as const;
	const moments = Array.from({ length: options.kills }, (_, index) => ({
		at: Math.floor(((index + random()) / options.kills) * deliveries),
		role: pick(random, roles),
	}));
	const flushAt = options.flushRedis ? Math.floor(deliveries / 2) : Number.POSITIVE_INFINITY;
	let [kills, hasFlushed] = [0, false];
	return {
		kills: () => kills,
		onProgress(done) {
			while (moments[kills] !== undefined && (moments[kills]?.at ?? 0) <= done) {
				processes.kill(moments[kills]?.role ?? "api");
				kills += 1;
			}
			if (done >= flushAt && !hasFlushed && flushRedis !== null) {
				hasFlushed = true;
				void flushRedis().catch(() => {});
			}
		},
	};
}
