import type { Request, RequestHandler } from "express";
import type pg from "pg";
import { mayDo, rolesFor } from "../domain/staff/staff-role.ts";
import { Refusal } from "../http/problem.ts";
import type { StaffMember } from "../http/staff-route.ts";
import type { QueueBackend } from "../queue/backend.ts";
import { HOOK_QUEUE, publishQueue, SCHEDULE_QUEUE } from "../queue/jobs.ts";

export const QUEUE_BOARD_PATH = "/staff/queues";

/** The board's own page has styles in its elements; everything else comes from us, as everywhere. */
const POLICY =
	"default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; " +
	"connect-src 'self'; base-uri 'self'; form-action 'none'; frame-ancestors 'none'";

export type QueueBoardParts = {
	readonly pool: pg.Pool;
	readonly queues: QueueBackend;
	readonly whoAsks: (request: Request) => Promise<StaffMember | null>;
};

/** The queue dashboard behind the console's sign-in: for admins, and for looking only. */
export function queueBoard({ pool, queues, whoAsks }: QueueBoardParts): RequestHandler {
	// Loaded when somebody looks: starting doesn't wait for it.
	const open = async () => {
		const { openQueueBoard } = await import("../queue/board-route.ts");
		return openQueueBoard(queues, { basePath: QUEUE_BOARD_PATH, names: () => queueNames(pool) });
	};
	let board: ReturnType<typeof open> | undefined;
	return async (request, response, next) => {
		const staff = await whoAsks(request);
		if (staff === null) {
			if (request.accepts(["json", "html"]) !== "html") throw new Refusal("unauthenticated", "Sign in first.");
			response.redirect(303, "/staff/sign-in");
			return;
		}
		if (!mayDo(staff.role, "queues.see")) {
			throw new Refusal(
				"forbidden",
				`Your role doesn't include this. Ask somebody who is ${rolesFor("queues.see").join(", ")}.`,
			);
		}
		if (request.method !== "GET" && request.method !== "HEAD") {
			throw new Refusal("forbidden", "Queues are for looking: what has to be done again, Carillon does by itself.");
		}
		response.setHeader("Content-Security-Policy", POLICY);
		response.setHeader("Cache-Control", "no-store");
		board ??= open();
		return (await board)(request, response, next);
	};
}

async function queueNames(pool: pg.Pool): Promise<string[]> {
	const { rows } = await pool.query<{ id: string }>(
		"select id from channel_account where enabled order by created_at, id",
	);
	return [SCHEDULE_QUEUE, HOOK_QUEUE, ...rows.map(({ id }) => publishQueue(id))];
}
