import type { Request } from "express";
import { safeName } from "../domain/gift/donor-name.ts";
import { type Instant, MINUTE } from "../domain/plain/instant.ts";
import { tidyText } from "../domain/post/post-text.ts";
import type { Reader } from "../domain/screen/thanks.ts";
import type { Answer } from "../http/answer.ts";
import { problem } from "../http/problem.ts";
import type { Route } from "../http/route-table.ts";
import { type BoardParts, currentHead, readBoard, settingOf } from "./board.ts";
import { boardQuestion, sayRequest, thankRequest } from "./board-requests.ts";
import { readBoardHead } from "./board-state.ts";
import { readFacts } from "./facts.ts";
import { findingsIn } from "./outgoing-words.ts";
import { clearSayNow, sayNow } from "./say-now.ts";
import type { ScreenLink } from "./screen-link.ts";
import { screenOf, screenThatMay, stillMay } from "./screen-of-route.ts";
import { doThanks } from "./thank-deeds.ts";

export type BoardRouteParts = BoardParts & { readonly now: () => Instant };

/** What a screen reads beside the stream, and what is pressed on it. */
export function boardRoutes(parts: BoardRouteParts): Route[] {
	const takes = { type: "json", mostBytes: 16 * 1024 } as const;
	return [
		{ method: "get", path: "/on-air/:link/board", handle: (request) => board(parts, request) },
		{ method: "get", path: "/on-air/:link/facts", handle: (request) => facts(parts, request) },
		{ method: "post", path: "/on-air/:link/thanks", takes, handle: (request) => thanks(parts, request) },
		{ method: "post", path: "/on-air/:link/say", takes, handle: (request) => say(parts, request) },
	];
}

async function board(parts: BoardRouteParts, request: Request): Promise<Answer> {
	const link = await screenOf(parts.pool, request);
	const given = Object.entries(request.query).filter(([, value]) => value !== "");
	const question = boardQuestion.parse(Object.fromEntries(given));
	return answer(200, await readBoard(parts, link, question, parts.now()));
}

async function facts(parts: BoardRouteParts, request: Request): Promise<Answer> {
	return answer(200, await readFacts(parts, await screenOf(parts.pool, request), parts.now()));
}

async function thanks({ pool, now }: BoardRouteParts, request: Request): Promise<Answer> {
	const link = await screenThatMay(pool, request, "host");
	const { requestId, readerId, by, ...what } = thankRequest.parse(request.body);
	const head = await currentHead(pool, link.campaignId, now());
	const deed = { requestId, reader: readerOf(readerId, by, link), what };
	const done = await doThanks(pool, settingOf(head), deed, now(), stillMay(request, "host"));
	return answer(done.done.length === 0 && done.refused.length > 0 ? 409 : 200, done);
}

async function say({ pool, now }: BoardRouteParts, request: Request): Promise<Answer> {
	const link = await screenThatMay(pool, request, "producer");
	const asked = sayRequest.parse(request.body);
	const reader = readerOf(asked.readerId, asked.by, link);
	const allowed = stillMay(request, "producer");
	if ("clear" in asked) {
		return answer(200, await clearSayNow(pool, link.campaignId, { reader, id: asked.id ?? null }, now(), allowed));
	}
	const text = tidyText(asked.text);
	const { campaign } = await readBoardHead(pool, link.campaignId, now());
	const findings = findingsIn(text, campaign);
	if (findings.length > 0 && !asked.despite) {
		const detail =
			"Something in this may not be said on air. Change it, or send it again as it is: then it is kept with your name.";
		const fields = findings.map(({ code, explanation }) => ({ field: code, says: explanation }));
		return answer(422, { ...problem(422, "privacy", detail), fields });
	}
	const at = now();
	const expiresAt = at + asked.minutes * MINUTE;
	const despite = [...new Set(findings.map(({ code }) => code))];
	const said = { requestId: asked.requestId, reader, text, expiresAt, despite };
	return answer(200, await sayNow(pool, link.campaignId, said, at, allowed));
}

/** The name is shown to the other hosts: harmless, short, and never empty. */
function readerOf(id: string, by: string | undefined, link: ScreenLink): Reader {
	return { id, name: safeName(by ?? "") || safeName(link.label) || "Host" };
}

function answer(status: number, body: unknown): Answer {
	return { kind: "json", status, body, headers: { "Cache-Control": "no-store" } };
}
