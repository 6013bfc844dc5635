import { Badge, Button, Group } from "@mantine/core";
import type { OfflineItem } from "../../contract/staff/offline.ts";
import { ConfirmButton } from "../parts/confirm-button.tsx";
import { Money, When } from "../parts/figures.tsx";
import { notifyDone } from "../parts/notify.ts";
import { useCampaign } from "../use-campaign.ts";
import { consentWords, KIND_WORDS } from "./offline-words.ts";
import type { Opened } from "./opened.ts";
import { useOfflineDeeds } from "./use-offline.ts";

type Props = {
	readonly item: OfflineItem;
	readonly mayEdit: boolean;
	readonly open: (opened: Opened) => void;
	readonly isExample?: boolean;
};

/** One entry as it will be handed over: who, how much, when, and what can be done with it. */
export function OfflineCard({ item, mayEdit, open, isExample = false }: Props) {
	return (
		<article className={`offline-card is-${item.state}`} aria-label={item.givenBy} inert={isExample}>
			<div className="offline-amount">
				<strong>
					<Money amount={item.amount} />
				</strong>
				{item.amount !== item.entered && (
					<span>
						entered as <Money amount={item.entered} />
					</span>
				)}
			</div>
			<div className="offline-who">
				<h3>{item.givenBy}</h3>
				<p className="offline-facts">
					<Badge variant="light" color="ink" tt="none">
						{KIND_WORDS[item.kind].name}
					</Badge>
					<Facts item={item} isExample={isExample} />
				</p>
				{item.note && <p className="offline-note">{item.note}</p>}
			</div>
			{!isExample && <Deeds item={item} mayEdit={mayEdit} open={open} />}
		</article>
	);
}

function Facts({ item, isExample }: { readonly item: OfflineItem; readonly isExample: boolean }) {
	const { stations, matches = [] } = useCampaign();
	const station = stations.find(({ id }) => id === item.stationId)?.name ?? item.stationId;
	const match = matches.find(({ id }) => id === item.paysMatch);
	return (
		<>
			{item.dated !== null && (
				<span>
					{item.embargoed ? "announced for" : "received"} <When at={item.dated} />
				</span>
			)}
			{item.presented !== null && (
				<span>
					presented <When at={item.presented.at} /> by {item.presented.by}
				</span>
			)}
			{item.presented === null && item.state === "counted" && !isExample && (
				<span>
					counted <When at={item.created.at} /> as {item.created.by} entered it
				</span>
			)}
			{station !== null && <span>{station}</span>}
			{item.paysMatch !== null && <span>pays the match of {match?.sponsor ?? item.paysMatch}; not counted again</span>}
			{item.kind === "opening-balance" ? <span>announces nothing</span> : <span>{consentWords(item.consent)}</span>}
		</>
	);
}

function Deeds({ item, mayEdit, open }: Omit<Props, "isExample">) {
	const deeds = useOfflineDeeds();
	const isOpen = item.state !== "cancelled";
	return (
		<Group gap="xs" className="offline-deeds">
			{item.state === "waiting" && (
				<Button
					size="sm"
					variant="outline"
					onClick={() => open({ kind: "present", item })}
					aria-label={`Present now: ${item.givenBy}`}
				>
					Present now
				</Button>
			)}
			{item.undoUntil !== null && (
				<ConfirmButton
					size="sm"
					variant="default"
					color="brass"
					label="Take back"
					title="Take the presentation back?"
					consequence="It leaves the total with a line in its history, and waits to be presented again."
					confirm="Take it back"
					onConfirm={async () => notifyDone((await deeds.undo(item)).says)}
				/>
			)}
			{mayEdit && isOpen && (
				<>
					<Button
						size="sm"
						variant="default"
						onClick={() => open({ kind: "change", item })}
						aria-label={`Change: ${item.givenBy}`}
					>
						Change
					</Button>
					<Button
						size="sm"
						variant="default"
						onClick={() => open({ kind: "correct", item })}
						aria-label={`Correct: ${item.givenBy}`}
					>
						Correct
					</Button>
				</>
			)}
			<Button
				size="sm"
				variant="subtle"
				onClick={() => open({ kind: "history", item })}
				aria-label={`History: ${item.givenBy}`}
			>
				History
			</Button>
		</Group>
	);
}
