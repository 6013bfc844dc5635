/** Keeps a copy of everything written to the console and the standard streams until `stop`, which returns it. */
export function listenForOutput(): { stop(): string } {
	const heard: string[] = [];
	const streams = [process.stdout, process.stderr] as const;
	const restore = streams.map((stream) => {
		const write = stream.write;
		stream.write = ((...parts: Parameters<typeof write>) => {
			heard.push(String(parts[0]));
			return write.apply(stream, parts);
		}) as typeof write;
		return () => {
			stream.write = write;
		};
	});
	// Jest's console does not go through the streams at once.
	const methods = ["log", "info", "warn", "error", "debug"] as const;
	for (const method of methods) {
		const original = console[method];
		console[method] = (...parts: unknown[]) => {
			heard.push(parts.map(String).join(" "));
			original(...parts);
		};
		restore.push(() => {
			console[method] = original;
		});
	}
	return {
		stop() {
			for (const undo of restore) undo();
			return heard.join("\n");
		},
	};
}
