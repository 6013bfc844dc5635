import { GraphRefusal, PHOTO_MISSING, PHOTO_TOO_BIG } from "./facebook-errors.ts";
import { type GraphParams, text } from "./facebook-params.ts";
import type { FacebookStore, PhotoDraft, SandboxPage } from "./facebook-store.ts";

const LARGEST_PHOTO = 4_000_000;
const TYPES = new Set(["image/png", "image/jpeg", "image/gif", "image/webp"]);
/** How the files of these types begin, whatever their sender calls them. */
const BEGINNINGS = ["89504e47", "ffd8ff", "47494638", "52494646"];

/**
 * Fetches the picture as Facebook does: by itself, from its address, within a time limit. What is refused comes as a GraphRefusal
 * for the caller to throw where its answer is due.
 */
export async function fetchPhoto(params: GraphParams, withinMs: number): Promise<PhotoDraft | GraphRefusal> {
	const url = text(params, "url") ?? "";
	if (!/^https?:\/\//.test(url)) return new GraphRefusal(PHOTO_MISSING);
	try {
		const answer = await fetch(url, { signal: AbortSignal.timeout(withinMs) });
		const type = answer.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase() ?? "";
		const bytes = Buffer.from(await answer.arrayBuffer());
		const begins = bytes.subarray(0, 4).toString("hex");
		if (!answer.ok || !TYPES.has(type) || !BEGINNINGS.some((one) => begins.startsWith(one))) {
			return new GraphRefusal(PHOTO_MISSING);
		}
		if (bytes.length > LARGEST_PHOTO) return new GraphRefusal(PHOTO_TOO_BIG);
		return { url, alt: text(params, "alt_text_custom") ?? "", type, bytes };
	} catch {
		return new GraphRefusal(PHOTO_MISSING);
	}
}

/** Keeps the photo; published, it is a post at once. */
export function createPhoto(
	store: FacebookStore,
	page: SandboxPage,
	params: GraphParams,
	fetched: PhotoDraft | GraphRefusal,
): object {
	if (fetched instanceof GraphRefusal) throw fetched;
	const photo = store.addPhoto(fetched);
	if (text(params, "published") === "false") return { id: photo.id };
	const message = text(params, "message") ?? text(params, "caption") ?? "";
	const attachedMedia = [{ id: photo.id, url: photo.url, alt: photo.alt }];
	const post = store.addPost(page.id, { message, link: null, published: true, attachedMedia });
	return { id: photo.id, post_id: post.id };
}
