import type { Instant } from "../../../domain/plain/instant.ts";
import type { HookKind } from "../../../domain/staff/hook-kind.ts";

export type HookFormat = "carillon" | "slack";
export type DeliveryState = "waiting" | "delivered" | "failed";

/** One receiver of a drive's news. Its address and secret are never shown again after they were saved. */
export type HookItem = {
	readonly id: string;
	readonly campaignId: string;
	readonly label: string;
	/** "https://hooks.slack.com" */
	readonly origin: string;
	readonly kinds: readonly HookKind[];
	readonly format: HookFormat;
	readonly enabled: boolean;
	/** Since when nothing got through; null while it does. */
	readonly failingSince: Instant | null;
	readonly retryAt: Instant | null;
	/** Carillon gave it up by itself. */
	readonly pausedAt: Instant | null;
	readonly pausedReason: string | null;
	/** Until then messages are signed with the secret before as well. */
	readonly oldSecretUntil: Instant | null;
	readonly waiting: number;
	readonly deliveredToday: number;
	readonly failed: number;
	readonly lastDeliveredAt: Instant | null;
};

/** GET /api/staff/campaigns/:campaign/hooks */
export type HookList = { readonly hooks: readonly HookItem[]; readonly allowsLocal: boolean };

/** POST /api/staff/campaigns/:campaign/hooks; PATCH .../hooks/:hook with any of it */
export type HookWritten = {
	readonly label: string;
	readonly address: string;
	readonly kinds: readonly HookKind[];
	readonly format: HookFormat;
	readonly enabled: boolean;
};

/** The answer where a secret was made: shown once. */
export type HookWithSecret = { readonly hook: HookItem; readonly secret: string };

export type DeliveryItem = {
	readonly id: number;
	readonly messageId: string;
	readonly sequence: number;
	readonly kind: HookKind | "test";
	readonly at: Instant;
	readonly state: DeliveryState;
	readonly tries: number;
	readonly nextTryAt: Instant | null;
	readonly lastTryAt: Instant | null;
	readonly status: number | null;
	readonly tookMs: number | null;
	/** What the receiver answered, without secrets, or why it could not be reached. */
	readonly answer: string | null;
};

/** GET .../hooks/:hook/deliveries?state&before */
export type DeliveryPage = { readonly deliveries: readonly DeliveryItem[]; readonly next: number | null };

/** POST .../hooks/:hook/test */
export type HookTried = {
	readonly ok: boolean;
	readonly status: number | null;
	readonly tookMs: number;
	readonly answer: string;
	readonly sent: unknown;
};

/** POST .../hooks/:hook/replay: those that were made in [from, to). */
export type ReplayRequest = { readonly from: Instant; readonly to: Instant };
export type Replayed = { readonly count: number };
