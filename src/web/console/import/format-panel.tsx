import { NumberInput, Radio, Select, Stack, Switch, Title } from "@mantine/core";
import type { ImportEncoding, ImportSeparator } from "../../../domain/gift/import-kind.ts";
import type { ImportSettings, ImportView } from "../../contract/staff/imports.ts";
import { useImportDeeds } from "./use-imports.ts";

const ENCODINGS: readonly { value: ImportEncoding; label: string }[] = [
	{ value: "utf-8", label: "UTF-8 (most programs)" },
	{ value: "windows-1252", label: "Windows-1252 (older Excel)" },
	{ value: "utf-16le", label: "UTF-16, little-endian" },
	{ value: "utf-16be", label: "UTF-16, big-endian" },
];
const SEPARATORS: readonly { value: ImportSeparator; label: string }[] = [
	{ value: ",", label: "Comma" },
	{ value: ";", label: "Semicolon" },
	{ value: "\t", label: "Tab" },
	{ value: "|", label: "Bar" },
];
const SOURCES = {
	pledges: [
		{ value: "phone", label: "By phone" },
		{ value: "text", label: "By text" },
		{ value: "walk-in", label: "At the door" },
		{ value: "web", label: "On the web" },
	],
	offline: [
		{ value: "cheque", label: "Cheque" },
		{ value: "cash", label: "Cash" },
		{ value: "sponsor", label: "Sponsor" },
	],
} as const;

/** How the file is written, and what is done with rows that can't be taken. */
export function FormatPanel({ view }: { readonly view: ImportView }) {
	const { settle } = useImportDeeds(view.id);
	const { settings } = view;
	const change = (changes: Partial<ImportSettings>) => settle.mutate({ ...settings, ...changes });
	return (
		<section aria-labelledby="import-format">
			<Title order={2} size="h4" id="import-format">
				How it is written
			</Title>
			<div className="import-fields import-format">
				<ValueSelects settings={settings} change={change} />
				<FileSelects settings={settings} change={change} />
				{settings.kind !== "last-year" && (
					<Select
						label="How it came, if not said"
						data={[...SOURCES[settings.kind]]}
						value={settings.source}
						allowDeselect={false}
						onChange={(picked) => picked !== null && change({ source: picked })}
					/>
				)}
				<NumberInput
					label="Title rows above the list"
					min={0}
					max={50}
					clampBehavior="strict"
					allowDecimal={false}
					value={settings.skipRows}
					onChange={(typed) => typeof typed === "number" && typed !== settings.skipRows && change({ skipRows: typed })}
				/>
				<Switch
					className="import-header"
					label="The first row names the columns"
					checked={settings.hasHeader}
					onChange={(event) => change({ hasHeader: event.currentTarget.checked })}
				/>
			</div>
			<Choices settings={settings} change={change} />
		</section>
	);
}

type ChoiceProps = { readonly settings: ImportSettings; readonly change: (changes: Partial<ImportSettings>) => void };

/** How days and amounts are written in its cells. */
function ValueSelects({ settings, change }: ChoiceProps) {
	return (
		<>
			<Select
				label="Days like 3/4/2026"
				placeholder="Only clear dates are read"
				data={[
					{ value: "month-first", label: "March 4: month first" },
					{ value: "day-first", label: "April 3: day first" },
				]}
				value={settings.dateOrder}
				clearable
				onChange={(picked) => change({ dateOrder: picked as ImportSettings["dateOrder"] })}
			/>
			<Select
				label="Amounts"
				data={[
					{ value: "point", label: "1,234.50 (point)" },
					{ value: "comma", label: "1.234,50 (comma)" },
					{ value: "minor", label: "123450 (whole cents)" },
				]}
				value={settings.minorUnits ? "minor" : settings.decimal}
				allowDeselect={false}
				onChange={(picked) =>
					change(
						picked === "minor"
							? { minorUnits: true }
							: { minorUnits: false, decimal: picked === "comma" ? "comma" : "point" },
					)
				}
			/>
		</>
	);
}

/** How the file itself is written. */
function FileSelects({ settings, change }: ChoiceProps) {
	return (
		<>
			<Select
				label="Text"
				placeholder="Choose"
				error={settings.encoding === null}
				data={ENCODINGS}
				value={settings.encoding}
				allowDeselect={false}
				onChange={(picked) => change({ encoding: picked })}
			/>
			<Select
				label="Between the cells"
				data={SEPARATORS}
				value={settings.separator}
				allowDeselect={false}
				onChange={(picked) => picked !== null && change({ separator: picked })}
			/>
		</>
	);
}

function Choices({ settings, change }: ChoiceProps) {
	return (
		<div className="import-fields import-choices">
			<Radio.Group
				label="Rows that can't be taken"
				value={settings.badRows}
				onChange={(picked) => change({ badRows: picked === "refuse" ? "refuse" : "skip" })}
			>
				<Stack gap="xs" mt="xs">
					<Radio value="skip" label="Leave them out, and take the others" />
					<Radio value="refuse" label="All or nothing: take none while there is one" />
				</Stack>
			</Radio.Group>
			<Radio.Group
				label="Rows that are there already"
				value={settings.duplicates}
				onChange={(picked) => change({ duplicates: picked === "take" ? "take" : "skip" })}
			>
				<Stack gap="xs" mt="xs">
					<Radio value="skip" label="Leave them out" />
					<Radio value="take" label="Take them: they are other people" />
				</Stack>
			</Radio.Group>
			{settings.kind !== "last-year" && (
				<Radio.Group
					label="Thanks on air"
					value={settings.thanks}
					onChange={(picked) => change({ thanks: picked === "hosts" ? "hosts" : "none" })}
				>
					<Stack gap="xs" mt="xs">
						<Radio
							value="none"
							label="No: they are history"
							description="Counted, in every total, and on no list of who just gave."
						/>
						<Radio
							value="hosts"
							label="Yes: they were told they would be thanked"
							description="All of them go on the hosts' thank-you list, as slips of today do. Who may not be named is “a generous listener”."
						/>
					</Stack>
				</Radio.Group>
			)}
		</div>
	);
}
