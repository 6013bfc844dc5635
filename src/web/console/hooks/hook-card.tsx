import { Alert, Badge, Button, Code, Group, Switch, Text, Title } from "@mantine/core";
import { useState } from "react";
import { HOOK_KIND_WORDS } from "../../../domain/staff/hook-kind.ts";
import type { HookItem, HookTried } from "../../contract/staff/hooks.ts";
import { ConfirmButton } from "../parts/confirm-button.tsx";
import { When } from "../parts/figures.tsx";
import { notifyDone, notifyProblem } from "../parts/notify.ts";
import { DeliveryLog } from "./delivery-log.tsx";
import { useHookDeeds } from "./use-hooks.ts";

type Props = {
	readonly hook: HookItem;
	readonly edit: () => void;
	readonly showSecret: (secret: string) => void;
};

/** One receiver: how it does, what was sent, and what can be done about it. */
export function HookCard({ hook, edit, showSecret }: Props) {
	const deeds = useHookDeeds();
	const [isLogOpen, setLogOpen] = useState(false);
	const [tried, setTried] = useState<HookTried | null>(null);
	const [isTrying, setTrying] = useState(false);
	const tryOut = async () => {
		setTrying(true);
		try {
			setTried(await deeds.test(hook.id));
		} catch (error) {
			notifyProblem(error);
		} finally {
			setTrying(false);
		}
	};
	const turn = (enabled: boolean) =>
		deeds
			.change(hook.id, { enabled })
			.then(() => notifyDone(enabled ? "It is told again." : "It is told nothing."), notifyProblem);
	return (
		<section className="hook-card" aria-label={hook.label}>
			<Group justify="space-between" align="flex-start" gap="md">
				<div className="hook-words">
					<Title order={2} size="h3">
						{hook.label}
					</Title>
					<Text size="sm" c="dimmed">
						{hook.origin}
						{hook.format === "slack" && " · one sentence each"}
					</Text>
				</div>
				<Group gap="md">
					<State hook={hook} />
					<Switch
						checked={hook.enabled}
						onChange={(event) => void turn(event.currentTarget.checked)}
						aria-label={`Tell ${hook.label}`}
					/>
				</Group>
			</Group>
			<Text size="sm" mt="sm">
				{hook.kinds.map((kind) => HOOK_KIND_WORDS[kind]).join(" · ")}
			</Text>
			<Trouble hook={hook} again={() => turn(true)} />
			{tried !== null && <Tried tried={tried} />}
			<Actions {...{ hook, edit, showSecret, tryOut, isTrying, isLogOpen }} toggleLog={() => setLogOpen(!isLogOpen)} />
			{isLogOpen && <DeliveryLog hook={hook} />}
		</section>
	);
}

function Actions(
	props: Props & {
		readonly tryOut: () => void;
		readonly isTrying: boolean;
		readonly isLogOpen: boolean;
		readonly toggleLog: () => void;
	},
) {
	const { hook, edit, showSecret, tryOut, isTrying, isLogOpen, toggleLog } = props;
	const deeds = useHookDeeds();
	const renew = async () => showSecret((await deeds.newSecret(hook.id)).secret);
	return (
		<Group gap="sm" mt="md">
			<Button variant="default" size="sm" loading={isTrying} onClick={tryOut}>
				Send a test
			</Button>
			<Button variant="default" size="sm" aria-expanded={isLogOpen} onClick={toggleLog}>
				{isLogOpen ? "Hide what was sent" : "What was sent"}
			</Button>
			<Button variant="subtle" size="sm" onClick={edit}>
				Change
			</Button>
			<ConfirmButton
				{...{ variant: "subtle", size: "sm", color: "ink", label: "New secret" }}
				title="Make a new secret?"
				consequence="For 24 hours messages are signed with both, so the receiver can change over without missing one."
				confirm="Make a new secret"
				onConfirm={renew}
			/>
			<ConfirmButton
				{...{ variant: "subtle", size: "sm", color: "ember", label: "Remove" }}
				title={`Remove ${hook.label}?`}
				consequence="Nothing is sent to it any more, and what still waits for it is dropped. Its address and secret are forgotten."
				confirm="Remove this receiver"
				onConfirm={() => deeds.remove(hook.id)}
			/>
		</Group>
	);
}

function State({ hook }: { readonly hook: HookItem }) {
	const [color, words] = !hook.enabled
		? ["ink", "Off"]
		: hook.pausedAt !== null
			? ["ember", "Given up"]
			: hook.failingSince !== null
				? ["brass", "Not reached"]
				: ["verdant", hook.waiting > 0 ? `${hook.waiting} on their way` : "Well"];
	return (
		<Badge variant="light" color={color}>
			{words}
		</Badge>
	);
}

function Trouble({ hook, again }: { readonly hook: HookItem; readonly again: () => unknown }) {
	if (!hook.enabled || hook.failingSince === null) return null;
	return (
		<Alert
			mt="md"
			color={hook.pausedAt === null ? "brass" : "ember"}
			title={hook.pausedAt === null ? "Messages don't get through" : "Carillon has given it up"}
		>
			<Text size="sm">
				{hook.pausedReason ?? "Everything waits in order and is tried again."} Since <When at={hook.failingSince} />,{" "}
				{hook.waiting} waiting
				{hook.retryAt !== null && (
					<>
						; next try <When at={hook.retryAt} show="time" />
					</>
				)}
				.
			</Text>
			<Button variant="default" size="compact-sm" mt="xs" onClick={again}>
				Try now
			</Button>
		</Alert>
	);
}

function Tried({ tried }: { readonly tried: HookTried }) {
	return (
		<Alert
			mt="md"
			role="status"
			color={tried.ok ? "verdant" : "ember"}
			title={tried.ok ? "The test arrived" : "The test did not get through"}
		>
			<Text size="sm">
				{tried.status === null ? tried.answer : `It answered ${tried.status} after ${tried.tookMs} ms.`}
			</Text>
			{tried.status !== null && tried.answer !== "" && (
				<Code block mt="xs">
					{tried.answer}
				</Code>
			)}
		</Alert>
	);
}
