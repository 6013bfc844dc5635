import { Alert, Button, PasswordInput, Stack, Text, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useSearchParams } from "react-router";
import type { SignInAnswer, SignInWays } from "../../contract/staff/sign-in.ts";
import { ask } from "../ask.ts";
import { CodeStep } from "./code-step.tsx";
import { Door } from "./door.tsx";
import { askForPasskey, type PasskeyRequest, whyNoPasskeys } from "./passkeys.ts";
import { ProblemNote } from "./problem-note.tsx";
import { useSignedIn } from "./use-signed-in.ts";

/** What single sign-on's way back may say. */
const CAME_BACK: Readonly<Record<string, string>> = {
	unable_to_create_user:
		"You have no account here yet. Ask an admin to invite your e-mail address, then sign in again.",
	unable_to_create_session:
		"This account may not sign in: it is switched off, or its address isn't one of your hospital's.",
	access_denied: "The sign-in was called off at your hospital's page.",
};

export function SignInPage() {
	const [search] = useSearchParams();
	const [isAtCode, setAtCode] = useState(false);
	const ways = useQuery({ queryKey: ["sign-in-ways"], queryFn: () => ask<SignInWays>("GET", "/api/auth/ways") });
	const cameBack = search.get("error");
	if (isAtCode) return <CodeStep onBack={() => setAtCode(false)} />;
	return (
		<Door title="Sign in" lead="To the staff console: the drive, its posts, and the red button.">
			<Stack gap="lg">
				{cameBack !== null && (
					<Alert color="ember" role="alert">
						{CAME_BACK[cameBack] ??
							"Your hospital's sign-in didn't work. Try again; if it stays like this, ask an admin."}
					</Alert>
				)}
				{ways.data?.isNew && (
					<Alert color="sky" title="Nobody has an account yet">
						Open the link that Carillon printed when it started. It makes you the first admin. On a server, run{" "}
						<code>carillon user add</code>.
					</Alert>
				)}
				<PasswordForm onCode={() => setAtCode(true)} />
				<OtherWays singleSignOn={ways.data?.singleSignOn ?? null} />
				<Text size="sm" c="dimmed">
					Forgot your password? An admin can make you a link for a new one on the People page.
				</Text>
			</Stack>
		</Door>
	);
}

function PasswordForm({ onCode }: { readonly onCode: () => void }) {
	const signedIn = useSignedIn();
	const [error, setError] = useState<unknown>(null);
	const [isBusy, setBusy] = useState(false);
	const send = async (event: FormEvent<HTMLFormElement>) => {
		event.preventDefault();
		const typed = new FormData(event.currentTarget);
		setBusy(true);
		try {
			const body = { email: typed.get("email"), password: typed.get("password") };
			const { next } = await ask<SignInAnswer>("POST", "/api/auth/sign-in/email", body);
			if (next === "code") onCode();
			else signedIn();
		} catch (problem) {
			setError(problem);
		} finally {
			setBusy(false);
		}
	};
	return (
		<form onSubmit={send}>
			<Stack gap="md">
				<TextInput
					label="E-mail"
					name="email"
					type="email"
					autoComplete="username webauthn"
					required
					withAsterisk={false}
					autoFocus
				/>
				<PasswordInput
					label="Password"
					name="password"
					size="md"
					autoComplete="current-password"
					required
					withAsterisk={false}
				/>
				<ProblemNote error={error} />
				<Button type="submit" loading={isBusy} fullWidth>
					Sign in
				</Button>
			</Stack>
		</form>
	);
}

function OtherWays({ singleSignOn }: { readonly singleSignOn: string | null }) {
	const signedIn = useSignedIn();
	const [error, setError] = useState<unknown>(null);
	const [busy, setBusy] = useState<"passkey" | "single" | null>(null);
	const noPasskeys = whyNoPasskeys();
	const attempt = async (kind: "passkey" | "single", work: () => Promise<void>) => {
		setBusy(kind);
		setError(null);
		try {
			await work();
		} catch (problem) {
			setError(problem);
		} finally {
			setBusy(null);
		}
	};
	const withPasskey = async () => {
		const options = await ask<PasskeyRequest>("GET", "/api/auth/passkey/options");
		await ask("POST", "/api/auth/passkey/verify", { response: await askForPasskey(options) });
		signedIn();
	};
	const withHospital = async () => {
		const { url } = await ask<{ url: string }>("POST", "/api/auth/sign-in/single-sign-on", {});
		location.assign(url);
	};
	return (
		<Stack gap="sm">
			<div className="door-or">or</div>
			<ProblemNote error={error} />
			{singleSignOn !== null && (
				<Button variant="default" fullWidth loading={busy === "single"} onClick={() => attempt("single", withHospital)}>
					Sign in with {singleSignOn}
				</Button>
			)}
			<Button
				variant="default"
				fullWidth
				loading={busy === "passkey"}
				disabled={noPasskeys !== null}
				onClick={() => attempt("passkey", withPasskey)}
			>
				Use a passkey
			</Button>
			{noPasskeys !== null && (
				<Text size="sm" c="dimmed">
					{noPasskeys}
				</Text>
			)}
		</Stack>
	);
}
