import { Text } from "@mantine/core";
import { formatMoney } from "../../../domain/plain/money.ts";
import type { OfflineItem } from "../../contract/staff/offline.ts";
import { Dialog } from "../parts/dialog.tsx";
import { When } from "../parts/figures.tsx";
import { useCampaign } from "../use-campaign.ts";
import { stepWords } from "./offline-words.ts";

/** Everything that happened to it, oldest first. */
export function HistoryDialog({ item, close }: { readonly item: OfflineItem; readonly close: () => void }) {
	const { currency } = useCampaign();
	const money = (amount: number) => formatMoney({ amount, currency });
	return (
		<Dialog onClose={close} title={`History of ${item.givenBy}`} size="lg">
			<ol className="offline-history">
				<li>
					<Text>
						Entered with {money(item.entered)}
						{item.embargoed ? ", under embargo." : "."}
					</Text>
					<Text size="sm" c="dimmed">
						<When at={item.created.at} /> by {item.created.by}
					</Text>
				</li>
				{item.steps.map((step) => (
					<li key={step.id}>
						<Text>{stepWords(step, money)}</Text>
						<Text size="sm" c="dimmed">
							<When at={step.at} /> by {step.by}
						</Text>
					</li>
				))}
			</ol>
		</Dialog>
	);
}
