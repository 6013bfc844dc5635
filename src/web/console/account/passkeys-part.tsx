import { Button, Group, Stack, Text, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import type { OwnPasskey } from "../../contract/staff/account.ts";
import { ask } from "../ask.ts";
import { ConfirmButton } from "../parts/confirm-button.tsx";
import { notifyDone } from "../parts/notify.ts";
import { makePasskey, type PasskeyCreation, whyNoPasskeys } from "../sign-in/passkeys.ts";
import { ProblemNote } from "../sign-in/problem-note.tsx";
import { Part } from "./part.tsx";
import "./account.css";

type Props = { readonly passkeys: readonly OwnPasskey[]; readonly onChanged: () => Promise<void> };

export function PasskeysPart({ passkeys, onChanged }: Props) {
	const remove = async (id: string) => {
		await ask("DELETE", `/api/staff/account/passkeys/${encodeURIComponent(id)}`);
		notifyDone("The passkey is taken away.");
		await onChanged();
	};
	return (
		<Part title="Passkeys" words="Sign in with your fingerprint, face or a key instead of a password and a code.">
			<Stack gap="md">
				{passkeys.length > 0 && (
					<ul className="own-list">
						{passkeys.map(({ id, name, addedAt }) => (
							<li key={id}>
								<div>
									<Text fw={600}>{name}</Text>
									{addedAt !== null && (
										<Text size="sm" c="dimmed">
											Added {new Date(addedAt).toLocaleDateString()}
										</Text>
									)}
								</div>
								<ConfirmButton
									variant="subtle"
									size="xs"
									color="ember"
									label="Take away"
									title={`Take away "${name}"?`}
									consequence="It signs you in here no more. Delete it on your device, too."
									confirm="Take it away"
									onConfirm={() => remove(id)}
								/>
							</li>
						))}
					</ul>
				)}
				<AddPasskey onChanged={onChanged} />
			</Stack>
		</Part>
	);
}

function AddPasskey({ onChanged }: Pick<Props, "onChanged">) {
	const [error, setError] = useState<unknown>(null);
	const [isBusy, setBusy] = useState(false);
	const whyNot = whyNoPasskeys();
	if (whyNot !== null) return <Text size="sm">{whyNot}</Text>;
	const add = async (event: FormEvent<HTMLFormElement>) => {
		event.preventDefault();
		const form = event.currentTarget;
		const name = String(new FormData(form).get("name")).trim() || "Passkey";
		setBusy(true);
		setError(null);
		try {
			const options = await ask<PasskeyCreation>("GET", "/api/staff/account/passkeys/options");
			await ask("POST", "/api/staff/account/passkeys", { name, response: await makePasskey(options) });
			form.reset();
			notifyDone("The passkey is added. You can sign in with it.");
			await onChanged();
		} catch (problem) {
			setError(problem);
		} finally {
			setBusy(false);
		}
	};
	return (
		<form onSubmit={add}>
			<Stack gap="sm">
				<Group align="flex-end" gap="sm">
					<TextInput label="What you call it" placeholder="Office laptop" name="name" maxLength={60} flex="1 1 240px" />
					<Button type="submit" variant="default" loading={isBusy}>
						Add a passkey
					</Button>
				</Group>
				<ProblemNote error={error} />
			</Stack>
		</form>
	);
}
