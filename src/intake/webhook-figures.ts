import { Counter } from "prom-client";
import { registry } from "../http/metrics.ts";

export const deliveries = new Counter({
	name: "carillon_stripe_deliveries_total",
	help: "Deliveries to the Stripe webhook, by what became of them",
	labelNames: ["answer"],
	registers: [registry],
});
