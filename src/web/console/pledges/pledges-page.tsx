import "./pledges.css";
import { Alert, Button, Checkbox, Group, Text } from "@mantine/core";
import { useState } from "react";
import { Link, useSearchParams } from "react-router";
import type { PledgeActAnswer, PledgeDeed, PledgeRow, PledgesPage } from "../../contract/staff/pledges.ts";
import { notifyDone, notifyProblem } from "../parts/notify.ts";
import { PageFrame } from "../parts/page-frame.tsx";
import { Empty, Failed, Loading, Stale } from "../parts/states.tsx";
import { useCampaignId } from "../use-campaign.ts";
import { useMay } from "../use-me.ts";
import { DeedBar } from "./deed-bar.tsx";
import { FilterBar } from "./filter-bar.tsx";
import { HeadSums } from "./head-sums.tsx";
import { PledgeListRow } from "./pledge-row.tsx";
import { DEEDS, leftWords } from "./pledge-words.ts";
import {
	callListAddress,
	FILTER_FIELDS,
	filterQuery,
	type PledgeFilter,
	usePledgeDeeds,
	usePledges,
} from "./use-pledges.ts";

/** Every promise of the drive: what came of it, and what to do about the rest. */
export function PledgesListPage() {
	const [params, setParams] = useSearchParams();
	const filter = {
		...Object.fromEntries(FILTER_FIELDS.map((field) => [field, params.get(field) ?? ""])),
		show: params.get("show") ?? "unpaid",
	} as PledgeFilter;
	const change = (changes: Partial<PledgeFilter>) =>
		setParams(filterQuery({ ...filter, ...changes }), { replace: true });
	const list = usePledges(filter);
	const campaignId = useCampaignId();
	const mayEdit = useMay("pledges.edit");
	const [first] = list.data?.pages ?? [];
	return (
		<PageFrame
			title="Pledges"
			lead="What people promised by phone, by text and at the door, and what has come of it. Every pledge has a pay link of its own; what is paid there is never counted twice."
			actions={
				mayEdit &&
				first !== undefined &&
				first.total > 0 && (
					<Button component="a" variant="default" href={callListAddress(campaignId, filter)} download>
						Call list (CSV)
					</Button>
				)
			}
		>
			{first === undefined && list.error === null && <Loading lines={6} />}
			{first === undefined && list.error !== null && <Failed error={list.error} retry={() => void list.refetch()} />}
			{first !== undefined && <Stale error={list.error} />}
			{first !== undefined && (
				<Known {...{ first, filter, change, mayEdit }} items={list.data?.pages.flatMap((page) => page.items) ?? []} />
			)}
			{list.hasNextPage && (
				<Button variant="default" mt="md" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
					Show earlier ones
				</Button>
			)}
		</PageFrame>
	);
}

type Done = { readonly deed: PledgeDeed; readonly answer: PledgeActAnswer };

type KnownProps = {
	readonly first: PledgesPage;
	readonly items: readonly PledgeRow[];
	readonly filter: PledgeFilter;
	readonly change: (changes: Partial<PledgeFilter>) => void;
	readonly mayEdit: boolean;
};

function Known({ first, items, filter, change, mayEdit }: KnownProps) {
	const { head, operators, total, hasMail, canPay } = first;
	const [last, setLast] = useState<Done | null>(null);
	const isNarrowed = FILTER_FIELDS.some((field) => field !== "show" && filter[field] !== "");
	if (head.promised.count === 0 && !isNarrowed) return <NoPledges />;
	return (
		<>
			{!canPay && (
				<Alert color="sky" mb="lg" title="Pledges can't be paid online right now">
					<Text size="sm">
						{mayEdit
							? "Giving is switched off, the drive isn't live, or no Stripe key of its kind is set. Pay links say so, and ask for nothing."
							: "Pay links say so, and ask for nothing."}
					</Text>
				</Alert>
			)}
			<HeadSums head={head} showTwice={() => change({ show: "paid-twice" })} />
			<FilterBar {...{ filter, operators, change }} />
			<JustDone last={last} forget={() => setLast(null)} />
			{items.length === 0 ? (
				<Empty title="No pledge is like that" words="Take something out of the filter above to see more." />
			) : (
				<Rows key={filterQuery(filter).toString()} {...{ items, total, filter, hasMail, mayEdit }} done={setLast} />
			)}
		</>
	);
}

type RowsProps = Pick<KnownProps, "items" | "filter" | "mayEdit"> & {
	readonly total: number;
	readonly hasMail: boolean;
	readonly done: (done: Done) => void;
};

function Rows({ items, total, filter, hasMail, mayEdit, ...props }: RowsProps) {
	const { chosen, setChosen, choose, chooseAll } = useChosen(filter);
	const done = (deed: PledgeDeed, answer: PledgeActAnswer) => {
		setChosen(new Set());
		props.done({ deed, answer });
	};
	const shown = items.filter(({ id }) => chosen.has(id)).length;
	return (
		<>
			<Group justify="space-between" mb="sm" gap="sm">
				{mayEdit && (
					<Checkbox
						ml="md"
						label={`The ${items.length} shown`}
						checked={shown === items.length}
						indeterminate={shown > 0 && shown < items.length}
						onChange={(event) => setChosen(new Set(event.currentTarget.checked ? items.map(({ id }) => id) : []))}
					/>
				)}
				<Text size="sm" c="dimmed">
					{total === 1 ? "1 pledge" : `${total.toLocaleString("en-US")} pledges`}
				</Text>
			</Group>
			<ul className="pledge-list">
				{items.map((row) => (
					<PledgeListRow
						key={row.id}
						row={row}
						mayEdit={mayEdit}
						isChosen={chosen.has(row.id)}
						choose={(isChosen) => choose(row.id, isChosen)}
					/>
				))}
			</ul>
			{chosen.size > 0 && (
				<DeedBar
					chosen={[...chosen]}
					hasMail={hasMail}
					all={chosen.size < total && total > items.length ? { count: total, choose: () => void chooseAll() } : null}
					clear={() => setChosen(new Set())}
					done={done}
				/>
			)}
		</>
	);
}

function useChosen(filter: PledgeFilter) {
	const { allIds } = usePledgeDeeds();
	const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
	const choose = (id: string, isChosen: boolean) => {
		const next = new Set(chosen);
		if (isChosen) next.add(id);
		else next.delete(id);
		setChosen(next);
	};
	const chooseAll = async () => {
		try {
			const { ids, isAll } = await allIds(filter);
			setChosen(new Set(ids));
			if (!isAll) notifyDone("The 1,000 that have waited longest are chosen: at most so many at once.");
		} catch (error) {
			notifyProblem(error);
		}
	};
	return { chosen, setChosen, choose, chooseAll };
}

/** What was done a moment ago; an end can be taken back as long as it is read. */
function JustDone(props: { readonly last: Done | null; readonly forget: () => void }) {
	const { act } = usePledgeDeeds();
	const [isBusy, setBusy] = useState(false);
	const { last, forget } = props;
	if (last === null) return <div role="status" />;
	const { deed, answer } = last;
	const isEnd = deed === "lapse" || deed === "cancel" || deed === "settle";
	const undo = async () => {
		setBusy(true);
		try {
			const undone = await act({ deed: "open", pledges: answer.changed });
			notifyDone(DEEDS.open.done(undone.done));
			forget();
		} catch (error) {
			notifyProblem(error);
		} finally {
			setBusy(false);
		}
	};
	return (
		<div className="pledge-done" role="status">
			<Text>
				{DEEDS[deed].done(answer.done)} {leftWords(answer.left).join(" ")}
			</Text>
			<Group gap="sm">
				{isEnd && answer.changed.length > 0 && (
					<Button size="sm" variant="default" loading={isBusy} onClick={undo}>
						Undo
					</Button>
				)}
				<Button size="sm" variant="subtle" onClick={forget}>
					Good
				</Button>
			</Group>
		</div>
	);
}

function NoPledges() {
	const campaignId = useCampaignId();
	const mayLink = useMay("links.manage");
	return (
		<Empty
			title="Nobody has promised anything yet"
			words="When a volunteer takes the first slip it stands here at once, with a pay link of its own to send, to read out or to show as a code."
			action={
				mayLink && (
					<Button component={Link} to={`/c/${encodeURIComponent(campaignId)}/links`}>
						Make a link for the phone room
					</Button>
				)
			}
			example={
				<ul className="pledge-list" inert>
					<PledgeListRow row={EXAMPLE} isChosen={false} choose={() => undefined} mayEdit={false} />
				</ul>
			}
		/>
	);
}

const EXAMPLE: PledgeRow = {
	...{ id: "pl_example", state: "open", amount: 5_000, monthly: false, paid: 0, gone: 0, pending: 0, counted: 5_000 },
	...{ isSubscribed: false, isPaidTwice: false, source: "phone", stationId: null, operator: "Pat", name: "Dana Smith" },
	...{ town: "Springfield", hasEmail: true, hasPhone: true, promisedAt: Date.UTC(2026, 11, 3, 15, 20) },
	...{ linkSentAt: null, remindedAt: null, reminders: 0, isMailWaiting: false },
};
