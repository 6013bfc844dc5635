import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { withFreshAccess } from "../../src/channel/fresh-channels.ts";
import { tendChannels } from "../../src/channel/health.ts";
import type { Channel } from "../../src/channel/port.ts";
import { openVault, type Vault } from "../../src/channel/vault.ts";
import { xCredentials } from "../../src/channel/x-credentials.ts";
import { redeemXCode, X_SCOPES, type XPlace, xAuthorizeLink } from "../../src/channel/x-oauth.ts";
import { RENEW_AHEAD_MS, renewXAccess } from "../../src/channel/x-renewal.ts";
import { openPool } from "../../src/db/pool.ts";
import { startXSandbox, type XSandbox } from "../../src/sandbox/x.ts";
import { SANDBOX_X_APP } from "../../src/sandbox/x-oauth2.ts";
import { aCampaign } from "../support/campaigns.ts";
import type { TestDatabase } from "../support/database.ts";
import { openCampaignDatabase } from "../support/running-api.ts";

const CAMPAIGN = aCampaign();
const CALLBACK = "http://127.0.0.1:4100/api/staff/channels/x/callback";

describe("renewing X's access", () => {
	let database: TestDatabase;
	let x: XSandbox;
	let vault: Vault;
	let place: XPlace;

	beforeAll(async () => {
		database = await openCampaignDatabase(CAMPAIGN);
		x = await startXSandbox();
		vault = openVault({ key: Buffer.alloc(32, 7).toString("base64"), keyFile: "/nowhere" });
		place = { app: { ...SANDBOX_X_APP }, apiBase: x.url, timeoutMs: 3_000, now: Date.now };
	});
	afterAll(async () => {
		await x.close();
		await database.drop();
	});

	/** An account somebody has signed in with, whose access ends in a minute. */
	async function anAccount(id: string): Promise<string> {
		x.signIns.terms.tokenLivesMs = 60_000;
		const { address, verifier } = await xAuthorizeLink(place, CALLBACK, "a-state");
		const form = new URLSearchParams(new URL(address).search);
		const back = await fetch(`${x.url}/i/oauth2/authorize`, { method: "POST", body: form, redirect: "manual" });
		const code = new URL(back.headers.get("location") ?? "").searchParams.get("code") ?? "";
		const grant = await redeemXCode(place, { code, verifier, callback: CALLBACK });
		if (grant.kind !== "granted") throw new Error(grant.reason);
		x.signIns.terms.tokenLivesMs = 7_200_000;
		await database.pool.query(
			`insert into channel_account (id, campaign_id, platform, name, language, sealed_credentials, pacing)
			 values ($1, $2, 'x', $1, 'en', $3, '{"minGapSeconds":0,"per15Minutes":null,"perDay":null}')`,
			[id, CAMPAIGN.id, vault.seal(id, grant.credentials)],
		);
		return id;
	}
	async function stored(id: string) {
		const { rows } = await database.pool.query(
			"select sealed_credentials as sealed from channel_account where id = $1",
			[id],
		);
		return { sealed: rows[0].sealed, ...xCredentials.parse(vault.unseal(id, rows[0].sealed)) } as {
			sealed: string;
			bearer: string;
			expiresAt: number;
			scopes: string[];
		};
	}

	test("two processes that want it at once ask X once, and both have the new one", async () => {
		const id = await anAccount("acc_race");
		const before = x.signIns.counts.renewals;
		const other = openPool(database.url, { applicationName: "another process" });
		const answers = await Promise.all(
			[database.pool, other, database.pool, other].map((pool) =>
				renewXAccess({ pool, vault, x: place }, id, RENEW_AHEAD_MS),
			),
		);
		await other.end();
		const { sealed, expiresAt } = await stored(id);
		expect(answers).toEqual(answers.map(() => ({ kind: "fresh", sealed })));
		expect(x.signIns.counts.renewals - before).toBe(1);
		expect(expiresAt).toBeGreaterThan(Date.now() + 7_000_000);
	});

	test("an answer that doesn't say its scope loses nothing", async () => {
		const id = await anAccount("acc_scope");
		x.signIns.terms.renewalSaysScope = false;
		const before = await stored(id);
		expect(await renewXAccess({ pool: database.pool, vault, x: place }, id, RENEW_AHEAD_MS)).toMatchObject({
			kind: "fresh",
		});
		x.signIns.terms.renewalSaysScope = true;
		const after = await stored(id);
		expect(after.bearer).not.toBe(before.bearer);
		expect(after.scopes).toEqual([...X_SCOPES]);
	});

	test("an adapter is handed out with access that is good for a while", async () => {
		const id = await anAccount("acc_use");
		const { sealed } = await stored(id);
		const seen: (string | null)[] = [];
		const open = withFreshAccess({ pool: database.pool, vault, x: place }, async (account) => {
			seen.push(account.sealedCredentials);
			return {} as Channel;
		});
		await open({ id, platform: "x", language: "en", sealedCredentials: sealed });
		expect(seen).toEqual([(await stored(id)).sealed]);
		expect(seen).not.toEqual([sealed]);
	});

	test("a lost answer leaves the old access, warns staff once, and ends in a plain word to connect again", async () => {
		const id = await anAccount("acc_lost");
		await database.pool.query("update channel_account set enabled = id = $1", [id]);
		x.signIns.terms.losesRenewals = true;
		const warned: string[] = [];
		const parts = {
			...{
				pool: database.pool,
				vault,
				x: place,
				facebookApp: null,
				graphBase: undefined,
				timeoutMs: 3_000,
				now: Date.now,
			},
			channelOf: async () => ({ whoAmI: async () => ({ ok: true, name: "@LakeviewKids" }) }) as unknown as Channel,
			warn: async ({ words }: { words: string }) => {
				warned.push(words);
			},
		};
		await tendChannels(parts);
		await tendChannels(parts);
		x.signIns.terms.losesRenewals = false;
		expect(warned).toEqual([expect.stringMatching(/acc_lost's access to X can't be renewed and ends within the hour/)]);
		await database.pool.query(
			"update channel_renewal set failed_at = now() - interval '2 minutes' where account_id = $1",
			[id],
		);
		const again = await renewXAccess({ pool: database.pool, vault, x: place }, id, RENEW_AHEAD_MS);
		expect(again).toMatchObject({
			kind: "failed",
			isFinal: true,
			reason: expect.stringMatching(/Connect the X account again/),
		});
	});
});
