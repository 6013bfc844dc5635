import { Badge, Button, Group, NumberInput, Radio, Stack, TagsInput, Text, TextInput, Title } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Link } from "react-router";
import type { NamePolicy, NameRules } from "../../../domain/gift/moderation-policy.ts";
import type { NameRulesSaved, NameRulesView, NameTrialAnswer } from "../../contract/staff/names.ts";
import { ask } from "../ask.ts";
import { LeaveGuard } from "../parts/leave-guard.tsx";
import { notifyDone, notifyProblem } from "../parts/notify.ts";
import { PageFrame } from "../parts/page-frame.tsx";
import { Asked } from "../parts/states.tsx";
import { useCampaign } from "../use-campaign.ts";
import { causeWords, standingWords } from "./cause-words.ts";
import "./names.css";

export function NameRulesPage() {
	const { id } = useCampaign();
	const query = useQuery({
		queryKey: ["campaign", id, "names", "rules"],
		queryFn: () => ask<NameRulesView>("GET", `/api/staff/campaigns/${id}/names/rules`),
		staleTime: Number.POSITIVE_INFINITY,
	});
	return (
		<PageFrame
			title="Rules for names"
			lead="What appears at once, what waits for a look, and the words that never appear."
			actions={
				<Button component={Link} to={`/c/${id}/names`} variant="default">
					Back to names
				</Button>
			}
		>
			<Asked query={query}>{(view) => <RulesForm key={JSON.stringify(view.rules)} view={view} />}</Asked>
		</PageFrame>
	);
}

function RulesForm({ view }: { readonly view: NameRulesView }) {
	const { id } = useCampaign();
	const client = useQueryClient();
	const [rules, setRules] = useState<NameRules>(view.rules);
	const isChanged = JSON.stringify(rules) !== JSON.stringify(view.rules);
	const save = useMutation({
		mutationFn: () => ask<NameRulesSaved>("PUT", `/api/staff/campaigns/${id}/names/rules`, rules),
		onSuccess: ({ examined, changed }) => {
			notifyDone(
				examined === 0
					? "Saved."
					: `Saved. ${examined} waiting names were looked at again; ${changed} stand differently now.`,
			);
			return client.invalidateQueries({ queryKey: ["campaign", id, "names"] });
		},
		onError: notifyProblem,
	});
	const change = (part: Partial<NameRules>) => setRules({ ...rules, ...part });
	return (
		<div className="name-rules">
			<LeaveGuard when={isChanged && !save.isPending} />
			<Stack gap="lg">
				<Policy rules={rules} change={change} />
				<TagsInput
					label="Words that are denied"
					description="A name with one of these is hidden by itself. Disguises are found too: 4cme, á c m e. End with * for every word that begins so."
					placeholder="Write a word and press Enter"
					value={[...rules.block]}
					onChange={(block) => change({ block })}
				/>
				<TagsInput
					label="Words that wait"
					description="A name with one of these waits for a person."
					placeholder="Write a word and press Enter"
					value={[...rules.hold]}
					onChange={(hold) => change({ hold })}
				/>
				<Text size="sm" c="dimmed">
					Carillon's own short list of insults in English and Spanish, and of jokes on whoever reads aloud, always
					flags.
				</Text>
				<Group>
					<Button onClick={() => save.mutate()} loading={save.isPending} disabled={!isChanged}>
						Save rules
					</Button>
					<Text size="sm" c="dimmed">
						{view.waiting === 0
							? "No name waits now. Names that are shown stay shown."
							: `Looks again at the ${view.waiting} names that wait. Names that are shown stay shown.`}
					</Text>
				</Group>
			</Stack>
			<TryBox rules={rules} />
		</div>
	);
}

type Changing = { readonly rules: NameRules; readonly change: (part: Partial<NameRules>) => void };

function Policy({ rules, change }: Changing) {
	return (
		<Radio.Group
			label="When names appear"
			value={rules.policy}
			onChange={(policy) => change({ policy: policy as NamePolicy })}
		>
			<Stack gap="sm" mt="xs">
				<Radio value="at-once" label="At once, unless a list catches them" />
				<Radio value="big-wait" label="At once, but names of big gifts wait for approval" />
				{rules.policy === "big-wait" && (
					<NumberInput
						label="Big from"
						w={200}
						min={1}
						decimalScale={2}
						value={rules.bigFrom / 100}
						onChange={(amount) => change({ bigFrom: Math.max(1, Math.round(Number(amount) * 100)) })}
					/>
				)}
				<Radio value="all-wait" label="Every name waits for approval" />
			</Stack>
		</Radio.Group>
	);
}

function TryBox({ rules }: { readonly rules: NameRules }) {
	const { id } = useCampaign();
	const [typed, setTyped] = useState("");
	const [name] = useDebouncedValue(typed.trim(), 300);
	const query = useQuery({
		queryKey: ["campaign", id, "names", "try", name, rules],
		queryFn: () => ask<NameTrialAnswer>("POST", `/api/staff/campaigns/${id}/names/try`, { name, amount: 5_000, rules }),
		enabled: name !== "",
	});
	return (
		<section className="name-try" aria-labelledby="name-try">
			<Title order={2} size="h4" id="name-try" mb="xs">
				What would happen to this name?
			</Title>
			<TextInput
				label="A name"
				placeholder="Scunthorpe United"
				value={typed}
				maxLength={200}
				onChange={(event) => setTyped(event.currentTarget.value)}
			/>
			<div aria-live="polite">{name !== "" && query.data && <Verdict answer={query.data} />}</div>
		</section>
	);
}

function Verdict({ answer }: { readonly answer: NameTrialAnswer }) {
	const { label, color } = standingWords(answer.moderation);
	return (
		<Stack gap={8} mt="md" align="flex-start">
			<Badge color={color} variant="light" tt="none">
				{label}
			</Badge>
			<Text size="sm">{causeWords(answer.cause)}</Text>
			<Text size="sm">On air: {answer.places.onAir ?? "A generous listener"}</Text>
			<Text size="sm">On the page: {answer.places.page ?? "A generous listener"}</Text>
		</Stack>
	);
}
