import { Button, Select, TextInput } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { useState } from "react";
import { whatWords } from "../../../domain/drive/change-words.ts";
import { useCampaigns } from "../use-campaign.ts";
import { type AuditFilters, useAuditChoices } from "./use-audit.ts";

type Props = {
	readonly filters: AuditFilters;
	readonly change: (changes: Partial<AuditFilters>) => void;
	readonly clear: () => void;
	readonly isFiltered: boolean;
};

/** By whom, in which drive, what, when, about what. */
export function FilterBar({ filters, change, clear, isFiltered }: Props) {
	const { data: choices } = useAuditChoices();
	const { data: campaigns = [] } = useCampaigns();
	const people = (choices?.people ?? []).map(({ key, name }) => ({ value: key, label: name }));
	const kinds = (choices?.kinds ?? []).map((kind) => ({ value: kind, label: whatWords(kind) }));
	const drives = campaigns.map(({ id, name }) => ({ value: id, label: name }));
	return (
		<search className="audit-filters" aria-label="Filter the audit log">
			<Choice label="Who" any="Anybody" data={people} value={filters.by} onChange={(by) => change({ by })} />
			<Choice
				label="Drive"
				any="Any drive"
				data={drives}
				value={filters.campaign}
				onChange={(campaign) => change({ campaign })}
			/>
			<Choice label="What" any="Anything" data={kinds} value={filters.what} onChange={(what) => change({ what })} />
			<SubjectField key={String(isFiltered)} start={filters.text} change={change} />
			<TextInput
				type="date"
				label="From"
				size="sm"
				value={filters.from}
				max={filters.to || undefined}
				onChange={(event) => change({ from: event.currentTarget.value })}
			/>
			<TextInput
				type="date"
				label="Until"
				size="sm"
				value={filters.to}
				min={filters.from || undefined}
				onChange={(event) => change({ to: event.currentTarget.value })}
			/>
			{isFiltered && (
				<Button variant="subtle" size="sm" onClick={clear} className="audit-clear">
					Clear filters
				</Button>
			)}
		</search>
	);
}

/** Asked for once typing rests. */
function SubjectField({ start, change }: { readonly start: string; readonly change: Props["change"] }) {
	const [text, setText] = useState(start);
	const settle = useDebouncedCallback((typed: string) => change({ text: typed.trim() }), 350);
	return (
		<TextInput
			type="search"
			label="About"
			placeholder="A rule, an account, a name"
			size="sm"
			value={text}
			onChange={(event) => {
				setText(event.currentTarget.value);
				settle(event.currentTarget.value);
			}}
		/>
	);
}

type ChoiceProps = {
	readonly label: string;
	readonly any: string;
	readonly data: readonly { readonly value: string; readonly label: string }[];
	readonly value: string;
	readonly onChange: (value: string) => void;
};

function Choice({ label, any, data, value, onChange }: ChoiceProps) {
	const isKnown = value === "" || data.some((one) => one.value === value);
	const all = [{ value: "", label: any }, ...data, ...(isKnown ? [] : [{ value, label: value }])];
	return (
		<Select label={label} size="sm" data={all} value={value} searchable onChange={(picked) => onChange(picked ?? "")} />
	);
}
