import { createHash } from "node:crypto";
import { cutText } from "../domain/plain/cut-text.ts";
import type { Mail } from "./mail.ts";
import type { Due } from "./take-due.ts";

const MOST_LINES = 20;

/** One mail about all of it: what waits, and where to act. No donor's name stands in it. */
export function mailOf(
	to: { readonly email: string; readonly name: string },
	due: readonly Due[],
	origin: string,
): Mail {
	const [first] = due;
	const subject = due.length === 1 && first !== undefined ? first.says : `${due.length} things need somebody`;
	const lines = due.slice(0, MOST_LINES).map(({ says, path }) => `- ${says}\n  ${origin}${path}`);
	const more = due.length > MOST_LINES ? [`And ${due.length - MOST_LINES} more.`] : [];
	const foot = `You get this because you can act on it. Choose what you are told at ${origin}/staff/account`;
	return {
		id: `notices-${createHash("sha256")
			.update(JSON.stringify([origin, due.map(({ id }) => id)]))
			.digest("hex")
			.slice(0, 32)}`,
		to: to.email,
		subject: oneLine(subject),
		text: [`Hello ${to.name},`, "", ...lines, ...more, "", foot, ""].join("\n"),
	};
}

function oneLine(text: string): string {
	return cutText(text.replace(/[\r\n]+/g, " "), 150);
}
