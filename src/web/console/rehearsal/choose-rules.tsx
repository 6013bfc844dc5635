import { Anchor, Checkbox, NumberInput, Select, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { Link } from "react-router";
import type { RehearsalChoices } from "../../contract/staff/rehearsal.ts";
import type { RulesAnswer } from "../../contract/staff/rules.ts";
import { writtenMoment } from "../parts/figures.tsx";
import { AddRule } from "../rules/add-rule.tsx";
import { type ListedDraft, moved } from "../rules/draft-list.ts";
import { RuleRow } from "../rules/rule-row.tsx";
import "../rules/rules.css";
import { useCampaign } from "../use-campaign.ts";
import type { Chosen } from "./draft.ts";

type Props = {
	readonly chosen: Chosen;
	readonly choices: RehearsalChoices;
	readonly rules: RulesAnswer;
	readonly draft: readonly ListedDraft[];
	readonly onChoose: (part: Partial<Chosen>) => void;
	readonly onDraft: (draft: readonly ListedDraft[]) => void;
};

/** By which rules, and what is taken for granted. */
export function ChooseRules(props: Props) {
	const { chosen, choices, rules, onChoose } = props;
	const { id, timeZone } = useCampaign();
	const saves = choices.versions.map(({ version, savedAt, savedBy, rules: number }) => ({
		value: String(version),
		label: `As saved ${writtenMoment(savedAt, "both", timeZone)}${savedBy === null ? "" : ` by ${savedBy}`} (${number} rules)`,
	}));
	return (
		<fieldset className="rehearsal-part">
			<legend>By which rules</legend>
			<div className="rehearsal-rules">
				<Text>
					By{" "}
					<Anchor component={Link} to={`/c/${id}/rules`}>
						this drive's {rules.rules.length === 1 ? "one rule" : `${rules.rules.length} rules`}
					</Anchor>
				</Text>
				<Select
					label="Compared with"
					data={[{ value: "nothing", label: "Nothing else" }, { value: "draft", label: "A draft of them" }, ...saves]}
					value={chosen.against}
					onChange={(against) => onChoose({ against: against ?? "nothing" })}
					allowDeselect={false}
					maw={480}
				/>
				<NumberInput
					label="Staff approve after"
					description="What needs an approval waits so long. Empty: nobody ever approves."
					suffix=" minutes"
					value={chosen.approvedAfter ?? ""}
					onChange={(value) => onChoose({ approvedAfter: value === "" ? null : Number(value) })}
					{...{ min: 0, max: 10_000, allowDecimal: false, maw: 320 }}
				/>
				<Checkbox
					label="Posts carry a picture"
					description="On X its description costs half a cent."
					checked={chosen.hasPictures}
					onChange={(event) => onChoose({ hasPictures: event.currentTarget.checked })}
				/>
			</div>
			{chosen.against === "draft" && <Draft {...props} />}
		</fieldset>
	);
}

function Draft({ draft, onDraft }: Props) {
	const [openKey, setOpenKey] = useState<string | null>(null);
	const move = (from: number, to: number) => {
		if (to >= 0 && to < draft.length) onDraft(moved(draft, from, to));
	};
	return (
		<Stack gap="sm" className="rehearsal-draft">
			<Text size="sm" c="dimmed">
				The draft begins as the drive's rules. Change it, rehearse, and change it again; save what holds good under
				Rules.
			</Text>
			<div>
				<AddRule
					onAdd={(rule) => {
						const key = `new ${Date.now()}`;
						onDraft([{ key, draft: rule }, ...draft]);
						setOpenKey(key);
					}}
				/>
			</div>
			<ol className="rules rehearsal-draft-rules">
				{draft.map(({ key, draft: rule }, index) => (
					<RuleRow
						key={key}
						{...{ draft: rule, index, may: true, forecast: undefined, announced: 0, count: draft.length }}
						isOpen={openKey === key}
						onOpen={(isOpen) => setOpenKey(isOpen ? key : null)}
						onChange={(changed) => onDraft(draft.map((one) => (one.key === key ? { key, draft: changed } : one)))}
						onRemove={() => onDraft(draft.filter((one) => one.key !== key))}
						onMove={(to) => move(index, to)}
						onDropped={(from) => move(from, index)}
					/>
				))}
			</ol>
		</Stack>
	);
}
