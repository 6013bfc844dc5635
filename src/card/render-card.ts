import { type CardContent, totalCard } from "../domain/card/card-content.ts";
import type { CardSize } from "./card-size.ts";
import { type DrawingThread, openDrawingThread } from "./drawing-thread.ts";

/** One a process, since all of its pictures share one thread. */
let thread: DrawingThread | undefined;

/**
 * The picture as PNG, drawn in a thread of its own.
 * @throws CardNotDrawn where it can't be drawn, or not in time: say the thing without a picture then.
 */
export function renderCard(content: CardContent, size: CardSize): Promise<Buffer> {
	thread ??= openDrawingThread();
	return thread.draw({ content, size });
}

/** Starts the thread and has it read its fonts, so that the first real picture doesn't wait for that. Never throws. */
export async function warmUpCards(): Promise<void> {
	const campaign = {
		name: "Carillon",
		hospital: "Carillon",
		hashtag: "",
		currency: "usd",
		look: { colour: "#10272c" },
	};
	const content = totalCard({ ...campaign, state: "live" }, { total: 1, goal: 2 }, "en");
	await renderCard(content, "wide").catch(() => {});
}

export async function closeCards(): Promise<void> {
	const open = thread;
	thread = undefined;
	await open?.close();
}
