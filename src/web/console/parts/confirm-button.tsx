import { Button, type ButtonProps, Group, Modal, Stack, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { type ReactNode, useState } from "react";
import { notifyProblem } from "./notify.ts";
import { usePlaceKept } from "./use-place-kept.ts";

/**
 * A button whose consequence is read before it happens. Escape and "Leave it" change nothing; the focus begins on "Leave it", so that Enter
 * pressed twice, or held down, has read nothing and does nothing.
 */
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
	const place = usePlaceKept();
	const act = async () => {
		setBusy(true);
		try {
			await onConfirm();
			place.acted();
			close();
		} catch (error) {
			notifyProblem(error);
		} finally {
			setBusy(false);
		}
	};
	return (
		<>
			<Button {...button} onClick={open} ref={place.button}>
				{label}
			</Button>
			<Modal opened={isOpen} onClose={close} title={title}>
				<Stack gap="lg">
					<Text component="div">{consequence}</Text>
					<Group justify="flex-end" gap="sm">
						<Button variant="default" onClick={close} data-autofocus>
							{leave}
						</Button>
						<Button color={button.color ?? "ember"} loading={isBusy} onClick={act}>
							{confirm}
						</Button>
					</Group>
				</Stack>
			</Modal>
		</>
	);
}
