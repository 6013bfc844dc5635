import { Button, CopyButton, Group, Modal, Stack, Text } from "@mantine/core";
import type { ShownLink } from "../../contract/staff/people.ts";

export type LinkToShow = ShownLink & { readonly says: string };

/** A link that is kept nowhere: shown once, to be sent on. */
export function LinkShown({ link, onClose }: { readonly link: LinkToShow | null; readonly onClose: () => void }) {
	return (
		<Modal opened={link !== null} onClose={onClose} title="Copy this link now" closeOnClickOutside={false}>
			{link !== null && (
				<Stack gap="md">
					<Text>{link.says}</Text>
					<div className="link-address" data-testid="link">
						{link.url}
					</div>
					<Text size="sm" c="dimmed">
						Whoever has it can use it, once, until {new Date(link.expiresAt).toLocaleString()}. It isn't shown again; a
						new link ends this one.
					</Text>
					<Group justify="flex-end" gap="sm">
						<Button variant="default" onClick={onClose}>
							Done
						</Button>
						<CopyButton value={link.url}>
							{({ copied, copy }) => (
								<Button onClick={copy} data-autofocus>
									{copied ? "Copied" : "Copy the link"}
								</Button>
							)}
						</CopyButton>
					</Group>
				</Stack>
			)}
		</Modal>
	);
}
