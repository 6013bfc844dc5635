import type { Instant } from "../../../domain/plain/instant.ts";

export type SignInWay = "password" | "code" | "passkey" | "single-sign-on" | "link";

/** GET /api/staff/account */
export type Account = {
	readonly name: string;
	readonly email: string;
	readonly hasPassword: boolean;
	readonly hasCodeApp: boolean;
	readonly singleSignOn: boolean;
	readonly passkeys: readonly OwnPasskey[];
	readonly sessions: readonly OwnSession[];
};

export type OwnPasskey = { readonly id: string; readonly name: string; readonly addedAt: Instant | null };

export type OwnSession = {
	readonly id: string;
	/** Where the person is now. */
	readonly isThis: boolean;
	/** "Chrome on Windows". */
	readonly browser: string;
	readonly address: string;
	readonly way: SignInWay;
	readonly since: Instant;
	readonly lastUsedAt: Instant;
	readonly endsAt: Instant;
};

/** POST /api/staff/account/code-app: shown once, and in force when a first code has been given. */
export type NewCodeApp = { readonly uri: string; readonly secret: string; readonly backupCodes: readonly string[] };
