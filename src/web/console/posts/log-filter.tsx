import { SegmentedControl, Select, TextInput } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import type { PostSummary } from "../../contract/staff/posts.ts";
import { writtenMoment } from "../parts/figures.tsx";
import { useCampaign } from "../use-campaign.ts";
import type { LogFilter } from "./use-posts.ts";

const PLACES = { x: "X", facebook: "Facebook", "on-air": "Host's screen", "dry-run": "Practice" } as const;
const HOUR = 3_600_000;

type Props = {
	readonly summary: PostSummary;
	readonly filter: LogFilter;
	readonly change: (changes: LogFilter) => void;
};

/** Narrows the log: by how posts stand, account, rule, time and words. */
export function LogFilterBar({ summary, filter, change }: Props) {
	const { groups, total } = summary;
	const search = useDebouncedCallback((text: string) => change({ text }), 300);
	return (
		<div className="log-filter">
			<SegmentedControl
				className="log-filter-groups"
				aria-label="How posts stand"
				value={filter.group ?? ""}
				onChange={(group) => change({ group })}
				data={[
					{ value: "", label: `All ${total.toLocaleString("en-US")}` },
					{ value: "out", label: `Published ${groups.out.toLocaleString("en-US")}` },
					{ value: "waiting", label: `Waiting ${groups.waiting.toLocaleString("en-US")}` },
					{ value: "trouble", label: `Needs you ${groups.trouble.toLocaleString("en-US")}` },
					{ value: "not-sent", label: `Not sent ${groups["not-sent"].toLocaleString("en-US")}` },
				]}
			/>
			<TextInput
				type="search"
				aria-label="Words in the post"
				placeholder="Words in the post"
				defaultValue={filter.text ?? ""}
				onChange={(event) => search(event.currentTarget.value)}
			/>
			<Select
				aria-label="Account"
				value={filter.account ?? ""}
				onChange={(account) => change({ account: account ?? "" })}
				data={[
					{ value: "", label: "Every account" },
					...summary.accounts.map(({ id, name, platform }) => ({ value: id, label: `${PLACES[platform]}, ${name}` })),
				]}
			/>
			<Select
				aria-label="Rule"
				value={filter.rule ?? ""}
				onChange={(rule) => change({ rule: rule ?? "" })}
				data={[
					{ value: "", label: "Every rule" },
					...summary.rules.map(({ id, words }) => ({ value: id, label: words })),
				]}
			/>
			<DaySelect filter={filter} change={change} />
		</div>
	);
}

/** The drive's days, in its own zone; a drive has a handful. */
function DaySelect({ filter, change }: Pick<Props, "filter" | "change">) {
	const { opensAt, closesAt, timeZone } = useCampaign();
	const days = daysBetween(opensAt, Math.min(closesAt, opensAt + 14 * 24 * HOUR), timeZone);
	return (
		<Select
			aria-label="Day"
			value={filter.from ?? ""}
			onChange={(from) => {
				const day = days.find(({ start }) => String(start) === from);
				change({ from: from ?? "", to: day === undefined ? "" : String(day.end) });
			}}
			data={[
				{ value: "", label: "Every day" },
				...days.map(({ start }) => ({ value: String(start), label: writtenMoment(start, "day", timeZone) })),
			]}
		/>
	);
}

function daysBetween(opensAt: number, closesAt: number, timeZone: string) {
	const day = new Intl.DateTimeFormat("en-CA", { timeZone, dateStyle: "short" });
	const days: { start: number; end: number }[] = [];
	// By the hour, because a day may have 23 or 25 of them.
	let start = Math.floor(opensAt / HOUR) * HOUR;
	while (day.format(start - HOUR) === day.format(start)) start -= HOUR;
	while (start < closesAt && start > 0) {
		let end = start + 22 * HOUR;
		while (day.format(end) === day.format(start)) end += HOUR;
		days.push({ start, end });
		start = end;
	}
	return days;
}
