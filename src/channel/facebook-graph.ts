import { createHmac } from "node:crypto";
import { scrub } from "./facebook-answer.ts";
import type { FacebookCredentials } from "./facebook-credentials.ts";
import { loadFacebookSdk, newApi } from "./facebook-sdk.ts";
import { observeCall, type WireAnswer } from "./facebook-wire.ts";

export type GraphSettings = {
	readonly graphBase: string;
	readonly credentials: FacebookCredentials;
	readonly proxyFromEnvironment: boolean;
};

export type GraphParams = Readonly<Record<string, string | number>>;

/** The calls a Page channel makes, through Facebook's SDK. Each resolves to what was seen on the wire, free of secrets. */
export type PageCalls = {
	/** @param photoId of a photo the Page has, unpublished; null for a post without */
	createPost(message: string, photoId: string | null, limits: CallLimits): Promise<WireAnswer>;
	/** Lets Facebook fetch a picture from its address and keep it where nobody sees it. */
	createPhoto(url: string, alt: string, limits: CallLimits): Promise<WireAnswer>;
	/** @param params `limit`, `since` and the cursor of the page wanted */
	publishedPosts(params: GraphParams, limits: CallLimits): Promise<WireAnswer>;
	readPage(limits: CallLimits): Promise<WireAnswer>;
	deletePost(postId: string, limits: CallLimits): Promise<WireAnswer>;
};

export type CallLimits = { readonly timeoutMs: number; readonly beforeWrite: () => void };

const POST_FIELDS = ["id", "message", "created_time", "permalink_url"];

/** @throws Error where the SDK can't be loaded; nothing has been sent then */
export async function openPage(settings: GraphSettings): Promise<PageCalls> {
	const { graphBase, credentials, proxyFromEnvironment } = settings;
	const sdk = await loadFacebookSdk();
	const api = newApi(sdk, credentials.accessToken);
	const signed = proofOf(credentials);
	const secrets = [credentials.accessToken, credentials.appSecret ?? "", signed.appsecret_proof ?? ""];

	async function call({ timeoutMs, beforeWrite }: CallLimits, send: () => Promise<unknown>): Promise<WireAnswer> {
		const answer = await observeCall({ graphBase, timeoutMs, beforeWrite, proxyFromEnvironment }, send);
		return answer.kind === "answered" ? { ...answer, body: scrub(answer.body, secrets) } : answer;
	}
	// A fresh object a call: the SDK keeps state in it and would send the Page's id along as a field of the post.
	const page = () =>
		new sdk.Page(credentials.pageId, {}, undefined, api).clearHistory() as InstanceType<typeof sdk.Page>;

	return {
		createPost: (message, photoId, limits) => {
			const media = photoId === null ? {} : { attached_media: [{ media_fbid: photoId }] };
			return call(limits, () => page().createFeed([], { message, ...media, ...signed }));
		},
		// Unpublished: a photo published with its text as the caption is no post that can be read back by its message.
		createPhoto: (url, alt, limits) =>
			call(limits, () => page().createPhoto([], { url, published: false, alt_text_custom: alt, ...signed })),
		publishedPosts: (params, limits) =>
			call(limits, async () => page().getPublishedPosts(POST_FIELDS, { ...params, ...signed })),
		readPage: (limits) => call(limits, () => page().read(["id", "name"], { ...signed })),
		deletePost: (postId, limits) => call(limits, () => api.call("DELETE", [postId], { ...signed })),
	};
}

/** HMAC-SHA256 of the token with the app secret, hex: asked for where the app requires it, and never wrong to send. */
function proofOf({ accessToken, appSecret }: FacebookCredentials): { appsecret_proof?: string } {
	if (appSecret === undefined) return {};
	return { appsecret_proof: createHmac("sha256", appSecret).update(accessToken).digest("hex") };
}
