import { Button, Group, Modal, Stack, Switch, Text, TextInput } from "@mantine/core";
import { useState } from "react";
import { minorDigits, parseAmount } from "../../../domain/plain/money.ts";
import { plainFigures } from "../../../domain/plain/typed-amount.ts";
import type { PledgeAmountRequest, PledgeRow } from "../../contract/staff/pledges.ts";
import { Problem } from "../ask.ts";
import { Money } from "../parts/figures.tsx";
import { notifyDone } from "../parts/notify.ts";
import { useCampaign } from "../use-campaign.ts";
import { usePledgeDeeds } from "./use-pledges.ts";

type Props = { readonly pledge: PledgeRow; readonly isOpen: boolean; readonly close: () => void };

/** What was promised, said again: the first word stays in its history. */
export function AmountDialog({ pledge, isOpen, close }: Props) {
	return (
		<Modal opened={isOpen} onClose={close} title="Change what was promised">
			{isOpen && <Form pledge={pledge} close={close} />}
		</Modal>
	);
}

function Form({ pledge, close }: Omit<Props, "isOpen">) {
	const { currency } = useCampaign();
	const digits = minorDigits(currency);
	const [typed, setTyped] = useState((pledge.amount / 10 ** digits).toFixed(pledge.amount % 10 ** digits ? digits : 0));
	const [monthly, setMonthly] = useState(pledge.monthly);
	const [reason, setReason] = useState("");
	const { save, problem, isBusy } = useSaving(pledge.id, close);
	const amount = parseAmount(plainFigures(typed, currency), currency);
	const isSame = amount === pledge.amount && monthly === pledge.monthly;
	return (
		<Stack gap="md">
			<Text size="sm">
				<Money amount={pledge.amount} />
				{pledge.monthly && " a month"} was written down. What is changed here moves the total, and stays in the history.
			</Text>
			<TextInput
				label={`Amount (${currency.toUpperCase()})`}
				inputMode="decimal"
				value={typed}
				onChange={(event) => setTyped(event.currentTarget.value)}
				error={amount === null ? "Write the amount in figures, like 50." : undefined}
				data-autofocus
			/>
			<Switch label="Every month" checked={monthly} onChange={(event) => setMonthly(event.currentTarget.checked)} />
			<TextInput
				label="Why"
				placeholder="Misheard: she said fifty"
				value={reason}
				maxLength={300}
				onChange={(event) => setReason(event.currentTarget.value)}
			/>
			{problem !== null && (
				<Text c="ember" role="alert">
					{problem}
				</Text>
			)}
			<Group justify="flex-end" gap="sm">
				<Button variant="default" onClick={close}>
					Leave it as it is
				</Button>
				<Button
					loading={isBusy}
					disabled={amount === null || isSame || reason.trim() === ""}
					onClick={() => save({ amount: amount ?? 0, monthly, reason })}
				>
					{amount === null || isSame ? (
						"Change it"
					) : (
						<span>
							Change to <Money amount={amount} />
							{monthly && " a month"}
						</span>
					)}
				</Button>
			</Group>
		</Stack>
	);
}

function useSaving(id: string, saved: () => void) {
	const { changeAmount } = usePledgeDeeds();
	const [problem, setProblem] = useState<string | null>(null);
	const [isBusy, setBusy] = useState(false);
	const save = async (asked: PledgeAmountRequest) => {
		setBusy(true);
		try {
			await changeAmount(id, asked);
			notifyDone("Changed. Totals and screens follow.");
			saved();
		} catch (error) {
			setProblem(error instanceof Problem ? error.detail : "This page made a mistake; nothing was changed.");
		} finally {
			setBusy(false);
		}
	};
	return { save, problem, isBusy };
}
