import express, { type Express, type Request, type Response } from "express";
import { z } from "zod";
import { invalidRequest, notFound, tooManyRequests, unauthorized, type XAnswer } from "./x-bodies.ts";
import { playFault } from "./x-fault.ts";
import { readMultipart } from "./x-multipart.ts";
import { queryOf, sendAnswer, type XState } from "./x-state.ts";
import { mediaBytes, type XSandboxMedia } from "./x-store.ts";

const MAX_IMAGE_BYTES = 5 * 1024 * 1024;
const initializeBody = z.strictObject({
	media_type: z.enum(["image/jpeg", "image/gif", "image/png", "image/webp"]),
	media_category: z.enum(["tweet_image", "tweet_gif"]).optional(),
	total_bytes: z.int().min(1).max(MAX_IMAGE_BYTES),
	additional_owners: z.array(z.string()).optional(),
	shared: z.boolean().optional(),
});
const metadataBody = z.object({
	id: z.string(),
	metadata: z.object({ alt_text: z.object({ text: z.string().max(1_000) }).optional() }).optional(),
});

export function addMediaRoutes(app: Express, state: XState): void {
	const raw = express.raw({ type: "multipart/form-data", limit: MAX_IMAGE_BYTES + 65_536 });
	app.post("/2/media/upload/initialize", (req, res) => answerMedia(state, req, res, initialize));
	app.post("/2/media/upload/:id/append", raw, (req, res) => answerMedia(state, req, res, append));
	app.post("/2/media/upload/:id/finalize", (req, res) => answerMedia(state, req, res, finalize));
	app.get("/2/media/upload", (req, res) => answerMedia(state, req, res, status));
	app.post("/2/media/metadata", (req, res) => answerMedia(state, req, res, describe));
}

type MediaStep = (state: XState, accountId: string, req: Request) => XAnswer;

function answerMedia(state: XState, req: Request, res: Response, step: MediaStep) {
	state.counts.media += 1;
	const planned = state.faults.take("media");
	const account = state.signIn(req);
	if (!account) return sendAnswer(res, unauthorized());
	if (planned) return playFault(planned, res, state.now(), () => step(state, account.id, req));
	const spent = state.limits.media(account.id);
	if (!spent.allowed) return sendAnswer(res, tooManyRequests(), spent.headers);
	sendAnswer(res, step(state, account.id, req), spent.headers);
}

function initialize(state: XState, accountId: string, req: Request): XAnswer {
	const parsed = initializeBody.safeParse(req.body);
	if (!parsed.success) return invalidRequest(z.prettifyError(parsed.error));
	const { media_type: type, total_bytes: totalBytes } = parsed.data;
	const { expiresAfterMs } = state.pictures;
	const media = state.store.addMedia({ accountId, type, totalBytes, expiresAfterMs }, state.now());
	return { status: 200, body: { data: described(state, media) } };
}

type Chunk = { readonly index: number; readonly bytes: Buffer };

function readChunk(req: Request): Chunk | null {
	const body: unknown = req.body;
	if (!Buffer.isBuffer(body)) {
		const json = z.object({ segment_index: z.coerce.number().int(), media: z.base64() }).safeParse(body);
		return json.success ? { index: json.data.segment_index, bytes: Buffer.from(json.data.media, "base64") } : null;
	}
	const parts = readMultipart(body, req.headers["content-type"] ?? "");
	const bytes = parts.get("media");
	const index = parts.get("segment_index")?.toString("utf8") ?? "";
	return bytes && /^\d{1,3}$/.test(index) ? { index: Number(index), bytes } : null;
}

function append(state: XState, accountId: string, req: Request): XAnswer {
	const chunk = readChunk(req);
	const media = owned(state, accountId, String(req.params.id));
	if (!media) return notFound("media", String(req.params.id));
	if (!chunk) return invalidRequest("The segment_index and media of one chunk are needed.");
	const others = [...media.chunks].filter(([index]) => index !== chunk.index);
	const size = others.reduce((sum, [, bytes]) => sum + bytes.length, chunk.bytes.length);
	if (size > media.totalBytes) return invalidRequest("More bytes than total_bytes said.", { media: [String(size)] });
	media.chunks.set(chunk.index, chunk.bytes);
	return { status: 200, body: { data: { expires_at: Math.floor(media.expiresAt / 1000) } } };
}

function finalize(state: XState, accountId: string, req: Request): XAnswer {
	const media = owned(state, accountId, String(req.params.id));
	if (!media) return notFound("media", String(req.params.id));
	const size = mediaBytes(media).length;
	if (size < media.totalBytes) return invalidRequest("Fewer bytes than total_bytes said.", { media: [String(size)] });
	media.readyAt ??= state.now() + state.pictures.processingMs;
	return { status: 200, body: { data: { ...described(state, media), size } } };
}

function status(state: XState, accountId: string, req: Request): XAnswer {
	const id = queryOf(req).get("media_id") ?? "";
	const media = owned(state, accountId, id);
	if (media?.readyAt === undefined || media.readyAt === null) return notFound("media", id);
	return { status: 200, body: { data: { ...described(state, media), size: mediaBytes(media).length } } };
}

function describe(state: XState, accountId: string, req: Request): XAnswer {
	const parsed = metadataBody.safeParse(req.body);
	if (!parsed.success) return invalidRequest(z.prettifyError(parsed.error));
	const media = owned(state, accountId, parsed.data.id);
	if (!media) return notFound("media", parsed.data.id);
	media.altText = parsed.data.metadata?.alt_text?.text ?? null;
	return { status: 200, body: { data: { id: media.id, associated_metadata: parsed.data.metadata ?? {} } } };
}

function owned(state: XState, accountId: string, id: string): XSandboxMedia | null {
	const media = state.store.media(id);
	return media?.accountId === accountId && media.expiresAt > state.now() ? media : null;
}

function described({ now }: XState, media: XSandboxMedia): Record<string, unknown> {
	const left = media.readyAt === null ? 0 : media.readyAt - now();
	return {
		id: media.id,
		media_key: `3_${media.id}`,
		expires_after_secs: Math.floor((media.expiresAt - now()) / 1000),
		...(left > 0 && { processing_info: { state: "in_progress", check_after_secs: Math.ceil(left / 1000) } }),
	};
}
