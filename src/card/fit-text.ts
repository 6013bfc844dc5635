/** Width in pixels of text on one line at this size. */
export type Measure = (text: string, size: number) => number;

export type Fitting = {
	readonly width: number;
	readonly most: number;
	readonly least: number;
	readonly lines: number;
};

export type Fitted = { readonly size: number; readonly lines: readonly string[] };

const STEP = 0.96;

/**
 * The largest size between `most` and `least` at which the text takes no more than `lines` lines. Where not even the least is small
 * enough, words are broken, and what is too much ends in an ellipsis.
 */
export function fitText(text: string, { width, most, least, lines }: Fitting, measure: Measure): Fitted {
	if (text === "") return { size: least, lines: [] };
	for (let size = most; size > least; size = Math.floor(size * STEP)) {
		const broken = balanced(text, width, lines, (one) => measure(one, size));
		if (broken) return { size, lines: broken };
	}
	const measured = (one: string) => measure(one, least);
	const broken = balanced(text, width, lines, measured);
	return { size: least, lines: broken ?? clamped(text, width, lines, measured) };
}

type Measured = (text: string) => number;

/** Lines of about the same length look set, not spilled. Null where it doesn't go without breaking a word. */
function balanced(text: string, width: number, most: number, measure: Measured): string[] | null {
	const first = broken(text, width, measure);
	if (first.length > most || first.some((line) => measure(line) > width)) return null;
	let best = first;
	for (let narrower = width * 0.95; narrower > width * 0.5; narrower -= width * 0.05) {
		const lines = broken(text, narrower, measure);
		if (lines.length > first.length || lines.some((line) => measure(line) > narrower)) break;
		best = lines;
	}
	return best;
}

/** At plain spaces only: a no-break space holds an amount together. */
function broken(text: string, width: number, measure: Measured): string[] {
	const lines: string[] = [];
	for (const word of text.split(" ")) {
		const last = lines.at(-1);
		const longer = last === undefined ? word : `${last} ${word}`;
		if (last !== undefined && measure(longer) <= width) lines[lines.length - 1] = longer;
		else lines.push(word);
	}
	return lines;
}

function clamped(text: string, width: number, most: number, measure: Measured): string[] {
	const lines = broken(text, width, measure).flatMap((line) => inPieces(line, width, measure));
	if (lines.length <= most) return lines;
	const kept = lines.slice(0, most);
	const last = Array.from(`${kept.pop() ?? ""} `);
	while (last.length > 0 && measure(`${last.join("").trimEnd()}…`) > width) last.pop();
	return [
		...kept,
		`${last
			.join("")
			.trimEnd()
			.replace(/[.,;:]$/, "")}…`,
	];
}

function inPieces(line: string, width: number, measure: Measured): string[] {
	const pieces = [""];
	for (const character of Array.from(line)) {
		const longer = `${pieces.at(-1) ?? ""}${character}`;
		if (measure(longer) <= width) pieces[pieces.length - 1] = longer;
		else pieces.push(character);
	}
	return pieces.filter((piece) => piece !== "");
}
