import { Alert, Button, Group, Text } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useState } from "react";
import { ruleProblems } from "../../../domain/milestone/rule-problems.ts";
import type { RuleDraft, RulesAnswer, RulesPreview } from "../../contract/staff/rules.ts";
import { Problem } from "../ask.ts";
import { LeaveGuard } from "../parts/leave-guard.tsx";
import { notifyDone } from "../parts/notify.ts";
import { Empty } from "../parts/states.tsx";
import { useMay } from "../use-me.ts";
import { AddRule } from "./add-rule.tsx";
import { isSameList, type ListedDraft, listOf, moved } from "./draft-list.ts";
import { RuleRow } from "./rule-row.tsx";
import { SaveBar } from "./save-bar.tsx";
import { useRulesPreview, useSaveRules } from "./use-rules.ts";

/** The rules in their order; nothing is saved before the bar at the foot says what it comes to. */
export function RulesDesk({ answer }: { readonly answer: RulesAnswer }) {
	const may = useMay("campaign.edit");
	const work = useDrafts(answer);
	const { list, isChanged, setList } = work;
	const [openKey, setOpenKey] = useState<string | null>(null);
	const [said, setSaid] = useState("");
	const drafts = list.map(({ draft }) => draft);
	const preview = useTried(answer.version, drafts, isChanged);
	const forecastOf = (index: number, draft: RuleDraft) =>
		forecastIn(isChanged ? preview.data?.forecasts : undefined, index, draft) ??
		answer.forecasts.find(({ ruleId }) => ruleId === draft.id);
	const move = (from: number, to: number) => {
		if (to < 0 || to >= list.length) return;
		setList(moved(list, from, to));
		setSaid(`Now in place ${to + 1} of ${list.length}.`);
	};
	const add = (draft: RuleDraft) => {
		const key = `new ${Date.now()}`;
		setList([{ key, draft }, ...list]);
		setOpenKey(key);
	};
	const rowOf = ({ key, draft }: ListedDraft, index: number) => (
		<RuleRow
			key={key}
			{...{ draft, index, may }}
			count={list.length}
			forecast={forecastOf(index, draft)}
			announced={draft.id === null ? 0 : (answer.announced[draft.id] ?? 0)}
			isOpen={openKey === key}
			onOpen={(isOpen) => setOpenKey(isOpen ? key : null)}
			onChange={(changed) => setList(list.map((one) => (one.key === key ? { key, draft: changed } : one)))}
			onRemove={() => setList(list.filter((one) => one.key !== key))}
			onMove={(to) => move(index, to)}
			onDropped={(from) => move(from, index)}
		/>
	);
	return (
		<>
			<LeaveGuard when={isChanged} />
			{may && <AddRule onAdd={add} />}
			{list.length === 0 ? <NoRules /> : <ol className="rules">{list.map(rowOf)}</ol>}
			<p className="unseen" role="status">
				{said}
			</p>
			{work.problem !== null && <NotSaved problem={work.problem} again={work.startOver} />}
			{isChanged && (
				<SaveBar
					{...{ drafts, answer }}
					preview={preview}
					isSaving={work.isSaving}
					onSave={work.save}
					onDrop={work.startOver}
				/>
			)}
		</>
	);
}

/** One without an id is known by its place alone. */
function forecastIn(tried: RulesPreview["forecasts"] | undefined, index: number, { id }: RuleDraft) {
	return id === null ? tried?.[index] : tried?.find(({ ruleId }) => ruleId === id);
}

function NoRules() {
	return (
		<Empty
			title="No rules yet"
			words="Without a rule nothing is posted. Most drives begin with a post at every step to the goal."
		/>
	);
}

function NotSaved({ problem, again }: { readonly problem: unknown; readonly again: () => void }) {
	const isConflict = problem instanceof Problem && problem.status === 409;
	return (
		<Alert color="ember" title="This was not saved" role="alert" mt="lg">
			<Text>{problem instanceof Problem ? problem.detail : "This page made a mistake. Load it again."}</Text>
			{isConflict && (
				<Group mt="sm">
					<Button size="sm" variant="default" onClick={again}>
						Show the rules as they are now
					</Button>
				</Group>
			)}
		</Alert>
	);
}

/** What the drafts come to, asked when they hold still and each of them is sound. */
function useTried(version: number, drafts: readonly RuleDraft[], isChanged: boolean) {
	const [asked] = useDebouncedValue(drafts, 300);
	return useRulesPreview(version, asked, isChanged && asked.every((one) => ruleProblems(one).length === 0));
}

/** The list as it is worked on, beside the one that is saved. */
function useDrafts(answer: RulesAnswer) {
	const saved = listOf(answer);
	const [worked, setWorked] = useState<{ readonly version: number; readonly list: readonly ListedDraft[] } | null>(
		null,
	);
	const [problem, setProblem] = useState<unknown>(null);
	const [isSaving, setSaving] = useState(false);
	const keep = useSaveRules();
	const list = worked?.list ?? saved;
	const isChanged = worked !== null && !isSameList(worked.list, saved);
	const save = async () => {
		setSaving(true);
		setProblem(null);
		try {
			await keep({ version: worked?.version ?? answer.version, rules: list.map(({ draft }) => draft) });
			setWorked(null);
			notifyDone("Saved. The rules hold from the next gift on.");
		} catch (error) {
			setProblem(error);
		} finally {
			setSaving(false);
		}
	};
	return {
		...{ list, isChanged, problem, isSaving, save },
		// Begun on the version that was there then: somebody else's save meanwhile is a conflict, and said.
		setList: (next: readonly ListedDraft[]) => setWorked({ version: worked?.version ?? answer.version, list: next }),
		startOver: () => {
			setWorked(null);
			setProblem(null);
		},
	};
}
