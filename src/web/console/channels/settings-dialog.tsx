import { Button, Checkbox, Group, NumberInput, Radio, Select, Stack, Switch, Text, TextInput } from "@mantine/core";
import { useState } from "react";
import { ruleWords } from "../../../domain/milestone/rule-words.ts";
import type { LinkPolicy } from "../../../domain/post/link-policy.ts";
import type { ChannelCard } from "../../contract/staff/channels.ts";
import { ask } from "../ask.ts";
import { Dialog } from "../parts/dialog.tsx";
import { notifyDone, notifyProblem } from "../parts/notify.ts";
import { useCampaign } from "../use-campaign.ts";
import { useChannelsPath, useReadAgain } from "./use-channels.ts";

type Settings = Pick<ChannelCard, "name" | "language" | "pacing" | "enabled" | "linkPolicy">;

/** How an account is used in this drive: its name here, its language, its pace, its links. */
export function SettingsDialog({ card, onClose }: { readonly card: ChannelCard; readonly onClose: () => void }) {
	const { name, language, pacing, enabled, linkPolicy } = card;
	const [draft, setDraft] = useState<Settings>({ name, language, pacing, enabled, linkPolicy });
	const change = (part: Partial<Settings>) => setDraft({ ...draft, ...part });
	const { save, isBusy } = useSave(card, onClose);
	return (
		<Dialog onClose={onClose} title={`Settings of ${card.name}`} size="lg">
			<form
				onSubmit={(event) => {
					event.preventDefault();
					void save(draft);
				}}
			>
				<Stack gap="lg">
					<Switch
						label="Milestones are posted here"
						description="Off: none are, until you switch it on again."
						checked={draft.enabled}
						onChange={(event) => change({ enabled: event.currentTarget.checked })}
					/>
					<div className="channel-pair">
						<TextInput
							label="Name in this console"
							required
							maxLength={60}
							value={draft.name}
							onChange={(event) => change({ name: event.currentTarget.value })}
						/>
						<Select
							label="Language of its posts"
							data={[
								{ value: "en", label: "English" },
								{ value: "es", label: "Spanish" },
							]}
							value={draft.language}
							onChange={(value) => change({ language: value === "es" ? "es" : "en" })}
						/>
					</div>
					{card.platform !== "on-air" && <PaceFields draft={draft} change={change} />}
					{card.platform !== "on-air" && (
						<LinkFields
							isX={card.platform === "x"}
							policy={draft.linkPolicy}
							onChange={(policy) => change({ linkPolicy: policy })}
						/>
					)}
					<Group justify="flex-end" gap="sm">
						<Button variant="default" onClick={onClose}>
							Leave it as it is
						</Button>
						<Button type="submit" loading={isBusy}>
							Save
						</Button>
					</Group>
				</Stack>
			</form>
		</Dialog>
	);
}

function useSave(card: ChannelCard, onClose: () => void) {
	const path = useChannelsPath();
	const readAgain = useReadAgain();
	const [isBusy, setBusy] = useState(false);
	const save = async (draft: Settings) => {
		setBusy(true);
		try {
			await ask("PATCH", `${path}/${card.id}`, draft);
			notifyDone("Saved. It holds from the next post on.");
			onClose();
		} catch (error) {
			notifyProblem(error);
		} finally {
			setBusy(false);
			await readAgain();
		}
	};
	return { save, isBusy };
}

type FieldProps = { readonly draft: Settings; readonly change: (part: Partial<Settings>) => void };

function PaceFields({ draft, change }: FieldProps) {
	const { pacing } = draft;
	const orNone = (value: string | number) => (typeof value === "number" && value >= 1 ? value : null);
	return (
		<fieldset className="channel-fieldset">
			<legend>Pace</legend>
			<Text size="sm" c="dimmed" mb="sm">
				Milestones that fall in between become one post about the highest.
			</Text>
			<div className="channel-thirds">
				<NumberInput
					label="Minutes between posts"
					min={0}
					max={1_440}
					decimalScale={1}
					value={pacing.minGapSeconds / 60}
					onChange={(value) =>
						change({ pacing: { ...pacing, minGapSeconds: typeof value === "number" ? Math.round(value * 60) : 0 } })
					}
				/>
				<NumberInput
					label="Most in 15 minutes"
					placeholder="no limit"
					min={1}
					max={100}
					value={pacing.per15Minutes ?? ""}
					onChange={(value) => change({ pacing: { ...pacing, per15Minutes: orNone(value) } })}
				/>
				<NumberInput
					label="Most in a day"
					placeholder="no limit"
					min={1}
					max={1_000}
					value={pacing.perDay ?? ""}
					onChange={(value) => change({ pacing: { ...pacing, perDay: orNone(value) } })}
				/>
			</div>
		</fieldset>
	);
}

type LinkProps = {
	readonly isX: boolean;
	readonly policy: LinkPolicy;
	readonly onChange: (policy: LinkPolicy) => void;
};

function LinkFields({ isX, policy, onChange }: LinkProps) {
	const { rules, currency } = useCampaign();
	const chosen = policy.kind === "some" ? policy.rules : [];
	return (
		<fieldset className="channel-fieldset">
			<legend>Links in posts</legend>
			<Radio.Group
				aria-label="Links in posts"
				description={
					isX
						? "X charges thirteen times as much for a post with a link, and takes a bare address like give.hospital.org for one."
						: "A link brings people straight to the donation page. It costs nothing here."
				}
				value={policy.kind}
				onChange={(kind) =>
					onChange(kind === "some" ? { kind, rules: chosen } : { kind: kind === "always" ? "always" : "never" })
				}
			>
				<Stack gap="sm" mt="sm">
					<Radio value="never" label={isX ? "Never ($0.015 a post)" : "Never"} />
					<Radio value="some" label={isX ? "Only with these milestones ($0.20 each)" : "Only with these milestones"} />
					{policy.kind === "some" && (
						<Checkbox.Group
							value={[...chosen]}
							onChange={(ids) => onChange({ kind: "some", rules: ids })}
							aria-label="Milestones with a link"
						>
							<Stack gap="xs" pl={36}>
								{rules.map((rule) => (
									<Checkbox key={rule.id} value={rule.id} label={ruleWords(rule.trigger, currency)} />
								))}
							</Stack>
						</Checkbox.Group>
					)}
					<Radio value="always" label={isX ? "With every post ($0.20 each)" : "With every post"} />
				</Stack>
			</Radio.Group>
		</fieldset>
	);
}
