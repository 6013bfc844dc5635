import { Button, Group, Table, Text } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useParams } from "react-router";
import type { MatchedGift, MatchedGifts } from "../../contract/staff/matches.ts";
import { ask } from "../ask.ts";
import { Money, When } from "../parts/figures.tsx";
import { PageFrame } from "../parts/page-frame.tsx";
import { Asked, Empty } from "../parts/states.tsx";
import { useCampaignId } from "../use-campaign.ts";
import { nameOf } from "./match-card.tsx";
import { useMatches } from "./use-matches.ts";
import "./matches.css";

/** What a match gave to which gift: ids, so that a name is looked up where names belong. */
export function MatchedGiftsPage() {
	const campaignId = useCampaignId();
	const matchId = useParams().match ?? "";
	const item = useMatches().data?.matches.find(({ match }) => match.id === matchId);
	const address = `/api/staff/campaigns/${encodeURIComponent(campaignId)}/matches/${encodeURIComponent(matchId)}/gifts`;
	const query = useInfiniteQuery({
		queryKey: ["campaign", campaignId, "matches", matchId, "gifts"],
		queryFn: ({ pageParam }) => ask<MatchedGifts>("GET", `${address}?skip=${pageParam}`),
		initialPageParam: 0,
		getNextPageParam: ({ next }) => next,
	});
	const gifts = query.data?.pages.flatMap((page) => page.gifts);
	return (
		<PageFrame
			title={item ? `Gifts answered by ${nameOf(item)}` : "Gifts of a match"}
			lead="To show the sponsor what their money answered. Each gift by its id, without names."
			actions={
				gifts?.length ? (
					<Button component="a" href={`${address}.csv`} download variant="default">
						Save as CSV
					</Button>
				) : undefined
			}
		>
			<Asked query={{ data: gifts, error: query.error, refetch: query.refetch }}>
				{(rows) =>
					rows.length === 0 ? (
						<Empty
							title="It has answered no gift yet"
							words="Once it is open, each gift that it answers stands here with what it got."
							example={<Text>pi_3QxT… · gave $50 · was answered with $50</Text>}
						/>
					) : (
						<>
							<GiftTable rows={rows} />
							{query.hasNextPage && (
								<Group mt="md">
									<Button
										variant="default"
										loading={query.isFetchingNextPage}
										onClick={() => void query.fetchNextPage()}
									>
										Show older ones
									</Button>
								</Group>
							)}
						</>
					)
				}
			</Asked>
		</PageFrame>
	);
}

function GiftTable({ rows }: { readonly rows: readonly MatchedGift[] }) {
	return (
		<Table.ScrollContainer minWidth={560} className="matched-gifts">
			<Table verticalSpacing="sm">
				<Table.Thead>
					<Table.Tr>
						<Table.Th>Given</Table.Th>
						<Table.Th>Gift</Table.Th>
						<Table.Th>Counts</Table.Th>
						<Table.Th>Answered with</Table.Th>
					</Table.Tr>
				</Table.Thead>
				<Table.Tbody>
					{rows.map(({ giftId, at, counted, amount }) => (
						<Table.Tr key={giftId}>
							<Table.Td>{at === null ? "" : <When at={at} />}</Table.Td>
							<Table.Td>{giftId === "" ? "To the drive" : <code>{giftId}</code>}</Table.Td>
							<Table.Td>{counted === null ? "" : <Money amount={counted} />}</Table.Td>
							<Table.Td>
								<Money amount={amount} />
							</Table.Td>
						</Table.Tr>
					))}
				</Table.Tbody>
			</Table>
		</Table.ScrollContainer>
	);
}
