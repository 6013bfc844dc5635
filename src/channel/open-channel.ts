import type { Language } from "../domain/plain/language.ts";
import type { Platform } from "../domain/post/post.ts";
import { createDryRunChannel, type DryRunOptions } from "./dry-run.ts";
import { facebookCredentials } from "./facebook-credentials.ts";
import { createOnAirChannel, type OnAirParts } from "./on-air.ts";
import type { Channel } from "./port.ts";
import type { Vault } from "./vault.ts";
import { xCredentials } from "./x-credentials.ts";

export type OpenableAccount = {
	readonly id: string;
	readonly platform: Platform;
	readonly language: Language;
	readonly sealedCredentials: string | null;
};

export type ChannelSettings = {
	readonly vault: Vault;
	readonly timeoutMs: number;
	readonly now: () => number;
	readonly xApiBase: string | undefined;
	readonly facebookGraphBase: string | undefined;
	readonly onAir: OnAirParts;
	readonly dryRun: DryRunOptions;
};

/**
 * The adapter for one account. The platforms' SDKs are loaded only when the first account of theirs is opened.
 * @throws Error that says what to do where the credentials are missing or can't be opened.
 */
export async function openChannel(settings: ChannelSettings, account: OpenableAccount): Promise<Channel> {
	const { timeoutMs, now } = settings;
	switch (account.platform) {
		case "x": {
			const { createXChannel } = await import("./x.ts");
			return createXChannel({
				apiBase: settings.xApiBase,
				credentials: xCredentials.parse(unsealed(settings, account)),
				timeoutMs,
				now,
			});
		}
		case "facebook": {
			const { createFacebookChannel } = await import("./facebook.ts");
			const credentials = facebookCredentials.parse(unsealed(settings, account));
			return createFacebookChannel({ graphBase: settings.facebookGraphBase, credentials, timeoutMs, now });
		}
		case "on-air":
			return createOnAirChannel(settings.onAir);
		case "dry-run":
			return createDryRunChannel(settings.dryRun);
	}
}

function unsealed({ vault }: ChannelSettings, account: OpenableAccount): unknown {
	if (account.sealedCredentials === null) {
		throw new Error("This account has no credentials yet: connect it, then resume posting.");
	}
	return vault.unseal(account.id, account.sealedCredentials);
}

/** One adapter an account, for as long as its credentials stay the same. */
export function keepChannels(open: (account: OpenableAccount) => Promise<Channel>) {
	const kept = new Map<string, { readonly sealed: string | null; readonly channel: Promise<Channel> }>();
	return {
		channelOf(account: OpenableAccount): Promise<Channel> {
			const known = kept.get(account.id);
			if (known !== undefined && known.sealed === account.sealedCredentials) return known.channel;
			known?.channel.then((channel) => channel.close()).catch(() => undefined);
			const channel = open(account);
			kept.set(account.id, { sealed: account.sealedCredentials, channel });
			channel.catch(() => kept.delete(account.id));
			return channel;
		},
		async close(): Promise<void> {
			await Promise.allSettled([...kept.values()].map(async ({ channel }) => (await channel).close()));
		},
	};
}
