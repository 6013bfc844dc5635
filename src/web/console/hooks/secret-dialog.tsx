import { Alert, Button, Code, CopyButton, Group, Stack, Text } from "@mantine/core";
import { Dialog } from "../parts/dialog.tsx";

/** The signing secret, this once. */
export function SecretDialog(props: {
	readonly secret: string;
	readonly label: string;
	readonly isRotated: boolean;
	readonly close: () => void;
}) {
	const { secret, label, isRotated, close } = props;
	return (
		<Dialog onClose={close} title={`The secret of ${label}`} size="lg" closeOnClickOutside={false}>
			<Stack gap="md">
				<Text>Give this to whoever runs the receiver: with it they check that a message is from Carillon.</Text>
				<Code block className="hook-secret">
					{secret}
				</Code>
				<Alert color="brass" title="It is not shown again">
					{isRotated
						? "For 24 hours messages are signed with the secret before as well, so nothing is missed."
						: "If it gets lost, make a new one: nothing is missed by that."}
				</Alert>
				<Group justify="flex-end" gap="sm">
					<CopyButton value={secret}>
						{({ copied, copy }) => (
							<Button variant="default" onClick={copy}>
								{copied ? "Copied" : "Copy"}
							</Button>
						)}
					</CopyButton>
					<Button onClick={close}>I have kept it</Button>
				</Group>
			</Stack>
		</Dialog>
	);
}
