import { type Instant, MINUTE } from "../../../domain/plain/instant.ts";

/** Something the host may read out. The producer's word stands above a milestone's, and that above what is always good to read. */
export type Sentence = {
	readonly id: string;
	readonly source: "producer" | "milestone" | "show" | "evergreen";
	readonly text: string;
	/** What an evergreen sentence or a slot of the show is called; empty elsewhere. */
	readonly title: string;
	/** Who in the production wrote it; empty elsewhere. */
	readonly by: string;
	/** When it was written; null for what is always good. */
	readonly at: Instant | null;
};

export type Sayable = {
	readonly producer: { readonly id: string; readonly text: string; readonly by: string; readonly at: Instant } | null;
	/** Newest first. */
	readonly scripts: readonly { readonly text: string; readonly at: Instant }[];
	readonly show: readonly { readonly id: string; readonly title: string; readonly say: string }[];
	readonly evergreen: readonly { readonly id: string; readonly title: string; readonly text: string }[];
};

/** A milestone is news for this long; then the hour's story or an evergreen sentence takes its place. */
export const NEWS_FOR = 6 * MINUTE;

/**
 * Everything there is to say, in the order it should be said. Old milestones come last rather than not at all: the host may look for
 * one, and with no evergreen sentence the last one is still better than nothing.
 */
export function sentencesToSay({ producer, scripts, show, evergreen }: Sayable, now: Instant): Sentence[] {
	const milestones = scripts.map(
		({ text, at }): Sentence => ({ id: `milestone-${at}-${text}`, source: "milestone", text, title: "", by: "", at }),
	);
	const always = (source: "show" | "evergreen", id: string, title: string, text: string): Sentence => {
		return { id: `${source}-${id}`, source, title, text, by: "", at: null };
	};
	return [
		...(producer ? [{ ...producer, source: "producer", title: "" } as const] : []),
		...milestones.filter((one) => isNew(one, now)),
		...show.filter(({ say }) => say !== "").map(({ id, title, say }) => always("show", id, title, say)),
		...evergreen.map(({ id, title, text }) => always("evergreen", id, title, text)),
		...milestones.filter((one) => !isNew(one, now)),
	];
}

/** News: the producer's word as long as it stands, a milestone for some minutes. */
export function isNew({ source, at }: Sentence, now: Instant): boolean {
	return source === "producer" || (at !== null && now - at < NEWS_FOR);
}
