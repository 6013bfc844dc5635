import { Button, Group, Text } from "@mantine/core";
import type { ApprovalCard } from "../../contract/staff/approvals.ts";
import { ConfirmButton } from "../parts/confirm-button.tsx";
import { idsOf } from "./use-desk.ts";

/** Several at once: what would happen to how many posts. */
export function BulkBar(props: {
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
