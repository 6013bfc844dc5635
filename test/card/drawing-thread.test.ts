import { afterEach, describe, expect, test } from "@jest/globals";
import { type DrawingThread, openDrawingThread } from "../../src/card/drawing-thread.ts";
import { milestoneCard } from "../../src/domain/card/card-content.ts";
import { aCardSubject } from "../support/cards.ts";

/** A thread that answers with the figure it was given, hangs on "6", dies on "7", and says no to "8". */
const ODD_THREAD = new URL(
	`data:text/javascript,${encodeURIComponent(`
		import { parentPort } from "node:worker_threads";
		parentPort.on("message", ({ content }) => {
			if (content.figure === "6") for (;;);
			if (content.figure === "7") process.exit(1);
			if (content.figure === "8") return parentPort.postMessage({ problem: "no such letter" });
			parentPort.postMessage({ png: new TextEncoder().encode(content.figure) });
		});
	`)}`,
);

const hours = (value: number) =>
	({ content: milestoneCard(aCardSubject("hours-to-go", {}, value), "en"), size: "wide" }) as const;

let open: DrawingThread | undefined;
afterEach(() => open?.close());

describe("the thread that draws", () => {
	test("it draws one after the other, each its own", async () => {
		open = openDrawingThread(ODD_THREAD, 5_000);
		const drawn = await Promise.all([1, 2, 3, 4].map((value) => open?.draw(hours(value))));
		expect(drawn.map(String)).toEqual(["1", "2", "3", "4"]);
	});

	test("one that hangs, dies or refuses is an error that says so, and the next is drawn by a new thread", async () => {
		open = openDrawingThread(ODD_THREAD, 1_500);
		const wishes = [6, 1, 7, 2, 8, 3].map((value) =>
			open?.draw(hours(value)).then(String, (error: Error) => error.message),
		);
		expect(await Promise.all(wishes)).toEqual([
			"The picture was not drawn: it took more than 1.5 s.",
			"1",
			"The picture was not drawn: its thread ended.",
			"2",
			"The picture was not drawn: no such letter",
			"3",
		]);
	});

	test("what is too much is refused at once, and what waits at the close is told", async () => {
		open = openDrawingThread(ODD_THREAD, 5_000);
		const waiting = Array.from({ length: 41 }, () => open?.draw(hours(6)).catch((error: Error) => error.message));
		await expect(open.draw(hours(1))).rejects.toThrow("40 pictures wait to be drawn already.");
		await open.close();
		expect(new Set(await Promise.all(waiting)).size).toBe(2);
	});
});
