import { Badge, Button, Group, Stack, Text, Title } from "@mantine/core";
import { useState } from "react";
import type { ChannelCard as Card } from "../../contract/staff/channels.ts";
import { ask } from "../ask.ts";
import { ConfirmButton } from "../parts/confirm-button.tsx";
import { notifyDone, notifyProblem } from "../parts/notify.ts";
import { useMay } from "../use-me.ts";
import { CardFacts } from "./card-facts.tsx";
import { CostMeter } from "./cost-meter.tsx";
import { SettingsDialog } from "./settings-dialog.tsx";
import { TestPostBox } from "./test-post-box.tsx";
import { useChannelsPath, useReadAgain } from "./use-channels.ts";
import { PLATFORM_NAMES, STATE_WORDS } from "./words.ts";

/** One account: who it is, how it stands, what it may and costs, and what can be done with it. */
export function ChannelCard({ card, onReconnect }: { readonly card: Card; readonly onReconnect: () => void }) {
	const { label, color } = STATE_WORDS[card.state];
	const mayEdit = useMay("channels.edit");
	const isRemote = card.platform === "x" || card.platform === "facebook";
	return (
		<section className="channel-card" aria-labelledby={`${card.id}-name`} data-state={card.state}>
			<header className="channel-head">
				<span className={`channel-face channel-face-${card.platform}`} aria-hidden="true">
					{(card.handle ?? card.name).replace(/^@/, "").slice(0, 1).toUpperCase()}
				</span>
				<div className="channel-who">
					<Title order={2} size="h4" id={`${card.id}-name`}>
						{card.name}
					</Title>
					<Text size="sm" c="dimmed">
						{PLATFORM_NAMES[card.platform]}
						{card.handle !== null && ` · ${card.handle}`}
					</Text>
				</div>
				<Badge variant="light" color={color} size="lg" className="channel-badge">
					{label}
				</Badge>
			</header>
			<Text className="channel-says">{card.says}</Text>
			<CardActions card={card} isRemote={isRemote} onReconnect={onReconnect} />
			<CardFacts card={card} />
			{card.cost && <CostMeter cost={card.cost} policy={card.linkPolicy} />}
			{card.platform !== "on-air" && (card.isConnected || !isRemote) && <TestPostBox card={card} />}
			{mayEdit && isRemote && card.isConnected && <Connection card={card} onReconnect={onReconnect} />}
		</section>
	);
}

type ActionProps = { readonly card: Card; readonly isRemote: boolean; readonly onReconnect: () => void };

function CardActions({ card, isRemote, onReconnect }: ActionProps) {
	const mayEdit = useMay("channels.edit");
	const mayTest = useMay("channels.test");
	const mayResume = useMay("posting.resume");
	const [isEditing, setEditing] = useState(false);
	const { act, busy } = useAct(card);
	const needsConnecting = isRemote && (!card.isConnected || card.state === "broken" || card.state === "soon");
	return (
		<Group gap="sm">
			{mayEdit && needsConnecting && (
				<Button size="sm" onClick={onReconnect}>
					{card.isConnected ? "Connect again" : "Connect"}
				</Button>
			)}
			{mayResume && card.state === "waits-for-person" && (
				<Button size="sm" loading={busy === "resume"} onClick={() => act("resume", "Its posts go on.")}>
					It is mended, go on
				</Button>
			)}
			{mayTest && isRemote && card.isConnected && (
				<Button
					size="sm"
					variant="default"
					loading={busy === "check"}
					onClick={() => act("check", "Checked just now.")}
				>
					Check now
				</Button>
			)}
			{mayEdit && (
				<Button size="sm" variant="default" onClick={() => setEditing(true)}>
					Settings
				</Button>
			)}
			{isEditing && <SettingsDialog card={card} onClose={() => setEditing(false)} />}
		</Group>
	);
}

function Connection({ card, onReconnect }: { readonly card: Card; readonly onReconnect: () => void }) {
	const { act } = useAct(card);
	const isHealthy = card.state === "good" || card.state === "unchecked" || card.state === "off";
	return (
		<Group gap="xs" className="channel-foot">
			{isHealthy && (
				<Button size="xs" variant="subtle" color="ink" onClick={onReconnect}>
					Connect again
				</Button>
			)}
			<ConfirmButton
				size="xs"
				variant="subtle"
				color="ember"
				label="Disconnect"
				title={`Disconnect ${card.name}?`}
				consequence={
					<Stack gap="xs">
						<Text>Carillon forgets this account's access at once and posts nothing more on it.</Text>
						<Text>
							{card.waiting > 0
								? `${card.waiting} ${card.waiting === 1 ? "post that waits expires" : "posts that wait expire"} unless you connect it again in time.`
								: "What it has posted stays public, and stays in the post log."}
						</Text>
					</Stack>
				}
				confirm="Disconnect this account"
				onConfirm={() => act("disconnect", `${card.name} is disconnected.`)}
			/>
		</Group>
	);
}

function useAct(card: Card) {
	const path = useChannelsPath();
	const readAgain = useReadAgain();
	const [busy, setBusy] = useState<string | null>(null);
	const act = async (what: "check" | "resume" | "disconnect", done: string) => {
		setBusy(what);
		try {
			await ask("POST", `${path}/${card.id}/${what}`);
			notifyDone(done);
		} catch (error) {
			notifyProblem(error);
		} finally {
			await readAgain();
			setBusy(null);
		}
	};
	return { act, busy };
}
