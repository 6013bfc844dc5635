import { Anchor, Button, Group, Stack, Text } from "@mantine/core";
import { useState } from "react";
import type { ChannelCard, TestPost } from "../../contract/staff/channels.ts";
import { ask } from "../ask.ts";
import { ConfirmButton } from "../parts/confirm-button.tsx";
import { When } from "../parts/figures.tsx";
import { notifyProblem } from "../parts/notify.ts";
import { useCampaign } from "../use-campaign.ts";
import { useMay } from "../use-me.ts";
import { useChannelsPath, useReadAgain } from "./use-channels.ts";

/** A post that only says it is a test: sent, seen, deleted, each step told. */
export function TestPostBox({ card }: { readonly card: ChannelCard }) {
	const mayTest = useMay("channels.test");
	const { testPost } = card;
	const isOpen = testPost !== null && testPost.state !== "deleted" && testPost.state !== "refused";
	if (!mayTest && testPost === null) return null;
	return (
		<div className="test-post">
			<Group justify="space-between" gap="sm">
				<Text fw={600} size="sm">
					Test post
				</Text>
				{mayTest && !isOpen && <SendButton card={card} />}
			</Group>
			{testPost === null ? (
				<Text size="sm" c="dimmed">
					None sent yet. It is the surest way to know that this account works.
				</Text>
			) : (
				<Sent card={card} post={testPost} mayDelete={mayTest && isOpen} />
			)}
		</div>
	);
}

function SendButton({ card }: { readonly card: ChannelCard }) {
	const path = useChannelsPath();
	const readAgain = useReadAgain();
	const { state } = useCampaign();
	const where = card.handle ?? card.name;
	return (
		<ConfirmButton
			size="xs"
			variant="default"
			color="ink"
			label="Send one"
			title={`Send a test post as ${where}?`}
			consequence={
				<Stack gap="xs">
					{state === "live" && card.platform !== "dry-run" && (
						<Text fw={600} c="ember">
							This drive is live. Everybody who follows {where} can see the test until you delete it.
						</Text>
					)}
					<Text>
						It says that it is a test and goes out on the real account at once
						{card.platform === "x" && ", for $0.015 like any post"}.
					</Text>
					<Text>You can delete it from here right after. Carillon looks that it is gone.</Text>
				</Stack>
			}
			confirm={`Send it as ${where} now`}
			leave="Don't send"
			onConfirm={async () => {
				try {
					await ask("POST", `${path}/${card.id}/test-post`);
				} finally {
					await readAgain();
				}
			}}
		/>
	);
}

const ENDS: Readonly<Record<TestPost["state"], string>> = {
	sending: "It was being sent when something stopped. It may be public: look for it.",
	published: "It is public.",
	unconfirmed: "Nobody knows yet whether it is public.",
	refused: "It did not go out.",
	deleting: "It was being deleted when something stopped.",
	deleted: "Sent and deleted again: this account works.",
};

function Sent({
	card,
	post,
	mayDelete,
}: {
	readonly card: ChannelCard;
	readonly post: TestPost;
	readonly mayDelete: boolean;
}) {
	const path = useChannelsPath();
	const readAgain = useReadAgain();
	const [isBusy, setBusy] = useState(false);
	const remove = async () => {
		setBusy(true);
		try {
			await ask("DELETE", `${path}/${card.id}/test-post/${post.id}`);
		} catch (error) {
			notifyProblem(error);
		} finally {
			await readAgain();
			setBusy(false);
		}
	};
	return (
		<Stack gap={8}>
			<Text size="sm">
				{ENDS[post.state]} {post.reason}
			</Text>
			<ol className="test-steps">
				{post.steps.map((step) => (
					<li key={`${step.atMs} ${step.words}`} data-ok={step.ok}>
						<span aria-hidden="true">{step.ok ? "✓" : "!"}</span>
						<span>{step.words}</span>
						<small>{step.atMs < 60_000 ? `${(step.atMs / 1000).toFixed(1)} s` : ""}</small>
					</li>
				))}
			</ol>
			<Group gap="sm">
				{mayDelete && (
					<Button size="xs" variant="default" loading={isBusy} onClick={remove}>
						{post.state === "published" ? "Delete it now" : "Look for it and delete it"}
					</Button>
				)}
				{post.url !== null && post.state === "published" && (
					<Anchor href={post.url} target="_blank" rel="noreferrer" size="sm">
						See it on the account
					</Anchor>
				)}
				<Text size="xs" c="dimmed">
					{post.by}, <When at={post.startedAt} />
				</Text>
			</Group>
		</Stack>
	);
}
