import { Text, TextInput, Title } from "@mantine/core";
import { type RefObject, useState } from "react";
import type { TemplateVariable } from "../../contract/staff/templates.ts";

const GROUPS: Readonly<Record<TemplateVariable["group"], string>> = {
	match: "The match",
	"power-hour": "The power hour",
	milestone: "The milestone",
	figures: "Figures",
	drive: "The drive",
	time: "Time",
	giving: "How to give",
};
const ORDER = Object.keys(GROUPS) as TemplateVariable["group"][];

type Props = {
	readonly variables: readonly TemplateVariable[];
	readonly field: RefObject<HTMLTextAreaElement | null>;
	/** The whole text with the variable in it. */
	readonly onInsert: (source: string) => void;
};

/** Everything a text can say, what it means and how it reads now; a press puts it where the cursor is. */
export function VariablePicker({ variables, field, onInsert }: Props) {
	const [wanted, setWanted] = useState("");
	const found = variables.filter(({ name, means }) =>
		`${name} ${means}`.toLowerCase().includes(wanted.trim().toLowerCase()),
	);
	const insert = (variable: TemplateVariable) => {
		const area = field.current;
		if (area === null) return;
		const { selectionStart: from, selectionEnd: to, value } = area;
		const { before, after } = written(variable);
		const inside = after === "" ? "" : value.slice(from, to);
		onInsert(value.slice(0, from) + before + inside + after + value.slice(to));
		const cursor = from + before.length + inside.length;
		// Once the field shows the new text.
		requestAnimationFrame(() => {
			area.focus();
			area.setSelectionRange(cursor, cursor);
		});
	};
	return (
		<section className="template-variables" aria-label="What a text can say">
			<TextInput
				label="What a text can say"
				description="Press one to put it where the cursor is."
				placeholder="total, giver, phone"
				value={wanted}
				onChange={(event) => setWanted(event.currentTarget.value)}
			/>
			<div className="template-variables-list">
				{ORDER.map((group) => {
					const those = found.filter((one) => one.group === group);
					if (those.length === 0) return null;
					return (
						<div key={group}>
							<Title order={3} size="h6">
								{GROUPS[group]}
							</Title>
							<ul>
								{those.map((variable) => (
									<li key={variable.name}>
										<button type="button" onClick={() => insert(variable)}>
											<code>{variable.name}</code>
											<span className="template-variable-today">{variable.today ?? "nothing now"}</span>
											<span className="template-variable-means">{variable.means}</span>
										</button>
									</li>
								))}
							</ul>
						</div>
					);
				})}
				{found.length === 0 && variables.length > 0 && (
					<Text size="sm">Nothing is called that. Try "total" or "phone".</Text>
				)}
			</div>
		</section>
	);
}

/** What is true or not true is asked, not said. */
function written({ name, today }: TemplateVariable): { readonly before: string; readonly after: string } {
	const isQuestion = today === "true" || today === "not true";
	return isQuestion ? { before: `{% if ${name} %}`, after: "{% endif %}" } : { before: `{{ ${name} }}`, after: "" };
}
