import { afterEach, describe, expect, test } from "@jest/globals";
import { editCampaign } from "../../src/campaign/edit.ts";
import type { Campaign } from "../../src/domain/drive/campaign.ts";
import type { ChallengeMatch } from "../../src/domain/drive/challenge-match.ts";
import type { MilestoneTrigger } from "../../src/domain/drive/milestone-rule.ts";
import { resumePosting, stopPosting } from "../../src/posting/red-button.ts";
import { aRule } from "../support/campaigns.ts";
import { aMatch } from "../support/matches.ts";
import { openHouse, type RunningHouse } from "../support/running-house.ts";

const HOUR = 3_600_000;
const SPONSOR = "Lakeview Bank";

let house: RunningHouse;
afterEach(() => house.close());

/** A thousand dollars that double gifts now, from somebody who is not to be named. */
async function open(kinds: readonly MilestoneTrigger["kind"][], changes: Partial<Campaign> = {}) {
	const now = Date.now();
	const times = { from: now - HOUR, to: now + HOUR };
	house = await openHouse({
		pictures: false,
		campaign: {
			rules: kinds.map((kind) => aRule(kind, { kind } as MilestoneTrigger)),
			matches: [aMatch({ ...times, hidden: true })],
			powerHours: [{ ...times, id: "coffee", name: "The Coffee Hour", target: 200_000, sponsor: "Harbor Coffee" }],
			...changes,
		},
	});
}

async function changeMatch(changes: Partial<ChallengeMatch>) {
	await editCampaign(house.database.pool, {
		...{ campaignId: house.campaign.id, version: null, saved: { by: null, how: "console", what: "a match changed" } },
		change: (before) => ({ ...before, matches: (before.matches ?? []).map((match) => ({ ...match, ...changes })) }),
	});
}

const said = () => (["x", "facebook"] as const).flatMap((platform) => house.shown(platform).map(({ text }) => text));
const states = async () =>
	Object.fromEntries((await house.posts("x")).map(({ key, state, reason }) => [key, [state, reason]]));

describe("posts about a match and a power hour", () => {
	test("go out once each, to the cent, and name nobody who is not to be named", async () => {
		await open(["match-half", "match-spent", "power-hour-half", "power-hour-reached"]);
		await house.give(60_000);
		await house.untilSettled();
		// Six hundred dollars given, six hundred beside them: over half of the match and of the power hour.
		expect(Object.keys(await states()).sort()).toEqual(["match-half:bank", "power-hour-half:coffee"]);
		await house.give(50_000);
		await house.untilSettled();
		await house.give(10_000);
		const posts = await house.untilSettled();
		expect(posts.every(({ state, tries }) => state === "published" && tries === 1)).toBe(true);
		expect(posts.map(({ platform, key }) => `${platform} ${key}`).sort()).toEqual(
			["facebook", "on-air", "x"].flatMap((platform) =>
				["match-half:bank", "match-spent:bank", "power-hour-half:coffee", "power-hour-reached:coffee"].map(
					(key) => `${platform} ${key}`,
				),
			),
		);
		const all = [...said(), ...posts.flatMap(({ text }) => text ?? [])].join("\n");
		expect(all).toContain("$400");
		expect(all).toContain("a generous friend of the hospital");
		expect(all).toContain("The Coffee Hour");
		expect(all).not.toContain(SPONSOR);
	});

	test("that waited say who it is once that may be said, and never again once it may not", async () => {
		await open(["match-half", "match-spent"]);
		const { pool } = house.database;
		await stopPosting(pool, house.campaign.id, "test");
		await house.give(60_000);
		await changeMatch({ hidden: false });
		await resumePosting(pool, house.campaign.id);
		await house.untilSettled();
		expect(said()).toEqual([expect.stringContaining(SPONSOR), expect.stringContaining(SPONSOR)]);
		await stopPosting(pool, house.campaign.id, "test");
		await house.give(60_000);
		await changeMatch({ hidden: true });
		await resumePosting(pool, house.campaign.id);
		await house.untilSettled();
		expect(said().filter((text) => text.includes(SPONSOR))).toHaveLength(2);
		expect(said()).toHaveLength(4);
	});

	test("that fall in one burst become one about the furthest", async () => {
		await open(["match-half", "match-nearly-gone", "match-spent"]);
		await house.give(150_000);
		await house.untilSettled();
		expect(await states()).toMatchObject({
			"match-half:bank": ["superseded", expect.stringContaining("speaks for this one")],
			"match-nearly-gone:bank": ["superseded", expect.stringContaining("speaks for this one")],
			"match-spent:bank": ["published", null],
		});
	});

	test("that waited until the match is spent are not sent: nobody is asked to give for what is gone", async () => {
		await open(["match-half"]);
		const { pool } = house.database;
		await stopPosting(pool, house.campaign.id, "test");
		await house.give(60_000);
		await house.give(60_000);
		await resumePosting(pool, house.campaign.id);
		await house.untilSettled();
		expect(await states()).toEqual({ "match-half:bank": ["expired", expect.stringContaining("The match is spent")] });
		expect(said()).toEqual([]);
	});
});
