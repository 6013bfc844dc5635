import { describe, expect, test } from "@jest/globals";
import { openEventParser } from "../../src/web/live/event-stream.ts";

function parsed(...pieces: string[]): unknown[] {
	const found: unknown[] = [];
	const parse = openEventParser({
		onEvent: ({ name, text }) => found.push([name, text]),
		onRetry: (milliseconds) => found.push(milliseconds),
	});
	for (const piece of pieces) parse(piece);
	return found;
}

describe("server-sent events, read by hand", () => {
	const text = 'retry: 1500\n\nid: 7\nevent: item\ndata: {"seq":7}\n\n: a comment\n\ndata: a\ndata:b\n\n';

	test("names, texts of several lines, and when to come back", () => {
		expect(parsed(text)).toEqual([1500, ["item", '{"seq":7}'], ["message", "a\nb"]]);
	});

	test("are the same in whatever pieces they come, and with either line ending", () => {
		expect(parsed(...text)).toEqual(parsed(text));
		expect(parsed(...text.replaceAll("\n", "\r\n"))).toEqual(parsed(text));
	});

	test("half an event is no event; an event without a text is none either", () => {
		expect(parsed("event: item\ndata: 1\n")).toEqual([]);
		expect(parsed("event: item\n\ndata: 1\n\n")).toEqual([["message", "1"]]);
	});

	test("a time to come back that is no number is left out", () => {
		expect(parsed("retry: soon\n\n")).toEqual([]);
	});
});
