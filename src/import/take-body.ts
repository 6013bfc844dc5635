/** What was sent as it came, at most so many bytes; null where there is more of it. */
export async function takeBody(request: AsyncIterable<Buffer>, mostBytes: number): Promise<Buffer | null> {
	const chunks: Buffer[] = [];
	let size = 0;
	for await (const chunk of request) {
		size += chunk.length;
		if (size > mostBytes) return null;
		chunks.push(chunk);
	}
	return Buffer.concat(chunks);
}
