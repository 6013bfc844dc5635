import { Button, Group, Modal, Stack, Text, TextInput } from "@mantine/core";
import { useState } from "react";
import type { NameDeed, NameItem } from "../../contract/staff/names.ts";
import { When } from "../parts/figures.tsx";
import { Asked } from "../parts/states.tsx";
import { standingWords } from "./cause-words.ts";
import { useHistory } from "./use-names.ts";

const DEEDS: Readonly<Record<NameDeed, string>> = {
	approved: "approved it",
	denied: "hid it everywhere",
	pending: "let it wait",
	flagged: "flagged it",
	alias: "changed the spelling",
	undo: "took a decision back",
};

export function HistoryDialog({ item, onClose }: { readonly item: NameItem | null; readonly onClose: () => void }) {
	const query = useHistory(item?.id ?? null);
	return (
		<Modal opened={item !== null} onClose={onClose} title={`History of ${item?.name ?? ""}`}>
			<Asked query={query} lines={2}>
				{({ deeds }) =>
					deeds.length === 0 ? (
						<Text>Nobody has decided about this name yet.</Text>
					) : (
						<ol className="name-history">
							{deeds.map((deed) => (
								<li key={deed.id}>
									<Text>
										{deed.by} {DEEDS[deed.deed]}
										{deed.isUndone && " (taken back since)"}
									</Text>
									<Text size="sm" c="dimmed">
										<When at={deed.at} />: {deed.before.name},{" "}
										{standingWords(deed.before.moderation).label.toLowerCase()} → {deed.after.name},{" "}
										{standingWords(deed.after.moderation).label.toLowerCase()}
									</Text>
								</li>
							))}
						</ol>
					)
				}
			</Asked>
		</Modal>
	);
}

export function SpellDialog(props: {
	readonly item: NameItem | null;
	readonly onClose: () => void;
	readonly onSpell: (name: string) => void;
}) {
	const { item, onClose, onSpell } = props;
	return (
		<Modal opened={item !== null} onClose={onClose} title="Change spelling">
			{item && <SpellForm key={item.id} item={item} onClose={onClose} onSpell={onSpell} />}
		</Modal>
	);
}

function SpellForm(props: {
	readonly item: NameItem;
	readonly onClose: () => void;
	readonly onSpell: (name: string) => void;
}) {
	const [name, setName] = useState(props.item.name);
	const send = (text: string) => {
		props.onSpell(text);
		props.onClose();
	};
	return (
		<form
			onSubmit={(event) => {
				event.preventDefault();
				send(name.trim());
			}}
		>
			<Stack gap="md">
				<TextInput
					label="Show this name instead"
					description="Where the donor agreed to be named. What the donor wrote is kept, and a town stays."
					value={name}
					maxLength={80}
					onChange={(event) => setName(event.currentTarget.value)}
					data-autofocus
				/>
				<Group justify="flex-end">
					{props.item.original && (
						<Button variant="default" onClick={() => send("")}>
							Back to "{props.item.original}"
						</Button>
					)}
					<Button type="submit" disabled={name.trim() === ""}>
						Show and approve
					</Button>
				</Group>
			</Stack>
		</form>
	);
}
