import { randomBytes } from "node:crypto";
import { openCampaignDirectory } from "../../src/campaign/directory.ts";
import { createApp } from "../../src/http/app.ts";
import type { Assets } from "../../src/http/assets.ts";
import { type Listening, listenOn } from "../../src/http/server.ts";
import type { LogFields } from "../../src/log.ts";
import { phoneRoutes } from "../../src/pledge/phone-routes.ts";
import type { SentSlip, SlipOutcome, SlipsAnswer, UndoAnswer } from "../../src/web/contract/phones.ts";
import type { TestDatabase } from "./database.ts";

export type PhoneServer = Listening & { readonly logged: string[] };

/** The volunteers' page and its routes, as the API has them, on a port of its own and by the test's clock. */
export async function openPhoneServer(
	database: TestDatabase,
	{ now, assets, mostPerMinute, port = 0 }: PhoneServerOptions,
): Promise<PhoneServer> {
	const logged: string[] = [];
	const log = (_: string, sentence: string, fields: LogFields = {}) => {
		logged.push(`${sentence} ${JSON.stringify(fields)}`);
	};
	const routes = phoneRoutes({
		pool: database.pool,
		directory: openCampaignDirectory(database.pool),
		dispatch: () => undefined,
		log,
		now,
		mostPerMinute,
		assets: assets ?? { of: () => ({ script: "/assets/none.js", styles: [], preloads: [] }), script: () => "" },
	});
	const app = createApp({ routes, log, assets: assets?.serve });
	const listening = await listenOn(app, { host: "127.0.0.1", port, endStreams: () => undefined, deadlineMs: 2_000 });
	return { ...listening, logged };
}

type PhoneServerOptions = {
	readonly now: () => number;
	readonly assets?: Assets;
	readonly mostPerMinute?: number;
	readonly port?: number;
};

export function anId(): string {
	return randomBytes(12).toString("base64url");
}

/** Fifty dollars once, by phone, from somebody who told nothing. */
export function aSlip(changes: Partial<SentSlip> = {}): SentSlip {
	return {
		clientId: anId(),
		ago: 0,
		batchId: null,
		despite: false,
		amount: 5_000,
		monthly: false,
		source: "phone",
		stationId: null,
		...{ name: "", town: "", pronunciation: "", email: "", phone: "", honoured: "", note: "", operator: "Pat" },
		consent: { onAir: false, town: false, amount: false, social: false },
		dedication: null,
		...changes,
	};
}

/** One browser at a link. */
export function atPhones(url: string, token: string, sessionId = anId()) {
	const post = async (path: string, body: unknown) => {
		const answer = await fetch(`${url}/phones/${token}${path}`, {
			method: "POST",
			headers: { "Content-Type": "application/json", Accept: "application/json" },
			body: JSON.stringify(body),
		});
		return { status: answer.status, text: await answer.text() };
	};
	const take = async (...slips: readonly SentSlip[]): Promise<readonly SlipOutcome[]> => {
		const { status, text } = await post("/slips", { sessionId, slips });
		if (status !== 200) throw new Error(`The phones answered ${status}: ${text}`);
		return (JSON.parse(text) as SlipsAnswer).outcomes;
	};
	const undo = async (clientId: string): Promise<UndoAnswer["outcome"]> => {
		const { text } = await post("/undo", { sessionId, clientId });
		return (JSON.parse(text) as UndoAnswer).outcome;
	};
	return { sessionId, post, take, undo };
}
