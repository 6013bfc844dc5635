import { Button, Menu, Text } from "@mantine/core";
import type { RuleDraft } from "../../contract/staff/rules.ts";
import { KIND_WORDS } from "./rule-kinds.ts";
import { useSuggestions } from "./use-rules.ts";

/** A new rule of a kind, with numbers that fit the drive's goal. */
export function AddRule({ onAdd }: { readonly onAdd: (draft: RuleDraft) => void }) {
	const { data, error } = useSuggestions();
	return (
		<Menu position="bottom-start" width={400} withinPortal>
			<Menu.Target>
				<Button variant="default" loading={data === undefined && error === null} disabled={data === undefined} mb="lg">
					Add a rule
				</Button>
			</Menu.Target>
			<Menu.Dropdown mah={420} className="rules-add">
				{data?.suggestions
					.filter(({ kind }, index, all) => all.findIndex((one) => one.kind === kind) === index)
					.map(({ kind, draft }) => (
						<Menu.Item key={kind} onClick={() => onAdd(draft)}>
							{KIND_WORDS[kind].name}
							<Text size="sm" c="dimmed">
								{KIND_WORDS[kind].means}
							</Text>
						</Menu.Item>
					))}
			</Menu.Dropdown>
		</Menu>
	);
}
