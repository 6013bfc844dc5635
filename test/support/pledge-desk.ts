import { openCampaignDirectory } from "../../src/campaign/directory.ts";
import type { Campaign } from "../../src/domain/drive/campaign.ts";
import { keptKey } from "../../src/foundation.ts";
import { PAY_LINK_PURPOSE, payAddress } from "../../src/pledge/pay-token.ts";
import { takeSlip } from "../../src/pledge/take-slip.ts";
import type { StripeSandbox } from "../../src/sandbox/stripe.ts";
import type { SentSlip } from "../../src/web/contract/phones.ts";
import type { TestDatabase } from "./database.ts";
import { aSlip } from "./phone-room.ts";
import type { RunningApi } from "./running-api.ts";

/** A promise as the phone bank takes it: on the ledger. Gives back its id. */
export async function promise(
	database: TestDatabase,
	campaign: Campaign,
	changes: Partial<SentSlip> = {},
	at = Date.now(),
): Promise<string> {
	const parts = {
		...{ pool: database.pool, directory: openCampaignDirectory(database.pool) },
		...{ dispatch: () => undefined, now: () => at },
	};
	const desk = {
		campaign,
		linkLabel: "Phone bank",
		stationId: null,
		sessionId: "a browser",
		stillOpen: async () => {},
	};
	const slip = aSlip({ despite: true, ...changes });
	const { outcome } = await takeSlip(parts, desk, slip);
	if (outcome !== "saved") throw new Error(`The slip was not saved: ${outcome}`);
	const { rows } = await database.pool.query<{ id: string }>("select id from pledge where client_id = $1", [
		slip.clientId,
	]);
	return rows[0]?.id ?? "";
}

let visitors = 0;

/** A donor's browser at a pledge's own address, without JavaScript. */
export function openPayer(api: RunningApi, sandbox: StripeSandbox) {
	const key = keptKey(api.env, PAY_LINK_PURPOSE);
	const linkOf = (pledge: string) => payAddress(api.url, pledge, key());

	async function look(pledge: string, language = "en"): Promise<{ readonly status: number; readonly words: string }> {
		const answer = await fetch(`${linkOf(pledge)}?lang=${language}`, { headers: { accept: "text/html" } });
		return { status: answer.status, words: readable(await answer.text()) };
	}

	/** Presses "Continue to payment", and comes to Stripe's page; or stays, with what the page says. */
	async function choose(pledge: string, fields: Record<string, string>) {
		visitors += 1;
		const answer = await fetch(linkOf(pledge), {
			...{ method: "POST", redirect: "manual" as const, body: new URLSearchParams({ lang: "en", ...fields }) },
			headers: { accept: "text/html", "x-forwarded-for": `203.0.113.${visitors % 250}` },
		});
		const at = answer.headers.get("location");
		return { status: answer.status, stripe: at, words: readable(await answer.text()) };
	}

	/** Pays on Stripe's page; gives back where Stripe sends the donor to. */
	async function finish(stripe: string, how = "card", email = "dana@example.org"): Promise<string> {
		const body = new URLSearchParams({ email, name: "Dana Q Billing", pay: how });
		const paid = await fetch(stripe, { method: "POST", redirect: "manual", body });
		await sandbox.delivered();
		return String(paid.headers.get("location"));
	}

	async function pay(pledge: string, fields: Record<string, string>, how?: string, email?: string): Promise<string> {
		const { status, stripe, words } = await choose(pledge, fields);
		if (stripe === null) throw new Error(`Stripe's page didn't open: ${status} ${words}`);
		return finish(stripe, how, email);
	}

	return { linkOf, look, choose, finish, pay };
}

/** Words as a reader sees them. */
export function readable(html: string): string {
	return html
		.replace(/<(script|style)[^>]*>.*?<\/\1>/gs, "")
		.replace(/<[^>]+>/g, " ")
		.replace(/\s+/g, " ");
}
