const SAVE_AS_CSV = "In the program that made it choose Save as, then CSV UTF-8, and bring that file in.";

/** What files that are no list begin with: a name that ends in .csv doesn't make them one. */
const BEGINNINGS: readonly (readonly [readonly number[], string])[] = [
	[[0x50, 0x4b, 0x03, 0x04], `This is an Excel workbook (or another zip file), whatever its name says. ${SAVE_AS_CSV}`],
	[[0xd0, 0xcf, 0x11, 0xe0], `This is a workbook of an older Excel, whatever its name says. ${SAVE_AS_CSV}`],
	[
		[0x25, 0x50, 0x44, 0x46],
		"This is a PDF. Ask for the list as a CSV file: figures can't be read out of a PDF safely.",
	],
	[[0x1f, 0x8b], "This file is compressed. Unpack it, and bring in what is in it."],
];

/** In words what this file is, where it is no text at all; null: it may be a list. */
export function otherFile(sample: Buffer): string | null {
	const found = BEGINNINGS.find(([bytes]) => bytes.every((byte, place) => sample[place] === byte));
	if (found !== undefined) return found[1];
	const start = sample.subarray(0, 200).toString("latin1").trimStart().toLowerCase();
	if (start.startsWith("<!doctype html") || start.startsWith("<html") || start.startsWith("<table")) {
		return `This is a web page, whatever its name says: some programs call that Excel. Open it in a spreadsheet. ${SAVE_AS_CSV}`;
	}
	return start.startsWith("{\\rtf") ? `This is a text document. ${SAVE_AS_CSV}` : null;
}
