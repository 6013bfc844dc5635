import "./offline.css";
import { Button } from "@mantine/core";
import { useState } from "react";
import type { OfflineItem, OfflineList, OfflineSum } from "../../contract/staff/offline.ts";
import { Money } from "../parts/figures.tsx";
import { PageFrame } from "../parts/page-frame.tsx";
import { Asked, Empty } from "../parts/states.tsx";
import { useMay } from "../use-me.ts";
import { CorrectDialog } from "./correct-dialog.tsx";
import { EnterDialog } from "./enter-dialog.tsx";
import { HistoryDialog } from "./history-dialog.tsx";
import { OfflineCard } from "./offline-card.tsx";
import type { Opened } from "./opened.ts";
import { PresentDialog } from "./present-dialog.tsx";
import { useOffline } from "./use-offline.ts";

export function OfflinePage() {
	const query = useOffline();
	const mayEdit = useMay("offline.edit");
	const [opened, open] = useState<Opened | null>(null);
	const enter = mayEdit && (
		<Button onClick={() => open({ kind: "enter" })} data-enter-offline>
			Enter a cheque or cash
		</Button>
	);
	const hasSome = (query.data?.items.length ?? 0) > 0;
	return (
		<PageFrame
			title="Cheques and cash"
			lead="Money that never passes Stripe. Under embargo it stays off the total until somebody presents it, here or on the producer's screen."
			actions={hasSome ? enter : undefined}
		>
			<Asked query={query}>
				{(list) =>
					list.items.length === 0 ? (
						<Empty
							title="Nothing was entered yet"
							words="A cheque that will be handed over on air waits here under embargo. When it is presented, the total moves and its milestone falls at that moment."
							action={enter}
							example={<OfflineCard item={EXAMPLE} mayEdit={false} open={() => undefined} isExample />}
						/>
					) : (
						<Lists list={list} mayEdit={mayEdit} open={open} />
					)
				}
			</Asked>
			<Dialogs opened={opened} close={() => open(null)} />
		</PageFrame>
	);
}

function Dialogs({ opened, close }: { readonly opened: Opened | null; readonly close: () => void }) {
	switch (opened?.kind) {
		case undefined:
			return null;
		case "enter":
			return <EnterDialog close={close} />;
		case "change":
			return <EnterDialog item={opened.item} close={close} />;
		case "present":
			return <PresentDialog item={opened.item} close={close} />;
		case "correct":
			return <CorrectDialog item={opened.item} close={close} />;
		case "history":
			return <HistoryDialog item={opened.item} close={close} />;
	}
}

type ListsProps = {
	readonly list: OfflineList;
	readonly mayEdit: boolean;
	readonly open: (opened: Opened) => void;
};

function Lists({ list: { items, sums }, mayEdit, open }: ListsProps) {
	const of = (state: OfflineItem["state"]) => items.filter((item) => item.state === state);
	const cards = (state: OfflineItem["state"]) => (
		<ul className="offline-list">
			{of(state).map((item) => (
				<li key={item.id}>
					<OfflineCard item={item} mayEdit={mayEdit} open={open} />
				</li>
			))}
		</ul>
	);
	return (
		<>
			<dl className="offline-sums">
				<Sum label="Waiting to be presented" sum={sums.waiting} />
				<Sum label="On the total" sum={sums.counted} />
				{sums.cancelled.count > 0 && <Sum label="Cancelled" sum={sums.cancelled} isCount />}
			</dl>
			<section aria-labelledby="offline-waiting">
				<h2 id="offline-waiting">Waiting to be presented</h2>
				{of("waiting").length === 0 ? <p className="offline-none">Nothing is under embargo.</p> : cards("waiting")}
			</section>
			{of("counted").length > 0 && (
				<section aria-labelledby="offline-counted">
					<h2 id="offline-counted">On the total</h2>
					{cards("counted")}
				</section>
			)}
			{of("cancelled").length > 0 && (
				<section aria-labelledby="offline-cancelled">
					<h2 id="offline-cancelled">Cancelled</h2>
					{cards("cancelled")}
				</section>
			)}
		</>
	);
}

function Sum({
	label,
	sum,
	isCount,
}: {
	readonly label: string;
	readonly sum: OfflineSum;
	readonly isCount?: boolean;
}) {
	return (
		<div>
			<dt>{label}</dt>
			<dd>
				<strong>{isCount ? sum.count : <Money amount={sum.amount} />}</strong>
				{!isCount && <span>{sum.count === 1 ? "1 entry" : `${sum.count} entries`}</span>}
			</dd>
		</div>
	);
}

const EXAMPLE: OfflineItem = {
	...{
		id: "off_example",
		kind: "cheque",
		state: "waiting",
		givenBy: "Lakeview Bank",
		amount: 500_000,
		entered: 500_000,
	},
	consent: { name: true, amount: true, onAir: true, page: true, social: true },
	...{ stationId: null, dated: null, note: "On the stage at noon; ask for Maria.", embargoed: true, presented: null },
	...{ undoUntil: null, paysMatch: null, created: { at: 0, by: "you" }, steps: [] },
};
