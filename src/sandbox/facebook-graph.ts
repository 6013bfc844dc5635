import { type Request, type Response, Router, raw } from "express";
import type { Instant } from "../domain/plain/instant.ts";
import { badParameter, DUPLICATE, GraphRefusal, notThere, unknownPath } from "./facebook-errors.ts";
import type { FacebookLogin } from "./facebook-login.ts";
import {
	checkToken,
	type GraphParams,
	mediaIds,
	pageOfToken,
	readGraphParams,
	recordRequest,
	type SandboxRequest,
	text,
	tokenOf,
} from "./facebook-params.ts";
import { createPhoto, fetchPhoto } from "./facebook-photos.ts";
import { pickFields, readEdge } from "./facebook-reading.ts";
import { type ReplyPlan, reply, sendBody, sendRefusal } from "./facebook-reply.ts";
import type { AttachedMedia, FacebookStore, PostDraft, SandboxPage } from "./facebook-store.ts";

export type GraphParts = {
	readonly store: FacebookStore;
	readonly plan: ReplyPlan;
	readonly now: () => Instant;
	/** How long Facebook waits for a picture's address. */
	readonly fetchWithinMs: number;
	readonly record: (request: SandboxRequest) => void;
	readonly login: FacebookLogin;
};

type Handler = (req: Request, res: Response, params: GraphParams) => void | Promise<void>;

const LONGEST_MESSAGE = 63_206;

/** Graph's edges that Carillon touches, with and without a version in front ("/v24.0/..."). */
export function graphRoutes(parts: GraphParts): Router {
	const router = Router();
	const edges = Router();
	const on = (method: "get" | "post" | "delete", path: string, handler: Handler) =>
		edges[method](path, route(parts, handler));

	on("get", "/debug_token", (req, res, params) => {
		const granted = parts.login.debug(text(params, "input_token") ?? "");
		if (granted === null) debugToken(parts, req, res, params);
		else sendBody(req, res, { data: granted });
	});
	for (const method of ["get", "post"] as const) {
		on(method, "/oauth/access_token", (req, res, params) => sendBody(req, res, parts.login.token(params)));
	}
	on("get", "/me/accounts", (req, res, params) =>
		sendBody(req, res, { data: parts.login.pagesOf(tokenOf(req, params) ?? "") }),
	);
	on("get", "/me", (req, res, params) => {
		const page = pageOfToken(req, params, parts.store);
		reply(parts.plan, "read", req, res, () => nodeOf(page));
	});
	on("get", "/:page", (req, res, params) => {
		const page = pageFor(parts, req, params);
		reply(parts.plan, "read", req, res, () => nodeOf(page));
	});
	on("post", "/:page/feed", (req, res, params) => {
		const page = pageFor(parts, req, params);
		reply(parts.plan, "post", req, res, () => createPost(parts.store, page, params));
	});
	on("post", "/:page/photos", async (req, res, params) => {
		const page = pageFor(parts, req, params);
		const fetched = await fetchPhoto(params, parts.fetchWithinMs);
		reply(parts.plan, "media", req, res, () => createPhoto(parts.store, page, params, fetched));
	});
	for (const edge of ["feed", "published_posts"]) {
		on("get", `/:page/${edge}`, (req, res, params) => {
			const page = pageFor(parts, req, params);
			reply(parts.plan, "read", req, res, () => readPosts(parts, req, page, params));
		});
	}
	on("delete", "/:post", (req, res, params) => deletePost(parts.store, req, res, params));
	edges.use((req) => {
		throw new GraphRefusal(unknownPath(req.path));
	});

	router.use(raw({ type: () => true, limit: "8mb" }));
	router.use(/^\/v\d+\.\d+/, edges);
	router.use(edges);
	router.use((error: unknown, req: Request, res: Response, _next: () => void) => sendRefusal(req, res, error));
	return router;
}

function route({ record, now }: GraphParts, handler: Handler) {
	return async (req: Request, res: Response) => {
		const receivedAt = now();
		const params = await readGraphParams(req, Buffer.isBuffer(req.body) ? req.body : Buffer.alloc(0));
		record(recordRequest(req, params, receivedAt));
		await handler(req, res, params);
	};
}

const nodeOf = (page: SandboxPage) => ({ name: page.name, id: page.id });

function pageFor({ store }: GraphParts, req: Request, params: GraphParams): SandboxPage {
	const id = String(req.params.page);
	const page = store.page(id);
	if (page === null) throw new GraphRefusal(notThere(req.method, id));
	checkToken(req, params, page);
	return page;
}

function createPost(store: FacebookStore, page: SandboxPage, params: GraphParams): object {
	const draft: PostDraft = {
		message: text(params, "message") ?? "",
		link: text(params, "link"),
		published: text(params, "published") !== "false",
		attachedMedia: attached(store, params),
	};
	if (draft.message === "" && draft.link === null && draft.attachedMedia.length === 0) {
		throw new GraphRefusal(badParameter("Requires one of the params: message, link, attached_media"));
	}
	if (draft.message.length > LONGEST_MESSAGE) throw new GraphRefusal(badParameter("param message is too long."));
	// Graph compares with the post right before only, and lets photo posts through: 506 is no guard against posting twice.
	const before = draft.attachedMedia.length === 0 ? store.newest(page.id) : null;
	if (before !== null && draft.published && before.message === draft.message && before.link === draft.link) {
		throw new GraphRefusal(DUPLICATE);
	}
	const post = store.addPost(page.id, draft);
	const fields = text(params, "fields");
	return fields === null ? { id: post.id } : pickFields(post, fields);
}

function attached(store: FacebookStore, params: GraphParams): AttachedMedia[] {
	return mediaIds(params).map((id) => {
		const photo = store.photo(id);
		if (photo === null)
			throw new GraphRefusal(badParameter("param attached_media must be an array of uploaded media."));
		return { id: photo.id, url: photo.url, alt: photo.alt };
	});
}

function readPosts({ store, plan, now }: GraphParts, req: Request, page: SandboxPage, params: GraphParams): object {
	const newest = now() - plan.faults.readLagSeconds() * 1000;
	const visible = store
		.posts()
		.filter((post) => post.pageId === page.id && post.published && post.receivedAt <= newest);
	return readEdge(visible, params, `${req.protocol}://${req.get("host")}${req.baseUrl}${req.path}`);
}

function deletePost(store: FacebookStore, req: Request, res: Response, params: GraphParams): void {
	const id = String(req.params.post);
	const page = store.page(id.split("_")[0] ?? "");
	if (page === null) throw new GraphRefusal(notThere(req.method, id));
	checkToken(req, params, page);
	if (!store.removePost(id)) throw new GraphRefusal(notThere(req.method, id));
	sendBody(req, res, { success: true });
}

function debugToken({ store }: GraphParts, req: Request, res: Response, params: GraphParams): void {
	const page = store.pageOfToken(text(params, "input_token") ?? "");
	const scopes = ["pages_show_list", "pages_read_engagement", "pages_manage_posts"];
	const valid = { app_id: "1000000001", type: "PAGE", application: "Carillon", expires_at: 0, is_valid: true };
	const data =
		page === null ? { is_valid: false, scopes: [] } : { ...valid, scopes, profile_id: page.id, user_id: page.id };
	sendBody(req, res, { data });
}
