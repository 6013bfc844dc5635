import { z } from "zod";

/**
 * Ways a platform can let us down, asked for by tests, rehearsals and the demo.
 * `reset-after`, `error-after` and `truncated`: the post was stored, then the answer was lost, was a 500, or was cut short.
 * `reset-before`: the connection died and nothing was stored.
 * `timeout` holds the socket open without an answer, `html-502` is a gateway's error page: both store the post only where `store` is set.
 * `rate-limit`, `out-of-credits`, `token-expired` are the platform's own clean refusals: nothing is stored.
 * `read-lag` is a standing condition, not a one-off: posts younger than `seconds` are missing from every reading.
 */
export const FAULTS = [
	"reset-before",
	"reset-after",
	"error-after",
	"timeout",
	"rate-limit",
	"out-of-credits",
	"html-502",
	"truncated",
	"token-expired",
	"read-lag",
] as const;
export type Fault = (typeof FAULTS)[number];

export const FAULT_ROUTES = ["post", "read", "media"] as const;
export type FaultRoute = (typeof FAULT_ROUTES)[number];

/** What `POST /_sandbox/faults` takes. */
export const plannedFault = z.object({
	fault: z.enum(FAULTS),
	/** How many requests it hits; 1 unless told, without end where `everyNth` is given. */
	times: z.int().positive().optional(),
	/** "post" unless told. */
	route: z.enum(FAULT_ROUTES).optional(),
	/** Hits only every n-th request on its route, counted from when the fault was added. */
	everyNth: z.int().positive().optional(),
	/** read-lag: how long a post stays invisible (5). rate-limit: seconds until the reset (60). */
	seconds: z.number().nonnegative().optional(),
	/** timeout and html-502: whether the post is stored all the same. */
	store: z.boolean().optional(),
});
export type PlannedFault = z.infer<typeof plannedFault>;

export type FaultPlan = {
	add(planned: PlannedFault): void;
	/** The fault that hits this request, used up by asking; null where the request goes well. Never "read-lag". */
	next(route: FaultRoute): Fault | null;
	/** As `next`, with the options it was planned with. Call one of the two, once per request. */
	take(route: FaultRoute): PlannedFault | null;
	/** Seconds a fresh post is to stay invisible for readers; 0 where there is no lag. */
	readLagSeconds(): number;
	clear(): void;
};

/** Whether the platform keeps a post whose request met this fault. */
export function isStoredDespite({ fault, store }: PlannedFault): boolean {
	switch (fault) {
		case "reset-after":
		case "error-after":
		case "truncated":
		case "read-lag":
			return true;
		case "timeout":
		case "html-502":
			return store ?? false;
		case "reset-before":
		case "rate-limit":
		case "out-of-credits":
		case "token-expired":
			return false;
		default:
			return fault satisfies never;
	}
}

type Waiting = { readonly planned: PlannedFault; left: number; seen: number };

export function createFaultPlan(): FaultPlan {
	let waiting: Waiting[] = [];
	let lag = 0;

	function take(route: FaultRoute): PlannedFault | null {
		let hit: Waiting | null = null;
		for (const entry of waiting) {
			if ((entry.planned.route ?? "post") !== route) continue;
			entry.seen += 1;
			// Every entry counts the request, one of them hits it.
			if (hit === null && entry.seen % (entry.planned.everyNth ?? 1) === 0) hit = entry;
		}
		if (hit === null) return null;
		hit.left -= 1;
		waiting = waiting.filter((entry) => entry.left > 0);
		return hit.planned;
	}

	return {
		add(planned) {
			if (planned.fault === "read-lag") {
				lag = planned.seconds ?? 5;
				return;
			}
			const left = planned.times ?? (planned.everyNth === undefined ? 1 : Number.POSITIVE_INFINITY);
			waiting.push({ planned, left, seen: 0 });
		},
		next: (route) => take(route)?.fault ?? null,
		take,
		readLagSeconds: () => lag,
		clear() {
			waiting = [];
			lag = 0;
		},
	};
}
