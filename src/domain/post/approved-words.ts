/** How far a figure may move between reading and sending, as a part of what was read. */
export const FIGURES_MAY_MOVE = 0.05;

const NUMBER = /\d[\d,]*(?:\.\d+)?/g;

/**
 * Whether a text still says what a person approved. The drive goes on while people read, so figures may move a little (each by at most
 * a twentieth of what was read: a total that was "$41,250" may go out as "$42,300"); any other word may not.
 */
export function stillSays(approved: string, current: string): "yes" | "figures-moved" | "words-changed" {
	if (withoutFigures(approved) !== withoutFigures(current)) return "words-changed";
	const before = figuresIn(approved);
	const after = figuresIn(current);
	const isNear = before.every((figure, at) => Math.abs((after[at] ?? 0) - figure) <= figure * FIGURES_MAY_MOVE);
	return isNear ? "yes" : "figures-moved";
}

function withoutFigures(text: string): string {
	return text.normalize("NFC").replace(NUMBER, "0").trim();
}

function figuresIn(text: string): number[] {
	return [...text.matchAll(NUMBER)].map(([figure]) => Number(figure.replaceAll(",", "")));
}

/** The drive's figures as they are written in a text: by variable ("total": "$41,250"). */
export type WrittenFigures = Readonly<Record<string, string>>;

/**
 * A person's own words with the figures of now: whatever figure of the drive stood in the words they began with and still stands in
 * theirs is said as it is when the post goes out. Figures that can't be told apart (the total is the milestone) stay as they are.
 */
export function figuresOfNow(
	edited: string,
	{ from, before, now }: { readonly from: string; readonly before: WrittenFigures; readonly now: WrittenFigures },
): string {
	const changes = Object.entries(before).filter(([name, written]) => {
		const isShared = Object.entries(before).some(
			([other, same]) => other !== name && same === written && now[other] !== now[name],
		);
		return now[name] !== undefined && now[name] !== written && !isShared && holds(from, written);
	});
	const inWords = new Map(changes.map(([name, written]) => [written, now[name] ?? written]));
	if (inWords.size === 0) return edited;
	// Longest first, in one pass: what was put in is never taken for something to be replaced.
	const any = [...inWords.keys()].sort((a, b) => b.length - a.length).map(wholeFigure);
	return edited.replace(new RegExp(any.join("|"), "gu"), (found) => inWords.get(found) ?? found);
}

function holds(text: string, written: string): boolean {
	return written !== "" && new RegExp(wholeFigure(written), "u").test(text);
}

function wholeFigure(written: string): string {
	return `(?<![\\p{L}\\p{N}$.,])${written.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&")}(?![\\p{L}\\p{N}]|[.,]\\d)`;
}
