import { Button, Group, Modal, Stack, Text } from "@mantine/core";
import type { ChangeLine } from "../../../domain/drive/change-line.ts";
import type { ChangePreview } from "../../contract/staff/setup.ts";

const ABOUT: Readonly<Record<ChangeLine["about"], string>> = {
	announces: "Announced",
	silent: "Not announced",
	milestones: "Milestones",
	posts: "Posts",
	page: "Public page",
	studio: "Studio",
	gifts: "Counting",
	careful: "Careful",
};

/** What saving comes to, read before it happens. */
export function BeforeYouSave(props: {
	readonly preview: ChangePreview | null;
	readonly isBusy: boolean;
	readonly title?: string;
	readonly onSave: () => void;
	readonly onLeave: () => void;
}) {
	const { preview, isBusy, onSave, onLeave, title = "Before you save" } = props;
	return (
		<Modal opened={preview !== null} onClose={onLeave} title={title} size="lg">
			<Stack gap="lg">
				<ChangeLines lines={preview?.lines ?? []} />
				<Group justify="flex-end" gap="sm">
					<Button variant="default" onClick={onLeave}>
						Go on editing
					</Button>
					<Button loading={isBusy} onClick={onSave} data-autofocus>
						{(preview?.announces ?? 0) > 0 ? "Save and announce" : "Save"}
					</Button>
				</Group>
			</Stack>
		</Modal>
	);
}

export function ChangeLines({ lines }: { readonly lines: readonly ChangeLine[] }) {
	if (lines.length === 0) return <Text>Nothing that the public, hosts or milestones would notice.</Text>;
	return (
		<ul className="setup-consequences">
			{lines.map(({ about, says }) => (
				<li key={says} data-about={about}>
					<span>{ABOUT[about]}</span>
					{says}
				</li>
			))}
		</ul>
	);
}
