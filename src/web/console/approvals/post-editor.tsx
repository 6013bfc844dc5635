import { Alert, Button, Group, Stack, Text, Textarea } from "@mantine/core";
import { useState } from "react";
import { typedLength } from "../../../domain/post/x-length.ts";
import type { ApprovalPost } from "../../contract/staff/approvals.ts";
import { LeaveGuard } from "../parts/leave-guard.tsx";
import { notifyDone } from "../parts/notify.ts";
import { useDeed } from "./use-approvals.ts";

/** Words of one's own, where the post stands. What is wrong with them is said here, beside them. */
export function PostEditor({ post, onClose }: { readonly post: ApprovalPost; readonly onClose: () => void }) {
	// What it said when one began: the drive goes on meanwhile, and figures of then are said as they are when it goes out.
	const [from] = useState(post.text ?? "");
	const [text, setText] = useState(from);
	const { save, problem, isBusy } = useSaving(post.postId, from, onClose);
	const length = typedLength(post.platform, text);
	const over = length - post.mostLength;
	return (
		<form
			className="approval-editor"
			onSubmit={(event) => {
				event.preventDefault();
				void save(text);
			}}
			onKeyDown={(event) => {
				if (event.key === "Escape") onClose();
			}}
		>
			<Stack gap="sm">
				<Textarea
					label={`Words on ${post.account}`}
					description="The drive's figures in it stay up to date until it goes out."
					autosize
					minRows={4}
					value={text}
					onChange={(event) => setText(event.currentTarget.value)}
					data-autofocus
					autoFocus
					error={over > 0 ? `${over} too long` : undefined}
				/>
				<Text size="sm" c={over > 0 ? "ember" : "dimmed"} className="approval-count" aria-live="polite">
					{length} of {post.mostLength}
				</Text>
				{problem !== null && (
					<Alert color="ember" role="alert" title="This can't go out as it is">
						{problem}
					</Alert>
				)}
				<Group gap="sm">
					<Button type="submit" loading={isBusy} disabled={over > 0 || text.trim() === "" || text === from}>
						Save these words
					</Button>
					<Button variant="default" onClick={onClose}>
						Leave as it was
					</Button>
				</Group>
			</Stack>
			<LeaveGuard when={text !== from} />
		</form>
	);
}

/** Saves, closes where that went well, and else says what is wrong. */
function useSaving(postId: number, from: string, onClose: () => void) {
	const [problem, setProblem] = useState<string | null>(null);
	const deed = useDeed();
	const save = async (text: string) => {
		setProblem(null);
		// Where it could not even be asked, that has been said.
		const answer = await deed.mutateAsync({ do: "edit", postId, text, seen: from }).catch(() => null);
		const result = answer?.results[0];
		if (result?.done === true) {
			notifyDone(result.says);
			onClose();
		} else if (answer !== null) setProblem(result?.says ?? "It was not saved. Try again.");
	};
	return { save, problem, isBusy: deed.isPending };
}
