import { NativeSelect, NumberInput, Switch } from "@mantine/core";
import type { PostPolicy } from "../../../domain/drive/milestone-rule.ts";
import { ruleProblems } from "../../../domain/milestone/rule-problems.ts";
import { hourWords } from "../../../domain/milestone/rule-words.ts";
import type { RuleDraft } from "../../contract/staff/rules.ts";
import { TriggerFields } from "./trigger-fields.tsx";

type Props = { readonly draft: RuleDraft; readonly onChange: (draft: RuleDraft) => void };

/** Everything about a rule but its kind, which stays: what was announced by it goes by it. */
export function RuleForm({ draft, onChange }: Props) {
	const problems = ruleProblems(draft);
	const says = (field: string) => problems.find((one) => one.field === field)?.says;
	return (
		<div className="rule-form">
			<TriggerFields trigger={draft.trigger} says={says} onChange={(trigger) => onChange({ ...draft, trigger })} />
			<Policy
				policy={draft.policy}
				problem={says("policy.minutes")}
				onChange={(policy) => onChange({ ...draft, policy })}
			/>
			<NumberInput
				label="Too old after"
				description="A post that could not go out by then is dropped."
				suffix=" minutes"
				min={1}
				max={10_080}
				allowDecimal={false}
				value={draft.expiresAfterMinutes}
				error={says("expiresAfterMinutes")}
				onChange={(value) => onChange({ ...draft, expiresAfterMinutes: Number(value) || 0 })}
			/>
			<Window {...{ draft, onChange }} problem={says("window")} />
		</div>
	);
}

const POLICIES = [
	{ value: "automatic", label: "It goes out by itself" },
	{ value: "after-minutes", label: "It goes out after some minutes, unless somebody stops it" },
	{ value: "approval-1", label: "Somebody has to approve it" },
	{ value: "approval-2", label: "Two people have to approve it" },
];

function Policy(props: {
	readonly policy: PostPolicy;
	readonly problem: string | undefined;
	readonly onChange: (policy: PostPolicy) => void;
}) {
	const { policy, problem, onChange } = props;
	return (
		<>
			<NativeSelect
				size="md"
				label="Who lets its posts go"
				data={POLICIES}
				value={policy.kind === "approval" ? `approval-${policy.approvers}` : policy.kind}
				onChange={(event) => onChange(policyOf(event.currentTarget.value))}
			/>
			{policy.kind === "after-minutes" && (
				<NumberInput
					label="Time to stop it"
					description="It waits this long under Approvals, with a countdown."
					suffix=" minutes"
					min={1}
					max={1_440}
					allowDecimal={false}
					value={policy.minutes}
					error={problem}
					onChange={(value) => onChange({ kind: "after-minutes", minutes: Number(value) || 0 })}
				/>
			)}
		</>
	);
}

function policyOf(chosen: string): PostPolicy {
	switch (chosen) {
		case "after-minutes":
			return { kind: "after-minutes", minutes: 5 };
		case "approval-1":
			return { kind: "approval", approvers: 1 };
		case "approval-2":
			return { kind: "approval", approvers: 2 };
		default:
			return { kind: "automatic" };
	}
}

const HOURS = Array.from({ length: 25 }, (_, hour) => ({ value: String(hour), label: hourWords(hour) }));

function Window({ draft, onChange, problem }: Props & { readonly problem: string | undefined }) {
	const { window, ...rest } = draft;
	return (
		<div className="rule-window">
			<Switch
				label="Only at certain hours of the day"
				description="By the drive's own clock. Outside of them its posts wait, and may become too old."
				checked={window !== undefined}
				onChange={(event) =>
					onChange(event.currentTarget.checked ? { ...rest, window: { fromHour: 6, toHour: 22 } } : rest)
				}
			/>
			{window !== undefined && (
				<div className="rule-window-hours">
					<NativeSelect
						size="md"
						label="From"
						data={HOURS.slice(0, 24)}
						value={String(window.fromHour)}
						onChange={(event) =>
							onChange({ ...draft, window: { ...window, fromHour: Number(event.currentTarget.value) } })
						}
					/>
					<NativeSelect
						size="md"
						label="To"
						data={HOURS.slice(1)}
						value={String(window.toHour === 0 ? 24 : window.toHour)}
						error={problem}
						onChange={(event) =>
							onChange({ ...draft, window: { ...window, toHour: Number(event.currentTarget.value) } })
						}
					/>
				</div>
			)}
		</div>
	);
}
