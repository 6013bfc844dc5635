import { z } from "zod";
import { StripeRefusal } from "./stripe-refusal.ts";
import type { StripeState } from "./stripe-state.ts";

const eventQuery = z.object({
	limit: z.coerce.number().int().min(1).max(100).default(10),
	created: z.object({ gte: z.coerce.number().int().optional(), lte: z.coerce.number().int().optional() }).optional(),
	type: z.string().optional(),
	types: z
		.union([z.array(z.string()), z.record(z.string(), z.string()).transform((all) => Object.values(all))])
		.optional(),
	ending_before: z.string().optional(),
	starting_after: z.string().optional(),
	delivery_success: z.enum(["true", "false"]).optional(),
});

/** GET /v1/events: newest first; `ending_before` asks for the page just newer than an event, `starting_after` for the older. */
export function listEvents(state: StripeState, rawQuery: unknown): object {
	const parsed = eventQuery.safeParse(rawQuery);
	if (!parsed.success) {
		throw new StripeRefusal(400, "Invalid query for events.", String(parsed.error.issues[0]?.path[0] ?? ""));
	}
	const query = parsed.data;
	if ((query.types?.length ?? 0) > 20) throw new StripeRefusal(400, "types: at most 20 are allowed.", "types");
	const matching = state.events
		.filter(({ event }) => query.type === undefined || event.type === query.type)
		.filter(({ event }) => query.types === undefined || query.types.includes(event.type))
		.filter(({ event }) => event.created >= (query.created?.gte ?? 0))
		.filter(({ event }) => event.created <= (query.created?.lte ?? Number.POSITIVE_INFINITY))
		.filter(
			({ delivered }) => query.delivery_success === undefined || delivered === (query.delivery_success === "true"),
		)
		.map(({ event }) => event)
		.reverse();
	const at = (id: string) => {
		const index = matching.findIndex((event) => event.id === id);
		if (index < 0) throw new StripeRefusal(400, `No such event: '${id}'`, "id", "resource_missing");
		return index;
	};
	if (query.ending_before !== undefined) {
		const end = at(query.ending_before);
		const start = Math.max(0, end - query.limit);
		return list(matching.slice(start, end), start > 0);
	}
	const start = query.starting_after === undefined ? 0 : at(query.starting_after) + 1;
	return list(matching.slice(start, start + query.limit), matching.length > start + query.limit);
}

function list(data: readonly unknown[], hasMore: boolean): object {
	return { object: "list", data, has_more: hasMore, url: "/v1/events" };
}
