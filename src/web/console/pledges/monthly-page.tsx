import "./pledges.css";
import { Badge, Button, Text } from "@mantine/core";
import { Link } from "react-router";
import type { MonthlyGift } from "../../contract/staff/pledges.ts";
import { Money, When } from "../parts/figures.tsx";
import { PageFrame } from "../parts/page-frame.tsx";
import { Empty, Failed, Loading, Stale } from "../parts/states.tsx";
import { useCampaign } from "../use-campaign.ts";
import { MONTHLY_STATES } from "./pledge-words.ts";
import { useMonthlyGifts } from "./use-pledges.ts";

/** Every monthly gift of the drive: how it stands, what it counts on air, and by which rule. */
export function MonthlyGiftsPage() {
	const list = useMonthlyGifts();
	const [first] = list.data?.pages ?? [];
	const items = list.data?.pages.flatMap((page) => page.items) ?? [];
	return (
		<PageFrame title="Monthly gifts" lead={first?.rule ?? "What each monthly gift counts, and by which rule."}>
			{first === undefined && list.error === null && <Loading lines={5} />}
			{first === undefined && list.error !== null && <Failed error={list.error} retry={() => void list.refetch()} />}
			{first !== undefined && <Stale error={list.error} />}
			{first !== undefined && items.length === 0 && (
				<Empty
					title="No monthly gift yet"
					words="Whoever chooses “every month” on the drive's page, or pays a monthly promise, stands here with what it counts on air."
					example={
						<ul className="pledge-list" inert>
							<MonthlyRow gift={EXAMPLE} />
						</ul>
					}
				/>
			)}
			{first !== undefined && items.length > 0 && (
				<>
					<Text mb="md">
						{first.total === 1 ? "1 monthly gift counts" : `${first.total.toLocaleString("en-US")} monthly gifts count`}{" "}
						<strong>
							<Money amount={first.counted} />
						</strong>{" "}
						of the total said on air.
					</Text>
					<ul className="pledge-list">
						{items.map((gift) => (
							<MonthlyRow key={gift.id} gift={gift} />
						))}
					</ul>
				</>
			)}
			{list.hasNextPage && (
				<Button variant="default" mt="md" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
					Show earlier ones
				</Button>
			)}
		</PageFrame>
	);
}

function MonthlyRow({ gift }: { readonly gift: MonthlyGift }) {
	const { id: campaignId, stations } = useCampaign();
	const { words, color } = MONTHLY_STATES[gift.state];
	const station = stations.find(({ id }) => id === gift.stationId)?.name;
	return (
		<li className="pledge-row is-monthly">
			<div className="pledge-amount">
				<strong>{gift.amount === null ? "Not known" : <Money amount={gift.amount} />}</strong>
				<Text size="sm">{gift.every}</Text>
			</div>
			<div className="pledge-who">
				<span>
					<bdi>{gift.name || "No name given"}</bdi>
					{gift.town !== "" && <bdi>, {gift.town}</bdi>}
				</span>
				<Text size="sm" c="dimmed" className="pledge-facts">
					<span>
						since <When at={gift.since} />
					</span>
					{station !== undefined && stations.length > 1 && <span>{station}</span>}
					<span>
						{gift.payments === 1 ? "1 payment" : `${gift.payments} payments`}, <Money amount={gift.paid} />
					</span>
					{gift.pledgeId !== null && (
						<Link to={`/c/${encodeURIComponent(campaignId)}/pledges/${encodeURIComponent(gift.pledgeId)}`}>
							its pledge
						</Link>
					)}
				</Text>
				<Text size="sm">{gift.why}</Text>
			</div>
			<div className="pledge-standing">
				<Badge variant="light" color={color}>
					{words}
				</Badge>
				<Text size="sm">
					counts{" "}
					<strong>
						<Money amount={gift.counted} />
					</strong>
				</Text>
				{gift.changedAt !== null && (
					<Text size="sm" c="dimmed">
						<When at={gift.changedAt} />
					</Text>
				)}
			</div>
		</li>
	);
}

const EXAMPLE: MonthlyGift = {
	...{ id: "sub_example", state: "active", name: "Dana Smith", town: "Springfield", stationId: null, pledgeId: null },
	...{
		since: Date.UTC(2026, 11, 3, 15, 20),
		changedAt: null,
		amount: 2_000,
		every: "a month",
		paid: 2_000,
		payments: 1,
	},
	...{ counted: 24_000, why: "$20 a month, counted for 12 months once its first payment arrived." },
};
