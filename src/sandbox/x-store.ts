/** A post the sandbox took. `receivedAt` is when its request arrived: Unix milliseconds, with a fraction. */
export type XSandboxPost = {
	readonly id: string;
	readonly accountId: string;
	readonly text: string;
	readonly receivedAt: number;
	readonly hasMedia: boolean;
	readonly mediaIds: readonly string[];
	/** Taken off the timeline again; X still refuses the same text. */
	readonly deleted: boolean;
};

export type XSandboxMedia = {
	readonly id: string;
	readonly accountId: string;
	readonly type: string;
	readonly totalBytes: number;
	/** Unix milliseconds; after that X knows nothing of it any more, unless a post carries it. */
	readonly expiresAt: number;
	readonly chunks: Map<number, Buffer>;
	/** Unix milliseconds from which a post may carry it; null before it is finalized. */
	readyAt: number | null;
	altText: string | null;
};

export type MediaDraft = Pick<XSandboxMedia, "accountId" | "type" | "totalBytes"> & { readonly expiresAfterMs: number };

/** Snowflake: milliseconds since November 2010 above 22 bits of worker and sequence. */
const SNOWFLAKE_EPOCH = 1_288_834_974_657n;

export function createXStore(options: { readonly duplicateWindowMs: number }) {
	const posts: XSandboxPost[] = [];
	const media = new Map<string, XSandboxMedia>();
	const saidAt = new Map<string, number>();
	let lastId = 0n;

	function nextId(at: number): string {
		const fresh = (BigInt(Math.floor(at)) - SNOWFLAKE_EPOCH) << 22n;
		lastId = fresh > lastId ? fresh : lastId + 1n;
		return lastId.toString();
	}

	return {
		posts: (): readonly XSandboxPost[] => posts,
		/** Outer space and the way of composing accents do not make it another text. */
		isDuplicate(accountId: string, text: string, at: number): boolean {
			const last = saidAt.get(duplicateKey(accountId, text));
			return last !== undefined && at - last < options.duplicateWindowMs;
		},
		addPost(accountId: string, text: string, mediaIds: readonly string[], receivedAt: number): XSandboxPost {
			const id = nextId(receivedAt);
			const post = { id, accountId, text, receivedAt, hasMedia: mediaIds.length > 0, mediaIds, deleted: false };
			posts.push(post);
			saidAt.set(duplicateKey(accountId, text), receivedAt);
			return post;
		},
		deletePost(accountId: string, id: string): boolean {
			const at = posts.findIndex((post) => post.id === id && post.accountId === accountId && !post.deleted);
			const post = posts[at];
			if (!post) return false;
			posts[at] = { ...post, deleted: true };
			return true;
		},
		addMedia({ expiresAfterMs, ...draft }: MediaDraft, at: number): XSandboxMedia {
			const id = nextId(at);
			const expiresAt = at + expiresAfterMs;
			const entry = { ...draft, id, expiresAt, chunks: new Map<number, Buffer>(), readyAt: null, altText: null };
			media.set(id, entry);
			return entry;
		},
		media: (id: string): XSandboxMedia | undefined => media.get(id),
	};
}

export type XStore = ReturnType<typeof createXStore>;

export function mediaBytes(media: XSandboxMedia): Buffer {
	const inOrder = [...media.chunks].sort(([a], [b]) => a - b);
	return Buffer.concat(inOrder.map(([, chunk]) => chunk));
}

function duplicateKey(accountId: string, text: string): string {
	return `${accountId} ${text.normalize("NFC").trim()}`;
}
