/** Reads a drive's live stream as a screen does, and remembers whether a gift came by. */
export async function watchStream(
	url: string,
	withinMs: number,
): Promise<{ sawGift(): Promise<boolean>; close(): void }> {
	const ending = new AbortController();
	const signal = AbortSignal.any([ending.signal, AbortSignal.timeout(2 * withinMs)]);
	const seen = follow(url, signal).catch(() => false);
	return {
		sawGift: () => Promise.race([seen, late(withinMs, signal)]),
		close: () => ending.abort(),
	};
}

async function follow(url: string, signal: AbortSignal): Promise<boolean> {
	const answer = await fetch(url, { signal, headers: { accept: "text/event-stream" } });
	if (!answer.ok || answer.body === null) return false;
	let unread = "";
	for await (const part of answer.body.pipeThrough(new TextDecoderStream())) {
		unread += part;
		const frames = unread.split("\n\n");
		unread = frames.pop() ?? "";
		if (frames.some((frame) => frame.includes("event: item") && frame.includes('"type":"gift"'))) return true;
	}
	return false;
}

async function late(ms: number, signal: AbortSignal): Promise<false> {
	await new Promise<void>((resolve) => {
		const timer = setTimeout(resolve, ms);
		signal.addEventListener("abort", () => {
			clearTimeout(timer);
			resolve();
		});
	});
	return false;
}
