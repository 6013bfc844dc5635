import type { Instant } from "../domain/plain/instant.ts";

export type SandboxPage = {
	readonly id: string;
	readonly name: string;
	/** Any non-empty token is taken where this is unset. */
	readonly accessToken?: string;
	/** Set: "Require App Secret" is on, and every call must carry a right `appsecret_proof`. */
	readonly appSecret?: string;
	/** Whether a token was granted for it by Facebook Login. */
	readonly granted?: (token: string) => boolean;
};

/** A photo as Facebook keeps it: its own copy, fetched once. */
export type AttachedMedia = {
	readonly id: string;
	/** Where it was fetched from. */
	readonly url: string | null;
	readonly alt: string;
};

export type PhotoDraft = { readonly url: string; readonly alt: string; readonly type: string; readonly bytes: Buffer };
export type Photo = AttachedMedia & PhotoDraft;

export type FacebookPost = {
	/** "pageid_postid", as Graph gives it. */
	readonly id: string;
	readonly pageId: string;
	readonly message: string;
	readonly link: string | null;
	readonly published: boolean;
	/** Milliseconds since 1970 UTC. */
	readonly receivedAt: Instant;
	readonly attachedMedia: readonly AttachedMedia[];
};

export type PostDraft = Pick<FacebookPost, "message" | "link" | "published" | "attachedMedia">;

/** What the sandbox keeps: in memory, oldest first, gone when it closes. */
export type FacebookStore = {
	page(id: string): SandboxPage | null;
	pageOfToken(token: string): SandboxPage | null;
	firstPage(): SandboxPage;
	addPost(pageId: string, draft: PostDraft): FacebookPost;
	/** The Page's newest post that people can see: Graph's 506 compares with this one only. */
	newest(pageId: string): FacebookPost | null;
	posts(): readonly FacebookPost[];
	removePost(id: string): boolean;
	addPhoto(draft: PhotoDraft): Photo;
	photo(id: string): Photo | null;
};

export const DEFAULT_PAGE: SandboxPage = { id: "102030405060708", name: "Lakeview Children's Hospital" };

/** The other Page of whoever logs in. */
export const SECOND_PAGE: SandboxPage = { id: "102030405060709", name: "Lakeview Volunteers" };

/** Where `pages` is empty every numeric Page id exists, so that any set of credentials can be tried. */
export function createFacebookStore(pages: readonly SandboxPage[], now: () => Instant): FacebookStore {
	const known = new Map(pages.map((page) => [page.id, page]));
	const anyPage = pages.length === 0;
	const photos = new Map<string, Photo>();
	let posts: FacebookPost[] = [];
	let lastId = 122_100_000_000_000;

	function page(id: string): SandboxPage | null {
		const found = known.get(id);
		if (found !== undefined || !anyPage || !/^\d{1,20}$/.test(id)) return found ?? null;
		return id === SECOND_PAGE.id ? SECOND_PAGE : { ...DEFAULT_PAGE, id };
	}
	const firstPage = () => pages[0] ?? page(posts[0]?.pageId ?? "") ?? DEFAULT_PAGE;
	const nextId = () => {
		lastId += 1;
		return String(lastId);
	};

	return {
		page,
		firstPage,
		pageOfToken: (token) => pages.find((one) => one.accessToken === token) ?? (anyPage ? firstPage() : null),
		addPost(pageId, draft) {
			const post = { ...draft, id: `${pageId}_${nextId()}`, pageId, receivedAt: now() };
			posts.push(post);
			return post;
		},
		newest: (pageId) => posts.findLast((post) => post.pageId === pageId && post.published) ?? null,
		posts: () => posts,
		removePost(id) {
			const left = posts.filter((post) => post.id !== id);
			const removed = left.length < posts.length;
			posts = left;
			return removed;
		},
		addPhoto(draft) {
			const photo = { ...draft, id: nextId() };
			photos.set(photo.id, photo);
			return photo;
		},
		photo: (id) => photos.get(id) ?? null,
	};
}
