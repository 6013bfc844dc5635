import type { Request, RequestHandler, Response } from "express";
import { isOutage } from "../db/error-kind.ts";
import { problem } from "../http/problem.ts";
import type { Log } from "../log.ts";
import { arrivalOf } from "./arrival.ts";
import type { Arrival, Intake } from "./intake.ts";
import { type Refused, verifyDelivery } from "./verify.ts";
import { deliveries } from "./webhook-figures.ts";

export type WebhookParts = {
	readonly intake: Intake;
	readonly secrets: readonly string[];
	/** Set where thin events can be completed, because a Stripe key is. */
	readonly takesThinEvents: boolean;
	readonly log: Log;
	readonly now: () => number;
};

const ACKNOWLEDGED = '{"received":true}';
const ACKNOWLEDGED_HEADERS = { "Content-Type": "application/json", "Content-Length": ACKNOWLEDGED.length };

/**
 * One signed delivery: verified, read, committed, acknowledged; in this order (invariant 2). `request.body` is the raw Buffer.
 * Everything that Stripe signed and that we could keep is answered with 200, whether it concerned us or not.
 */
export function stripeWebhook(parts: WebhookParts): RequestHandler {
	return async (request, response) => {
		if (!isJson(request)) return refuse(response, 415, "wrong-type", "Send Stripe's event as application/json.");
		const rawBody: unknown = request.body;
		if (!Buffer.isBuffer(rawBody))
			return refuse(response, 400, "not-json", "The body is empty: send Stripe's event as it is.");
		if (parts.secrets.length === 0) {
			return refuse(
				response,
				503,
				"not-set-up",
				"No signing secret is set: put the endpoint's whsec_... into STRIPE_WEBHOOK_SECRETS.",
			);
		}
		const verified = verifyDelivery({
			rawBody,
			signatureHeader: signatureOf(request),
			secrets: parts.secrets,
			now: parts.now(),
		});
		if (verified.kind === "refused") return refuseDelivery(parts, response, verified);
		if (verified.event.object === "v2.core.event" && !parts.takesThinEvents) {
			return refuse(
				response,
				422,
				"thin-event",
				"This is a thin event, which has to be fetched from Stripe: set STRIPE_API_KEY, or let the event destination send snapshot payloads.",
			);
		}
		await takeIn(parts, response, arrivalOf(verified.event, rawBody));
	};
}

async function takeIn(parts: WebhookParts, response: Response, arrival: Arrival): Promise<void> {
	try {
		await parts.intake.take(arrival);
	} catch (error) {
		if (!isOutage(error)) throw error;
		deliveries.inc({ answer: "database-away" });
		parts.log("error", "The database is away: Stripe will send this event again.", { eventId: arrival.event.id });
		response.setHeader("Retry-After", "5");
		return refuse(
			response,
			503,
			"unavailable",
			"The database can't be reached. Nothing was acknowledged; send it again.",
		);
	}
	deliveries.inc({ answer: arrival.outcome });
	response.writeHead(200, ACKNOWLEDGED_HEADERS).end(ACKNOWLEDGED);
}

function isJson(request: Request): boolean {
	return /^application\/json\s*(;|$)/i.test(request.headers["content-type"] ?? "");
}

function signatureOf(request: Request): string | undefined {
	return request.get("stripe-signature");
}

function refuseDelivery(parts: WebhookParts, response: Response, refused: Refused): void {
	deliveries.inc({ answer: refused.code });
	parts.log("warn", "A delivery to the Stripe webhook was refused.", { code: refused.code });
	refuse(response, refused.code === "no-signature" ? 401 : 400, refused.code, refused.detail);
}

function refuse(response: Response, status: number, code: string, detail: string): void {
	response.status(status).type("application/problem+json");
	response.end(JSON.stringify({ ...problem(status, code, detail), requestId: response.locals.requestId }));
}
