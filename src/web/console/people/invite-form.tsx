import { Button, Group, Modal, Select, Stack, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { STAFF_ROLES, type StaffRole } from "../../../domain/staff/staff-role.ts";
import type { NewInvitation, ShownLink } from "../../contract/staff/people.ts";
import { ask, Problem } from "../ask.ts";
import { ProblemNote } from "../sign-in/problem-note.tsx";
import { ROLE_NAMES, ROLE_WORDS } from "./role-words.ts";

export const ROLE_CHOICES = STAFF_ROLES.map((value) => ({ value, label: ROLE_NAMES[value] }));
const DAYS = ["1", "3", "7", "14", "30"].map((value) => ({ value, label: value === "1" ? "1 day" : `${value} days` }));

type Props = {
	readonly isOpen: boolean;
	readonly onClose: () => void;
	readonly onInvited: (email: string, link: ShownLink) => void;
};

export function InviteForm({ isOpen, onClose, onInvited }: Props) {
	return (
		<Modal opened={isOpen} onClose={onClose} title="Invite somebody">
			<Form onClose={onClose} onInvited={onInvited} />
		</Modal>
	);
}

function Form({ onClose, onInvited }: Omit<Props, "isOpen">) {
	const [role, setRole] = useState<StaffRole>("approver");
	const [days, setDays] = useState("7");
	const [error, setError] = useState<unknown>(null);
	const [isBusy, setBusy] = useState(false);
	const wrong = error instanceof Problem ? error.fields.find(({ field }) => field === "email")?.says : undefined;
	const send = async (event: FormEvent<HTMLFormElement>) => {
		event.preventDefault();
		const typed = new FormData(event.currentTarget);
		const name = String(typed.get("name")).trim();
		const email = String(typed.get("email")).trim();
		const body: NewInvitation = { email, role, days: Number(days), ...(name !== "" && { name }) };
		setBusy(true);
		try {
			onInvited(email, await ask<ShownLink>("POST", "/api/staff/people/invitations", body));
		} catch (problem) {
			setError(problem);
		} finally {
			setBusy(false);
		}
	};
	return (
		<form onSubmit={send}>
			<Stack gap="md">
				<TextInput label="E-mail" name="email" type="email" required error={wrong} data-autofocus />
				<TextInput label="Name" description="They can correct it" name="name" maxLength={80} />
				<Select
					label="Role"
					description={ROLE_WORDS[role]}
					data={ROLE_CHOICES}
					value={role}
					onChange={(value) => value !== null && setRole(value as StaffRole)}
				/>
				<Select label="The link works for" data={DAYS} value={days} onChange={(value) => setDays(value ?? "7")} />
				{wrong === undefined && <ProblemNote error={error} />}
				<Group justify="flex-end" gap="sm">
					<Button variant="default" onClick={onClose}>
						Cancel
					</Button>
					<Button type="submit" loading={isBusy}>
						Make the link
					</Button>
				</Group>
			</Stack>
		</form>
	);
}
