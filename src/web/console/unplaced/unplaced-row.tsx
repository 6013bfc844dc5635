import { Badge, Checkbox, Text } from "@mantine/core";
import type { UnplacedItem } from "../../contract/staff/unplaced.ts";
import { Money, When } from "../parts/figures.tsx";

export const OWN_ZONE = Intl.DateTimeFormat().resolvedOptions().timeZone;

/** One gift or event: how much, when, why it stands here, and what is safe to know of it. */
export function UnplacedRow(props: {
	readonly item: UnplacedItem;
	readonly isChosen: boolean;
	readonly choose: (isChosen: boolean) => void;
}) {
	const { item, isChosen, choose } = props;
	return (
		<li className="unplaced-row">
			<Checkbox
				checked={isChosen}
				onChange={(event) => choose(event.currentTarget.checked)}
				aria-label={`Choose ${item.stripeId}`}
			/>
			<div className="unplaced-amount">
				<Amount item={item} />
				<Badge variant="light" color={item.livemode ? "verdant" : "sky"} size="sm">
					{item.livemode ? "Real money" : "Test"}
				</Badge>
			</div>
			<div className="unplaced-body">
				<Text>{item.why}</Text>
				<Text size="sm" c="dimmed" className="unplaced-facts">
					<When at={item.at} zone={OWN_ZONE} />
					{item.kind === "gift" && item.named !== null && <span>names “{item.named}”</span>}
					{item.kind === "gift" && item.paymentLink !== null && <span>link {item.paymentLink}</span>}
					{item.kind === "event" && <span>{item.type}</span>}
					<span>{item.stripeId}</span>
				</Text>
				{item.kind === "event" && item.detail !== null && (
					<Text size="sm" c="dimmed">
						What stood in the way: {item.detail}
					</Text>
				)}
				{item.dismissed !== null && (
					<Text size="sm">
						Set aside by {item.dismissed.by}: {item.dismissed.reason}
					</Text>
				)}
			</div>
		</li>
	);
}

function Amount({ item }: { readonly item: UnplacedItem }) {
	if (item.kind === "event") return <strong>Not read</strong>;
	if (item.amount === null || item.currency === null) return <strong>No money yet</strong>;
	return (
		<strong>
			<Money amount={item.amount} currency={item.currency} />
			{item.monthly && <Text span> monthly</Text>}
		</strong>
	);
}
