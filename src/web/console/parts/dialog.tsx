import { Modal, type ModalProps } from "@mantine/core";
import { FocusReturn } from "./focus-return.tsx";

/** A dialog that is drawn only while it is open. (One that stays, and is told when it is open, is a Modal.) */
export function Dialog(props: Omit<ModalProps, "opened">) {
	return (
		<>
			<FocusReturn />
			<Modal opened {...props} />
		</>
	);
}
