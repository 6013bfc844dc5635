import { Button, Group, Progress, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { useSearchParams } from "react-router";
import type { RehearsalChoices } from "../../contract/staff/rehearsal.ts";
import type { RulesAnswer } from "../../contract/staff/rules.ts";
import { PageFrame } from "../parts/page-frame.tsx";
import { PostPreview } from "../parts/post-preview.tsx";
import { Asked, Empty, Failed } from "../parts/states.tsx";
import { type ListedDraft, listOf } from "../rules/draft-list.ts";
import { useRules } from "../rules/use-rules.ts";
import { useCampaign } from "../use-campaign.ts";
import { ChooseDrive } from "./choose-drive.tsx";
import { ChooseRules } from "./choose-rules.tsx";
import { type Chosen, chosenIn, requestOf, searchOf } from "./draft.ts";
import { Results } from "./results.tsx";
import { type RehearsalState, useChoices, useRehearsal } from "./use-rehearsal.ts";
import "./rehearsal.css";

export function RehearsalPage() {
	const choices = useChoices();
	const rules = useRules();
	return (
		<PageFrame
			title="Rehearsal"
			lead="A whole drive against these rules, in seconds: what would be said when, where and at what price. Nothing leaves the house."
		>
			<Asked query={choices}>
				{(known) => <Asked query={rules}>{(answer) => <Desk choices={known} rules={answer} />}</Asked>}
			</Asked>
		</PageFrame>
	);
}

function Desk({ choices, rules }: { readonly choices: RehearsalChoices; readonly rules: RulesAnswer }) {
	const campaign = useCampaign();
	const [search, setSearch] = useSearchParams();
	const [chosen, setChosen] = useState<Chosen>(() => chosenIn(search, campaign));
	const [draft, setDraft] = useState<readonly ListedDraft[]>(() => listOf(rules));
	const { state, run, cancel } = useRehearsal();
	const choose = (part: Partial<Chosen>) => {
		const next = { ...chosen, ...part };
		setChosen(next);
		setSearch(searchOf(next), { replace: true });
	};
	const request = requestOf(chosen, draft);
	return (
		<Stack gap={40}>
			<form
				className="rehearsal-form"
				onSubmit={(event) => {
					event.preventDefault();
					if (request !== null) void run(request);
				}}
			>
				<ChooseDrive {...{ chosen, choices }} onChoose={choose} />
				<ChooseRules {...{ chosen, choices, rules, draft }} onChoose={choose} onDraft={setDraft} />
				<Group gap="md">
					<Button type="submit" disabled={request === null || state.kind === "running"}>
						Rehearse
					</Button>
					{request === null && (
						<Text size="sm" c="dimmed">
							{chosen.from === "file" ? "Choose a file first." : "Choose a drive first."}
						</Text>
					)}
				</Group>
			</form>
			<Outcome state={state} onCancel={cancel} onRetry={() => request !== null && void run(request)} />
		</Stack>
	);
}

function Outcome(props: {
	readonly state: RehearsalState;
	readonly onCancel: () => void;
	readonly onRetry: () => void;
}) {
	const { state } = props;
	switch (state.kind) {
		case "idle":
			return <Before />;
		case "running":
			return <Running {...state} onCancel={props.onCancel} />;
		case "failed":
			return <Failed error={state.problem} retry={props.onRetry} />;
		case "done":
			return <Results rehearsals={state.rehearsals} />;
		default:
			return state satisfies never;
	}
}

function Running(props: { readonly done: number; readonly of: number; readonly onCancel: () => void }) {
	const { done, of } = props;
	const part = of === 0 ? 0 : (done / of) * 100;
	return (
		<section className="rehearsal-running" aria-label="The rehearsal runs">
			<Text role="status">
				{of === 0
					? "Reading the gifts and the texts"
					: `${done.toLocaleString("en-US")} of ${of.toLocaleString("en-US")} gifts`}
			</Text>
			<Progress value={part} color="brass" animated={of === 0} aria-label="How far the rehearsal is" />
			<Button variant="default" size="sm" onClick={props.onCancel}>
				Stop
			</Button>
		</section>
	);
}

function Before() {
	const { hospital } = useCampaign();
	return (
		<Empty
			title="Hear the drive before it is on"
			words="Choose whose gifts to play and press Rehearse. Every milestone, every wait and every text is worked out as it would be on the day: what goes out, what a higher milestone speaks for, what comes too late, and what X asks for it."
			example={
				<PostPreview
					platform="x"
					account={hospital}
					text={`$40,000 passed for ${hospital}. $10,000 to go.`}
					note="Thursday at 2:05 PM; $0.02. $38,000 and $39,000 fell in the same minute and are spoken for by it."
				/>
			}
		/>
	);
}
