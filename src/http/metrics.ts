import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";

/** This process's figures. Labels hold route patterns and codes, never an address, a link or a name. */
export const registry = new Registry();

export const httpSeconds = new Histogram({
	name: "carillon_http_seconds",
	help: "Time from request to the end of its answer, streams left out",
	labelNames: ["route", "method", "status"],
	buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
	registers: [registry],
});

export const openStreams = new Gauge({
	name: "carillon_ticker_streams",
	help: "Screens connected to the live ticker now",
	labelNames: ["audience"],
	registers: [registry],
});

export const slowReaders = new Counter({
	name: "carillon_ticker_slow_readers_total",
	help: "Screens that were cut because they read too slowly; they come back by themselves",
	labelNames: ["audience"],
	registers: [registry],
});

/** Memory, CPU, event-loop delay. Counted once, however many APIs one process opens (tests open several). */
export function collectProcessFigures(): void {
	if (registry.getSingleMetric("process_cpu_seconds_total")) return;
	collectDefaultMetrics({ register: registry });
}
