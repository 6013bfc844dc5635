import type { TriggerKind } from "../../domain/drive/milestone-rule.ts";
import { linkLeave } from "../../domain/post/link-policy.ts";
import type { Platform } from "../../domain/post/post.ts";
import { costOf, type Mills } from "../../domain/post/x-cost.ts";
import type { WordSources } from "../../posting/word-sources.ts";
import type { FoundTexts, TextsAsked } from "../../template/own-texts.ts";
import type { VirtualSetup } from "./setup.ts";
import type { VirtualPost } from "./virtual-post.ts";

/** The campaign's own texts, as they stood when the rehearsal began. */
export type FindTexts = (asked: TextsAsked) => FoundTexts | null;

export type WordMemory = {
	readonly sources: WordSources;
	/** It is out, or on its way. */
	remember(post: VirtualPost, text: string): void;
	/** What X has been asked for so far. */
	spent(): Mills;
};

/** What the choice of words asks, answered from what the rehearsal has said so far. */
export function openWordMemory({ accounts, budget }: VirtualSetup, ownTexts: FindTexts): WordMemory {
	const said = new Map<Platform, Set<string>>();
	const turns = new Map<string, number>();
	const policies = new Map(accounts.map(({ id, linkPolicy }) => [id, linkPolicy]));
	let spent: Mills = 0;
	const turnKey = (accountId: string, kind: TriggerKind) => `${accountId} ${kind}`;
	const placeOf = (accountId: string, platform: Platform) =>
		accounts.filter((one) => one.platform === platform).findIndex(({ id }) => id === accountId);

	const sources: WordSources = {
		async linkLeave({ id, platform }, about) {
			const policy = policies.get(id) ?? { kind: "never" };
			return linkLeave({ platform, policy, ...about, budget: { limit: budget, spent } });
		},
		ownTexts: async (asked) => ownTexts(asked),
		turn: async ({ id, platform }, kind) => (turns.get(turnKey(id, kind)) ?? 0) + Math.max(0, placeOf(id, platform)),
		async said({ platform }, texts) {
			const before = said.get(platform);
			return new Set(texts.filter((text) => before?.has(text) === true));
		},
		waitForTheOthers: async () => undefined,
	};
	return {
		sources,
		remember({ account, fallen, use }, text) {
			const key = turnKey(account.id, fallen.rule.trigger.kind);
			turns.set(key, (turns.get(key) ?? 0) + 1);
			const before = said.get(account.platform) ?? new Set();
			said.set(account.platform, before.add(text));
			if (account.platform === "x") spent += costOf(use);
		},
		spent: () => spent,
	};
}
