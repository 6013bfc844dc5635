import { Button, Group, Modal, SegmentedControl, Select, Stack, Text, TextInput } from "@mantine/core";
import { useState } from "react";
import type { Language } from "../../../domain/language.ts";
import type { Platform } from "../../../domain/post.ts";
import type { ChannelCard, ChannelsView } from "../../contract/staff/channels.ts";
import { ask } from "../ask.ts";
import { notifyDone, notifyProblem } from "../parts/notify.ts";
import { useCampaign } from "../use-campaign.ts";
import { ConnectFacebook } from "./connect-facebook.tsx";
import { ConnectX } from "./connect-x.tsx";
import { useChannelsPath, useReadAgain } from "./use-channels.ts";
import { PLATFORM_NAMES } from "./words.ts";

export type ConnectGoal = { readonly kind: "new" } | { readonly kind: "again"; readonly card: ChannelCard };

/** What the API is told of the account that is connected: one there is, or a new one. */
export type ConnectTarget = { readonly account: string } | { readonly name: string; readonly language: Language };

export type ConnectProps = {
	readonly target: ConnectTarget;
	readonly ways: ChannelsView["ways"];
	readonly onDone: () => void;
};

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
		<Modal
			opened
			onClose={onClose}
			size="lg"
			title={goal.kind === "again" ? `Connect ${goal.card.name} again` : "Add a channel"}
		>
			<Stack gap="lg">
				{goal.kind === "new" && (
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
								placeholder={shownName}
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
		</Modal>
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

/** One step towards a connection: what went wrong is said, what went well ends the dialog. */
export function useConnectStep(onDone: () => void) {
	const readAgain = useReadAgain();
	const [isBusy, setBusy] = useState(false);
	const run = async (step: () => Promise<unknown>, done: string) => {
		setBusy(true);
		try {
			await step();
			notifyDone(done);
			onDone();
		} catch (error) {
			notifyProblem(error);
		} finally {
			setBusy(false);
			await readAgain();
		}
	};
	return { run, isBusy };
}

/** Leaves for the platform's own sign-in; it leads back to the channels' page. */
export function useLeaveTo(path: string, target: ConnectTarget) {
	const [isBusy, setBusy] = useState(false);
	const leave = async () => {
		setBusy(true);
		try {
			const { address } = await ask<{ address: string }>("POST", path, target);
			window.location.assign(address);
		} catch (error) {
			setBusy(false);
			notifyProblem(error);
		}
	};
	return { leave, isBusy };
}
