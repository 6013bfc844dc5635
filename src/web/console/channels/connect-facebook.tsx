import { Anchor, Button, Code, Group, List, Stack, Text, TextInput } from "@mantine/core";
import { useState } from "react";
import { ask } from "../ask.ts";
import { type ConnectProps, useConnectStep, useLeaveTo } from "./connect-step.ts";
import { Steps } from "./connect-x.tsx";
import { useChannelsPath } from "./use-channels.ts";

/** Connecting a Page: by logging in at Facebook and choosing it, or by a system user's token, which does not end. */
export function ConnectFacebook(props: ConnectProps) {
	const { ways, target } = props;
	const [byToken, setByToken] = useState(!ways.facebookLogin);
	const { leave, isBusy } = useLeaveTo(`${useChannelsPath()}/facebook/connect`, target);
	if (byToken) return <PageToken {...props} onLogIn={ways.facebookLogin ? () => setByToken(false) : null} />;
	return (
		<Stack gap="md">
			<Steps>
				<List.Item>
					Somebody who manages the hospital's Page has to log in, with the right to create content on it.
				</List.Item>
				<List.Item>
					Facebook asks what Carillon may do. Leave everything ticked: posting, and reading the Page's posts back.
				</List.Item>
				<List.Item>You come back here and choose the Page. Carillon posts as the Page, never as you.</List.Item>
			</Steps>
			<Text size="sm" className="channel-note">
				This access ends when whoever logged in changes their password or leaves the Page. A system user's token does
				not.
			</Text>
			<Group justify="space-between" gap="sm">
				<Button variant="subtle" color="ink" onClick={() => setByToken(true)}>
					I have a token instead
				</Button>
				<Button loading={isBusy} onClick={leave}>
					Log in with Facebook
				</Button>
			</Group>
		</Stack>
	);
}

function PageToken({ target, onDone, onLogIn }: ConnectProps & { readonly onLogIn: (() => void) | null }) {
	const path = useChannelsPath();
	const [pageId, setPageId] = useState("");
	const [accessToken, setAccessToken] = useState("");
	const [appSecret, setAppSecret] = useState("");
	const { run, isBusy } = useConnectStep(onDone);
	const secret = appSecret.trim() === "" ? {} : { appSecret: appSecret.trim() };
	const body = { ...target, pageId: pageId.trim(), accessToken: accessToken.trim(), ...secret };
	return (
		<form
			onSubmit={(event) => {
				event.preventDefault();
				void run(() => ask("POST", `${path}/facebook/token`, body), "The Page is connected.");
			}}
		>
			<Stack gap="md">
				<TokenSteps />
				<TextInput
					label="The Page's id"
					description="A number; Meta Business Suite shows it under the Page's settings."
					inputMode="numeric"
					autoComplete="off"
					value={pageId}
					onChange={(event) => setPageId(event.currentTarget.value)}
				/>
				<TextInput
					label="The token"
					type="password"
					autoComplete="off"
					value={accessToken}
					onChange={(event) => setAccessToken(event.currentTarget.value)}
				/>
				<TextInput
					label="The app's secret"
					description='Only where the app has "Require app secret" switched on.'
					type="password"
					autoComplete="off"
					value={appSecret}
					onChange={(event) => setAppSecret(event.currentTarget.value)}
				/>
				<Group justify="space-between" gap="sm">
					{onLogIn ? (
						<Button variant="subtle" color="ink" onClick={onLogIn}>
							Log in with Facebook instead
						</Button>
					) : (
						<span />
					)}
					<Button type="submit" loading={isBusy} disabled={body.pageId === "" || body.accessToken === ""}>
						Try the token and connect
					</Button>
				</Group>
			</Stack>
		</form>
	);
}

function TokenSteps() {
	return (
		<Steps>
			<List.Item>
				In{" "}
				<Anchor href="https://business.facebook.com/settings" target="_blank" rel="noreferrer">
					Meta Business settings
				</Anchor>
				, under Users, make a system user and give it the Page with the right to create content.
			</List.Item>
			<List.Item>
				Make its token for the hospital's app with <Code>pages_manage_posts</Code> and{" "}
				<Code>pages_read_engagement</Code>, ending never. Meta shows it once.
			</List.Item>
			<List.Item>Copy it here. Carillon asks Facebook what it may do before it keeps it, sealed.</List.Item>
		</Steps>
	);
}
