import { Anchor, Button, Code, Group, List, Stack, Text, TextInput } from "@mantine/core";
import { useState } from "react";
import { ask } from "../ask.ts";
import { type ConnectProps, useConnectStep, useLeaveTo } from "./connect-step.ts";
import { useChannelsPath } from "./use-channels.ts";

/** Connecting X: by signing in where this Carillon has an app there, or by four keys, which is the sturdier way for one account. */
export function ConnectX(props: ConnectProps) {
	const { ways, target } = props;
	const [byKeys, setByKeys] = useState(!ways.xSignIn);
	const { leave, isBusy } = useLeaveTo(`${useChannelsPath()}/x/connect`, target);
	if (byKeys) return <XKeys {...props} onSignIn={ways.xSignIn ? () => setByKeys(false) : null} />;
	return (
		<Stack gap="md">
			<Steps>
				<List.Item>Be signed in on x.com as the account that shall post. Sign out there if it is another.</List.Item>
				<List.Item>
					X shows what Carillon may do: write posts, add pictures, read its own posts back. Press Authorize app.
				</List.Item>
				<List.Item>You come back here by yourself. Carillon keeps the access sealed and renews it.</List.Item>
			</Steps>
			<AutomatedLabel />
			<Group justify="space-between" gap="sm">
				<Button variant="subtle" color="ink" onClick={() => setByKeys(true)}>
					I have four keys instead
				</Button>
				<Button loading={isBusy} onClick={leave}>
					Sign in with X
				</Button>
			</Group>
		</Stack>
	);
}

const KEYS = [
	{ field: "appKey", label: "API key" },
	{ field: "appSecret", label: "API key secret" },
	{ field: "accessToken", label: "Access token" },
	{ field: "accessSecret", label: "Access token secret" },
] as const;

function XKeys({ target, onDone, onSignIn }: ConnectProps & { readonly onSignIn: (() => void) | null }) {
	const path = useChannelsPath();
	const [keys, setKeys] = useState({ appKey: "", appSecret: "", accessToken: "", accessSecret: "" });
	const { run, isBusy } = useConnectStep(onDone);
	const isFull = Object.values(keys).every((key) => key.trim() !== "");
	return (
		<form
			onSubmit={(event) => {
				event.preventDefault();
				void run(() => ask("POST", `${path}/x/keys`, { ...target, ...keys }), "X is connected.");
			}}
		>
			<Stack gap="md">
				<Steps>
					<List.Item>
						Sign in at{" "}
						<Anchor href="https://console.x.com" target="_blank" rel="noreferrer">
							console.x.com
						</Anchor>{" "}
						as the hospital's own account, and buy credits: $10 go a long way without links.
					</List.Item>
					<List.Item>
						Make an app, give it <Code>Read and write</Code> under user authentication, and only then make its keys.
					</List.Item>
					<List.Item>
						Copy the four keys here. Carillon asks X whose they are before it keeps them, sealed. They do not end.
					</List.Item>
				</Steps>
				<AutomatedLabel />
				{KEYS.map(({ field, label }) => (
					<TextInput
						key={field}
						label={label}
						autoComplete="off"
						spellCheck={false}
						type={field.endsWith("Secret") ? "password" : "text"}
						value={keys[field]}
						onChange={(event) => setKeys({ ...keys, [field]: event.currentTarget.value })}
					/>
				))}
				<Group justify="space-between" gap="sm">
					{onSignIn ? (
						<Button variant="subtle" color="ink" onClick={onSignIn}>
							Sign in with X instead
						</Button>
					) : (
						<span />
					)}
					<Button type="submit" loading={isBusy} disabled={!isFull}>
						Try the keys and connect
					</Button>
				</Group>
			</Stack>
		</form>
	);
}

export function Steps({ children }: { readonly children: React.ReactNode }) {
	return (
		<List type="ordered" spacing="xs" className="channel-steps">
			{children}
		</List>
	);
}

function AutomatedLabel() {
	return (
		<Text size="sm" className="channel-note">
			X wants accounts that post by machine to say so: on x.com, switch on the <strong>Automated</strong> label under
			Settings, Your account, name the hospital in the bio, and never post the same words on two accounts.
		</Text>
	);
}
