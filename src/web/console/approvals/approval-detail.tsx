import { Alert, Button, Checkbox, Group, Stack, Text, Title } from "@mantine/core";
import { type ReactNode, useState } from "react";
import type { Instant } from "../../../domain/plain/instant.ts";
import type { ApprovalCard, ApprovalPost } from "../../contract/staff/approvals.ts";
import { When } from "../parts/figures.tsx";
import { PostPreview } from "../parts/post-preview.tsx";
import { useMay } from "../use-me.ts";
import { HoldBadge } from "./approval-row.tsx";
import { spanWords } from "./countdown.tsx";
import { PostEditor } from "./post-editor.tsx";

export type DetailProps = {
	readonly card: ApprovalCard;
	readonly now: Instant;
	readonly isBusy: boolean;
	readonly editing: number | null;
	readonly onEdit: (postId: number | null) => void;
	readonly onApprove: (answersFindings: boolean) => void;
	readonly onDrop: () => void;
	readonly onStop: () => void;
	readonly back: ReactNode;
};

/** One thing that waits: as people would see it on each account, why it waits, how long there is, and what can be done. */
export function ApprovalDetail(props: DetailProps) {
	const { card, now, editing, onEdit, back } = props;
	const may = useMay("posts.approve");
	return (
		<article className="approval-detail" aria-label={card.about}>
			{back}
			<Group gap="sm" align="center" mb={4}>
				<Title order={2} size="h3">
					{card.about}
				</Title>
				<HoldBadge hold={card.hold} />
			</Group>
			<Text size="sm" c="dimmed">
				{card.rule}, <When at={card.decidedAt} show="time" />
			</Text>
			<p className="approval-why">{card.why}</p>
			<Timing card={card} now={now} />
			<Given card={card} />
			<div className="approval-posts">
				{card.posts.map((post) => (
					<OnePost key={post.postId} post={post} may={may} isEditing={editing === post.postId} onEdit={onEdit} />
				))}
			</div>
			{may && editing === null && <Actions {...props} />}
			{!may && <Text c="dimmed">You can look. Somebody who is an admin or approver decides.</Text>}
		</article>
	);
}

/** What can be done, each with its consequence; on a phone within the thumb's reach. */
function Actions({ card, isBusy, onApprove, onDrop, onStop }: DetailProps) {
	const [answers, setAnswers] = useState(false);
	const mustAnswer = card.posts.some(({ findings }) => findings.some(({ answerable }) => answerable));
	const isBarred = card.posts.some(({ problem, text }) => problem !== null || text === null);
	return (
		<Stack className="approval-actions" gap="xs">
			{mustAnswer && !isBarred && (
				<Checkbox
					checked={answers}
					onChange={(event) => setAnswers(event.currentTarget.checked)}
					label="I have looked: this is about the drive, not about a person. My name stands beside it."
				/>
			)}
			{(card.whyNot ?? card.pressNote) !== null && <Text size="sm">{card.whyNot ?? card.pressNote}</Text>}
			<Group gap="sm" className="approval-buttons">
				<Button
					className="approval-main"
					loading={isBusy}
					disabled={card.whyNot !== null || isBarred || (mustAnswer && !answers)}
					onClick={() => onApprove(answers)}
				>
					{card.press}
				</Button>
				{card.hold === "countdown" && (
					<Button variant="default" onClick={onStop} disabled={isBusy}>
						Stop the countdown
					</Button>
				)}
				<Button variant="outline" color="ember" onClick={onDrop} disabled={isBusy}>
					Drop
				</Button>
			</Group>
		</Stack>
	);
}

function Timing({ card, now }: { readonly card: ApprovalCard; readonly now: Instant }) {
	return (
		<Group gap="lg" className="approval-timing">
			{card.goesAt !== null && (
				<div>
					<span className="approval-clock" role="timer">
						{spanWords(card.goesAt - now)}
					</span>
					<Text size="xs" c="dimmed">
						until it goes out by itself
					</Text>
				</div>
			)}
			<div>
				<span className={card.goesAt === null ? "approval-clock" : "approval-clock approval-clock-small"}>
					{spanWords(card.expiresAt - now)}
				</span>
				<Text size="xs" c="dimmed">
					until it is old news and is dropped
				</Text>
			</div>
		</Group>
	);
}

function Given({ card }: { readonly card: ApprovalCard }) {
	if (card.given.length === 0) return null;
	const who = card.given.map(({ by }) => by).join(", ");
	return (
		<Text size="sm" mb="sm">
			{card.given.length} of {card.approvers} approved: {who}
		</Text>
	);
}

type OneProps = {
	readonly post: ApprovalPost;
	readonly may: boolean;
	readonly isEditing: boolean;
	readonly onEdit: (postId: number | null) => void;
};

function OnePost({ post, may, isEditing, onEdit }: OneProps) {
	if (isEditing) return <PostEditor post={post} onClose={() => onEdit(null)} />;
	return (
		<div className="approval-post">
			<PostPreview
				platform={post.platform}
				account={post.account}
				text={post.text ?? "There are no words for this yet."}
				picture={post.picture}
				note={post.edited === null ? undefined : `In the words of ${post.edited.by}`}
			/>
			{post.problem !== null && (
				<Alert color="ember" title="It can't go out like this" mt="xs">
					{post.problem}
				</Alert>
			)}
			{post.findings.map(({ words, explanation, answerable }) => (
				<Alert key={words} color={answerable ? "brass" : "ember"} title={`“${words}”`} mt="xs">
					{explanation}
				</Alert>
			))}
			{may && (
				<Button variant="subtle" size="sm" mt={4} onClick={() => onEdit(post.postId)}>
					Change the words
				</Button>
			)}
		</div>
	);
}
