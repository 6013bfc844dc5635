import { notifications } from "@mantine/notifications";
import { Problem } from "../ask.ts";

const CLOSE = { "aria-label": "Close this message" };

/** Something was done: said in a few words, gone by itself. */
export function notifyDone(message: string): void {
	notifications.show({ message, color: "verdant", autoClose: 5_000, closeButtonProps: CLOSE });
}

/** Something was not done: stays until it is read. */
export function notifyProblem(error: unknown): void {
	const words = error instanceof Problem ? error.detail : "This page made a mistake. Load it again; nothing is lost.";
	notifications.show({
		title: "That was not done",
		message: words,
		color: "ember",
		autoClose: false,
		closeButtonProps: CLOSE,
	});
}
