import { setTimeout as pause } from "node:timers/promises";
import { createScreenLink } from "../../src/on-air/screen-link.ts";
import { percentile } from "../../src/rehearsal/replay/percentile.ts";
import { openScreenProbe } from "../../src/rehearsal/replay/screen-probe.ts";
import { openWebhookSender } from "../../src/rehearsal/replay/webhook-sender.ts";
import { steadyLoad } from "./drive.ts";
import type { Row } from "./row.ts";
import { CAMPAIGN, newGifts, OUR_COMMAND, openYard, SECRET } from "./yard.ts";

const SCREENS = 200;
const GIFTS_A_SECOND = 300;
const SECONDS = 15;

/** From the webhook's first byte sent to the item received, with many screens open. */
export async function measureScreens(): Promise<Row[]> {
	const yard = await openYard();
	try {
		const { url, pool } = await yard.database("screens");
		const apiUrl = await yard.process(OUR_COMMAND, ["api"], { DATABASE_URL: url });
		const link = await createScreenLink(pool, CAMPAIGN, "on-air", "bench");
		const screens = Array.from({ length: SCREENS }, () => openScreenProbe(`${apiUrl}/on-air/${link}/live`));
		await Promise.all(screens.map((screen) => screen.ready()));
		const sender = openWebhookSender({ apiUrl, secret: SECRET });
		await steadyLoad(sender, newGifts("screens"), GIFTS_A_SECOND, SECONDS);
		await pause(500);
		await Promise.all(screens.map((screen) => screen.caughtUp(pool, CAMPAIGN)));
		const { rows } = await pool.query<{ seq: number; sourceId: string }>(
			`select seq, source_id as "sourceId" from ledger_entry`,
		);
		// The first second warms up.
		const counted = rows.filter((row) => row.seq > GIFTS_A_SECOND);
		const ages = screens.flatMap((screen) =>
			counted.flatMap(({ seq, sourceId }) => {
				const [at, sentAt] = [screen.receivedAt.get(seq), sender.sentAt.get(sourceId)];
				return at === undefined || sentAt === undefined ? [] : [at - sentAt];
			}),
		);
		for (const screen of screens) screen.close();
		sender.close();
		const missing = counted.length * SCREENS - ages.length;
		const how = `p99; p50 ${percentile(ages, 0.5)} ms; ${SCREENS} screens, ${GIFTS_A_SECOND} gifts a second, ${missing} items missing`;
		return [
			{
				what: "pledge to screen",
				how,
				value: percentile(ages, 0.99) ?? Number.NaN,
				target: 100,
				better: "lower",
				unit: "ms",
			},
		];
	} finally {
		await yard.close();
	}
}
