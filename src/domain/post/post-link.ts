import type { Platform } from "./post.ts";

export type PostLinkRead =
	| { readonly ok: true; readonly url: string; readonly externalId: string | null }
	| { readonly ok: false; readonly says: string };

const X_HOST = /^(?:www\.|mobile\.)?(?:x|twitter)\.com$/;
const X_PATH = /^\/(?:\w{1,15}|i\/web|i)\/status\/(\d{5,20})(?:\/|$)/;
const FACEBOOK_HOST = /^(?:www\.|m\.|web\.|business\.)?facebook\.com$/;
/** "/<page>/posts/<id>", "/<page>_<id>", "/share/p/...", and those that name the post in the query. */
const FACEBOOK_PATH =
	/^\/(?:[\w.-]+\/(?:posts|photos|videos)\/[\w.%-]+|\d+_\d+|share\/[pv]\/\w+|permalink\.php|story\.php|photo(?:\.php)?|reel\/\d+)/;

/** A live post's address as a person copied it: one of that platform's posts, without what trackers hung on it. */
export function readPostLink(platform: Platform, link: string): PostLinkRead {
	const address = addressOf(link.trim());
	if (address === null) return no('Copy the post\'s address out of the browser: it begins with "https://".');
	switch (platform) {
		case "x": {
			const id = X_HOST.test(address.hostname) ? X_PATH.exec(address.pathname)?.[1] : undefined;
			if (id === undefined) return no("This is no link to a post on X. It looks like https://x.com/name/status/123...");
			return { ok: true, url: `https://x.com${address.pathname.replace(/\/$/, "")}`, externalId: id };
		}
		case "facebook": {
			if (!FACEBOOK_HOST.test(address.hostname) || !FACEBOOK_PATH.test(address.pathname)) {
				return no("This is no link to a post on Facebook. It looks like https://www.facebook.com/page/posts/...");
			}
			const externalId = /^\/(\d+_\d+)/.exec(address.pathname)?.[1] ?? null;
			return { ok: true, url: withoutTrackers(address), externalId };
		}
		case "on-air":
		case "dry-run":
			return no("Posts here have no address of their own.");
		default:
			return platform satisfies never;
	}
}

function addressOf(link: string): URL | null {
	if (!URL.canParse(link)) return null;
	const address = new URL(link);
	return address.protocol === "https:" && address.username === "" && address.port === "" ? address : null;
}

const NAMES_POST = new Set(["story_fbid", "id", "fbid", "set", "v"]);

function withoutTrackers(address: URL): string {
	const kept = [...address.searchParams].filter(([name]) => NAMES_POST.has(name));
	const query = new URLSearchParams(kept).toString();
	return `https://www.facebook.com${address.pathname}${query === "" ? "" : `?${query}`}`;
}

function no(says: string): PostLinkRead {
	return { ok: false, says };
}
