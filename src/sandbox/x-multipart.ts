/**
 * The parts of a multipart/form-data body by name, as bytes. The platform's own formData() won't do: the SDK names no file
 * for a chunk, and a part without a file name is taken for UTF-8 text, which spoils a picture.
 */
export function readMultipart(body: Buffer, contentType: string): ReadonlyMap<string, Buffer> {
	const parts = new Map<string, Buffer>();
	const boundary = /boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(contentType);
	const delimiter = Buffer.from(`--${boundary?.[1] ?? boundary?.[2] ?? ""}`);
	if (!boundary) return parts;
	let from = body.indexOf(delimiter);
	while (from >= 0) {
		const start = from + delimiter.length;
		const end = body.indexOf(delimiter, start);
		if (end < 0) break;
		// A part is CRLF, headers, empty line, content, CRLF.
		const part = body.subarray(start, end);
		const blank = part.indexOf("\r\n\r\n");
		const name = /name="([^"]*)"/i.exec(part.subarray(0, Math.max(blank, 0)).toString("utf8"))?.[1];
		if (name !== undefined) parts.set(name, Buffer.from(part.subarray(blank + 4, part.length - 2)));
		from = end;
	}
	return parts;
}
