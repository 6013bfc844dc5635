import { Button, Group, Progress, Text, Textarea } from "@mantine/core";
import type { RefObject } from "react";
import type { CheckedText, TemplatePlace, TemplateProblem } from "../../contract/staff/templates.ts";

type Props = {
	readonly source: string;
	readonly setSource: (source: string) => void;
	readonly field: RefObject<HTMLTextAreaElement | null>;
	readonly place: TemplatePlace;
	readonly check: CheckedText | undefined;
	/** The check is about what stands in the field now. */
	readonly isCurrent: boolean;
};

/** The text itself, how long it gets, and what is wrong with it at its place. */
export function TextField({ source, setSource, field, place, check, isCurrent }: Props) {
	const problems = check?.problems ?? [];
	const goTo = ({ at }: TemplateProblem) => {
		if (at === null) return;
		field.current?.focus();
		field.current?.setSelectionRange(at.from, at.to);
	};
	const replace = ({ at }: TemplateProblem, word: string) => {
		if (at !== null) setSource(source.slice(0, at.from) + word + source.slice(at.to));
		field.current?.focus();
	};
	return (
		<div>
			<Textarea
				ref={field}
				label="Text"
				description="Names in {{ }} are filled in when it goes out."
				autosize
				minRows={5}
				maxRows={18}
				maxLength={6000}
				value={source}
				onChange={(event) => setSource(event.currentTarget.value)}
				classNames={{ input: "template-source" }}
				lang={place.language}
				spellCheck
				data-autofocus
			/>
			{check !== undefined && <Length check={check} isX={place.platform === "x"} />}
			<div role="status" className="template-problems">
				{isCurrent &&
					problems.map((problem) => (
						<OneProblem key={`${problem.says} ${problem.at?.from ?? ""}`} {...{ problem, goTo, replace }} />
					))}
				{isCurrent &&
					check?.notes.map((note) => (
						<Text key={note} size="sm" c="brass">
							{note}
						</Text>
					))}
			</div>
		</div>
	);
}

type OneProps = {
	readonly problem: TemplateProblem;
	readonly goTo: (problem: TemplateProblem) => void;
	readonly replace: (problem: TemplateProblem, word: string) => void;
};

function OneProblem({ problem, goTo, replace }: OneProps) {
	return (
		<div className="template-problem">
			<Text size="sm" c="ember">
				{problem.at !== null && <strong>{`Line ${problem.at.line}, column ${problem.at.column}: `}</strong>}
				{asSentence(problem)}
			</Text>
			{problem.at !== null && (
				<Group gap={6}>
					{problem.instead.map((word) => (
						<Button key={word} size="compact-sm" variant="default" onClick={() => replace(problem, word)}>
							Write {word}
						</Button>
					))}
					<Button size="compact-sm" variant="subtle" onClick={() => goTo(problem)}>
						Show me
					</Button>
				</Group>
			)}
		</div>
	);
}

/** Today's length and the longest it can become, against the platform's limit. */
function Length({ check, isX }: { readonly check: CheckedText; readonly isX: boolean }) {
	const today = check.renderings.find(({ name }) => name === "today")?.length ?? 0;
	const { longest, most } = check;
	if (longest === 0) return null;
	const isOver = longest > most;
	return (
		<div className="template-length">
			<Progress.Root size="sm" aria-hidden="true">
				<Progress.Section value={Math.min(100, (today / most) * 100)} color={today > most ? "ember" : "verdant"} />
				<Progress.Section
					value={Math.max(0, Math.min(100, (longest / most) * 100) - Math.min(100, (today / most) * 100))}
					color={isOver ? "ember" : "brass"}
				/>
			</Progress.Root>
			<Text size="sm" c={isOver ? "ember" : "dimmed"}>
				{today} today, {longest} at most, of {most}
				{isX ? ", as X counts" : " characters"}
			</Text>
		</div>
	);
}

function asSentence({ says, at }: TemplateProblem): string {
	const begun = at === null ? says.charAt(0).toUpperCase() + says.slice(1) : says;
	return /[.?!]$/.test(begun) ? begun : `${begun}.`;
}
