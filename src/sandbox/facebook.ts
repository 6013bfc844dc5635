import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import express, { type Express } from "express";
import type { Instant } from "../domain/plain/instant.ts";
import { graphRoutes } from "./facebook-graph.ts";
import { createFacebookLogin, type LoginTerms } from "./facebook-login.ts";
import { loginRoutes } from "./facebook-login-routes.ts";
import type { SandboxRequest } from "./facebook-params.ts";
import type { CannedReply } from "./facebook-reply.ts";
import {
	createFacebookStore,
	type FacebookPost,
	type FacebookStore,
	type Photo,
	type SandboxPage,
} from "./facebook-store.ts";
import { timelinePage } from "./facebook-timeline.ts";
import { createFaultPlan, type FaultPlan, plannedFault } from "./faults.ts";

export type FacebookSandbox = {
	/** Its Graph base and its timeline for people, without a slash at the end. */
	readonly url: string;
	/** What the platform really holds, oldest first. */
	posts(): readonly FacebookPost[];
	/** A photo as the platform keeps it, posted or not. */
	photo(id: string): Photo | null;
	/** The newest 5,000 calls, oldest first; tokens are left out. */
	readonly requests: readonly SandboxRequest[];
	readonly faults: FaultPlan;
	/** How Facebook Login goes here; change it in the middle of a test. */
	readonly login: LoginTerms;
	/** The next request on its route gets this word for word. */
	answerNext(reply: CannedReply): void;
	close(): Promise<void>;
};

export type FacebookSandboxOptions = {
	/** 0 or unset: any free port. */
	readonly port?: number;
	readonly host?: string;
	readonly faults?: FaultPlan;
	/** Unset: every numeric Page id exists and takes any token. */
	readonly pages?: readonly SandboxPage[];
	/** How long a picture's address may take to answer, milliseconds; 5,000 unless told. */
	readonly fetchWithinMs?: number;
	readonly now?: () => Instant;
};

/** In an address: the only Page, or where any may be posted to, the one that was posted to first. */
const FIRST_PAGE = "first";

const FETCH_WITHIN_MS = 5_000;
const REQUESTS_KEPT = 5_000;

/** Facebook's Graph API for one or more Pages, as a local server: for demo, rehearsal and tests. Nothing leaves the machine. */
export async function startFacebookSandbox(options: FacebookSandboxOptions = {}): Promise<FacebookSandbox> {
	const now = options.now ?? Date.now;
	const faults = options.faults ?? createFaultPlan();
	const login = createFacebookLogin(options.pages ?? [], now);
	const granted = (page: SandboxPage) => ({ ...page, granted: (token: string) => login.isGranted(token, page.id) });
	const store = createFacebookStore((options.pages ?? []).map(granted), now);
	const canned: CannedReply[] = [];
	const requests: SandboxRequest[] = [];
	const record = (request: SandboxRequest) => {
		requests.push(request);
		if (requests.length > REQUESTS_KEPT) requests.splice(0, requests.length - REQUESTS_KEPT);
	};

	const app = express().disable("x-powered-by").disable("etag");
	steeringRoutes(app, store, faults);
	loginRoutes(app, login);
	app.use(
		graphRoutes({
			store,
			plan: { faults, canned },
			fetchWithinMs: options.fetchWithinMs ?? FETCH_WITHIN_MS,
			now,
			record,
			login,
		}),
	);
	const server = await listen(app, options.port ?? 0, options.host ?? "127.0.0.1");
	return {
		url: `http://${options.host ?? "127.0.0.1"}:${(server.address() as AddressInfo).port}`,
		posts: store.posts,
		photo: store.photo,
		requests,
		faults,
		login: login.terms,
		answerNext: (reply) => {
			canned.push(reply);
		},
		close: () => close(server),
	};
}

function steeringRoutes(app: Express, store: FacebookStore, faults: FaultPlan): void {
	app.get("/", (req, res) => {
		const asked = typeof req.query.page === "string" ? store.page(req.query.page) : null;
		const page = asked ?? store.firstPage();
		const { html, policy } = timelinePage(page, shown(store, page.id), asked?.id ?? FIRST_PAGE);
		res.set("Content-Security-Policy", policy).type("html").send(html);
	});
	app.get("/favicon.ico", (_req, res) => {
		res.status(204).end();
	});
	app.get("/_sandbox/photos/:id", (req, res) => {
		const photo = store.photo(req.params.id);
		if (photo === null) res.status(404).end();
		else res.set({ "content-type": photo.type, "x-content-type-options": "nosniff" }).send(photo.bytes);
	});
	app.get("/_sandbox/posts.json", (req, res) => {
		const { page, limit } = req.query;
		const pageId = page === FIRST_PAGE ? store.firstPage().id : page;
		const posts = typeof pageId === "string" ? shown(store, pageId) : store.posts();
		res.set("Cache-Control", "no-store").json(typeof limit === "string" ? posts.slice(-Number(limit) || 0) : posts);
	});
	app.post("/_sandbox/faults", express.json(), (req, res) => {
		const planned = plannedFault.safeParse(req.body);
		if (planned.success) faults.add(planned.data);
		res.status(planned.success ? 201 : 400).json(planned.success ? planned.data : { error: planned.error.issues });
	});
	app.delete("/_sandbox/faults", (_req, res) => {
		faults.clear();
		res.status(204).end();
	});
}

/** What a visitor of the Page sees. */
function shown(store: FacebookStore, pageId: string): FacebookPost[] {
	return store.posts().filter((post) => post.pageId === pageId && post.published);
}

function listen(app: Express, port: number, host: string): Promise<Server> {
	// Longer than a client keeps an idle connection, so that it is never the server who cuts one just as it is used again.
	const server = createServer({ keepAliveTimeout: 75_000 }, app);
	return new Promise((resolve, reject) => {
		server.once("error", reject);
		server.listen(port, host, () => resolve(server));
	});
}

function close(server: Server): Promise<void> {
	return new Promise((resolve, reject) => {
		server.close((error) => (error === undefined ? resolve() : reject(error)));
		server.closeAllConnections();
	});
}
