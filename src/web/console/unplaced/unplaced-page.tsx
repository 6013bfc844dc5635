import "./unplaced.css";
import { Button, Checkbox, SegmentedControl } from "@mantine/core";
import { useState } from "react";
import type { UnplacedItem } from "../../contract/staff/unplaced.ts";
import { PageFrame } from "../parts/page-frame.tsx";
import { Empty, Failed, Loading } from "../parts/states.tsx";
import { SettleBar } from "./settle-bar.tsx";
import { UnplacedRow } from "./unplaced-row.tsx";
import { type Show, useUnplaced } from "./use-unplaced.ts";

export function UnplacedListPage() {
	const [show, setShow] = useState<Show>("open");
	const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
	const list = useUnplaced(show);
	const items = list.data?.pages.flatMap((page) => page.items);
	const open = list.data?.pages[0]?.open ?? 0;
	const turnTo = (next: Show) => {
		setShow(next);
		setChosen(new Set());
	};
	return (
		<PageFrame
			title="Gifts without a drive"
			lead="Money that came in and that no drive could be found for, and news from Stripe that could not be read. All of it is kept; nothing here is counted until you place it."
			actions={
				<SegmentedControl
					aria-label="Which to show"
					value={show}
					onChange={(value) => turnTo(value === "dismissed" ? "dismissed" : "open")}
					data={[
						{ value: "open", label: open === 0 ? "To settle" : `To settle (${open})` },
						{ value: "dismissed", label: "Set aside" },
					]}
				/>
			}
		>
			{items === undefined && list.error === null && <Loading />}
			{items === undefined && list.error !== null && <Failed error={list.error} retry={() => void list.refetch()} />}
			{items?.length === 0 && <Nothing show={show} />}
			{items !== undefined && items.length > 0 && <List items={items} chosen={chosen} setChosen={setChosen} />}
			{list.hasNextPage && (
				<Button variant="default" mt="md" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
					Show older ones
				</Button>
			)}
		</PageFrame>
	);
}

function List(props: {
	readonly items: readonly UnplacedItem[];
	readonly chosen: ReadonlySet<string>;
	readonly setChosen: (chosen: ReadonlySet<string>) => void;
}) {
	const { items, chosen, setChosen } = props;
	const picked = items.filter((item) => chosen.has(item.key));
	const choose = (key: string, isChosen: boolean) => {
		const next = new Set(chosen);
		if (isChosen) next.add(key);
		else next.delete(key);
		setChosen(next);
	};
	return (
		<>
			<Checkbox
				mb="sm"
				ml="md"
				label={`All ${items.length}`}
				checked={picked.length === items.length}
				indeterminate={picked.length > 0 && picked.length < items.length}
				onChange={(event) => setChosen(new Set(event.currentTarget.checked ? items.map((item) => item.key) : []))}
			/>
			<ul className="unplaced-list">
				{items.map((item) => (
					<UnplacedRow
						key={item.key}
						item={item}
						isChosen={chosen.has(item.key)}
						choose={(isChosen) => choose(item.key, isChosen)}
					/>
				))}
			</ul>
			{picked.length > 0 && <SettleBar chosen={picked} settled={() => setChosen(new Set())} />}
		</>
	);
}

function Nothing({ show }: { readonly show: Show }) {
	if (show === "dismissed") {
		return (
			<Empty
				title="Nothing was set aside"
				words="What you set aside stays here, with your reason, and can be brought back."
			/>
		);
	}
	return (
		<Empty
			title="Every gift has its drive"
			words="When money comes in that names no drive, or one that doesn't exist here, it waits on this page for you."
			example={
				<ul className="unplaced-list" inert>
					<UnplacedRow item={EXAMPLE} isChosen={false} choose={() => undefined} />
				</ul>
			}
		/>
	);
}

const EXAMPLE: UnplacedItem = {
	...{ kind: "gift", key: "gift:example", at: Date.UTC(2026, 11, 3, 15, 20), livemode: true, dismissed: null },
	...{ reason: "unknown-campaign", amount: 5_000, currency: "usd", monthly: false, stripeId: "pi_3Q..." },
	...{ named: "hope-2025", paymentLink: null },
	why: "It names a drive that doesn't exist here, perhaps last year's or one with a typing mistake.",
};
