import { Alert, Button, PasswordInput, Stack, Text, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { Link, useNavigate } from "react-router";
import type { LinkSeen, LinkUsed } from "../../contract/staff/sign-in.ts";
import { ask, Problem } from "../ask.ts";
import { Loading } from "../parts/states.tsx";
import { ROLE_NAMES } from "../people/role-words.ts";
import { Door } from "./door.tsx";
import { ProblemNote } from "./problem-note.tsx";
import { useSignedIn } from "./use-signed-in.ts";

/** Where a link leads that lets somebody in once: the first admin, an invitation, a new password. */
export function LinkPage() {
	const [token] = useState(() => location.hash.slice(1));
	const seen = useQuery({
		queryKey: ["link", token],
		queryFn: () => ask<LinkSeen>("POST", "/api/auth/link/look", { token }),
		retry: false,
		staleTime: Number.POSITIVE_INFINITY,
	});
	if (seen.data !== undefined) return <Welcome token={token} seen={seen.data} />;
	if (seen.error === null) {
		return (
			<Door title="One moment">
				<Loading lines={2} />
			</Door>
		);
	}
	const isBroken = token.length < 20 || (seen.error instanceof Problem && seen.error.status === 422);
	return (
		<Door title="This link doesn't open anything">
			<Stack gap="lg" align="flex-start">
				<Alert color="ember" role="alert">
					{isBroken
						? "Part of the address is missing. Copy the whole link, to its last letter, and open it again."
						: seen.error instanceof Problem && seen.error.detail}
				</Alert>
				<Button component={Link} to="/sign-in" variant="default">
					To the sign-in
				</Button>
			</Stack>
		</Door>
	);
}

const TITLES = { first: "Welcome. You are the first", invitation: "Welcome", password: "A new password" } as const;

function leadOf({ kind, role, hospital, email }: LinkSeen): string {
	if (kind === "password") return "Choose a new password. You are signed out everywhere, and sign in with it.";
	if (kind === "first") return "Make your account. You become the admin, and invite the others.";
	return `You are invited to ${hospital ?? "Carillon"} as ${role === null ? "staff" : ROLE_NAMES[role].toLowerCase()}, with ${email}.`;
}

function Welcome({ token, seen }: { readonly token: string; readonly seen: LinkSeen }) {
	const signedIn = useSignedIn();
	const navigate = useNavigate();
	const [error, setError] = useState<unknown>(null);
	const [isBusy, setBusy] = useState(false);
	const fields = error instanceof Problem ? error.fields : [];
	const wrong = (name: string) => fields.find(({ field }) => field === name)?.says;
	const send = async (event: FormEvent<HTMLFormElement>) => {
		event.preventDefault();
		const typed = new FormData(event.currentTarget);
		const person = Object.fromEntries([...typed].filter(([, value]) => value !== ""));
		setBusy(true);
		try {
			const { next } = await ask<LinkUsed>("POST", "/api/auth/link/use", { token, ...person });
			if (next === "signed-in") signedIn();
			else void navigate("/sign-in", { replace: true });
		} catch (problem) {
			setError(problem);
			setBusy(false);
		}
	};
	return (
		<Door title={TITLES[seen.kind]} lead={leadOf(seen)}>
			<form onSubmit={send}>
				<Stack gap="md">
					<PersonFields seen={seen} wrong={wrong} />
					{fields.length === 0 && <ProblemNote error={error} />}
					<Button type="submit" loading={isBusy} fullWidth>
						{seen.kind === "password" ? "Set this password" : "Make my account"}
					</Button>
					<Text size="sm" c="dimmed">
						This link works once, until {new Date(seen.expiresAt).toLocaleString()}.
					</Text>
				</Stack>
			</form>
		</Door>
	);
}

type FieldsProps = { readonly seen: LinkSeen; readonly wrong: (name: string) => string | undefined };

/** Only what the link doesn't say by itself. */
function PersonFields({ seen, wrong }: FieldsProps) {
	return (
		<>
			{seen.kind !== "password" && (
				<TextInput
					label="Your name"
					description="As colleagues see it, and as the log keeps it"
					name="name"
					autoComplete="name"
					defaultValue={seen.name ?? ""}
					error={wrong("name")}
					required
					withAsterisk={false}
					autoFocus
				/>
			)}
			{seen.kind === "first" && (
				<TextInput
					label="Your e-mail"
					name="email"
					type="email"
					autoComplete="username"
					error={wrong("email")}
					required
					withAsterisk={false}
				/>
			)}
			{seen.email !== null && <input type="hidden" autoComplete="username" value={seen.email} readOnly />}
			<PasswordInput
				label={seen.kind === "password" ? "New password" : "Password"}
				description="At least 12 characters: three or four words do"
				name="password"
				size="md"
				autoComplete="new-password"
				minLength={12}
				error={wrong("password")}
				required
				withAsterisk={false}
			/>
		</>
	);
}
