import type { Instant } from "../../domain/plain/instant.ts";
import { pictureBy } from "../../domain/post/post.ts";
import { findWords, type Words } from "../../posting/words.ts";
import type { TemplatePack } from "../../template/pack.ts";
import type { RehearsalAssumptions } from "../../web/contract/staff/rehearsal.ts";
import type { EventQueue } from "./event-queue.ts";
import type { VirtualAccount, VirtualSetup } from "./setup.ts";
import type { VirtualLedger } from "./virtual-ledger.ts";
import type { VirtualPost } from "./virtual-post.ts";
import type { WordMemory } from "./word-memory.ts";

/** What is to be done at a moment of the drive's own time. */
export type Deed =
	| { readonly kind: "look"; readonly desk: Desk }
	| { readonly kind: "sent"; readonly post: VirtualPost; readonly desk: Desk }
	| { readonly kind: "time-is-up"; readonly post: VirtualPost; readonly desk: Desk }
	| { readonly kind: "approve"; readonly post: VirtualPost; readonly desk: Desk }
	| { readonly kind: "expire"; readonly post: VirtualPost };

/** One account with what waits on it and what it has said. */
export type Desk = {
	readonly account: VirtualAccount;
	/** Ready posts. */
	readonly waiting: Set<VirtualPost>;
	readonly published: VirtualPost[];
	readonly sentAt: Instant[];
	isSending: boolean;
	/** When it will look again anyway; infinite: not by itself. */
	looksAt: Instant;
};

/** Everything of one rehearsal. */
export type Room = {
	readonly setup: VirtualSetup;
	readonly ledger: VirtualLedger;
	readonly memory: WordMemory;
	readonly words: Words;
	readonly agenda: EventQueue<Deed>;
	readonly assumptions: RehearsalAssumptions;
};

/** The real choice of words; it is never asked of a database. */
export function wordsFromMemory(memory: WordMemory, pack: TemplatePack): Words {
	return (_db, account, subject, now, prefers) => findWords(memory.sources, pack, { account, subject, now, prefers });
}

export function openDesk(account: VirtualAccount): Desk {
	return {
		...{ account, waiting: new Set(), published: [], sentAt: [] },
		isSending: false,
		looksAt: Number.POSITIVE_INFINITY,
	};
}

/** At the soonest of the times it was asked for. */
export function lookAt({ agenda }: Pick<Room, "agenda">, desk: Desk, at: Instant): void {
	if (at >= desk.looksAt) return;
	desk.looksAt = at;
	agenda.put(at, { kind: "look", desk });
}

/** Facebook fetches pictures from an address of ours, and without one posts go bare. */
export function carriesPicture(
	{ assumptions, setup }: Pick<Room, "assumptions" | "setup">,
	{ account }: VirtualPost,
): boolean {
	const by = pictureBy(account.platform);
	return assumptions.hasPictures && by !== "none" && (by === "bytes" || setup.publicUrl !== null);
}
