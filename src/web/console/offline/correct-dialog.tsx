import { Button, Group, Stack, Text, TextInput } from "@mantine/core";
import { useState } from "react";
import { formatMoney, parseAmount } from "../../../domain/plain/money.ts";
import type { OfflineItem } from "../../contract/staff/offline.ts";
import { Dialog } from "../parts/dialog.tsx";
import { notifyDone, notifyProblem } from "../parts/notify.ts";
import { symbolOf } from "../setup/fields.tsx";
import { useCampaign } from "../use-campaign.ts";
import { useOfflineDeeds } from "./use-offline.ts";

/** A new line with a reason; nothing that was entered is rewritten. */
export function CorrectDialog({ item, close }: { readonly item: OfflineItem; readonly close: () => void }) {
	const { currency } = useCampaign();
	const deeds = useOfflineDeeds();
	const [typed, setTyped] = useState("");
	const [reason, setReason] = useState("");
	const [isBusy, setBusy] = useState(false);
	const money = (amount: number) => formatMoney({ amount, currency });
	const to = parseAmount(typed, currency);
	const isUnread = typed !== "" && (to === null || to < 0);
	const isFit = to !== null && to >= 0 && to !== item.amount && reason.trim().length >= 3;
	const correct = async () => {
		if (!isFit) return;
		setBusy(true);
		try {
			await deeds.correct(item, { from: item.amount, to, reason: reason.trim() });
			notifyDone(to === 0 ? "Cancelled. It stays in the list with its reason." : `It comes to ${money(to)} now.`);
			close();
		} catch (error) {
			notifyProblem(error);
			setBusy(false);
		}
	};
	return (
		<Dialog onClose={close} title={`Correct ${item.givenBy}`}>
			<form onSubmit={submitting(correct)}>
				<Stack gap="md">
					<TextInput
						label="It should be"
						description={`It comes to ${money(item.amount)} now. 0 cancels it.`}
						inputMode="decimal"
						leftSection={<span aria-hidden="true">{symbolOf(currency)}</span>}
						value={typed}
						error={isUnread && "Write an amount like 4500 or 4500.50."}
						onChange={(event) => setTyped(event.currentTarget.value)}
						data-autofocus
					/>
					<TextInput
						label="Why"
						placeholder="The cheque says $4,500"
						maxLength={300}
						value={reason}
						onChange={(event) => setReason(event.currentTarget.value)}
					/>
					<Text role="status">{consequence(item, to, money)}</Text>
					<Group justify="flex-end" gap="sm">
						<Button variant="default" onClick={close}>
							Leave it as it is
						</Button>
						<Button type="submit" loading={isBusy} disabled={!isFit} color={to === 0 ? "ember" : undefined}>
							{to === 0 ? "Cancel it" : "Correct it"}
						</Button>
					</Group>
				</Stack>
			</form>
		</Dialog>
	);
}

function submitting(act: () => Promise<void>) {
	return (event: { readonly preventDefault: () => void }) => {
		event.preventDefault();
		void act();
	};
}

function consequence(item: OfflineItem, to: number | null, money: (amount: number) => string): string {
	if (to === null || to < 0 || to === item.amount)
		return "Write what it should be. What was entered stays in the history.";
	if (item.state === "waiting") {
		return to === 0 ? "It can't be presented any more." : "The total stays as it is; this much is presented.";
	}
	if (item.paysMatch !== null) return "The announced total stays as it is; the cash changes.";
	const by = Math.abs(to - item.amount);
	return `The total goes ${to < item.amount ? "down" : "up"} by ${money(by)} on every screen. A milestone that fell isn't taken back.`;
}
