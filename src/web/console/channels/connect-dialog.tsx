import { Button, Group, SegmentedControl, Select, Stack, Text, TextInput } from "@mantine/core";
import { useState } from "react";
import type { Language } from "../../../domain/plain/language.ts";
import type { Platform } from "../../../domain/post/post.ts";
import type { ChannelCard, ChannelsView } from "../../contract/staff/channels.ts";
import { ask } from "../ask.ts";
import { Dialog } from "../parts/dialog.tsx";
import { useCampaign } from "../use-campaign.ts";
import { ConnectFacebook } from "./connect-facebook.tsx";
import { type ConnectTarget, useConnectStep } from "./connect-step.ts";
import { ConnectX } from "./connect-x.tsx";
import { useChannelsPath } from "./use-channels.ts";
import { PLATFORM_NAMES } from "./words.ts";

export type ConnectGoal = { readonly kind: "new" } | { readonly kind: "again"; readonly card: ChannelCard };

/** Leads somebody who is no engineer to a connected account, with what they need said before they start. */
export function ConnectDialog(props: {
	readonly goal: ConnectGoal;
	readonly ways: ChannelsView["ways"];
	readonly onClose: () => void;
}) {
	const { goal, ways, onClose } = props;
	const { shortName, languages } = useCampaign();
	const [platform, setPlatform] = useState<Platform>(goal.kind === "again" ? goal.card.platform : "x");
	const [name, setName] = useState("");
	const [language, setLanguage] = useState<Language>(languages[0]);
	const shownName = name.trim() === "" ? `${shortName} on ${PLATFORM_NAMES[platform]}`.slice(0, 60) : name.trim();
	const target: ConnectTarget = goal.kind === "again" ? { account: goal.card.id } : { name: shownName, language };
	return (
		<Dialog
			onClose={onClose}
			size="lg"
			title={goal.kind === "again" ? `Connect ${goal.card.name} again` : "Add a channel"}
		>
			<Stack gap="lg">
				{goal.kind === "new" && (
					<NewAccount {...{ platform, setPlatform, name, setName, language, setLanguage }} placeholder={shownName} />
				)}
				{ways.isSandbox && (platform === "x" || platform === "facebook") && (
					<Text size="sm" className="channel-note">
						This Carillon talks to sandboxes of X and Facebook on this machine. Nothing you connect or post here is
						public.
					</Text>
				)}
				{platform === "x" && <ConnectX target={target} ways={ways} onDone={onClose} />}
				{platform === "facebook" && <ConnectFacebook target={target} ways={ways} onDone={onClose} />}
				{(platform === "on-air" || platform === "dry-run") && (
					<AddPlain platform={platform} name={shownName} language={language} onDone={onClose} />
				)}
			</Stack>
		</Dialog>
	);
}

type NewProps = {
	readonly platform: Platform;
	readonly setPlatform: (platform: Platform) => void;
	readonly name: string;
	readonly setName: (name: string) => void;
	readonly placeholder: string;
	readonly language: Language;
	readonly setLanguage: (language: Language) => void;
};

function NewAccount({ platform, setPlatform, name, setName, placeholder, language, setLanguage }: NewProps) {
	return (
		<>
			<SegmentedControl
				aria-label="Where"
				fullWidth
				className="channel-choice"
				data={[
					{ value: "x", label: "X" },
					{ value: "facebook", label: "Facebook" },
					{ value: "on-air", label: "Studio" },
					{ value: "dry-run", label: "Practice" },
				]}
				value={platform}
				onChange={(value) => setPlatform(value as Platform)}
			/>
			<div className="channel-pair">
				<TextInput
					label="Name in this console"
					placeholder={placeholder}
					maxLength={60}
					value={name}
					onChange={(event) => setName(event.currentTarget.value)}
				/>
				<Select
					label="Language of its posts"
					data={[
						{ value: "en", label: "English" },
						{ value: "es", label: "Spanish" },
					]}
					value={language}
					onChange={(value) => setLanguage(value === "es" ? "es" : "en")}
				/>
			</div>
		</>
	);
}

type PlainProps = {
	readonly platform: "on-air" | "dry-run";
	readonly name: string;
	readonly language: Language;
	readonly onDone: () => void;
};

function AddPlain({ platform, name, language, onDone }: PlainProps) {
	const { run, isBusy } = useConnectStep(onDone);
	const path = useChannelsPath();
	return (
		<Stack gap="md">
			<Text>
				{platform === "on-air"
					? "Milestones become sentences for the host to read, on every studio screen of this drive. It needs no account anywhere."
					: "Milestones become posts that are written down and shown in the post log, and published nowhere. Good for a first day."}
			</Text>
			<Group justify="flex-end">
				<Button
					loading={isBusy}
					onClick={() => run(() => ask("POST", path, { platform, name, language }), `${name} is there.`)}
				>
					Add it
				</Button>
			</Group>
		</Stack>
	);
}
