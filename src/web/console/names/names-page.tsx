import { Button, Group, Kbd, Stack, Tabs, Text, TextInput } from "@mantine/core";
import { useDebouncedValue, useHotkeys } from "@mantine/hooks";
import { useState } from "react";
import { Link } from "react-router";
import type { NameItem, NameQueue, NameTab, VerdictRequest } from "../../contract/staff/names.ts";
import { PageFrame } from "../parts/page-frame.tsx";
import { Asked, Empty } from "../parts/states.tsx";
import { useCampaignId } from "../use-campaign.ts";
import { NameCard } from "./name-card.tsx";
import { HistoryDialog, SpellDialog } from "./name-dialogs.tsx";
import { useNameDeeds, useNames } from "./use-names.ts";
import "./names.css";

const TABS: readonly { readonly tab: NameTab; readonly label: string }[] = [
	{ tab: "pending", label: "Waiting" },
	{ tab: "flagged", label: "Flagged" },
	{ tab: "approved", label: "Approved" },
	{ tab: "denied", label: "Hidden" },
	{ tab: "all", label: "All names" },
];

export function NamesPage() {
	const id = useCampaignId();
	const [tab, setTab] = useState<NameTab>("pending");
	const [typed, setTyped] = useState("");
	const [search] = useDebouncedValue(typed.trim(), 250);
	const query = useNames(tab, search);
	const counts = query.data?.counts;
	return (
		<PageFrame
			title="Names"
			lead="Who may be named, and how. A hidden name reads “A generous listener” everywhere; the gift stays."
			actions={
				<Button component={Link} to={`/c/${id}/names/rules`} variant="default">
					Rules and words
				</Button>
			}
		>
			<Stack gap="md">
				<Tabs value={tab} onChange={(value) => setTab((value as NameTab | null) ?? "pending")}>
					<Tabs.List className="name-tabs">
						{TABS.map((one) => (
							<Tabs.Tab key={one.tab} value={one.tab}>
								{one.label}
								{one.tab !== "all" && counts && ` (${counts[one.tab]})`}
							</Tabs.Tab>
						))}
					</Tabs.List>
				</Tabs>
				<TextInput
					type="search"
					aria-label="Search by name"
					placeholder="Search by name or town"
					value={typed}
					maxLength={80}
					onChange={(event) => setTyped(event.currentTarget.value)}
				/>
				<Asked query={query}>
					{(queue) => (queue.items.length === 0 ? <Nothing tab={tab} search={search} /> : <Queue queue={queue} />)}
				</Asked>
			</Stack>
		</PageFrame>
	);
}

function Nothing({ tab, search }: { readonly tab: NameTab; readonly search: string }) {
	if (search !== "") return <Empty title="No such name here" words="Look under “All names”, or write less of it." />;
	const title = tab === "pending" || tab === "flagged" ? "Nothing waits" : "No names here yet";
	return (
		<Empty
			title={title}
			words="Names that your rules hold back, and those with a word from a list, wait here until somebody looks. Everything else appears at once, where the donor agreed."
			example={<Text>“CHEAP LOANS 4U” gives $25: it reads “A generous listener” until you approve or deny it.</Text>}
		/>
	);
}

function Queue({ queue }: { readonly queue: NameQueue }) {
	const { items } = queue;
	const [place, setPlace] = useState(0);
	const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
	const [undoable, setUndoable] = useState<readonly number[]>([]);
	const [history, setHistory] = useState<NameItem | null>(null);
	const [spelling, setSpelling] = useState<NameItem | null>(null);
	const { judge, spell, undo } = useNameDeeds(setUndoable);
	const at = Math.min(place, items.length - 1);
	const decide = (is: VerdictRequest["is"], gifts: readonly string[]) => {
		judge.mutate({ gifts, is });
		setChosen(new Set());
	};
	const current = () => (chosen.size > 0 ? [...chosen] : items[at] === undefined ? [] : [items[at].id]);
	const go = (to: number) => {
		const next = Math.max(0, Math.min(items.length - 1, to));
		setPlace(next);
		document.querySelector(`[data-gift="${items[next]?.id ?? ""}"]`)?.scrollIntoView({ block: "nearest" });
	};
	useHotkeys([
		["j", () => go(at + 1)],
		["k", () => go(at - 1)],
		["a", () => decide("approved", current())],
		["x", () => decide("denied", current())],
		["f", () => decide("flagged", current())],
		["u", () => undoable.length > 0 && undo.mutate(undoable)],
	]);
	return (
		<Stack gap="md">
			<Tools {...{ chosen, decide, undoable }} onUndo={() => undo.mutate(undoable)} />
			{items.map((item, index) => (
				<NameCard
					key={item.id}
					item={item}
					isCurrent={index === at}
					isChosen={chosen.has(item.id)}
					onChoose={(is) => setChosen(withOne(chosen, item.id, is))}
					onApprove={() => decide("approved", [item.id])}
					onDeny={() => decide("denied", [item.id])}
					onFlag={() => decide("flagged", [item.id])}
					onSpell={() => setSpelling(item)}
					onHistory={() => setHistory(item)}
				/>
			))}
			{queue.next && <Text c="dimmed">There are more. Decide about these, or search by name.</Text>}
			<HistoryDialog item={history} onClose={() => setHistory(null)} />
			<SpellDialog
				item={spelling}
				onClose={() => setSpelling(null)}
				onSpell={(name) => spelling && spell.mutate({ gift: spelling.id, name })}
			/>
		</Stack>
	);
}

function Tools(props: {
	readonly chosen: ReadonlySet<string>;
	readonly decide: (is: VerdictRequest["is"], gifts: readonly string[]) => void;
	readonly undoable: readonly number[];
	readonly onUndo: () => void;
}) {
	const { chosen, decide, undoable, onUndo } = props;
	return (
		<Group gap="sm" className="name-tools">
			{chosen.size > 0 ? (
				<>
					<Button size="sm" color="verdant" onClick={() => decide("approved", [...chosen])}>
						Approve {chosen.size}
					</Button>
					<Button size="sm" variant="outline" color="ember" onClick={() => decide("denied", [...chosen])}>
						Hide {chosen.size} everywhere
					</Button>
				</>
			) : (
				<Text size="sm" c="dimmed" visibleFrom="sm">
					<Kbd>j</Kbd> <Kbd>k</Kbd> move, <Kbd>a</Kbd> approve, <Kbd>x</Kbd> deny, <Kbd>f</Kbd> flag, <Kbd>u</Kbd> undo
				</Text>
			)}
			{undoable.length > 0 && (
				<Button size="sm" variant="default" onClick={onUndo}>
					Undo the last decision
				</Button>
			)}
		</Group>
	);
}

function withOne(chosen: ReadonlySet<string>, id: string, is: boolean): ReadonlySet<string> {
	const next = new Set(chosen);
	if (is) next.add(id);
	else next.delete(id);
	return next;
}
