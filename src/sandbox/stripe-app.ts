import express, { type ErrorRequestHandler, type Request, type RequestHandler, type Response } from "express";
import {
	afterPaying,
	createSession,
	type DonorAnswers,
	expireSession,
	findSession,
	payForSession,
} from "./stripe-checkout.ts";
import { listEvents } from "./stripe-event-list.ts";
import type { SandboxEvent } from "./stripe-events.ts";
import { LISTED, listObjects } from "./stripe-lists.ts";
import { notePage, payPage } from "./stripe-pay-page.ts";
import { createRefund } from "./stripe-refunds.ts";
import { missing, otherParameters, refusalBody, StripeRefusal } from "./stripe-refusal.ts";
import type { StripeState } from "./stripe-state.ts";

type Emit = (events: readonly SandboxEvent[]) => void;

/** Objects that can be read by their id, and what Stripe calls them when there is none. */
const READABLE = {
	"checkout/sessions": "checkout.session",
	payment_intents: "payment_intent",
	charges: "charge",
	refunds: "refund",
	disputes: "dispute",
	subscriptions: "subscription",
	invoices: "invoice",
} as const;

export function stripeApp(state: StripeState, emit: Emit): express.Express {
	const app = express();
	app.disable("x-powered-by");
	app.disable("etag");
	app.set("query parser", "extended");
	app.use(express.urlencoded({ extended: true, limit: "1mb" }));
	addPayPage(app, state, emit);
	app.use("/v1", requireKey, refuseForNow(state), onceForEachKey(state));
	addApi(app, state, emit);
	app.use((req) => {
		throw new StripeRefusal(404, `Unrecognized request URL (${req.method}: ${req.path}).`);
	});
	app.use(answerRefusal);
	return app;
}

function addApi(app: express.Express, state: StripeState, emit: Emit): void {
	app.post("/v1/checkout/sessions", (req, res) => {
		res.json(createSession(state, req.body, `${req.protocol}://${req.get("host")}`));
	});
	app.post("/v1/checkout/sessions/:id/expire", (req, res) => {
		const { object, events } = expireSession(state, req.params.id);
		res.json(object);
		emit(events);
	});
	app.post("/v1/refunds", (req, res) => {
		const { refund, events } = createRefund(state, req.body);
		res.json(refund);
		emit(events);
	});
	for (const path of LISTED) {
		app.get(`/v1/${path}`, (req, res) => {
			res.json(listObjects(state, path, req.query));
		});
	}
	app.get("/v1/events", (req, res) => {
		res.json(listEvents(state, req.query));
	});
	app.get("/v1/events/:id", (req, res) => {
		const kept = state.events.find(({ event }) => event.id === req.params.id);
		if (kept === undefined) throw missing("event", req.params.id);
		res.json(kept.event);
	});
	for (const [path, name] of Object.entries(READABLE)) {
		app.get(`/v1/${path}/:id`, (req: Request<{ id: string }>, res: Response) => {
			const object = state.objects.get(req.params.id);
			if (object?.object !== name) throw missing(name, req.params.id);
			res.json(object);
		});
	}
}

function addPayPage(app: express.Express, state: StripeState, emit: Emit): void {
	app.get("/pay/:session", (req, res) => {
		const session = findSession(state, req.params.session);
		if (session.status === "open") return void res.send(payPage(session, req.query.declined === "yes"));
		res.send(notePage("Thank you", "This gift was already made."));
	});
	app.post("/pay/:session", (req, res) => {
		const session = findSession(state, req.params.session);
		const pay = wayToPay(req.body?.pay);
		emit(payForSession(state, session, { name: text(req.body?.name) ?? "", email: text(req.body?.email) ?? "", pay }));
		res.redirect(303, session.status === "open" ? `/pay/${session.id}?declined=yes` : afterPaying(session));
	});
}

function wayToPay(asked: unknown): DonorAnswers["pay"] {
	return asked === "bank" || asked === "declined-card" ? asked : "card";
}

const requireKey: RequestHandler = (req, _res, next) => {
	if (/^Bearer (sk|rk)_\w+$/.test(req.get("authorization") ?? "")) return next();
	throw new StripeRefusal(401, "Invalid API Key provided: give one that begins with sk_ or rk_.");
};

/** A bad moment of Stripe's: its rate limit, or an error of its own. */
function refuseForNow(state: StripeState): RequestHandler {
	return (_req, _res, next) => {
		const { refusing } = state;
		if (refusing.left === 0) return next();
		refusing.left -= 1;
		throw new StripeRefusal(refusing.status, "The sandbox was told to refuse this.");
	};
}

/** Stripe answers a repeated idempotency key with its first answer; the SDK sends one with every POST. */
function onceForEachKey(state: StripeState): RequestHandler {
	return (req, res, next) => {
		const key = req.method === "POST" ? req.get("idempotency-key") : undefined;
		if (key === undefined) return next();
		const first = state.answered.get(key);
		const asked = JSON.stringify([req.path, req.body]);
		if (first !== undefined) {
			if (first.asked !== asked) throw otherParameters(key);
			res.set("idempotent-replayed", "true").status(first.status).json(first.body);
			return;
		}
		const send = res.json.bind(res);
		res.json = (body: unknown) => {
			if (res.statusCode < 500) state.answered.set(key, { asked, status: res.statusCode, body });
			return send(body);
		};
		next();
	};
}

const answerRefusal: ErrorRequestHandler = (error, req, res, _next) => {
	const refusal = error instanceof StripeRefusal ? error : new StripeRefusal(500, "The sandbox failed.");
	if (!req.path.startsWith("/pay/")) return void res.status(refusal.status).json(refusalBody(refusal));
	res.status(refusal.status).send(notePage("Not possible", refusal.message));
};

function text(value: unknown): string | undefined {
	return typeof value === "string" ? value : undefined;
}
