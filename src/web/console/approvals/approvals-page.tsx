import { Anchor, Text } from "@mantine/core";
import "./approvals.css";
import type { Instant } from "../../../domain/plain/instant.ts";
import type { ApprovalList } from "../../contract/staff/approvals.ts";
import { PageFrame } from "../parts/page-frame.tsx";
import { Asked } from "../parts/states.tsx";
import { ApprovalDetail } from "./approval-detail.tsx";
import { ApprovalRow } from "./approval-row.tsx";
import { BulkBar } from "./bulk-bar.tsx";
import { useNow } from "./countdown.tsx";
import { NothingWaits } from "./nothing-waits.tsx";
import { RecentDeeds } from "./recent-deeds.tsx";
import { useApprovals } from "./use-approvals.ts";
import { canApprove, useDesk } from "./use-desk.ts";

/** What waits for a person: the posts themselves, on a phone or a desk. */
export function ApprovalsPage() {
	const query = useApprovals();
	return (
		<PageFrame title="Approvals" lead="Posts that wait for a person, each as people would see it now.">
			<Asked query={query} lines={6}>
				{(list) => <Waiting list={list} readAt={query.dataUpdatedAt} />}
			</Asked>
		</PageFrame>
	);
}

function Waiting({ list, readAt }: { readonly list: ApprovalList; readonly readAt: number }) {
	const now = useNow(list.now, readAt);
	const desk = useDesk(list);
	const { current } = desk;
	if (current === undefined) {
		return (
			<>
				<NothingWaits />
				<RecentDeeds recent={list.recent} />
			</>
		);
	}
	return (
		<div className="approvals" data-open={desk.isOpen || undefined}>
			<List list={list} desk={desk} now={now} />
			<ApprovalDetail
				key={current.posts[0]?.postId}
				card={current}
				now={now}
				isBusy={desk.isBusy}
				editing={desk.editing}
				onEdit={(postId) => desk.edit(current, postId)}
				onApprove={(answers) => desk.approve([current], answers)}
				onDrop={() => desk.drop([current])}
				onStop={() => desk.stop(current)}
				back={
					<Anchor component="button" type="button" className="approvals-back" onClick={() => desk.show(undefined)}>
						All {list.cards.length} that wait
					</Anchor>
				}
			/>
		</div>
	);
}

type ListProps = { readonly list: ApprovalList; readonly desk: ReturnType<typeof useDesk>; readonly now: Instant };

function List({ list, desk, now }: ListProps) {
	const { cards, more, recent } = list;
	const { chosen } = desk;
	return (
		<div className="approvals-list">
			<ul>
				{cards.map((card) => (
					<ApprovalRow
						key={card.key}
						card={card}
						now={now}
						isCurrent={card === desk.current}
						isPicked={chosen.includes(card)}
						canPick={desk.may && cards.length > 1}
						onOpen={() => desk.show(card)}
						onPick={() => desk.pick(card.key)}
					/>
				))}
			</ul>
			{more > 0 && (
				<Text size="sm" c="dimmed" mt="sm">
					And {more} more: they follow as these are decided.
				</Text>
			)}
			{chosen.length > 0 && (
				<BulkBar
					chosen={chosen}
					canApprove={chosen.every(canApprove)}
					onApprove={() => desk.approve(chosen)}
					onDrop={() => desk.drop(chosen)}
					onClear={desk.clear}
				/>
			)}
			<RecentDeeds recent={recent} />
			<Text size="xs" c="dimmed" mt="md" className="approvals-keys">
				Keys: <kbd>j</kbd> <kbd>k</kbd> next and previous, <kbd>a</kbd> approve, <kbd>e</kbd> change the words,{" "}
				<kbd>d</kbd> drop
			</Text>
		</div>
	);
}
