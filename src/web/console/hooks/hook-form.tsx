import { Button, Checkbox, Group, Radio, Stack, TextInput } from "@mantine/core";
import { useState } from "react";
import { HOOK_KIND_WORDS, HOOK_KINDS, type HookKind } from "../../../domain/staff/hook-kind.ts";
import type { HookFormat, HookItem, HookWithSecret } from "../../contract/staff/hooks.ts";
import { Problem } from "../ask.ts";
import { Dialog } from "../parts/dialog.tsx";
import { notifyDone, notifyProblem } from "../parts/notify.ts";
import { useHookDeeds } from "./use-hooks.ts";

type Props = {
	/** Null: a new one. */
	readonly hook: HookItem | null;
	readonly close: () => void;
	readonly made: (answer: HookWithSecret) => void;
};

/** Whom to tell, where, and of what. */
export function HookForm({ hook, close, made }: Props) {
	const { add, change } = useHookDeeds();
	const [label, setLabel] = useState(hook?.label ?? "");
	const [address, setAddress] = useState("");
	const [kinds, setKinds] = useState<readonly HookKind[]>(hook?.kinds ?? HOOK_KINDS);
	const [format, setFormat] = useState<HookFormat>(hook?.format ?? "carillon");
	const [wrong, setWrong] = useState<string | null>(null);
	const [isBusy, setBusy] = useState(false);
	const save = async () => {
		setBusy(true);
		setWrong(null);
		try {
			if (hook === null) made(await add({ label, address, kinds, format, enabled: true }));
			else {
				await change(hook.id, { label, kinds, format, ...(address.trim() !== "" && { address }) });
				notifyDone(`${label} is saved.`);
				close();
			}
		} catch (error) {
			if (error instanceof Problem && error.status === 422) {
				setWrong(error.fields.map(({ says }) => says).join(" ") || error.detail);
			} else notifyProblem(error);
		} finally {
			setBusy(false);
		}
	};
	return (
		<Dialog onClose={close} title={hook === null ? "Add a receiver" : `Change ${hook.label}`} size="lg">
			<form
				onSubmit={(event) => {
					event.preventDefault();
					void save();
				}}
			>
				<Stack gap="md">
					<TextInput
						label="Who it is"
						placeholder="Newsroom"
						value={label}
						maxLength={80}
						onChange={(event) => setLabel(event.currentTarget.value)}
						data-autofocus
						required
					/>
					<AddressField {...{ hook, address, setAddress, wrong }} />
					<Choices kinds={kinds} setKinds={setKinds} format={format} setFormat={setFormat} />
					<Group justify="flex-end" gap="sm">
						<Button variant="default" onClick={close}>
							Leave it as it is
						</Button>
						<Button type="submit" loading={isBusy} disabled={kinds.length === 0}>
							{hook === null ? "Add receiver" : "Save changes"}
						</Button>
					</Group>
				</Stack>
			</form>
		</Dialog>
	);
}

/** Of what it is told, and how. */
function Choices(props: {
	readonly kinds: readonly HookKind[];
	readonly setKinds: (kinds: readonly HookKind[]) => void;
	readonly format: HookFormat;
	readonly setFormat: (format: HookFormat) => void;
}) {
	const { kinds, setKinds, format, setFormat } = props;
	return (
		<>
			<Checkbox.Group
				label="Tell it when"
				value={[...kinds]}
				onChange={(picked) => setKinds(HOOK_KINDS.filter((kind) => picked.includes(kind)))}
			>
				<Stack gap="xs" mt="xs">
					{HOOK_KINDS.map((kind) => (
						<Checkbox key={kind} value={kind} label={HOOK_KIND_WORDS[kind]} />
					))}
				</Stack>
			</Checkbox.Group>
			<Radio.Group
				label="As"
				value={format}
				onChange={(picked) => setFormat(picked === "slack" ? "slack" : "carillon")}
			>
				<Stack gap="xs" mt="xs">
					<Radio value="carillon" label="Figures for programs, signed (Standard Webhooks)" />
					<Radio value="slack" label="One sentence for Slack, Mattermost and the like" />
				</Stack>
			</Radio.Group>
		</>
	);
}

function AddressField(props: {
	readonly hook: HookItem | null;
	readonly address: string;
	readonly setAddress: (address: string) => void;
	readonly wrong: string | null;
}) {
	const { hook, address, setAddress, wrong } = props;
	return (
		<TextInput
			label="Address"
			description={
				hook === null
					? "Begins with https://. It is kept sealed and not shown again."
					: `Now at ${hook.origin}. Leave empty to keep it.`
			}
			placeholder="https://news.example.org/carillon"
			value={address}
			onChange={(event) => setAddress(event.currentTarget.value)}
			error={wrong}
			required={hook === null}
		/>
	);
}
