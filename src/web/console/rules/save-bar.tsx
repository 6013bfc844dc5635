import { Button, Group, List, Text, Title } from "@mantine/core";
import { ruleProblems } from "../../../domain/milestone/rule-problems.ts";
import type { RuleDraft, RulesAnswer, RulesPreview } from "../../contract/staff/rules.ts";
import { Problem } from "../ask.ts";

type Props = {
	readonly answer: RulesAnswer;
	readonly drafts: readonly RuleDraft[];
	readonly preview: { readonly data: RulesPreview | undefined; readonly error: unknown; readonly isFetching: boolean };
	readonly isSaving: boolean;
	readonly onSave: () => void;
	readonly onDrop: () => void;
};

/** What saving comes to, before it is saved. */
export function SaveBar({ answer, drafts, preview, isSaving, onSave, onDrop }: Props) {
	const broken = drafts.filter((draft) => ruleProblems(draft).length > 0).length;
	const changes = preview.data?.changes ?? [];
	const isLive = answer.state === "live";
	return (
		<section className="rules-save" aria-label="What you changed">
			<Title order={2} size="h5">
				{isLive ? "This drive is live. Saving changes what is posted from the next gift on." : "What you changed"}
			</Title>
			<div role="status">
				{broken > 0 && (
					<Text c="ember">
						{broken === 1 ? "One rule has" : `${broken} rules have`} something to mend before this can be saved.
					</Text>
				)}
				{broken === 0 && preview.error !== null && preview.data === undefined && (
					<Text c="ember">
						{preview.error instanceof Problem ? preview.error.detail : "What it comes to could not be worked out."}
					</Text>
				)}
				{broken === 0 && (
					<List spacing={4} size="sm">
						{changes.map(({ says, follows }) => (
							<List.Item key={says}>
								<strong>{says}</strong> {follows}
							</List.Item>
						))}
					</List>
				)}
			</div>
			<Group gap="sm">
				<Button onClick={onSave} loading={isSaving} disabled={broken > 0}>
					{isLive ? "Save and use from now on" : "Save the rules"}
				</Button>
				<Button variant="default" onClick={onDrop} disabled={isSaving}>
					Drop these changes
				</Button>
				<Text size="sm" c="dimmed">
					What was announced stays announced. Nothing passed is posted again.
				</Text>
			</Group>
		</section>
	);
}
