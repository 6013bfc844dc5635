import { Alert, Button, Group, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { formatMoney } from "../../../domain/plain/money.ts";
import type { EnterOfflineRequest, OfflineItem } from "../../contract/staff/offline.ts";
import { Problem } from "../ask.ts";
import { Dialog } from "../parts/dialog.tsx";
import { LeaveGuard } from "../parts/leave-guard.tsx";
import { notifyDone } from "../parts/notify.ts";
import { useCampaign } from "../use-campaign.ts";
import { type Draft, draftOf, FRESH, requestOf } from "./draft.ts";
import { ConsentFields, MoneyFields, PresentFields, WhoFields } from "./enter-fields.tsx";
import { WhatHappens } from "./present-dialog.tsx";
import { useForetoldDraft, useOfflineDeeds } from "./use-offline.ts";

/** Enters one, or changes who gave it and where they are named; the money of an entry is corrected instead. */
export function EnterDialog({ item, close }: { readonly item?: OfflineItem; readonly close: () => void }) {
	const campaign = useCampaign();
	const start = item === undefined ? FRESH : draftOf(item, campaign);
	const [draft, setDraft] = useState<Draft>(start);
	const [requestId] = useState(() => crypto.getRandomValues(new Uint32Array(4)).join("-"));
	const [problem, setProblem] = useState<string | null>(null);
	const [isBusy, setBusy] = useState(false);
	const deeds = useOfflineDeeds();
	const request = requestOf(draft, campaign, { requestId, isNew: item === undefined });
	const set = (more: Partial<Draft>) => setDraft({ ...draft, ...more });
	const keep = async () => {
		if ("missing" in request) return setProblem(request.missing);
		setBusy(true);
		try {
			if (item === undefined) notifyDone(saidOf(await deeds.enter(request)));
			else {
				const { givenBy, consent, stationId, dated, note } = request;
				await deeds.describe(item, { givenBy, consent, stationId, dated, note });
				notifyDone("Changed, on every screen.");
			}
			close();
		} catch (error) {
			setProblem(wordsOf(error));
			setBusy(false);
		}
	};
	const isTyped = JSON.stringify(draft) !== JSON.stringify(start);
	return (
		<Dialog onClose={close} title={titleOf(item)} size="lg" closeOnClickOutside={!isTyped}>
			<LeaveGuard when={isTyped && !isBusy} />
			<form
				noValidate
				onSubmit={(event) => {
					event.preventDefault();
					void keep();
				}}
			>
				<Stack gap="lg">
					<Fields draft={draft} set={set} isNew={item === undefined} />
					{item === undefined && (
						<Consequence request={"missing" in request ? null : request} isEmbargoed={draft.embargoed} />
					)}
					{problem && (
						<Alert color="ember" role="alert">
							{problem}
						</Alert>
					)}
					<Group justify="flex-end" gap="sm">
						<Button variant="default" onClick={close}>
							Leave it
						</Button>
						<Button type="submit" loading={isBusy}>
							{item !== undefined ? "Keep these changes" : <Keep draft={draft} request={request} />}
						</Button>
					</Group>
				</Stack>
			</form>
		</Dialog>
	);
}

function titleOf(item: OfflineItem | undefined): string {
	return item ? `Change ${item.givenBy}` : "Enter a cheque or cash";
}

function wordsOf(error: unknown): string {
	const told = error instanceof Problem ? error : null;
	return told?.fields.map(({ says }) => says).join(" ") || (told?.detail ?? "That was not done. Try again.");
}

type FieldsProps = { readonly draft: Draft; readonly set: (more: Partial<Draft>) => void; readonly isNew: boolean };

function Fields({ draft, set, isNew }: FieldsProps) {
	return (
		<>
			{isNew && <MoneyFields draft={draft} set={set} />}
			<WhoFields draft={draft} set={set} isFirst={!isNew} />
			<PresentFields draft={draft} set={set} isNew={isNew} />
			{draft.kind !== "opening-balance" && <ConsentFields draft={draft} set={set} />}
		</>
	);
}

function Keep({ draft, request }: { readonly draft: Draft; readonly request: ReturnType<typeof requestOf> }) {
	const { currency } = useCampaign();
	if (draft.embargoed) return "Keep it under embargo";
	return "missing" in request ? "Count it now" : `Count ${formatMoney({ amount: request.amount, currency })} now`;
}

function Consequence(props: { readonly request: EnterOfflineRequest | null; readonly isEmbargoed: boolean }) {
	const { request, isEmbargoed } = props;
	const { data } = useForetoldDraft(isEmbargoed ? null : request);
	if (isEmbargoed) {
		return (
			<div className="offline-foretold" role="status">
				<Text fw={600}>The total stays as it is until it is presented.</Text>
				<Text size="sm">Nobody but the producer and this page sees how much it is.</Text>
			</div>
		);
	}
	if (request === null || data === undefined) return null;
	return <WhatHappens what={data} from={request.givenBy} />;
}

function saidOf({ state }: OfflineItem): string {
	return state === "waiting" ? "Kept under embargo until it is presented." : "Counted. It is on the total.";
}
