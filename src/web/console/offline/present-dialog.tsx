import { Button, Group, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { formatMoney } from "../../../domain/plain/money.ts";
import { passingWords } from "../../../domain/screen/presenting-words.ts";
import type { Foretold, OfflineItem } from "../../contract/staff/offline.ts";
import { Dialog } from "../parts/dialog.tsx";
import { Money } from "../parts/figures.tsx";
import { notifyDone, notifyProblem } from "../parts/notify.ts";
import { Asked } from "../parts/states.tsx";
import { useCampaign } from "../use-campaign.ts";
import { useForetold, useOfflineDeeds } from "./use-offline.ts";

/** What happens, and then one press; Enter pressed twice presents nothing. */
export function PresentDialog({ item, close }: { readonly item: OfflineItem; readonly close: () => void }) {
	const foretold = useForetold(item);
	const deeds = useOfflineDeeds();
	const [isBusy, setBusy] = useState(false);
	const present = async () => {
		setBusy(true);
		try {
			notifyDone((await deeds.present(item)).says);
			close();
		} catch (error) {
			notifyProblem(error);
			setBusy(false);
		}
	};
	return (
		<Dialog onClose={close} title={`Present ${item.givenBy} now?`}>
			<Stack gap="lg">
				<Asked query={foretold} lines={2}>
					{(what) => <WhatHappens what={what} from={item.givenBy} />}
				</Asked>
				<Group justify="flex-end" gap="sm">
					<Button variant="default" onClick={close} data-autofocus>
						Leave it under embargo
					</Button>
					<Button loading={isBusy} onClick={present}>
						Present <Money amount={item.amount} />
					</Button>
				</Group>
			</Stack>
		</Dialog>
	);
}

export function WhatHappens({ what, from }: { readonly what: Foretold; readonly from: string }) {
	const { currency } = useCampaign();
	const money = (amount: number) => formatMoney({ amount, currency });
	const passing = passingWords(what, { language: "en", money });
	const isCounted = what.totalAfter !== what.total;
	return (
		<div className="offline-foretold" role="status">
			<Text>
				{isCounted
					? `${money(what.amount)} from ${from} goes on the total:`
					: `${money(what.amount)} from ${from} is noted as paid. The total stays as it is.`}
			</Text>
			{isCounted && (
				<p className="offline-arrow">
					<span>{money(what.total)}</span> <span aria-hidden="true">→</span>
					<span className="unseen-words"> becomes </span>
					<strong>{money(what.totalAfter)}</strong>
				</p>
			)}
			{what.matched > 0 && <Text size="sm">{money(what.matched)} of it comes from a match.</Text>}
			<Text size="sm" fw={passing === "" ? 400 : 600}>
				{passing === "" ? "No milestone falls." : passing}
			</Text>
		</div>
	);
}
