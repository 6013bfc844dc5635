import { Text } from "@mantine/core";
import type { ReactNode } from "react";
import type { LinkPolicy } from "../../../domain/post/link-policy.ts";
import type { ChannelCard } from "../../contract/staff/channels.ts";
import { When } from "../parts/figures.tsx";
import { connectedWords, LANGUAGE_NAMES, pacingWords } from "./words.ts";

/** What is known of an account, each with its name: nothing is a colour alone. */
export function CardFacts({ card }: { readonly card: ChannelCard }) {
	const { facts, connected, checkedAt, limit } = card;
	const missing = facts?.permissions?.filter(({ granted }) => !granted) ?? [];
	return (
		<dl className="channel-facts">
			{facts?.permissions && (
				<Fact name="May">
					{missing.length === 0
						? `${listed(facts.permissions.map((one) => one.for))}`
						: `not ${listed(missing.map((one) => one.for))}`}
				</Fact>
			)}
			{ends(card) && <Fact name="Access">{ends(card)}</Fact>}
			{facts && facts.credits !== "not-metered" && <Fact name="Credits at X">{CREDITS[facts.credits]}</Fact>}
			{limit && (
				<Fact name="Room left">
					{card.platform === "facebook" ? `${limit.remaining}% of Facebook's allowance` : `${limit.remaining} posts`},
					seen with the post at <When at={limit.seenAt} show="time" />
				</Fact>
			)}
			<Fact name="Pace">{pacingWords(card.pacing)}</Fact>
			{card.platform !== "on-air" && <Fact name="Links">{linkWords(card.linkPolicy, card.platform === "x")}</Fact>}
			<Fact name="Language">{LANGUAGE_NAMES[card.language]}</Fact>
			<Fact name="Posts">
				{card.published} published{card.waiting > 0 && `, ${card.waiting} waiting`}
			</Fact>
			{connected && (
				<Fact name="Connected">
					<When at={connected.at} show="day" />, {connectedWords(connected.how, connected.by)}
				</Fact>
			)}
			{checkedAt !== null && (
				<Fact name="Checked">
					<When at={checkedAt} />
				</Fact>
			)}
		</dl>
	);
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
	return (
		<div>
			<dt>{name}</dt>
			<dd>
				<Text component="span" size="sm">
					{children}
				</Text>
			</dd>
		</div>
	);
}

function ends({ facts, platform }: ChannelCard): ReactNode {
	if (facts === null) return null;
	const { renewal, accessEndsAt, dataAccessEndsAt, permissions } = facts;
	if (renewal !== null) {
		if (renewal.failure === null) return "Renewed by Carillon before it ends";
		return (
			<>
				Could not be renewed, ends <When at={renewal.endsAt} />. {renewal.failure}
			</>
		);
	}
	if (accessEndsAt !== null) {
		return (
			<>
				Ends <When at={accessEndsAt} />: connect it again before
			</>
		);
	}
	if (dataAccessEndsAt !== null) {
		return (
			<>
				Does not end by itself. Facebook wants a new log-in by <When at={dataAccessEndsAt} show="day" />
			</>
		);
	}
	if (platform === "x") return "By keys that do not end";
	return permissions === null ? null : "Does not end by itself";
}

const CREDITS = {
	fine: "Enough at the last post. X tells nobody how many are left",
	"used-up": "Used up. Buy credits in the X developer console",
	unknown: "Not known before the first post. X tells nobody how many are left",
	"not-metered": "",
} as const;

function linkWords(policy: LinkPolicy, isX: boolean): string {
	const price = isX ? ", $0.20 a post" : "";
	switch (policy.kind) {
		case "never":
			return isX ? "Never, $0.015 a post" : "Never";
		case "some":
			return `With the milestones of ${policy.rules.length} ${policy.rules.length === 1 ? "rule" : "rules"}${price}`;
		case "always":
			return `With every post${price}`;
		default:
			return policy satisfies never;
	}
}

function listed(words: readonly string[]): string {
	const last = words.at(-1) ?? "";
	return words.length < 2 ? last : `${words.slice(0, -1).join(", ")} and ${last}`;
}
