import { useState } from "react";
import type { ApprovalCard, ApprovalList } from "../../contract/staff/approvals.ts";
import { useMay } from "../use-me.ts";
import { useApprovalKeys } from "./use-approval-keys.ts";
import { useDeed } from "./use-approvals.ts";

/** What is open, what is selected, and what can be done with it, by press or by key. */
export function useDesk({ cards }: ApprovalList) {
	const deed = useDeed();
	const may = useMay("posts.approve");
	const [open, setOpen] = useState<string | null>(null);
	const [editing, setEditing] = useState<number | null>(null);
	const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
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
	const stop = (card: ApprovalCard) => deed.mutate({ do: "stop-countdown", postIds: idsOf([card]) });
	const edit = (card: ApprovalCard, postId: number | null) => {
		setEditing(postId);
		// Nothing goes out behind somebody who is changing its words.
		if (postId !== null && card.hold === "countdown") stop(card);
	};
	const approve = (some: readonly ApprovalCard[], answersFindings = false) =>
		deed.mutate({ do: "approve", cards: some, answersFindings });
	const drop = (some: readonly ApprovalCard[]) => deed.mutate({ do: "drop", postIds: idsOf(some) });
	const onCurrent = (act: (card: ApprovalCard) => void) => () => {
		if (may && current !== undefined && !deed.isPending) act(current);
	};
	useApprovalKeys({
		j: () => step(1),
		k: () => step(-1),
		a: onCurrent((card) => canApprove(card) && approve([card])),
		e: onCurrent((card) => edit(card, card.posts[0]?.postId ?? null)),
		d: onCurrent((card) => drop([card])),
	});
	const chosen = cards.filter(({ key }) => picked.has(key));
	const pick = (key: string) => setPicked(toggled(picked, key));
	const clear = () => setPicked(new Set());
	return {
		may,
		current,
		isOpen: open !== null,
		editing,
		chosen,
		isBusy: deed.isPending,
		show,
		edit,
		stop,
		approve,
		drop,
		pick,
		clear,
	};
}

/** Without looking closer: nothing of it has to be answered for. */
export function canApprove(card: ApprovalCard): boolean {
	return card.whyNot === null && card.posts.every(({ problem, findings }) => problem === null && findings.length === 0);
}

export function idsOf(cards: readonly ApprovalCard[]): number[] {
	return cards.flatMap(({ posts }) => posts.map(({ postId }) => postId));
}

function toggled(set: ReadonlySet<string>, key: string): ReadonlySet<string> {
	const next = new Set(set);
	if (!next.delete(key)) next.add(key);
	return next;
}
