import type { Instant } from "../domain/plain/instant.ts";
import type { ChannelFacts, ChannelPermission } from "../domain/post/channel-health.ts";
import type { StoredAccount } from "./account-store.ts";
import { type FacebookCredentials, facebookCredentials } from "./facebook-credentials.ts";
import { type FacebookApp, inspectToken, PAGE_PERMISSIONS } from "./facebook-login.ts";
import type { Channel } from "./port.ts";
import type { Vault } from "./vault.ts";
import { isRenewable, xCredentials } from "./x-credentials.ts";

export type CheckParts = {
	readonly vault: Vault;
	readonly channelOf: (account: StoredAccount) => Promise<Channel>;
	readonly facebookApp: FacebookApp | null;
	readonly graphBase: string | undefined;
	readonly timeoutMs: number;
};

/** What is known of the account's renewals and of its credits from its posts. */
export type CheckContext = {
	readonly renewalFailure: string | null;
	/** Of the newest try that told: the last thing X said about money. */
	readonly lastOutcome: string | null;
};

/** Asks the platform who the credentials speak for, what they may do and until when. Reads only; never throws, and tells no secret. */
export async function checkAccount(
	parts: CheckParts,
	account: StoredAccount,
	context: CheckContext,
): Promise<ChannelFacts> {
	const who = await whoIs(parts, account);
	switch (account.platform) {
		case "x":
			return { ...BARE, who, ...xFacts(parts.vault, account, context), credits: credits(who, context) };
		case "facebook":
			return { ...BARE, who, ...(await facebookFacts(parts, account)) };
		case "on-air":
		case "dry-run":
			return { ...BARE, who };
		default:
			return account.platform satisfies never;
	}
}

const BARE: Omit<ChannelFacts, "who"> = {
	permissions: null,
	accessEndsAt: null,
	dataAccessEndsAt: null,
	renewal: null,
	credits: "not-metered",
};

async function whoIs({ channelOf }: CheckParts, account: StoredAccount): Promise<ChannelFacts["who"]> {
	try {
		const channel = await channelOf(account);
		const who = await channel.whoAmI();
		return who.ok ? { ok: true, name: who.name } : { ok: false, reason: who.reason };
	} catch (error) {
		return { ok: false, reason: error instanceof Error ? error.message : "Its credentials can't be used." };
	}
}

const X_PERMISSIONS = [
	{ name: "tweet.write", for: "create posts" },
	{ name: "tweet.read", for: "read its own posts back" },
	{ name: "media.write", for: "add pictures" },
	{ name: "offline.access", for: "stay connected" },
] as const;

export function xPermissions(scopes: readonly string[]): ChannelPermission[] {
	return X_PERMISSIONS.map((one) => ({ ...one, granted: scopes.includes(one.name) }));
}

function xFacts(vault: Vault, account: StoredAccount, context: CheckContext): Partial<ChannelFacts> {
	const credentials = opened(() => xCredentials.parse(vault.unseal(account.id, account.sealedCredentials ?? "")));
	if (credentials === null || !isRenewable(credentials)) return {};
	return {
		permissions: xPermissions(credentials.scopes),
		renewal: { endsAt: credentials.expiresAt, failure: context.renewalFailure },
	};
}

/** X tells nobody how many credits are left; only that they are gone, and by taking a post that they aren't. */
function credits(who: ChannelFacts["who"], { lastOutcome }: CheckContext): ChannelFacts["credits"] {
	if (!who.ok && /no credits left/.test(who.reason)) return "used-up";
	if (lastOutcome === "out-of-credits") return "used-up";
	return lastOutcome === "published" ? "fine" : "unknown";
}

async function facebookFacts(parts: CheckParts, account: StoredAccount): Promise<Partial<ChannelFacts>> {
	const credentials = opened(() =>
		facebookCredentials.parse(parts.vault.unseal(account.id, account.sealedCredentials ?? "")),
	);
	return credentials === null ? {} : inspectPage(parts, credentials);
}

export async function inspectPage(
	{ facebookApp, graphBase, timeoutMs }: Pick<CheckParts, "facebookApp" | "graphBase" | "timeoutMs">,
	{ accessToken, appSecret }: FacebookCredentials,
): Promise<{
	permissions: ChannelPermission[] | null;
	accessEndsAt: Instant | null;
	dataAccessEndsAt: Instant | null;
}> {
	const told = await inspectToken(facebookApp, { graphBase, timeoutMs }, accessToken, appSecret);
	if (!told.ok) return { permissions: null, accessEndsAt: null, dataAccessEndsAt: null };
	const { scopes, endsAt, dataAccessEndsAt } = told.value;
	return {
		permissions:
			scopes === null ? null : PAGE_PERMISSIONS.map((one) => ({ ...one, granted: scopes.includes(one.name) })),
		accessEndsAt: endsAt,
		dataAccessEndsAt,
	};
}

function opened<T>(open: () => T): T | null {
	try {
		return open();
	} catch {
		return null;
	}
}
