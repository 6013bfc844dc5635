import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import express, { type ErrorRequestHandler } from "express";
import { createFaultPlan, type FaultPlan } from "./faults.ts";
import { SANDBOX_X_ACCOUNT, type XSandboxAccount } from "./x-account.ts";
import { invalidRequest, notFound } from "./x-bodies.ts";
import { addControlRoutes } from "./x-control-routes.ts";
import { createLimits, REAL_LIMITS, type XSandboxLimits } from "./x-limits.ts";
import { addMediaRoutes } from "./x-media-routes.ts";
import { createOAuth2, type XOAuth2 } from "./x-oauth2.ts";
import { addOAuth2Routes } from "./x-oauth2-routes.ts";
import { addPostRoutes } from "./x-post-routes.ts";
import { addReadRoutes } from "./x-read-routes.ts";
import { createSignIn } from "./x-sign-in.ts";
import { sendAnswer, type XPictureTimes, type XRequestCounts, type XState } from "./x-state.ts";
import { createXStore, type XSandboxMedia, type XSandboxPost } from "./x-store.ts";

const DAY_MS = 24 * 60 * 60 * 1000;

export type XSandboxOptions = {
	/** 0, the default, takes a free one. Listens on 127.0.0.1 unless `host` is given. */
	readonly port?: number;
	readonly host?: string;
	readonly faults?: FaultPlan;
	readonly accounts?: readonly [XSandboxAccount, ...XSandboxAccount[]];
	/** The real platform's unless told; raise them for a rehearsal at speed. */
	readonly limits?: Partial<XSandboxLimits>;
	/** How long the same text is refused; X documents no figure, reports say many hours. A day unless told. */
	readonly duplicateWindowMs?: number;
	/** How long X works on a picture, and keeps one nobody posts; none and a day unless told. */
	readonly pictures?: Partial<XPictureTimes>;
	/** Unix milliseconds, fractions welcome. */
	readonly now?: () => number;
};

export type XSandbox = {
	/** "http://127.0.0.1:PORT", for `apiBase` of the channel and for a browser. */
	readonly url: string;
	readonly accounts: readonly XSandboxAccount[];
	readonly faults: FaultPlan;
	/** Everything taken, oldest first, also what was deleted again. */
	posts(): readonly XSandboxPost[];
	/** A picture that was uploaded, by its id. */
	media(id: string): XSandboxMedia | undefined;
	requests(): Readonly<XRequestCounts>;
	/** How "Sign in with X" goes here, and how often it was asked for tokens. */
	readonly signIns: Pick<XOAuth2, "terms" | "counts">;
	close(): Promise<void>;
};

/** X as a local server: the endpoints Carillon uses, with X's own bodies, limits and refusals, and faults on demand. */
export async function startXSandbox(options: XSandboxOptions = {}): Promise<XSandbox> {
	const now = options.now ?? (() => performance.timeOrigin + performance.now());
	const accounts = options.accounts ?? [SANDBOX_X_ACCOUNT];
	const oauth2 = createOAuth2(now);
	const state: XState = {
		accounts,
		store: createXStore({ duplicateWindowMs: options.duplicateWindowMs ?? DAY_MS }),
		faults: options.faults ?? createFaultPlan(),
		limits: createLimits({ ...REAL_LIMITS, ...options.limits }, now),
		signIn: createSignIn(accounts, oauth2, now),
		oauth2,
		pictures: { processingMs: 0, expiresAfterMs: DAY_MS, ...options.pictures },
		counts: { post: 0, read: 0, media: 0 },
		now,
	};
	const server = createServer(createApp(state));
	// Longer than any client keeps an idle socket: closing first would reset a request just under way.
	server.keepAliveTimeout = 120_000;
	await new Promise<void>((resolve, reject) => {
		server.once("error", reject);
		server.listen(options.port ?? 0, options.host ?? "127.0.0.1", resolve);
	});
	const { port } = server.address() as AddressInfo;
	return {
		url: `http://127.0.0.1:${port}`,
		accounts,
		faults: state.faults,
		posts: () => state.store.posts(),
		media: state.store.media,
		requests: () => state.counts,
		signIns: oauth2,
		close: () =>
			new Promise((resolve) => {
				server.close(() => resolve());
				server.closeAllConnections();
			}),
	};
}

function createApp(state: XState): express.Express {
	const app = express();
	app.disable("x-powered-by");
	app.disable("etag");
	app.use(express.json({ limit: "8mb" }));
	addOAuth2Routes(app, state);
	addPostRoutes(app, state);
	addReadRoutes(app, state);
	addMediaRoutes(app, state);
	addControlRoutes(app, state);
	app.use((req, res) => sendAnswer(res, notFound("endpoint", req.path)));
	const answerBrokenBody: ErrorRequestHandler = (error, _req, res, _next) => {
		sendAnswer(res, invalidRequest(error instanceof Error ? error.message : "The request could not be read."));
	};
	app.use(answerBrokenBody);
	return app;
}
