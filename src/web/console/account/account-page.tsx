import { Alert, Button, Group, Stack, TextInput } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import type { Account } from "../../contract/staff/account.ts";
import { NotificationSettings } from "../approvals/notification-settings.tsx";
import { ask } from "../ask.ts";
import { notifyDone, notifyProblem } from "../parts/notify.ts";
import { PageFrame } from "../parts/page-frame.tsx";
import { Asked } from "../parts/states.tsx";
import { ROLE_NAMES } from "../people/role-words.ts";
import { useMe } from "../use-me.ts";
import { CodeAppPart } from "./code-app-part.tsx";
import { Part } from "./part.tsx";
import { PasskeysPart } from "./passkeys-part.tsx";
import { PasswordPart } from "./password-part.tsx";
import { SessionsPart } from "./sessions-part.tsx";

/** One's own account: name, how one signs in, where one is signed in. */
export function AccountPage() {
	const me = useMe();
	const account = useQuery({ queryKey: ["account"], queryFn: () => ask<Account>("GET", "/api/staff/account") });
	const queries = useQueryClient();
	const changed = async () => {
		await Promise.all([
			queries.invalidateQueries({ queryKey: ["account"] }),
			queries.invalidateQueries({ queryKey: ["me"] }),
		]);
	};
	return (
		<PageFrame
			title="Your account"
			lead={me.data && `${me.data.email}, ${ROLE_NAMES[me.data.role].toLowerCase()}. Your role is set by an admin.`}
		>
			<Stack gap="lg" maw={760}>
				{me.data?.needsSecondFactor && (
					<Alert color="brass" title="One more step before you can work here">
						Your role asks for more than a password. Set up a code app below, or add a passkey and sign in with it. The
						rest of Carillon opens as soon as you have.
					</Alert>
				)}
				<Asked query={account} lines={6}>
					{(own) => (
						<>
							<NamePart key={own.name} name={own.name} onChanged={changed} />
							<CodeAppPart account={own} onChanged={changed} />
							<PasskeysPart passkeys={own.passkeys} onChanged={changed} />
							<PasswordPart account={own} onChanged={changed} />
							<SessionsPart sessions={own.sessions} onChanged={changed} />
						</>
					)}
				</Asked>
				<NotificationSettings />
			</Stack>
		</PageFrame>
	);
}

function NamePart({ name, onChanged }: { readonly name: string; readonly onChanged: () => Promise<void> }) {
	const [typed, setTyped] = useState(name);
	const save = async (event: FormEvent) => {
		event.preventDefault();
		try {
			await ask("PATCH", "/api/staff/account", { name: typed });
			notifyDone("Your name is saved.");
			await onChanged();
		} catch (error) {
			notifyProblem(error);
		}
	};
	return (
		<Part title="Name" words="As colleagues see it, and as the log keeps it.">
			<form onSubmit={save}>
				<Group align="flex-end" gap="sm">
					<TextInput
						aria-label="Your name"
						value={typed}
						onChange={(event) => setTyped(event.currentTarget.value)}
						maxLength={80}
						required
						flex="1 1 240px"
					/>
					<Button type="submit" variant="default" disabled={typed.trim() === name || typed.trim() === ""}>
						Save the name
					</Button>
				</Group>
			</form>
		</Part>
	);
}
