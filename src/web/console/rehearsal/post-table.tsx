import { Badge, Button, Group, MultiSelect, Select, Text } from "@mantine/core";
import { type ReactNode, useEffect, useState } from "react";
import { writtenMills } from "../../../domain/post/x-cost.ts";
import type { Rehearsal, RehearsedAccount, RehearsedPost } from "../../contract/staff/rehearsal.ts";
import { When } from "../parts/figures.tsx";
import { PostPreview } from "../parts/post-preview.tsx";
import { Empty } from "../parts/states.tsx";
import { OUTCOME_WORDS, spanWords } from "./words.ts";

const MORE = 40;

type Props = {
	readonly rehearsal: Rehearsal;
	readonly chosen: number | null;
	readonly onChoose: (post: number | null) => void;
};

/** Every announcement on every account, in the order in which they fell. A row opens on the post as it would be read. */
export function PostTable({ rehearsal, chosen, onChoose }: Props) {
	const { posts, accounts } = rehearsal;
	const [sought, setSought] = useState<Sought>({ accounts: [], outcome: "all" });
	const [shown, setShown] = useState(MORE);
	const found = posts.filter((post) => isSought(post, sought));
	const place = chosen === null ? -1 : found.findIndex(({ id }) => id === chosen);
	useEffect(() => {
		if (chosen === null) return;
		document.getElementById(`rehearsed-${chosen}`)?.scrollIntoView({ block: "nearest" });
	}, [chosen]);
	if (posts.length === 0) return <NothingSaid />;
	const names = new Map(accounts.map((account) => [account.id, account]));
	return (
		<>
			<Seek {...{ accounts, sought }} onSeek={setSought}>
				{found.length.toLocaleString("en-US")} of {posts.length.toLocaleString("en-US")}
			</Seek>
			<ol className="rehearsal-posts">
				{found.slice(0, Math.max(shown, place + 1)).map((post, index) => (
					<Row
						key={post.id}
						post={post}
						isSame={found[index - 1]?.key === post.key}
						account={names.get(post.accountId)}
						speaker={post.by === null ? undefined : posts[post.by - 1]}
						isOpen={post.id === chosen}
						onOpen={(isOpen) => onChoose(isOpen ? post.id : null)}
					/>
				))}
			</ol>
			{shown < found.length && (
				<Button variant="default" mt="md" onClick={() => setShown(shown + 2 * MORE)}>
					Show {Math.min(2 * MORE, found.length - shown)} more
				</Button>
			)}
		</>
	);
}

/** What of the table is looked for. */
type Sought = { readonly accounts: readonly string[]; readonly outcome: string };

function isSought({ accountId, outcome }: RehearsedPost, sought: Sought): boolean {
	const isItsAccount = sought.accounts.length === 0 || sought.accounts.includes(accountId);
	return isItsAccount && (sought.outcome === "all" || (sought.outcome === "out") === (outcome === "published"));
}

function Seek(props: {
	readonly accounts: readonly RehearsedAccount[];
	readonly sought: Sought;
	readonly onSeek: (sought: Sought) => void;
	readonly children: ReactNode;
}) {
	const { accounts, sought, onSeek } = props;
	return (
		<Group gap="md" mb="md" align="flex-end">
			<MultiSelect
				label="Account"
				placeholder={sought.accounts.length === 0 ? "All accounts" : undefined}
				data={accounts.map(({ id, name }) => ({ value: id, label: name }))}
				value={[...sought.accounts]}
				onChange={(chosen) => onSeek({ ...sought, accounts: chosen })}
				clearable
				miw={240}
			/>
			<Select
				label="What became of it"
				data={[
					{ value: "all", label: "Everything that fell" },
					{ value: "out", label: "What is out" },
					{ value: "not", label: "What is not" },
				]}
				value={sought.outcome}
				onChange={(outcome) => onSeek({ ...sought, outcome: outcome ?? "all" })}
				allowDeselect={false}
			/>
			<Text size="sm" c="dimmed" role="status">
				{props.children}
			</Text>
		</Group>
	);
}

function NothingSaid() {
	return (
		<Empty
			title="Nothing would be said"
			words="No rule makes a milestone of these gifts. Add one under Milestone rules, such as a post at every $5,000, or play a larger drive."
		/>
	);
}

type RowProps = {
	readonly post: RehearsedPost;
	readonly account: RehearsedAccount | undefined;
	readonly speaker: RehearsedPost | undefined;
	/** The milestone of the row above, on another account. */
	readonly isSame: boolean;
	readonly isOpen: boolean;
	readonly onOpen: (isOpen: boolean) => void;
};

function Row({ post, account, speaker, isSame, isOpen, onOpen }: RowProps) {
	const { words, color } = OUTCOME_WORDS[post.outcome];
	return (
		<li id={`rehearsed-${post.id}`} data-open={isOpen} data-same={isSame}>
			<button type="button" aria-expanded={isOpen} onClick={() => onOpen(!isOpen)}>
				<span className="rehearsed-when">
					<When at={post.fellAt} />
				</span>
				<strong className="rehearsed-fell">{post.fell}</strong>
				<span className="rehearsed-account">{account?.name}</span>
				<Badge color={color} variant={post.outcome === "published" ? "filled" : "light"} tt="none" radius="sm">
					{words}
				</Badge>
				<span className="rehearsed-cost">{post.cost > 0 && writtenMills(post.cost)}</span>
			</button>
			{isOpen && account !== undefined && (
				<div className="rehearsed-open">
					{post.text !== null && <PostPreview platform={account.platform} account={account.name} text={post.text} />}
					<Facts post={post} speaker={speaker} />
				</div>
			)}
		</li>
	);
}

function Facts({ post, speaker }: Pick<RowProps, "post" | "speaker">) {
	const { outcome, at, fellAt, heldFor, wasHeldFor, why } = post;
	const isOut = outcome === "published";
	const wait = at === null ? 0 : at - fellAt;
	return (
		<dl className="rehearsed-facts">
			{at !== null && (
				<div>
					<dt>{isOut ? "Out" : "Settled"}</dt>
					<dd>
						<When at={at} />
						{wait >= 1000 && `, ${spanWords(wait)} after it fell`}
					</dd>
				</div>
			)}
			{heldFor > 0 && (
				<div>
					<dt>{wasHeldFor === "countdown" ? "Could be stopped for" : "Waited for a person"}</dt>
					<dd>{spanWords(heldFor)}</dd>
				</div>
			)}
			{why !== null && (
				<div>
					<dt>{isOut ? "Worth knowing" : "Why"}</dt>
					<dd>{why}</dd>
				</div>
			)}
			{speaker !== undefined && (
				<div>
					<dt>Spoken for by</dt>
					<dd>
						{speaker.fell}
						{speaker.text !== null && `: ${speaker.text.slice(0, 120)}`}
					</dd>
				</div>
			)}
		</dl>
	);
}
