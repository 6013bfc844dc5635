import { Select, Text, Title } from "@mantine/core";
import { fieldsOf, type ImportField } from "../../../domain/gift/import-kind.ts";
import type { ImportView } from "../../contract/staff/imports.ts";
import { useImportDeeds } from "./use-imports.ts";

/** Which column is what. What is changed is read anew at once, below. */
export function ColumnsPanel({ view }: { readonly view: ImportView }) {
	const { settle } = useImportDeeds(view.id);
	const { settings, columns } = view;
	const choose = (field: ImportField, picked: string | null) => {
		const { [field]: _, ...rest } = settings.columns;
		const changed = picked === null ? rest : { ...rest, [field]: Number(picked) };
		settle.mutate({ ...settings, columns: changed });
	};
	const choices = columns.map(({ place, name, isTwice }) => ({
		value: String(place),
		label: isTwice ? `${name} (column ${place + 1})` : name,
	}));
	return (
		<section aria-labelledby="import-columns">
			<Title order={2} size="h4" id="import-columns">
				What the columns are
			</Title>
			<div className="import-fields">
				{fieldsOf(settings.kind).map(({ field, label, isNeeded }) => {
					const place = settings.columns[field];
					const samples = columns.find((column) => column.place === place)?.samples ?? [];
					return (
						<div key={field}>
							<Select
								label={label}
								withAsterisk={isNeeded}
								placeholder={isNeeded ? "Choose the column" : "Not in this file"}
								error={isNeeded && place === undefined}
								data={choices}
								value={place === undefined ? null : String(place)}
								clearable={!isNeeded}
								searchable={choices.length > 12}
								onChange={(picked) => choose(field, picked)}
							/>
							{samples.length > 0 && (
								<Text size="xs" c="dimmed" className="import-samples">
									{samples.join(" · ")}
								</Text>
							)}
						</div>
					);
				})}
			</div>
		</section>
	);
}
