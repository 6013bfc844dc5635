export type StreamEvent = { readonly name: string; readonly text: string };

export type EventParserHandlers = {
	readonly onEvent: (event: StreamEvent) => void;
	/** Milliseconds after which the server wants us back. */
	readonly onRetry: (milliseconds: number) => void;
};

/**
 * Server-sent events out of the text of a stream, in whatever pieces it comes. Read by hand where EventSource would do it too, because
 * EventSource tells neither a refusal from a server that is away nor when the server wants us back.
 */
export function openEventParser({ onEvent, onRetry }: EventParserHandlers): (piece: string) => void {
	let rest = "";
	let name = "";
	let lines: string[] = [];
	const takeLine = (line: string) => {
		if (line === "") {
			if (lines.length > 0) onEvent({ name: name || "message", text: lines.join("\n") });
			name = "";
			lines = [];
			return;
		}
		const at = line.indexOf(":");
		const field = at === -1 ? line : line.slice(0, at);
		const value = at === -1 ? "" : line.slice(at + 1).replace(/^ /, "");
		if (field === "event") name = value;
		else if (field === "data") lines.push(value);
		else if (field === "retry" && /^\d+$/.test(value)) onRetry(Number(value));
	};
	return (piece) => {
		const pieces = (rest + piece).split("\n");
		rest = pieces.pop() ?? "";
		for (const line of pieces) takeLine(line.replace(/\r$/, ""));
	};
}
