import { Button, type ButtonProps, Group, Modal, Stack, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { type ReactNode, useState } from "react";
import { notifyProblem } from "./notify.ts";

/** A button whose consequence is read before it happens. Escape and "Leave it" change nothing. */
export function ConfirmButton(
	props: ButtonProps & {
		readonly label: ReactNode;
		readonly title: string;
		/** What will have happened, in full. */
		readonly consequence: ReactNode;
		/** The consequence in a few words: "Disconnect this account". */
		readonly confirm: string;
		readonly leave?: string;
		readonly onConfirm: () => Promise<unknown> | unknown;
	},
) {
	const { label, title, consequence, confirm, leave = "Leave it as it is", onConfirm, ...button } = props;
	const [isOpen, { open, close }] = useDisclosure(false);
	const [isBusy, setBusy] = useState(false);
	const act = async () => {
		setBusy(true);
		try {
			await onConfirm();
			close();
		} catch (error) {
			notifyProblem(error);
		} finally {
			setBusy(false);
		}
	};
	return (
		<>
			<Button {...button} onClick={open}>
				{label}
			</Button>
			<Modal opened={isOpen} onClose={close} title={title}>
				<Stack gap="lg">
					<Text component="div">{consequence}</Text>
					<Group justify="flex-end" gap="sm">
						<Button variant="default" onClick={close}>
							{leave}
						</Button>
						<Button color={button.color ?? "ember"} loading={isBusy} onClick={act} data-autofocus>
							{confirm}
						</Button>
					</Group>
				</Stack>
			</Modal>
		</>
	);
}
