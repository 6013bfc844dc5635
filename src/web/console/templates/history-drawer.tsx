import { Button, Drawer, Stack, Text, Title } from "@mantine/core";
import type { PlaceTexts, TemplateRevision } from "../../contract/staff/templates.ts";
import { When } from "../parts/figures.tsx";
import { Asked } from "../parts/states.tsx";
import { useMay } from "../use-me.ts";
import { LANGUAGE_WORDS, PLATFORM_WORDS } from "./place-words.ts";
import { useChanges } from "./use-changes.tsx";
import { useHistory } from "./use-templates.ts";

type Props = { readonly texts: PlaceTexts; readonly isOpen: boolean; readonly close: () => void };

/** Who changed these texts when, and how they stood; any of it can be brought back. */
export function HistoryDrawer({ texts, isOpen, close }: Props) {
	const { place } = texts;
	const query = useHistory(place, isOpen);
	const title = `History: ${PLATFORM_WORDS[place.platform]}, ${LANGUAGE_WORDS[place.language]}`;
	return (
		<Drawer opened={isOpen} onClose={close} position="right" size="lg" title={title}>
			{isOpen && (
				<Asked query={query}>
					{({ revisions }) =>
						revisions.length === 0 ? (
							<Text>Nobody has changed these texts yet. They are the ones that come with Carillon.</Text>
						) : (
							<Revisions {...{ texts, revisions, close }} />
						)
					}
				</Asked>
			)}
		</Drawer>
	);
}

const WHAT: Readonly<Record<TemplateRevision["what"], string>> = {
	saved: "changed them",
	restored: "brought back an earlier version",
	reset: "went back to the texts before",
	copied: "took them over from another drive",
};

type ListProps = {
	readonly texts: PlaceTexts;
	readonly revisions: readonly TemplateRevision[];
	readonly close: () => void;
};

function Revisions({ texts, revisions, close }: ListProps) {
	const may = useMay("templates.edit");
	const changes = useChanges(texts);
	const restore = async (to: number) => {
		await changes.restore(to);
		close();
	};
	return (
		<Stack component="ol" gap="lg" className="template-history">
			{revisions.map((revision, index) => (
				<li key={revision.id}>
					<Title order={3} size="h5">
						<When at={revision.at} />
					</Title>
					<Text size="sm" c="dimmed" mb={8}>
						{revision.by} {WHAT[revision.what]}.
					</Text>
					<Stood revision={revision} />
					{index === 0 ? (
						<Text size="sm" fw={600}>
							This holds now.
						</Text>
					) : (
						may && (
							<Button size="sm" variant="default" loading={changes.isBusy} onClick={() => void restore(revision.id)}>
								Bring this back
							</Button>
						)
					)}
				</li>
			))}
			<li>
				<Title order={3} size="h5">
					Before that
				</Title>
				<Text size="sm" c="dimmed" mb={8}>
					The texts that come with Carillon.
				</Text>
				{may && texts.origin === "own" && (
					<Button size="sm" variant="default" loading={changes.isBusy} onClick={() => void restore(0)}>
						Bring this back
					</Button>
				)}
			</li>
		</Stack>
	);
}

function Stood({ revision: { variants } }: { readonly revision: TemplateRevision }) {
	if (variants === null) return <Text size="sm">The texts that come with Carillon.</Text>;
	return (
		<details>
			<summary>
				{variants.length} {variants.length === 1 ? "text" : "texts"}, {variants.filter(({ isOn }) => isOn).length}{" "}
				switched on
			</summary>
			<ul>
				{variants.map(({ id, source, isOn }) => (
					<li key={id} data-off={!isOn}>
						<code>{source}</code>
					</li>
				))}
			</ul>
		</details>
	);
}
