import { ActionIcon, Badge, Button, Collapse, Group, Switch, Text } from "@mantine/core";
import { Link } from "react-router";
import type { RuleForecast } from "../../../domain/milestone/rule-forecast.ts";
import { ruleProblems } from "../../../domain/milestone/rule-problems.ts";
import { minutesWords, policyWords, ruleWords, windowWords } from "../../../domain/milestone/rule-words.ts";
import type { RuleDraft } from "../../contract/staff/rules.ts";
import { When } from "../parts/figures.tsx";
import { useCampaign } from "../use-campaign.ts";
import { RuleForm } from "./rule-form.tsx";

type Props = {
	readonly draft: RuleDraft;
	readonly index: number;
	readonly count: number;
	readonly may: boolean;
	readonly forecast: RuleForecast | undefined;
	readonly announced: number;
	readonly isOpen: boolean;
	readonly onOpen: (isOpen: boolean) => void;
	readonly onChange: (draft: RuleDraft) => void;
	readonly onRemove: () => void;
	readonly onMove: (to: number) => void;
	/** Another row was let go on this one. */
	readonly onDropped: (from: number) => void;
};

const DRAGGED = "application/x-carillon-rule";

/** One rule in words, with what it would still bring; opened, it can be changed. */
export function RuleRow(props: Props) {
	const { draft, index, may, isOpen } = props;
	const { currency } = useCampaign();
	const words = ruleWords(draft.trigger, currency);
	const isBroken = ruleProblems(draft).length > 0;
	return (
		<li
			className="rule"
			data-off={draft.isOff === true}
			data-broken={isBroken}
			onDragOver={(event) => {
				if (event.dataTransfer.types.includes(DRAGGED)) event.preventDefault();
			}}
			onDrop={(event) => {
				const from = Number(event.dataTransfer.getData(DRAGGED));
				if (event.dataTransfer.types.includes(DRAGGED)) props.onDropped(from);
			}}
		>
			<div className="rule-head">
				{may && <Handle {...props} words={words} />}
				<div className="rule-words">
					<Group gap="xs">
						<strong className="rule-name">{words}</strong>
						{draft.id === null && <Badge color="brass">New</Badge>}
						{draft.isOff && <Badge color="ink">Off</Badge>}
						{isBroken && <Badge color="ember">To mend</Badge>}
					</Group>
					<Text size="sm" c="dimmed">
						{termsWords(draft)}
					</Text>
					<Coming {...props} />
				</div>
				{may && (
					<Button
						variant="subtle"
						size="sm"
						onClick={() => props.onOpen(!isOpen)}
						aria-expanded={isOpen}
						aria-label={`${isOpen ? "Close" : "Change"}: ${words}`}
					>
						{isOpen ? "Close" : "Change"}
					</Button>
				)}
			</div>
			<Collapse expanded={isOpen}>{isOpen && <Opened {...props} index={index} />}</Collapse>
		</li>
	);
}

function termsWords({ policy, window, expiresAfterMinutes }: RuleDraft): string {
	const hours = window === undefined ? "" : `, ${windowWords(window)}`;
	return `A post ${policyWords(policy)}${hours}. After ${minutesWords(expiresAfterMinutes)} it is too old and is dropped.`;
}

function Coming({ forecast, announced }: Props) {
	if (forecast === undefined) return null;
	const { next, says, warning } = forecast;
	return (
		<div className="rule-coming">
			{warning !== null && (
				<Text size="sm" c="brass">
					{warning}
				</Text>
			)}
			{next.length > 0 && (
				<ul aria-label="What it would bring next">
					{next.map(({ words, toGo, at }) => (
						<li key={words}>
							<strong>{words}</strong> <span>{at === null ? toGo : <When at={at} />}</span>
						</li>
					))}
				</ul>
			)}
			<Text size="sm" c="dimmed">
				{[says, announced > 0 ? `${announced} announced so far.` : ""].filter(Boolean).join(" ")}
			</Text>
		</div>
	);
}

function Opened({ draft, onChange, onRemove }: Props) {
	const { id: campaign } = useCampaign();
	return (
		<div className="rule-open">
			<RuleForm draft={draft} onChange={onChange} />
			<Group justify="space-between">
				<Switch
					checked={draft.isOff !== true}
					onChange={(event) => {
						const { isOff: _was, ...rest } = draft;
						onChange(event.currentTarget.checked ? rest : { ...rest, isOff: true });
					}}
					label="Milestones fall by this rule"
					description="Off, it keeps its texts. What passes meanwhile is not made up for."
				/>
				<Group gap="xs">
					{draft.id !== null && (
						<Button
							component={Link}
							to={`/c/${campaign}/templates?rule=${encodeURIComponent(draft.id)}`}
							variant="default"
							size="sm"
						>
							Its texts
						</Button>
					)}
					<Button variant="subtle" color="ember" size="sm" onClick={onRemove}>
						Take this rule out
					</Button>
				</Group>
			</Group>
		</div>
	);
}

/** To move a rule: dragged, by its two buttons, or with the arrow keys on them. */
function Handle({ index, count, onMove, words }: Props & { readonly words: string }) {
	return (
		<fieldset
			className="rule-handle"
			aria-label={`Place ${index + 1} of ${count}`}
			draggable
			onDragStart={(event) => {
				event.dataTransfer.setData(DRAGGED, String(index));
				event.dataTransfer.effectAllowed = "move";
			}}
			onKeyDown={(event) => {
				const step = event.key === "ArrowUp" ? -1 : event.key === "ArrowDown" ? 1 : 0;
				if (step === 0) return;
				event.preventDefault();
				onMove(index + step);
			}}
		>
			<ActionIcon
				variant="subtle"
				color="ink"
				disabled={index === 0}
				onClick={() => onMove(index - 1)}
				aria-label={`Move up: ${words}`}
			>
				<Arrow d="M3 9l5-5 5 5" />
			</ActionIcon>
			<span aria-hidden="true">{index + 1}</span>
			<ActionIcon
				variant="subtle"
				color="ink"
				disabled={index === count - 1}
				onClick={() => onMove(index + 1)}
				aria-label={`Move down: ${words}`}
			>
				<Arrow d="M3 6l5 5 5-5" />
			</ActionIcon>
		</fieldset>
	);
}

function Arrow({ d }: { readonly d: string }) {
	return (
		<svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
			<path d={d} fill="none" stroke="currentColor" strokeWidth="1.8" strokeLinecap="round" />
		</svg>
	);
}
