import { fileURLToPath } from "node:url";
import { describe, expect, test } from "@jest/globals";
import { CampaignFileError, parseCampaignFile, readCampaignFile } from "../../src/campaign/campaign-file.ts";
import { logosIn } from "../../src/campaign/logo-file.ts";

const minimal = {
	slug: "hope",
	name: "Hope Radiothon",
	shortName: "Hope",
	hospital: "Lakeview Children's",
	goal: 250000,
	currency: "usd",
	timeZone: "America/Chicago",
	opensAt: "2026-12-03T06:00",
	closesAt: "2026-12-04T19:00",
	livemode: false,
};
const noSecrets = () => undefined;
const parse = (changes: object) => parseCampaignFile(JSON.stringify({ ...minimal, ...changes }), noSecrets);

function problemsOf(changes: object): Record<string, string> {
	try {
		parse(changes);
	} catch (error) {
		if (!(error instanceof CampaignFileError)) throw error;
		return Object.fromEntries(error.problems.map((problem) => [problem.place, problem.message]));
	}
	return {};
}

describe("a campaign file", () => {
	test("says amounts in whole currency and times on the local clock", () => {
		const { campaign } = parse({ goal: "150000.50" });
		expect(campaign.goal).toBe(15_000_050);
		expect(new Date(campaign.opensAt).toISOString()).toBe("2026-12-03T12:00:00.000Z");
		expect(campaign.announceFrom).toBe(campaign.opensAt);
		expect(campaign.id).toBe("hope");
	});

	test("takes a number and its text for the same amount, in the currency's own digits", () => {
		expect(parse({ goal: 1234.5 }).campaign.goal).toBe(parse({ goal: "1234.50" }).campaign.goal);
		expect(parse({ goal: 150000, currency: "jpy" }).campaign.goal).toBe(150_000);
		expect(problemsOf({ goal: "1.234", currency: "usd" }).goal).toMatch(/whole USD/);
	});

	test("without rules gets every usual kind, those of matches and power hours too, with numbers that people say", () => {
		const { rules } = parse({}).campaign;
		expect(new Set(rules.map((rule) => rule.trigger.kind)).size).toBe(19);
		expect(rules.find((rule) => rule.trigger.kind === "every")?.trigger).toEqual({ kind: "every", step: 1_000_000 });
		const { rules: few } = parse({ goal: 40 }).campaign;
		expect(few.find((rule) => rule.trigger.kind === "every")?.trigger).toEqual({ kind: "every", step: 200 });
	});

	test("is refused where two stations answer to the same short name, text code or phone line, and names both", () => {
		const first = { id: "klkv", name: "KLKV 101.5", code: "KLKV to 51555", phone: "1-800-555-0101" };
		const beside = (changes: object) =>
			problemsOf({ stations: [first, { id: "wnbr", name: "WNBR 98.1", ...changes }] });
		expect(beside({ id: "klkv" })).toEqual({
			"stations[1].id": expect.stringMatching(/^KLKV 101.5 and WNBR 98.1 have/),
		});
		const code = expect.stringMatching(/^KLKV 101.5 and WNBR 98.1 .*"KLKV"/);
		expect(beside({ code: "klkv to 40404" })).toEqual({ "stations[1].code": code });
		const phone = expect.stringMatching(/^KLKV 101.5 and WNBR 98.1 have the same phone line/);
		expect(beside({ phone: "(800) 555 0101" })).toEqual({ "stations[1].phone": phone });
		expect(parse({ stations: [first, { id: "wnbr", name: "WNBR 98.1", code: "WNBR to 51555" }] })).toBeDefined();
	});

	test("says matches and power hours in whole currency and local times, and leaves out what is usual", () => {
		const match = { id: "bank", sponsor: "Lakeview Bank", hidden: true, pool: "25000.50" };
		const times = { from: "2026-12-03T10:00", to: "2026-12-03T14:00" };
		const hour = { id: "coffee", name: "The Coffee Hour", target: 10000, ...times };
		const { campaign } = parse({ matches: [{ ...match, ...times, maxGift: 1000 }], powerHours: [hour] });
		expect(campaign.matches).toEqual([
			expect.objectContaining({
				pool: 2_500_050,
				maxGift: 100_000,
				minGift: null,
				ratio: 1,
				kind: "ratio",
				hidden: true,
			}),
		]);
		expect(campaign.powerHours).toEqual([expect.objectContaining({ target: 1_000_000, sponsor: "" })]);
		expect(new Date(campaign.matches?.[0]?.from ?? 0).toISOString()).toBe("2026-12-03T16:00:00.000Z");
		expect(parse({}).campaign).not.toHaveProperty("matches");
	});

	test("says what is wrong with a match or power hour, at its place", () => {
		const times = { from: "2026-12-03T14:00", to: "2026-12-03T10:00" };
		const match = { id: "bank", sponsor: "", pool: 100, ...times, station: "kxyz" };
		const hour = { id: "one", name: "One", target: 10, from: "2026-12-03T10:00", to: "2026-12-03T11:00" };
		const problems = problemsOf({ matches: [match, match], powerHours: [hour, { ...hour, id: "two" }] });
		expect(problems).toMatchObject({
			"matches[0].to": expect.stringContaining("before the start"),
			"matches[0].sponsor": expect.stringContaining("keep it hidden"),
			"matches[0].station": expect.stringContaining("station"),
			"matches[1].id": expect.stringContaining("used twice"),
			"powerHours[1].from": expect.stringContaining("overlaps with One"),
		});
		expect(problems["powerHours[0].from"]).toBeUndefined();
		expect(problemsOf({ matches: [{ ...match, pool: "lots" }] })["matches[0].pool"]).toMatch(/whole USD/);
	});

	test("names every problem at once, each by its place and with what to write", () => {
		const problems = problemsOf({
			goal: "a lot",
			timeZone: "Chicago",
			hastag: "Hope",
			rules: [{ id: "r", trigger: { kind: "evry", step: 1 }, priority: 1, policy: {}, expiresAfterMinutes: 5 }],
			shortName: undefined,
		});
		expect(problems.timeZone).toMatch(/America\/Chicago/);
		expect(problems.hastag).toMatch(/spelling/);
		expect(problems.shortName).toMatch(/as hosts say it/);
		expect(Object.keys(problems).join(" ")).toContain("rules[0].trigger");
		expect(problems["rules[0].policy.kind"] ?? problems["rules[0].policy"]).toMatch(/automatic/);
		expect(problemsOf({ goal: "a lot" }).goal).toMatch(/150000/);
	});

	test("refuses an hour that the clocks skip, and one that they pass twice", () => {
		expect(problemsOf({ opensAt: "2026-03-08T02:30" }).opensAt).toMatch(/put forward.*from 03:30/);
		expect(problemsOf({ opensAt: "2026-11-01T01:30" }).opensAt).toMatch(/twice.*-05:00" or .*-06:00"/);
		const { campaign } = parse({ opensAt: "2026-11-01T01:30-06:00" });
		expect(new Date(campaign.opensAt).toISOString()).toBe("2026-11-01T07:30:00.000Z");
	});

	test("refuses a day that isn't in the calendar and a drive that ends before it begins", () => {
		expect(problemsOf({ opensAt: "2026-02-30T06:00" }).opensAt).toMatch(/no such date/);
		expect(problemsOf({ opensAt: "3 December" }).opensAt).toMatch(/2026-12-03T06:00/);
		expect(problemsOf({ closesAt: "2026-12-03T06:00" }).closesAt).toMatch(/later/);
	});

	test("takes secrets from the environment, and says which one is missing without showing any", () => {
		const channels = [
			{ platform: "x", name: "On X", language: "en", credentials: { accessToken: { env: "X_TOKEN" }, appKey: "k" } },
		];
		const text = JSON.stringify({ ...minimal, channels });
		const { channels: read } = parseCampaignFile(text, (name) => (name === "X_TOKEN" ? "s3cret" : undefined));
		expect(read[0]?.credentials).toEqual({ accessToken: "s3cret", appKey: "k" });
		expect(problemsOf({ channels })["channels[0].credentials.accessToken"]).toMatch(/X_TOKEN is not set/);
	});

	test("refuses two rules with one id, two channels with one name and a language the drive doesn't have", () => {
		const rule = {
			id: "same",
			trigger: { kind: "closed" },
			priority: 1,
			policy: { kind: "automatic" },
			expiresAfterMinutes: 5,
		};
		const channel = { platform: "dry-run", name: "Try", language: "es" };
		const problems = problemsOf({ rules: [rule, rule], channels: [channel, channel] });
		expect(problems["rules[1].id"]).toMatch(/twice/);
		expect(problems["channels[1].name"]).toMatch(/already/);
		expect(problems["channels[0].language"]).toMatch(/languages: en/);
	});

	test("that isn't JSON says so", () => {
		expect(() => parseCampaignFile("{", noSecrets, "drive.json")).toThrow(/drive\.json.*\n.*not valid JSON/);
	});

	test("takes its logo from a file beside it, and says what is wrong with that one", () => {
		const folder = fileURLToPath(new URL("../../config/campaigns/", import.meta.url));
		const withLogo = (logo: string) =>
			parseCampaignFile(JSON.stringify({ ...minimal, look: { colour: "#0f7c8c", logo } }), {
				readSecret: noSecrets,
				readLogo: logosIn(folder),
			});
		expect(withLogo("lakeview.svg").campaign.look).toEqual({
			colour: "#0f7c8c",
			logo: expect.stringMatching(/^data:image\/svg\+xml;base64,[A-Za-z0-9+/=]+$/),
		});
		expect(() => withLogo("nowhere.png")).toThrow(/look\.logo: nowhere\.png can't be read \(ENOENT\)/);
		expect(() => withLogo("demo.json")).toThrow(/look\.logo: demo\.json is no PNG, JPEG or SVG/);
	});

	test.each(["example", "demo"])("config/campaigns/%s.json is one", async (name) => {
		const file = fileURLToPath(new URL(`../../config/campaigns/${name}.json`, import.meta.url));
		const { campaign, channels } = await readCampaignFile(file, () => "given");
		expect(campaign.goal).toBe(25_000_000);
		expect(new Set(channels.map((channel) => channel.platform))).toEqual(new Set(["x", "facebook", "on-air"]));
	});
});
