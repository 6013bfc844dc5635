import { Badge, Checkbox, Text } from "@mantine/core";
import type { Instant } from "../../../domain/plain/instant.ts";
import type { ApprovalCard } from "../../contract/staff/approvals.ts";
import { spanWords } from "./countdown.tsx";

const HOLDS: Readonly<Record<ApprovalCard["hold"], { words: string; color: string }>> = {
	countdown: { words: "Counts down", color: "brass" },
	approval: { words: "Needs approval", color: "sky" },
	gate: { words: "Privacy gate", color: "ember" },
	stopped: { words: "Stopped", color: "brass" },
	moved: { words: "Look again", color: "ember" },
};

export function HoldBadge({ hold }: Pick<ApprovalCard, "hold">) {
	const { words, color } = HOLDS[hold];
	return (
		<Badge color={color} variant="white" radius="sm" tt="none">
			{words}
		</Badge>
	);
}

/** One line of the list: what it is about, the words themselves, how long there is. */
export function ApprovalRow(props: {
	readonly card: ApprovalCard;
	readonly now: Instant;
	readonly isCurrent: boolean;
	readonly isPicked: boolean;
	readonly canPick: boolean;
	readonly onOpen: () => void;
	readonly onPick: () => void;
}) {
	const { card, now, isCurrent, isPicked, canPick, onOpen, onPick } = props;
	const { about, posts, goesAt, expiresAt } = card;
	const text = posts.find((post) => post.text !== null)?.text ?? posts[0]?.problem ?? "";
	return (
		<li className="approval-row" data-current={isCurrent || undefined}>
			{canPick && (
				<Checkbox
					checked={isPicked}
					onChange={onPick}
					aria-label={`Select ${about}`}
					size="md"
					className="approval-row-pick"
				/>
			)}
			<button type="button" onClick={onOpen} aria-current={isCurrent || undefined} className="approval-row-open">
				<span className="approval-row-head">
					<strong>{about}</strong>
					<HoldBadge hold={card.hold} />
				</span>
				<span className="approval-row-text">{text}</span>
				<Text component="span" size="xs" c="dimmed">
					{goesAt === null ? `Old news in ${spanWords(expiresAt - now)}` : `Goes out in ${spanWords(goesAt - now)}`} ·{" "}
					{posts.length === 1 ? posts[0]?.account : `${posts.length} accounts`}
				</Text>
			</button>
		</li>
	);
}
