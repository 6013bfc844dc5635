import { randomUUID } from "node:crypto";
import type pg from "pg";
import { createScreenLink, type ScreenRights } from "../../src/on-air/screen-link.ts";
import type { Board, FactSheet, SayAnswer, ThankAnswer, ThankDo } from "../../src/web/contract/board.ts";

export type Answered<T> = { readonly status: number; readonly body: T };
export type Refused = {
	readonly code: string;
	readonly detail: string;
	readonly fields?: readonly { field: string }[];
};

/** A host's screen as its browser speaks to the API. */
export type TestScreen = {
	readonly token: string;
	readonly label: string;
	readonly readerId: string;
	board(query?: Readonly<Record<string, string>>): Promise<Board>;
	thank(what: ThankDo, request?: { requestId?: string; by?: string }): Promise<Answered<ThankAnswer>>;
	say(what: object, requestId?: string): Promise<Answered<SayAnswer & Partial<Refused>>>;
	facts(): Promise<FactSheet>;
	get(path: string): Promise<Response>;
	post(path: string, body: unknown, headers?: Readonly<Record<string, string>>): Promise<Response>;
	/** Another reader at the same screen. */
	as(by: string): TestScreen;
};

export async function openScreen(
	url: string,
	pool: pg.Pool,
	campaignId: string,
	rights: ScreenRights & { readonly label?: string } = {},
): Promise<TestScreen> {
	const label = rights.label ?? "Studio A";
	const token = await createScreenLink(pool, campaignId, "on-air", label, rights);
	return screenAt(`${url}/on-air/${token}`, token, label, label);
}

function screenAt(address: string, token: string, label: string, by: string): TestScreen {
	const readerId = randomUUID();
	const get = (path: string) => fetch(`${address}${path}`, { headers: { Accept: "application/json" } });
	const post = (path: string, body: unknown, headers = {}) =>
		fetch(`${address}${path}`, {
			method: "POST",
			headers: { "Content-Type": "application/json", Accept: "application/json", ...headers },
			body: JSON.stringify(body),
		});
	return {
		token,
		label,
		readerId,
		get,
		post,
		async board(query = {}) {
			const answer = await get(`/board?${new URLSearchParams({ reader: readerId, ...query })}`);
			if (answer.status !== 200) throw new Error(`The board answered ${answer.status}: ${await answer.text()}`);
			return answer.json() as Promise<Board>;
		},
		async thank(what, { requestId = randomUUID(), by: name = by } = {}) {
			const answer = await post("/thanks", { requestId, readerId, by: name, ...what });
			return { status: answer.status, body: (await answer.json()) as ThankAnswer };
		},
		async say(what, requestId = randomUUID()) {
			const answer = await post("/say", { requestId, readerId, by, ...what });
			return { status: answer.status, body: (await answer.json()) as SayAnswer };
		},
		async facts() {
			return (await get("/facts")).json() as Promise<FactSheet>;
		},
		as: (name) => screenAt(address, token, label, name),
	};
}
