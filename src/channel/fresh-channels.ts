import type { OpenableAccount } from "./open-channel.ts";
import type { Channel } from "./port.ts";
import type { Vault } from "./vault.ts";
import { endsWithin, RENEW_AT_USE_MS, type RenewalParts, renewXAccess } from "./x-renewal.ts";

/**
 * Adapters whose access is good when they are handed out: what would end in a moment is renewed first. The schedule worker does that
 * long before, so this is for the case that it did not run.
 * @param channelOf keeps one adapter for the same credentials
 */
export function withFreshAccess<A extends OpenableAccount>(
	parts: RenewalParts,
	channelOf: (account: A) => Promise<Channel>,
): (account: A) => Promise<Channel> {
	return async (account) => {
		const { id, platform, sealedCredentials } = account;
		if (platform !== "x" || sealedCredentials === null) return channelOf(account);
		if (!endsSoon(parts.vault, id, sealedCredentials)) return channelOf(account);
		const renewed = await renewXAccess(parts, id, RENEW_AT_USE_MS);
		if (renewed.kind === "fresh") return channelOf({ ...account, sealedCredentials: renewed.sealed });
		if (renewed.isFinal) throw new Error(renewed.reason);
		// X may still take the old one for a minute; if it doesn't, the post says so and waits.
		return channelOf(account);
	};
}

/** What can't be opened is told by the adapter, in its own words. */
function endsSoon(vault: Vault, accountId: string, sealed: string): boolean {
	try {
		return endsWithin(vault, accountId, sealed, RENEW_AT_USE_MS, Date.now());
	} catch {
		return false;
	}
}
