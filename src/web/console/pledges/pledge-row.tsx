import { Badge, Checkbox, Text } from "@mantine/core";
import { Link } from "react-router";
import type { PledgeRow } from "../../contract/staff/pledges.ts";
import { Money, When } from "../parts/figures.tsx";
import { useCampaign } from "../use-campaign.ts";
import { STATES, sourceWords } from "./pledge-words.ts";

/** One promise in the list: how much, whose, how it stands, and what was done about it. */
export function PledgeListRow(props: {
	readonly row: PledgeRow;
	readonly isChosen: boolean;
	readonly choose: (isChosen: boolean) => void;
	readonly mayEdit: boolean;
}) {
	const { row, isChosen, choose, mayEdit } = props;
	const { id: campaignId, stations } = useCampaign();
	const station = stations.find(({ id }) => id === row.stationId)?.name;
	const name = row.name || "No name given";
	return (
		<li className="pledge-row" data-chosen={isChosen}>
			{mayEdit && (
				<Checkbox
					checked={isChosen}
					onChange={(event) => choose(event.currentTarget.checked)}
					aria-label={`Choose ${name}`}
				/>
			)}
			<div className="pledge-amount">
				<strong>
					<Money amount={row.amount} />
				</strong>
				{row.monthly && <Text size="sm">a month</Text>}
			</div>
			<div className="pledge-who">
				<Link to={`/c/${encodeURIComponent(campaignId)}/pledges/${encodeURIComponent(row.id)}`}>
					<bdi>{name}</bdi>
					{row.town !== "" && <bdi>, {row.town}</bdi>}
				</Link>
				<Text size="sm" c="dimmed" className="pledge-facts">
					<When at={row.promisedAt} />
					<span>{sourceWords(row.source)}</span>
					{station !== undefined && stations.length > 1 && <span>{station}</span>}
					{row.operator !== null && <span>taken by {row.operator}</span>}
				</Text>
			</div>
			<div className="pledge-standing">
				<StateBadges row={row} />
				<Text size="sm" c="dimmed">
					<Standing row={row} />
				</Text>
			</div>
		</li>
	);
}

export function StateBadges({ row }: { readonly row: PledgeRow }) {
	const { words, color } = STATES[row.state];
	return (
		<span className="pledge-badges">
			<Badge variant="light" color={color}>
				{words}
			</Badge>
			{row.isPaidTwice && (
				<Badge variant="filled" color="ember">
					Paid twice
				</Badge>
			)}
		</span>
	);
}

function Standing({ row }: { readonly row: PledgeRow }) {
	const { paid, amount, gone, pending, monthly, isSubscribed, linkSentAt, remindedAt, reminders, isMailWaiting } = row;
	if (pending > 0) {
		return (
			<>
				<Money amount={pending} /> is on its way from a bank
			</>
		);
	}
	if (paid > 0 && (paid !== amount || gone > 0 || monthly)) {
		return (
			<>
				<Money amount={paid} /> came{isSubscribed && ", every month"}
				{gone > 0 && (
					<>
						, <Money amount={gone} /> went back
					</>
				)}
			</>
		);
	}
	if (row.state !== "open" && row.state !== "part") return null;
	if (isMailWaiting) return "A mail is on its way";
	if (remindedAt !== null) {
		return (
			<>
				Reminded {reminders > 1 ? `${reminders} times, last ` : ""}
				<When at={remindedAt} show="day" />
			</>
		);
	}
	if (linkSentAt !== null) {
		return (
			<>
				Link handed over <When at={linkSentAt} show="day" />
			</>
		);
	}
	return row.hasEmail ? "Not written to yet" : row.hasPhone ? "By telephone only" : "No contact";
}
