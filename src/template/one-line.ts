/** A name typed by a person: no line breaks, no control, invisible or direction-changing characters; null where nothing is left. */
export function oneLine(text: string): string | null {
	if (/^[!-~]+(?: [!-~]+)*$/.test(text)) return text;
	const clean = text
		.replace(/[\p{Cc}\u2028\u2029]+/gu, " ")
		.replace(/[\p{Cf}]+/gu, "")
		.replace(/\s+/g, " ")
		.trim();
	return clean === "" ? null : clean;
}
