import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { parseCampaignFile } from "../../src/campaign/campaign-file.ts";
import { editCampaign } from "../../src/campaign/edit.ts";
import { isFileAsLoaded } from "../../src/campaign/file-edition.ts";
import { findCampaignBySlug, loadCampaign, loadCampaigns, saveCampaign } from "../../src/campaign/store.ts";
import { openVault } from "../../src/channel/vault.ts";
import { openTestDatabase, type TestDatabase } from "../support/database.ts";

const folder = mkdtempSync(join(tmpdir(), "carillon-store-"));
const vault = openVault({ keyFile: join(folder, "secret.key") });
let database: TestDatabase;
beforeAll(async () => {
	database = await openTestDatabase();
});
afterAll(async () => {
	await database.drop();
	rmSync(folder, { recursive: true });
});

function setupOf(slug: string, changes: object = {}) {
	const file = {
		slug,
		name: "Hope Radiothon",
		shortName: "Hope",
		hospital: "Lakeview Children's",
		goal: 250000,
		currency: "usd",
		timeZone: "America/Chicago",
		opensAt: "2026-12-03T06:00",
		closesAt: "2026-12-04T19:00",
		livemode: false,
		channels: [
			{ platform: "x", name: "On X", language: "en", credentials: { bearer: { env: "TOKEN" } } },
			{ platform: "on-air", name: "Studio", language: "en" },
		],
		...changes,
	};
	return parseCampaignFile(JSON.stringify(file), () => "first-token");
}

async function save(slug: string, changes: object = {}) {
	const { campaign, channels } = setupOf(slug, changes);
	return saveCampaign(database.pool, campaign, channels, vault);
}

async function versionOf(id: string): Promise<number | undefined> {
	const { rows } = await database.pool.query<{ version: number }>("select version from campaign where id = $1", [id]);
	return rows[0]?.version;
}

async function accountsOf(id: string) {
	const { rows } = await database.pool.query<{
		id: string;
		name: string;
		enabled: boolean;
		sealed_credentials: string | null;
		paused_reason: string | null;
	}>(
		"select id, name, enabled, sealed_credentials, paused_reason from channel_account where campaign_id = $1 order by name",
		[id],
	);
	return rows;
}

describe("saving a campaign", () => {
	test("gives back exactly what was saved, by id, by slug and among all", async () => {
		const { campaign } = setupOf("whole", { monthlyMultiplier: 6, stations: [{ id: "kxyz", name: "KXYZ" }] });
		await save("whole", { monthlyMultiplier: 6, stations: [{ id: "kxyz", name: "KXYZ" }] });
		expect(await loadCampaign(database.pool, "whole")).toEqual(campaign);
		expect(await findCampaignBySlug(database.pool, "whole")).toEqual(campaign);
		expect(await loadCampaigns(database.pool)).toContainEqual(campaign);
		expect(await loadCampaign(database.pool, "nobody")).toBeNull();
	});

	test("twice the same changes nothing; a new goal raises the version and keeps the running numbers", async () => {
		await save("again");
		await database.pool.query("update campaign_tally set seq = 7 where campaign_id = 'again'");
		expect(await save("again")).toEqual({ changed: false });
		expect(await versionOf("again")).toBe(1);
		expect(await save("again", { goal: 300000 })).toEqual({ changed: true });
		expect(await versionOf("again")).toBe(2);
		const { rows } = await database.pool.query("select seq from campaign_tally where campaign_id = 'again'");
		expect(rows).toEqual([{ seq: 7 }]);
	});

	test("seals credentials for their account, and wakes a paused one when they are new", async () => {
		await save("sealed");
		const [x, studio] = [(await accountsOf("sealed"))[0], (await accountsOf("sealed"))[1]];
		expect(studio?.sealed_credentials).toBe(null);
		expect(x?.sealed_credentials).not.toContain("first-token");
		expect(vault.unseal(x?.id ?? "", x?.sealed_credentials ?? "")).toEqual({ bearer: "first-token" });
		await database.pool.query("update channel_account set paused_reason = 'token expired' where id = $1", [x?.id]);
		expect(await save("sealed")).toEqual({ changed: false });
		expect((await accountsOf("sealed"))[0]?.paused_reason).toBe("token expired");
		const { campaign, channels } = setupOf("sealed");
		const renewed = channels.map((one) =>
			one.credentials ? { ...one, credentials: { bearer: "second-token" } } : one,
		);
		await saveCampaign(database.pool, campaign, renewed, vault);
		const woken = (await accountsOf("sealed"))[0];
		expect(woken).toMatchObject({ id: x?.id, paused_reason: null });
		expect(vault.unseal(woken?.id ?? "", woken?.sealed_credentials ?? "")).toEqual({ bearer: "second-token" });
	});

	test("switches off a channel that the file no longer has, and on again when it is back", async () => {
		await save("channels");
		await save("channels", { channels: [{ platform: "on-air", name: "Studio", language: "en" }] });
		expect((await accountsOf("channels")).map(({ name, enabled }) => [name, enabled])).toEqual([
			["On X", false],
			["Studio", true],
		]);
		await save("channels");
		expect((await accountsOf("channels")).every((account) => account.enabled)).toBe(true);
	});

	test("refuses a slug that is taken, a second default and another currency once gifts are counted, in words", async () => {
		await save("first", { isDefault: true });
		await expect(save("second", { isDefault: true })).rejects.toThrow(/first is the default already/);
		await expect(save("first", { id: "third" })).rejects.toThrow(/has the slug "first" already/);
		await database.pool.query(
			`insert into ledger_entry (campaign_id, seq, kind, cash, counted, total_after, occurred_at)
			 values ('first', 1, 'received', 100, 100, 100, now())`,
		);
		await expect(save("first", { isDefault: true, currency: "eur" })).rejects.toThrow(/gifts in USD/);
	});

	test("from several processes at once ends in one campaign", async () => {
		const results = await Promise.all([save("race"), save("race"), save("race")]);
		expect(results.filter(({ changed }) => changed)).toHaveLength(1);
		expect(await accountsOf("race")).toHaveLength(2);
	});
});

describe("a campaign file that is loaded at every start", () => {
	test("leaves what staff have changed since, until the file itself says something else", async () => {
		await save("restarted");
		const asked = async (changes: object = {}) => isFileAsLoaded(database.pool, setupOf("restarted", changes).campaign);
		// Nobody has changed anything: it is saved like any other, which finds nothing to do.
		expect(await asked()).toBe(false);
		await editCampaign(database.pool, {
			...{ campaignId: "restarted", version: 1, saved: { by: null, how: "console", what: "State" } },
			change: (before) => ({ ...before, state: "closed" }),
		});
		expect(await asked()).toBe(true);
		expect(await asked({ goal: 300000 })).toBe(false);
		await save("restarted", { goal: 300000 });
		expect(await asked()).toBe(false);
		expect((await loadCampaign(database.pool, "restarted"))?.goal).toBe(30_000_000);
	});
});
