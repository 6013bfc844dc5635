import { Badge, Button, Stack, Text } from "@mantine/core";
import type { OwnSession, SignInWay } from "../../contract/staff/account.ts";
import { ask } from "../ask.ts";
import { ConfirmButton } from "../parts/confirm-button.tsx";
import { notifyDone, notifyProblem } from "../parts/notify.ts";
import { Part } from "./part.tsx";
import "./account.css";

const WAYS: Readonly<Record<SignInWay, string>> = {
	password: "by password",
	code: "by password and code",
	passkey: "by passkey",
	"single-sign-on": "by your hospital's sign-in",
	link: "by a link",
};

type Props = { readonly sessions: readonly OwnSession[]; readonly onChanged: () => Promise<void> };

export function SessionsPart({ sessions, onChanged }: Props) {
	const end = async (id: string) => {
		try {
			await ask("DELETE", `/api/staff/account/sessions/${encodeURIComponent(id)}`);
			notifyDone("Signed out there.");
		} catch (error) {
			notifyProblem(error);
		}
		await onChanged();
	};
	const endOthers = async () => {
		await ask("POST", "/api/staff/account/sessions/end-others", {});
		notifyDone("You are signed out everywhere but here.");
		await onChanged();
	};
	return (
		<Part
			title="Where you are signed in"
			words="A sign-in lasts twelve hours after you last used it, so that no show ends it."
		>
			<Stack gap="md" align="flex-start">
				<ul className="own-list" style={{ width: "100%" }}>
					{sessions.map((session) => (
						<li key={session.id}>
							<div>
								<Text fw={600}>
									{session.browser}{" "}
									{session.isThis && (
										<Badge color="verdant" variant="light" tt="none" radius="sm">
											here
										</Badge>
									)}
								</Text>
								<Text size="sm" c="dimmed">
									{session.address}, since {written(session.since)}, {WAYS[session.way]}
								</Text>
							</div>
							{!session.isThis && (
								<Button variant="default" size="xs" onClick={() => end(session.id)}>
									Sign out there
								</Button>
							)}
						</li>
					))}
				</ul>
				{sessions.length > 1 && (
					<ConfirmButton
						variant="default"
						color="ember"
						label="Sign out everywhere else"
						title="Sign out everywhere else?"
						consequence="Every other browser asks you to sign in again."
						confirm="Sign out elsewhere"
						onConfirm={endOthers}
					/>
				)}
			</Stack>
		</Part>
	);
}

function written(at: number): string {
	return new Intl.DateTimeFormat("en-US", { dateStyle: "medium", timeStyle: "short" }).format(at);
}
