import { Select, TextInput } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { SLIP_SOURCES } from "../../../domain/pledge/slip.ts";
import { useCampaign } from "../use-campaign.ts";
import { sourceWords } from "./pledge-words.ts";
import type { PledgeFilter } from "./use-pledges.ts";

type Props = {
	readonly filter: PledgeFilter;
	readonly operators: readonly string[];
	readonly change: (changes: Partial<PledgeFilter>) => void;
};

const SHOWS = [
	{ value: "unpaid", label: "Not paid in full" },
	{ value: "open", label: "Unpaid" },
	{ value: "part", label: "Partly paid" },
	{ value: "paid", label: "Paid" },
	{ value: "paid-twice", label: "Paid twice" },
	{ value: "lapsed", label: "Lapsed" },
	{ value: "cancelled", label: "Cancelled" },
	{ value: "settled", label: "Settled" },
	{ value: "all", label: "All of them" },
];

const AGES = [
	{ value: "", label: "Any time" },
	{ value: "7", label: "Over a week" },
	{ value: "14", label: "Over 2 weeks" },
	{ value: "30", label: "Over 30 days" },
	{ value: "60", label: "Over 60 days" },
	{ value: "90", label: "Over 90 days" },
];

/** Narrows the list; all of it stands in the page's address, so that a list can be sent to a colleague. */
export function FilterBar({ filter, operators, change }: Props) {
	const { stations } = useCampaign();
	const search = useDebouncedCallback((text: string) => change({ search: text }), 300);
	return (
		<div className="pledge-filter">
			<Select
				label="Show"
				value={filter.show}
				onChange={(show) => change({ show: show ?? "unpaid" })}
				data={SHOWS}
				className="pledge-filter-show"
			/>
			<TextInput
				type="search"
				label="Name, town, contact, amount or id"
				defaultValue={filter.search}
				onChange={(event) => search(event.currentTarget.value)}
				className="pledge-filter-search"
			/>
			<Select
				label="How long ago"
				value={filter.olderThanDays}
				onChange={(olderThanDays) => change({ olderThanDays: olderThanDays ?? "" })}
				data={AGES}
			/>
			<Select
				label="How it came"
				value={filter.source}
				onChange={(source) => change({ source: source ?? "" })}
				data={[
					{ value: "", label: "Every way" },
					...[...SLIP_SOURCES, "import"].map((source) => ({ value: source, label: sourceWords(source) })),
				]}
			/>
			{stations.length > 1 && (
				<Select
					label="Station"
					value={filter.station}
					onChange={(station) => change({ station: station ?? "" })}
					data={[
						{ value: "", label: "Every station" },
						...stations.map(({ id, name }) => ({ value: id, label: name })),
					]}
				/>
			)}
			{operators.length > 1 && (
				<Select
					label="Taken by"
					value={filter.operator}
					onChange={(operator) => change({ operator: operator ?? "" })}
					searchable
					data={[{ value: "", label: "Everybody" }, ...operators.map((name) => ({ value: name, label: name }))]}
				/>
			)}
		</div>
	);
}
