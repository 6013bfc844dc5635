import { Button, Code, CopyButton, Group, List, PasswordInput, Stack, Text, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import type { Account, NewCodeApp } from "../../contract/staff/account.ts";
import { ask } from "../ask.ts";
import { notifyDone } from "../parts/notify.ts";
import { QrCode } from "../parts/qr-code.tsx";
import { ProblemNote } from "../sign-in/problem-note.tsx";
import { Part } from "./part.tsx";

type Props = { readonly account: Account; readonly onChanged: () => Promise<void> };
type Deed = "set-up" | "remove" | "codes";

const DEEDS: Readonly<Record<Deed, { readonly path: string; readonly button: string }>> = {
	"set-up": { path: "", button: "Go on" },
	remove: { path: "/remove", button: "Take the code app away" },
	codes: { path: "/backup-codes", button: "Make new backup codes" },
};

/** A code app on the phone: what a password alone doesn't open. */
export function CodeAppPart({ account, onChanged }: Props) {
	const [deed, setDeed] = useState<Deed | null>(null);
	const [made, setMade] = useState<NewCodeApp | null>(null);
	const [codes, setCodes] = useState<readonly string[] | null>(null);
	if (!account.hasPassword) {
		return (
			<Part title="Code app" words="It stands beside a password, and you have none here.">
				<Text size="sm">Your passkey or your hospital's sign-in is the stronger way already.</Text>
			</Part>
		);
	}
	const answered = async (answer: Partial<NewCodeApp>) => {
		if (deed === "set-up") setMade(answer as NewCodeApp);
		if (deed === "codes") setCodes(answer.backupCodes ?? []);
		if (deed === "remove") notifyDone("The code app is taken away.");
		setDeed(null);
		await onChanged();
	};
	const confirmed = async () => {
		setCodes(made?.backupCodes ?? []);
		setMade(null);
		notifyDone("The code app is in force.");
		await onChanged();
	};
	const words = account.hasCodeApp
		? "In force: after your password, Carillon asks for six digits."
		: "After your password, six digits from an app on your phone. A stolen password then opens nothing.";
	return (
		<Part title="Code app" words={words}>
			{codes !== null && <BackupCodes codes={codes} onDone={() => setCodes(null)} />}
			{made !== null && <FirstCode made={made} onConfirmed={confirmed} onCancel={() => setMade(null)} />}
			{deed !== null && <PasswordFirst deed={deed} onAnswer={answered} onCancel={() => setDeed(null)} />}
			{codes === null && made === null && deed === null && (
				<Group gap="sm">
					{account.hasCodeApp ? (
						<>
							<Button variant="default" onClick={() => setDeed("codes")}>
								New backup codes
							</Button>
							<Button variant="subtle" color="ember" onClick={() => setDeed("remove")}>
								Take it away
							</Button>
						</>
					) : (
						<Button onClick={() => setDeed("set-up")}>Set up a code app</Button>
					)}
				</Group>
			)}
		</Part>
	);
}

type PasswordProps = {
	readonly deed: Deed;
	readonly onAnswer: (answer: Partial<NewCodeApp>) => Promise<void>;
	readonly onCancel: () => void;
};

function PasswordFirst({ deed, onAnswer, onCancel }: PasswordProps) {
	const [error, setError] = useState<unknown>(null);
	const [isBusy, setBusy] = useState(false);
	const { path, button } = DEEDS[deed];
	const send = async (event: FormEvent<HTMLFormElement>) => {
		event.preventDefault();
		const password = new FormData(event.currentTarget).get("password");
		setBusy(true);
		try {
			await onAnswer(await ask<Partial<NewCodeApp>>("POST", `/api/staff/account/code-app${path}`, { password }));
		} catch (problem) {
			setError(problem);
			setBusy(false);
		}
	};
	return (
		<form onSubmit={send}>
			<Stack gap="md" maw={416}>
				<PasswordInput
					label="Your password"
					name="password"
					size="md"
					autoComplete="current-password"
					required
					withAsterisk={false}
					autoFocus
				/>
				<ProblemNote error={error} />
				<Group gap="sm">
					<Button type="submit" loading={isBusy} color={deed === "remove" ? "ember" : undefined}>
						{button}
					</Button>
					<Button variant="default" onClick={onCancel}>
						Cancel
					</Button>
				</Group>
			</Stack>
		</form>
	);
}

type FirstCodeProps = {
	readonly made: NewCodeApp;
	readonly onConfirmed: () => Promise<void>;
	readonly onCancel: () => void;
};

function FirstCode({ made, onConfirmed, onCancel }: FirstCodeProps) {
	const [error, setError] = useState<unknown>(null);
	const [isBusy, setBusy] = useState(false);
	const send = async (event: FormEvent<HTMLFormElement>) => {
		event.preventDefault();
		const code = String(new FormData(event.currentTarget).get("code")).replace(/\s/g, "");
		setBusy(true);
		try {
			await ask("POST", "/api/staff/account/code-app/confirm", { code });
			await onConfirmed();
		} catch (problem) {
			setError(problem);
			setBusy(false);
		}
	};
	return (
		<form onSubmit={send}>
			<Group align="flex-start" gap="xl">
				<QrCode text={made.uri} label="The code app's secret as a QR code" />
				<Stack gap="md" flex="1 1 280px">
					<List type="ordered" spacing="xs">
						<List.Item>Open your code app (Google Authenticator, 1Password, Microsoft Authenticator, ...).</List.Item>
						<List.Item>
							Scan this, or type <Code>{made.secret}</Code>
						</List.Item>
						<List.Item>Enter the six digits that it shows.</List.Item>
					</List>
					<TextInput
						label="Code"
						name="code"
						inputMode="numeric"
						autoComplete="one-time-code"
						required
						withAsterisk={false}
						maw={200}
					/>
					<ProblemNote error={error} />
					<Group gap="sm">
						<Button type="submit" loading={isBusy}>
							Put it in force
						</Button>
						<Button variant="default" onClick={onCancel}>
							Cancel
						</Button>
					</Group>
				</Stack>
			</Group>
		</form>
	);
}

function BackupCodes({ codes, onDone }: { readonly codes: readonly string[]; readonly onDone: () => void }) {
	return (
		<Stack gap="md">
			<Text>
				Keep these backup codes where you would find them without your phone. Each signs you in once. They are not shown
				again.
			</Text>
			<ul className="backup-codes">
				{codes.map((code) => (
					<li key={code}>
						<Code>{code}</Code>
					</li>
				))}
			</ul>
			<Group gap="sm">
				<CopyButton value={codes.join("\n")}>
					{({ copied, copy }) => <Button onClick={copy}>{copied ? "Copied" : "Copy all"}</Button>}
				</CopyButton>
				<Button variant="default" onClick={onDone}>
					I kept them
				</Button>
			</Group>
		</Stack>
	);
}
