import type pg from "pg";
import type { StoredAccount } from "../../channel/account-store.ts";
import type { FacebookApp } from "../../channel/facebook-login.ts";
import { withFreshAccess } from "../../channel/fresh-channels.ts";
import { keepChannels, openChannel } from "../../channel/open-channel.ts";
import type { Channel } from "../../channel/port.ts";
import type { Vault } from "../../channel/vault.ts";
import type { XApp } from "../../channel/x-call.ts";
import type { XPlace } from "../../channel/x-oauth.ts";
import type { Instant } from "../../domain/plain/instant.ts";
import { dryRunRecords } from "../../posting/dry-run-records.ts";

export type ChannelDeskSettings = {
	readonly pool: pg.Pool;
	/** Opened at first use: a process that never touches credentials needs no key. */
	readonly vault: () => Vault;
	readonly timeoutMs: number;
	readonly xApiBase: string | undefined;
	readonly facebookGraphBase: string | undefined;
	/** The hospital's own apps at the platforms; null: accounts are connected by pasted keys. */
	readonly xApp: XApp | null;
	readonly facebookApp: FacebookApp | null;
	readonly publicUrl: string | undefined;
};

/** All that looking after accounts needs: for the console and the schedule worker alike. */
export type ChannelDesk = Omit<ChannelDeskSettings, "vault"> & {
	readonly vault: Vault;
	readonly x: XPlace | null;
	readonly graphBase: string | undefined;
	readonly channelOf: (account: StoredAccount) => Promise<Channel>;
	readonly now: () => Instant;
	close(): Promise<void>;
};

export function openChannelDesk(settings: ChannelDeskSettings): ChannelDesk {
	const { pool, timeoutMs, xApiBase, facebookGraphBase, xApp } = settings;
	let opened: Vault | undefined;
	const vault = (): Vault => {
		opened ??= settings.vault();
		return opened;
	};
	const lazyVault: Vault = {
		get keyId() {
			return vault().keyId;
		},
		seal: (id, content) => vault().seal(id, content),
		unseal: (id, sealed) => vault().unseal(id, sealed),
		keyFor: (purpose) => vault().keyFor(purpose),
	};
	const x = xApp === null ? null : { app: xApp, apiBase: xApiBase, timeoutMs, now: Date.now };
	const kept = keepChannels((account) =>
		openChannel(
			{
				...{ vault: lazyVault, timeoutMs, xApiBase, facebookGraphBase, now: Date.now },
				onAir: { record: nobodySpeaks, find: async () => null, isAway: () => false },
				dryRun: dryRunRecords(pool),
			},
			account,
		),
	);
	return {
		...settings,
		vault: lazyVault,
		x,
		graphBase: facebookGraphBase,
		channelOf: withFreshAccess({ pool, vault: lazyVault, x }, (account) => kept.channelOf(account)),
		now: Date.now,
		close: () => kept.close(),
	};
}

async function nobodySpeaks(): Promise<never> {
	throw new Error("Nothing is said on air from here.");
}
