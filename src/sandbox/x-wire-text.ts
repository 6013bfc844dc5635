import twitterText from "twitter-text";

export type XUrlEntity = {
	readonly start: number;
	readonly end: number;
	readonly url: string;
	readonly expanded_url: string;
	readonly display_url: string;
	/** Of a link to the post's own picture. */
	readonly media_key?: string;
};

/** A post's text as X gives it back, which is not as it was sent: links shortened to t.co, `&`, `<` and `>` escaped. */
export function wireText(text: string, id: string): { text: string; urls: XUrlEntity[] } {
	const urls: XUrlEntity[] = [];
	let out = "";
	let from = 0;
	for (const [index, found] of twitterText.extractUrlsWithIndices(text).entries()) {
		const [start, end] = found.indices;
		out += escapeMarks(text.slice(from, start));
		const url = `https://t.co/${shortCode(id, index)}`;
		const expanded = /^https?:\/\//i.test(found.url) ? found.url : `http://${found.url}`;
		const at = [...out].length;
		urls.push({
			start: at,
			end: at + url.length,
			url,
			expanded_url: expanded,
			display_url: expanded.replace(/^https?:\/\/(www\.)?/i, ""),
		});
		out += url;
		from = end;
	}
	return { text: out + escapeMarks(text.slice(from)), urls };
}

/** As X shows it: behind the text of a post with a picture stands a link to the picture, one however many there are. */
export function shownText(post: {
	readonly id: string;
	readonly text: string;
	readonly hasMedia: boolean;
	readonly mediaIds: readonly string[];
}): { text: string; urls: XUrlEntity[] } {
	const { text, urls } = wireText(post.text, post.id);
	if (!post.hasMedia) return { text, urls };
	const code = shortCode(post.id, 99);
	const start = text === "" ? 0 : [...text].length + 1;
	const link = { start, end: start + 23, url: `https://t.co/${code}`, display_url: `pic.x.com/${code}` };
	const [picture] = post.mediaIds;
	const pictures = post.mediaIds.map((id) => ({
		...link,
		expanded_url: `https://x.com/i/status/${post.id}/photo/1`,
		media_key: `3_${id}`,
	}));
	return {
		text: picture === undefined ? text : `${text} ${link.url}`.trim(),
		urls: [...urls, ...pictures],
	};
}

function escapeMarks(text: string): string {
	return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
}

/** Ten letters and digits, the same for the same link of the same post. */
function shortCode(id: string, index: number): string {
	return (BigInt(id) * 31n + BigInt(index)).toString(36).slice(-10).padStart(10, "0");
}
