import { Anchor, Button, Group, Stack, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { ask } from "../ask.ts";
import { Door } from "./door.tsx";
import { ProblemNote } from "./problem-note.tsx";
import { useSignedIn } from "./use-signed-in.ts";

/** The second step, for accounts with a code app. */
export function CodeStep({ onBack }: { readonly onBack: () => void }) {
	const signedIn = useSignedIn();
	const [isBackup, setBackup] = useState(false);
	const [error, setError] = useState<unknown>(null);
	const [isBusy, setBusy] = useState(false);
	const send = async (event: FormEvent<HTMLFormElement>) => {
		event.preventDefault();
		const code = String(new FormData(event.currentTarget).get("code")).replace(/\s/g, "");
		setBusy(true);
		try {
			await ask("POST", `/api/auth/two-factor/${isBackup ? "verify-backup-code" : "verify-totp"}`, { code });
			signedIn();
		} catch (problem) {
			setError(problem);
			setBusy(false);
		}
	};
	const other = () => {
		setBackup(!isBackup);
		setError(null);
	};
	return (
		<Door
			title={isBackup ? "Your backup code" : "Your code"}
			lead={
				isBackup
					? "One of those you kept when you set up the app. Each works once."
					: "The six digits that your code app shows now."
			}
		>
			<form onSubmit={send} key={String(isBackup)}>
				<Stack gap="md">
					<TextInput
						label={isBackup ? "Backup code" : "Code"}
						name="code"
						inputMode={isBackup ? "text" : "numeric"}
						autoComplete="one-time-code"
						required
						withAsterisk={false}
						autoFocus
						size="lg"
					/>
					<ProblemNote error={error} />
					<Button type="submit" loading={isBusy} fullWidth>
						Sign in
					</Button>
					<Group justify="space-between">
						<Anchor component="button" type="button" size="sm" onClick={other}>
							{isBackup ? "Use the code app" : "Use a backup code"}
						</Anchor>
						<Anchor component="button" type="button" size="sm" onClick={onBack}>
							Begin again
						</Anchor>
					</Group>
				</Stack>
			</form>
		</Door>
	);
}
