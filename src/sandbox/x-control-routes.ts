import type { Express } from "express";
import { z } from "zod";
import { plannedFault } from "./faults.ts";
import { invalidRequest, notFound } from "./x-bodies.ts";
import { TIMELINE_PAGE, TIMELINE_POLICY } from "./x-page.ts";
import { sendAnswer, type XState } from "./x-state.ts";
import { mediaBytes, type XSandboxPost } from "./x-store.ts";

/** What X does not have: faults on demand, everything received as JSON, and the timeline as people see it. */
export function addControlRoutes(app: Express, state: XState): void {
	app.post("/_sandbox/faults", (req, res) => {
		const wanted = z.union([z.array(plannedFault), plannedFault.transform((one) => [one])]).safeParse(req.body);
		if (!wanted.success) return sendAnswer(res, invalidRequest(z.prettifyError(wanted.error)));
		for (const planned of wanted.data) state.faults.add(planned);
		res.status(201).json({ added: wanted.data.length });
	});
	app.delete("/_sandbox/faults", (_req, res) => {
		state.faults.clear();
		res.json({ cleared: true });
	});
	app.get("/_sandbox/posts.json", (_req, res) => {
		res.set("cache-control", "no-store").json({
			accounts: state.accounts.map(({ id, name, username }) => ({ id, name, username })),
			requests: state.counts,
			posts: state.store.posts().map((post) => ({ ...post, altText: altText(state, post) })),
		});
	});
	app.get("/_sandbox/media/:id", (req, res) => {
		const media = state.store.media(String(req.params.id));
		if (!media || media.readyAt === null) return sendAnswer(res, notFound("media", String(req.params.id)));
		res.set({ "content-type": media.type, "x-content-type-options": "nosniff" }).send(mediaBytes(media));
	});
	app.get("/i/web/status/:id", (req, res) => res.redirect(`/#post-${encodeURIComponent(String(req.params.id))}`));
	app.get("/", (_req, res) => {
		res.set({ "content-type": "text/html; charset=utf-8", "content-security-policy": TIMELINE_POLICY });
		res.send(TIMELINE_PAGE);
	});
}

function altText(state: XState, post: XSandboxPost): string {
	return post.mediaIds
		.map((id) => state.store.media(id)?.altText ?? "")
		.join(" ")
		.trim();
}
