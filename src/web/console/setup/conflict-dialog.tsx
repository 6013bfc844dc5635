import { Button, Group, Stack, Table, Text } from "@mantine/core";
import type { DriveSetup, SaveConflict, WrittenSetup } from "../../contract/staff/setup.ts";
import { Dialog } from "../parts/dialog.tsx";
import { When } from "../parts/figures.tsx";
import { useForm } from "./setup-form.tsx";
import { fieldWords } from "./step-words.ts";

/** Somebody saved meanwhile: both are shown, and a person chooses. */
export function ConflictDialog(props: {
	readonly conflict: SaveConflict | null;
	readonly onKeepMine: (version: number) => void;
	readonly onTakeTheirs: (theirs: DriveSetup) => void;
}) {
	const { changes } = useForm();
	const { conflict, onKeepMine, onTakeTheirs } = props;
	if (conflict === null) return null;
	const { theirs, savedBy, savedAt, how } = conflict;
	const who = savedBy ?? (how === "campaign-file" ? "A campaign file" : "Somebody");
	const fields = Object.keys(changes) as (keyof WrittenSetup)[];
	return (
		<Dialog onClose={() => onTakeTheirs(theirs)} title="Somebody saved meanwhile" size="lg" withCloseButton={false}>
			<Stack gap="lg">
				<Text>
					{who} saved this drive <When at={savedAt} show="both" />. This is what you were changing, as it stands now and
					as you have it:
				</Text>
				<Table>
					<Table.Thead>
						<Table.Tr>
							<Table.Th>Field</Table.Th>
							<Table.Th>Saved by {who}</Table.Th>
							<Table.Th>Yours</Table.Th>
						</Table.Tr>
					</Table.Thead>
					<Table.Tbody>
						{fields.map((field) => (
							<Table.Tr key={field}>
								<Table.Td>{fieldWords(field)}</Table.Td>
								<Table.Td>{shortly(theirs.written[field])}</Table.Td>
								<Table.Td>{shortly(changes[field])}</Table.Td>
							</Table.Tr>
						))}
					</Table.Tbody>
				</Table>
				<Text size="sm" c="dimmed">
					Everything else {who === "Somebody" ? "they" : who} changed stays, whichever you choose.
				</Text>
				<Group justify="flex-end" gap="sm">
					<Button variant="default" onClick={() => onTakeTheirs(theirs)}>
						Take theirs
					</Button>
					<Button onClick={() => onKeepMine(theirs.version)} data-autofocus>
						Save mine over it
					</Button>
				</Group>
			</Stack>
		</Dialog>
	);
}

function shortly(value: unknown): string {
	if (typeof value === "boolean") return value ? "On" : "Off";
	if (Array.isArray(value))
		return value.length === 0 ? "None" : `${value.length} ${value.length === 1 ? "line" : "lines"}`;
	const text = String(value ?? "");
	if (text.startsWith("data:")) return "A picture";
	return text === "" ? "Empty" : text.slice(0, 120);
}
