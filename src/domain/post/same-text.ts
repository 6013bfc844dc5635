/** A post's text as a platform gives it back, with what has to be undone before it can be compared with ours. */
export type TextReadBack = {
	readonly text: string;
	/** X escapes `&`, `<` and `>`; Facebook does not. */
	readonly htmlEscaped: boolean;
	/** Links the platform shortened: what stands in the text, and where it leads. */
	readonly links: readonly { readonly shown: string; readonly target: string }[];
};

/**
 * Whether a platform's post is the one we sent. Deliberately generous about everything platforms change by themselves
 * (escaping, shortened links, composed accents, white space, invisible marks): taking our own post for a stranger's would
 * publish it twice, while two different milestone posts never agree in all their words and amounts.
 */
export function isSameText(ours: string, theirs: TextReadBack): boolean {
	const wanted = canonicalText(ours);
	return canonicalText(asWritten(theirs)) === wanted || canonicalText(theirs.text) === wanted;
}

/** The form in which two texts are compared; not for showing to anybody. */
export function canonicalText(text: string): string {
	return (
		text
			// Zero-width and direction marks, soft hyphen, emoji style selector. Not the joiner that makes emoji families.
			.replace(/[\u00AD\u200B\u200E\u200F\u202A-\u202E\u2060\u2066-\u2069\uFEFF]|\uFE0E|\uFE0F/g, "")
			// After them: a mark between a letter and its accent would keep the two apart.
			.normalize("NFC")
			.replace(/https?:\/\//gi, "")
			.replace(/(?<![\p{L}\p{N}@])(?:[a-z0-9-]+\.)+[a-z]{2,}(?![\p{L}\p{N}])/giu, (host) => host.toLowerCase())
			.replace(/\/+(?=\s|$)/g, "")
			.replace(/\s+/g, " ")
			.trim()
	);
}

function asWritten({ text, htmlEscaped, links }: TextReadBack): string {
	let written = htmlEscaped ? unescapeMarks(text) : text;
	for (const { shown, target } of links) {
		written = written.replaceAll(shown, () => (isOwnPicture(target) ? "" : target));
	}
	return written;
}

/** X appends a link to the post's own picture or video. */
function isOwnPicture(target: string): boolean {
	return /^https?:\/\/(?:www\.)?(?:x|twitter)\.com\/.+\/status\/\d+\/(?:photo|video)\/\d+$/i.test(target);
}

const MARKS: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'" };

/** In one pass, so that a text which says "&lt;" itself comes back as it was. */
function unescapeMarks(text: string): string {
	return text.replace(/&(amp|lt|gt|quot|#39);/g, (whole, name: string) => MARKS[name] ?? whole);
}
