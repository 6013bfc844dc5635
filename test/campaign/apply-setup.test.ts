import { describe, expect, test } from "@jest/globals";
import { type Applied, applySetup } from "../../src/campaign/apply-setup.ts";
import { writtenSetup } from "../../src/campaign/written-setup.ts";
import type { Campaign } from "../../src/domain/drive/campaign.ts";
import { aCampaign } from "../support/campaigns.ts";

const drive = aCampaign({
	announceFrom: Date.parse("2026-12-03T12:00:00Z"),
	opensAt: Date.parse("2026-12-03T12:00:00Z"),
	closesAt: Date.parse("2026-12-05T01:00:00Z"),
	show: {
		evergreen: [{ id: "why", title: "Why", text: "Because." }],
		runOfShow: [
			{
				...{
					id: "ana",
					kind: "story",
					title: "Ana",
					say: "",
					authorisation: { reference: "F-12", expiresAt: 1_900_000_000_000 },
				},
				from: Date.parse("2026-12-03T13:00:00Z"),
				to: Date.parse("2026-12-03T13:10:00Z"),
			},
		],
		lastYear: [0, 920_050],
		bigGift: 50_000,
	},
});

describe("A drive written as people write it", () => {
	test("reads back as the very same drive", () => {
		expect(campaignOf(applySetup(drive, writtenSetup(drive)))).toEqual(drive);
		expect(writtenSetup(drive)).toMatchObject({
			goal: "150000",
			opensAt: "2026-12-03T06:00",
			lastYear: ["0", "9200.50"],
		});
	});

	test("takes amounts with the signs and commas that people type", () => {
		expect(campaignOf(applySetup(drive, { goal: "$1,250,000" })).goal).toBe(125_000_000);
		expect(problemsOf(applySetup(drive, { goal: "a lot" }))).toEqual([
			{ field: "goal", says: "Write an amount in USD, like 150000 or 150000.50." },
		]);
	});

	test("keeps the clock's times when the time zone is another", () => {
		const moved = campaignOf(applySetup(drive, { timeZone: "America/New_York" }));
		expect(moved.opensAt).toBe(Date.parse("2026-12-03T11:00:00Z"));
	});

	test("explains an hour that the clocks skip, and offers both of one that comes twice", () => {
		expect(problemsOf(applySetup(drive, { opensAt: "2026-03-08T02:30" }))).toEqual([
			expect.objectContaining({ field: "opensAt", says: expect.stringMatching(/put forward.*does not exist/) }),
		]);
		const [twice] = problemsOf(applySetup(drive, { opensAt: "2026-11-01T01:30" }));
		expect(twice?.choices).toEqual([
			{ value: "2026-11-01T01:30-05:00", label: "1:30 AM CDT, the first time" },
			{ value: "2026-11-01T01:30-06:00", label: "1:30 AM CST, the second time" },
		]);
		const chosen = campaignOf(applySetup(drive, { opensAt: "2026-11-01T01:30-06:00" }));
		expect(writtenSetup(chosen).opensAt).toBe("2026-11-01T01:30-06:00");
	});

	test("says at the window's own field what is wrong with it", () => {
		const onAirWindows = [
			{ from: "2026-12-03T06:00", to: "2026-12-03T19:00" },
			{ from: "2026-12-03T18:00", to: "2026-12-04T19:00" },
			{ from: "2026-12-04T19:00", to: "2026-12-04T20:00" },
		];
		expect(problemsOf(applySetup(drive, { onAirWindows })).map(({ field }) => field)).toEqual([
			"onAirWindows.1.from",
			"onAirWindows.2.to",
		]);
	});

	test("may leave out anything while it is a draft, and nothing it needs once it is live", () => {
		const empty = { hospital: "", goal: "", opensAt: "", closesAt: "", onAirWindows: [] };
		const draft = { ...drive, state: "draft" as const };
		expect(campaignOf(applySetup(draft, empty))).toMatchObject({ hospital: "", goal: 0, opensAt: 0 });
		expect(problemsOf(applySetup(drive, empty)).map(({ field }) => field)).toEqual([
			"hospital",
			"opensAt",
			"closesAt",
			"goal",
		]);
	});

	test("a draft's rules follow its goal until somebody changes one", () => {
		const fresh = { ...drive, state: "draft" as const, rules: [] };
		const usual = campaignOf(applySetup(fresh, { goal: "100000" }));
		expect(usual.rules.find(({ id }) => id === "every-step")?.trigger).toEqual({ kind: "every", step: 500_000 });
		const larger = campaignOf(applySetup(usual, { goal: "250000" }));
		expect(larger.rules.find(({ id }) => id === "every-step")?.trigger).toEqual({ kind: "every", step: 1_000_000 });
		const own = { ...larger, rules: larger.rules.slice(1) };
		expect(campaignOf(applySetup(own, { goal: "500000" })).rules).toEqual(own.rules);
	});

	test("two stations can't answer to the same text code or line; what stood so before holds up no other change", () => {
		const first = { id: "klkv", name: "KLKV 101.5", code: "KLKV to 51555", phone: "1-800-555-0101" };
		const second = { id: "wnbr", name: "WNBR 98.1", code: "klkv to 40404", phone: "" };
		const stations = [first, second];
		expect(problemsOf(applySetup(drive, { stations }))).toEqual([
			{
				field: "stations.1.code",
				says: expect.stringMatching(/^KLKV 101.5 and WNBR 98.1 have the same text code, "KLKV"/),
			},
		]);
		const mixed = [first, { ...second, id: "news", code: "" }, { id: "talk", name: "Talk", code: "NEWS to 51555" }];
		expect(problemsOf(applySetup(drive, { stations: mixed }))).toEqual([
			{ field: "stations.2.code", says: expect.stringMatching(/WNBR 98.1 and Talk are mixed up: "news"/) },
		]);
		const line = [first, { ...second, code: "", phone: "+1 (800) 555-0101" }];
		expect(problemsOf(applySetup(drive, { stations: line }))).toEqual([
			{ field: "stations.1.phone", says: expect.stringMatching(/^KLKV 101.5 and WNBR 98.1 have the same phone line/) },
		]);
		const old = aCampaign({ stations: [first, { id: "wnbr", name: "WNBR 98.1", code: "klkv to 40404" }] });
		expect(campaignOf(applySetup(old, { goal: "250000" })).goal).toBe(25_000_000);
	});

	test("a story needs its authorisation, a logo has to be a picture, and a station has its own short name", () => {
		const slot = {
			id: "s",
			kind: "story" as const,
			title: "Ben",
			say: "",
			from: "2026-12-03T07:00",
			to: "2026-12-03T07:05",
		};
		const stations = [
			{ id: "kxyz", name: "KXYZ" },
			{ id: "kxyz", name: "Other" },
		];
		const logo = `data:image/png;base64,${Buffer.from("no picture").toString("base64")}`;
		const fields = problemsOf(applySetup(drive, { runOfShow: [slot], stations, logo })).map(({ field }) => field);
		expect(fields).toEqual(expect.arrayContaining(["logo", "stations.1.id", "runOfShow.0.authorisation.reference"]));
	});
});

function campaignOf(applied: Applied): Campaign {
	if (!applied.ok) throw new Error(JSON.stringify(applied.problems));
	return applied.campaign;
}

function problemsOf(applied: Applied) {
	return applied.ok ? [] : applied.problems;
}
