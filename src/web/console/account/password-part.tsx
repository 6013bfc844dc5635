import { Button, Group, PasswordInput, Stack, Text } from "@mantine/core";
import { type FormEvent, useState } from "react";
import type { Account } from "../../contract/staff/account.ts";
import { ask } from "../ask.ts";
import { notifyDone } from "../parts/notify.ts";
import { ProblemNote } from "../sign-in/problem-note.tsx";
import { Part } from "./part.tsx";

type Props = { readonly account: Account; readonly onChanged: () => Promise<void> };

export function PasswordPart({ account, onChanged }: Props) {
	const [isOpen, setOpen] = useState(false);
	const [error, setError] = useState<unknown>(null);
	const [isBusy, setBusy] = useState(false);
	const save = async (event: FormEvent<HTMLFormElement>) => {
		event.preventDefault();
		const typed = new FormData(event.currentTarget);
		setBusy(true);
		try {
			const body = { current: typed.get("current"), password: typed.get("password") };
			const { ended } = await ask<{ ended: number }>("POST", "/api/staff/account/password", body);
			notifyDone(ended === 0 ? "Your password is changed." : "Your password is changed. You are signed out elsewhere.");
			setOpen(false);
			setError(null);
			await onChanged();
		} catch (problem) {
			setError(problem);
		} finally {
			setBusy(false);
		}
	};
	if (!account.hasPassword) {
		return (
			<Part title="Password" words="You have none here: you sign in another way.">
				<Text size="sm">An admin can make you a link to set one.</Text>
			</Part>
		);
	}
	return (
		<Part title="Password" words="Changing it signs you out everywhere else.">
			{isOpen ? (
				<PasswordFields error={error} isBusy={isBusy} onSubmit={save} />
			) : (
				<Group>
					<Button variant="default" onClick={() => setOpen(true)}>
						Change the password
					</Button>
				</Group>
			)}
		</Part>
	);
}

type FieldsProps = {
	readonly error: unknown;
	readonly isBusy: boolean;
	readonly onSubmit: (event: FormEvent<HTMLFormElement>) => void;
};

function PasswordFields({ error, isBusy, onSubmit }: FieldsProps) {
	return (
		<form onSubmit={onSubmit}>
			<Stack gap="md" maw={416}>
				<PasswordInput
					label="Your password now"
					name="current"
					size="md"
					autoComplete="current-password"
					required
					withAsterisk={false}
					autoFocus
				/>
				<PasswordInput
					label="New password"
					description="At least 12 characters: three or four words do"
					name="password"
					size="md"
					autoComplete="new-password"
					minLength={12}
					required
					withAsterisk={false}
				/>
				<ProblemNote error={error} />
				<Button type="submit" loading={isBusy}>
					Change and sign out elsewhere
				</Button>
			</Stack>
		</form>
	);
}
