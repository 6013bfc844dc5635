import { Anchor, Button, Group, Text } from "@mantine/core";
import "./approvals.css";
import { useState } from "react";
import type { ApprovalCard, ApprovalList } from "../../contract/staff/approvals.ts";
import { ConfirmButton } from "../parts/confirm-button.tsx";
import { PageFrame } from "../parts/page-frame.tsx";
import { Asked } from "../parts/states.tsx";
import { useMay } from "../use-me.ts";
import { ApprovalDetail } from "./approval-detail.tsx";
import { ApprovalRow } from "./approval-row.tsx";
import { useNow } from "./countdown.tsx";
import { NothingWaits } from "./nothing-waits.tsx";
import { RecentDeeds } from "./recent-deeds.tsx";
import { useApprovalKeys } from "./use-approval-keys.ts";
import { useApprovals, useDeed } from "./use-approvals.ts";

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
	const deed = useDeed();
	const may = useMay("posts.approve");
	const [open, setOpen] = useState<string | null>(null);
	const [editing, setEditing] = useState<number | null>(null);
	const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
	const { cards } = list;
	// By its posts: an edit or a stopped countdown gives the same posts another card.
	const current = cards.find(({ posts }) => posts.some(({ postId }) => `${postId}` === open)) ?? cards[0];
	const show = (card: ApprovalCard | undefined) => {
		setEditing(null);
		setOpen(card === undefined ? null : `${card.posts[0]?.postId}`);
	};
	const step = (by: number) => {
		const at = current === undefined ? -1 : cards.indexOf(current);
		show(cards[Math.min(cards.length - 1, Math.max(0, at + by))]);
	};
	const edit = (card: ApprovalCard, postId: number | null) => {
		setEditing(postId);
		// Nothing goes out behind somebody who is changing its words.
		if (postId !== null && card.hold === "countdown") deed.mutate({ do: "stop-countdown", postIds: idsOf([card]) });
	};
	const approve = (some: readonly ApprovalCard[], answersFindings = false) =>
		deed.mutate({ do: "approve", cards: some, answersFindings });
	const drop = (some: readonly ApprovalCard[]) => deed.mutate({ do: "drop", postIds: idsOf(some) });
	const canApprove = (card: ApprovalCard) =>
		card.whyNot === null && card.posts.every(({ problem, findings }) => problem === null && findings.length === 0);
	useApprovalKeys({
		j: () => step(1),
		k: () => step(-1),
		a: () => may && current !== undefined && canApprove(current) && approve([current]),
		e: () => may && current !== undefined && edit(current, current.posts[0]?.postId ?? null),
		d: () => may && current !== undefined && drop([current]),
	});
	if (current === undefined) {
		return (
			<>
				<NothingWaits />
				<RecentDeeds recent={list.recent} />
			</>
		);
	}
	const chosen = cards.filter(({ key }) => picked.has(key));
	return (
		<div className="approvals" data-open={open !== null || undefined}>
			<div className="approvals-list">
				<ul>
					{cards.map((card) => (
						<ApprovalRow
							key={card.key}
							card={card}
							now={now}
							isCurrent={card === current}
							isPicked={picked.has(card.key)}
							canPick={may && cards.length > 1}
							onOpen={() => show(card)}
							onPick={() => setPicked(toggled(picked, card.key))}
						/>
					))}
				</ul>
				{list.more > 0 && (
					<Text size="sm" c="dimmed" mt="sm">
						And {list.more} more: they follow as these are decided.
					</Text>
				)}
				{chosen.length > 0 && (
					<Bulk
						chosen={chosen}
						canApprove={chosen.every(canApprove)}
						onApprove={() => approve(chosen)}
						onDrop={() => drop(chosen)}
						onClear={() => setPicked(new Set())}
					/>
				)}
				<RecentDeeds recent={list.recent} />
				<Text size="xs" c="dimmed" mt="md" className="approvals-keys">
					Keys: <kbd>j</kbd> <kbd>k</kbd> next and previous, <kbd>a</kbd> approve, <kbd>e</kbd> change the words,{" "}
					<kbd>d</kbd> drop
				</Text>
			</div>
			<ApprovalDetail
				key={current.posts[0]?.postId}
				card={current}
				now={now}
				isBusy={deed.isPending}
				editing={editing}
				onEdit={(postId) => edit(current, postId)}
				onApprove={(answers) => approve([current], answers)}
				onDrop={() => drop([current])}
				onStop={() => deed.mutate({ do: "stop-countdown", postIds: idsOf([current]) })}
				back={
					<Anchor component="button" type="button" className="approvals-back" onClick={() => show(undefined)}>
						All {cards.length} that wait
					</Anchor>
				}
			/>
		</div>
	);
}

function Bulk(props: {
	readonly chosen: readonly ApprovalCard[];
	readonly canApprove: boolean;
	readonly onApprove: () => void;
	readonly onDrop: () => void;
	readonly onClear: () => void;
}) {
	const { chosen, canApprove, onApprove, onDrop, onClear } = props;
	const posts = idsOf(chosen).length;
	return (
		<div className="approvals-bulk">
			<Text size="sm" mb="xs">
				{chosen.length} selected, {posts} posts.{" "}
				{canApprove ? "" : "One of them has to be looked at by itself before it can be approved."}
			</Text>
			<Group gap="xs">
				<ConfirmButton
					size="sm"
					color="ink"
					disabled={!canApprove}
					label={`Approve ${posts} posts`}
					title={`Approve ${posts} posts?`}
					consequence="Each goes out as it is shown here, as soon as its account's pace allows. You can undo it until it is sent."
					confirm={`Approve ${posts} posts`}
					onConfirm={() => {
						onApprove();
						onClear();
					}}
				/>
				<Button
					size="sm"
					variant="outline"
					color="ember"
					onClick={() => {
						onDrop();
						onClear();
					}}
				>
					Drop {posts} posts
				</Button>
				<Button size="sm" variant="default" onClick={onClear}>
					Clear
				</Button>
			</Group>
		</div>
	);
}

function idsOf(cards: readonly ApprovalCard[]): number[] {
	return cards.flatMap(({ posts }) => posts.map(({ postId }) => postId));
}

function toggled(set: ReadonlySet<string>, key: string): ReadonlySet<string> {
	const next = new Set(set);
	if (!next.delete(key)) next.add(key);
	return next;
}
