import { afterEach, expect, jest, test } from "@jest/globals";
import { cardRoutes } from "../../src/card/card-routes.ts";
import { createApp } from "../../src/http/app.ts";
import { type Listening, listenOn } from "../../src/http/server.ts";
import { silentLog } from "../../src/log.ts";
import { aRule } from "../support/campaigns.ts";
import { openHouse, type RunningHouse } from "../support/running-house.ts";

// Each test has a database of its own, and the machine may be busy with others.
jest.setTimeout(180_000);

let house: RunningHouse;
let web: Listening | undefined;
afterEach(async () => {
	await house.close();
	await web?.close();
	web = undefined;
});

const PNG = "89504e470d0a1a0a";

/** What stands beside the posts, whichever the platform. */
function shown(platform: "x" | "facebook") {
	if (platform === "facebook") {
		return house.facebook.posts().map(({ message, attachedMedia }) => {
			const [photo] = attachedMedia.map(({ id }) => house.facebook.photo(id));
			return { text: message, alt: photo?.alt ?? null, begins: photo?.bytes.subarray(0, 8).toString("hex") };
		});
	}
	return house.x.posts().map(({ text, mediaIds }) => {
		const [media] = mediaIds.map((id) => house.x.media(id));
		return { text, alt: media?.altText ?? null, begins: media?.chunks.get(0)?.subarray(0, 8).toString("hex") };
	});
}

/** The house, with its pictures where the world can fetch them. */
async function openInPublic(): Promise<void> {
	house = await openHouse({
		opened: false,
		timeoutMs: 5_000,
		campaign: { rules: [aRule("every", { kind: "every", step: 1_000_000 })] },
	});
	const routes = cardRoutes({ pool: house.database.pool, totalOf: async () => 0, now: Date.now });
	web = await listenOn(createApp({ routes, log: silentLog }), { host: "127.0.0.1", port: 0 });
	await house.open({ CARILLON_PUBLIC_URL: web.url });
}

test("a milestone carries a drawn picture to X and to Facebook, which says the figures of the words beside it", async () => {
	await openInPublic();
	await house.give(1_035_000);
	await house.untilSettled(30_000);
	for (const platform of ["x", "facebook"] as const) {
		expect(shown(platform)).toEqual([
			{
				text: expect.stringContaining("$10,350"),
				alt: expect.stringMatching(/\$10,000 passed\..*\$10,350 so far/s),
				begins: PNG,
			},
		]);
	}
	const { rows } = await house.database.pool.query(
		`select c.platform, p.card_hash is not null as pictured, (select count(*)::int from card k where k.hash = p.card_hash) as kept
		 from post p join channel_account c on c.id = p.account_id order by 1`,
	);
	expect(rows).toEqual([
		{ platform: "facebook", pictured: true, kept: 1 },
		{ platform: "on-air", pictured: false, kept: 0 },
		{ platform: "x", pictured: true, kept: 1 },
	]);
});

test("an unconfirmed post with a picture is found by its words, the picture's link behind them, and not sent again", async () => {
	await openInPublic();
	house.x.faults.add({ fault: "reset-after" });
	house.facebook.faults.add({ fault: "error-after" });
	await house.give(1_000_000);
	await house.untilSettled(30_000);
	for (const platform of ["x", "facebook"] as const) {
		expect(shown(platform)).toHaveLength(1);
		expect(shown(platform)[0]?.begins).toBe(PNG);
		expect(await house.posts(platform)).toMatchObject([{ state: "published", tries: 1 }]);
	}
});

test("without a public address Facebook gets the words alone, and the journal says what to set", async () => {
	house = await openHouse({ timeoutMs: 5_000 });
	await house.give(1_000_000);
	await house.untilSettled(30_000);
	expect(shown("facebook")).toMatchObject([{ alt: null }]);
	expect(shown("x")).toMatchObject([{ begins: PNG }]);
	const { rows } = await house.database.pool.query(
		"select distinct picture_reason as why from attempt where picture_reason is not null",
	);
	expect(rows).toEqual([{ why: expect.stringContaining("CARILLON_PUBLIC_URL is not set") }]);
});
