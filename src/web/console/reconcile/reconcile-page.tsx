import "./reconcile.css";
import { Alert, Anchor, Button, Text } from "@mantine/core";
import { Link } from "react-router";
import type { ReconcileView, ReconciliationRun } from "../../contract/staff/reconcile.ts";
import { ConfirmButton } from "../parts/confirm-button.tsx";
import { When } from "../parts/figures.tsx";
import { notifyDone, notifyProblem } from "../parts/notify.ts";
import { PageFrame } from "../parts/page-frame.tsx";
import { Asked, Empty } from "../parts/states.tsx";
import { useCampaignId } from "../use-campaign.ts";
import { useMay } from "../use-me.ts";
import { FindingRow } from "./finding-row.tsx";
import { useReconcile, useReconcileDeeds } from "./use-reconcile.ts";

export function ReconcilePage() {
	const query = useReconcile();
	const campaignId = useCampaignId();
	const may = useMay("reconcile");
	const { compare } = useReconcileDeeds();
	// One main action: where differences are open, it is to take them in.
	const hasOpen = query.data?.findings.some(({ repairedAt }) => repairedAt === null) ?? false;
	const isRunning = query.data?.runs.some(({ endedAt }) => endedAt === null) ?? false;
	return (
		<PageFrame
			title="Against Stripe's books"
			lead={
				<>
					Every minute what never came is fetched from Stripe; every night, and when you ask, each payment, refund and
					dispute is held against the ledger.{" "}
					<Anchor component={Link} to={`/c/${campaignId}/truth`} underline="always">
						How the total is made up
					</Anchor>
				</>
			}
			actions={
				may &&
				query.data?.canRead && (
					<Button
						variant={hasOpen ? "default" : "filled"}
						// Not disabled: whoever pressed it by keyboard would stand nowhere.
						{...(isRunning && { "data-disabled": true, "aria-disabled": true })}
						onClick={() => !isRunning && compare().catch(notifyProblem)}
					>
						{isRunning ? "Comparing …" : "Compare now"}
					</Button>
				)
			}
		>
			<Asked query={query}>{(view) => <View view={view} may={may && view.canRead} />}</Asked>
		</PageFrame>
	);
}

function View({ view, may }: { readonly view: ReconcileView; readonly may: boolean }) {
	const { canRead, backFill, runs } = view;
	const running = runs.find(({ endedAt }) => endedAt === null);
	const last = runs.find(({ endedAt, error }) => endedAt !== null && error === null);
	const failed = runs[0]?.error ?? null;
	return (
		<div className="reconcile-page">
			{!canRead && (
				<Alert color="ember" title="No key of Stripe's is set">
					Gifts still arrive as Stripe sends them. But nothing that was missed can be fetched, and nothing compared.
					Whoever runs Carillon sets STRIPE_API_KEY.
				</Alert>
			)}
			{backFill !== null && <Fetched backFill={backFill} />}
			{running && <Progress run={running} />}
			{failed !== null && (
				<Alert color="ember" title="The last comparison broke off">
					{failed} Nothing was changed. Compare again.
				</Alert>
			)}
			{last === undefined && <NotCompared isSaid={!canRead || failed !== null || running !== undefined} />}
			{last !== undefined && <Findings view={view} run={last} may={may} />}
		</div>
	);
}

/** Where an alarm says already why, or one goes on above, nothing is promised below it. */
function NotCompared({ isSaid }: { readonly isSaid: boolean }) {
	if (isSaid) return null;
	return (
		<Empty
			title="Not compared yet"
			words="A comparison takes a minute or two for a large drive. It changes nothing by itself: each difference is shown with what to do."
		/>
	);
}

function Fetched({ backFill: { at, brought, error } }: { readonly backFill: NonNullable<ReconcileView["backFill"]> }) {
	if (error !== null) {
		return (
			<Alert color="ember" title="Stripe could not be asked for what never came">
				{error} It is tried again every minute.
			</Alert>
		);
	}
	return (
		<Text size="sm" c="dimmed">
			Last asked Stripe for what never came: <When at={at} show="time" />.{" "}
			{brought === 0
				? "Nothing had to be fetched so far."
				: `${brought.toLocaleString("en-US")} of its messages had to be fetched so far.`}
		</Text>
	);
}

function Progress({ run: { checked } }: { readonly run: ReconciliationRun }) {
	const looked = Object.values(checked).reduce((sum, count) => sum + count, 0);
	return (
		<p role="status" className="reconcile-progress">
			Comparing: {looked.toLocaleString("en-US")} looked at so far …
		</p>
	);
}

const MOST_AT_ONCE = 100;

function Findings({
	view: { findings },
	run,
	may,
}: {
	readonly view: ReconcileView;
	readonly run: ReconciliationRun;
	readonly may: boolean;
}) {
	const { repairAll } = useReconcileDeeds();
	const open = findings
		.filter(({ repairedAt, kind }) => repairedAt === null && kind !== "unexpected")
		.slice(0, MOST_AT_ONCE);
	const looked = Object.values(run.checked).reduce((sum, count) => sum + count, 0);
	return (
		<section aria-label="Differences">
			<p className={run.open === 0 ? "reconcile-result is-right" : "reconcile-result"}>
				{run.open === 0 ? "✓ They agree" : `${run.open} ${run.open === 1 ? "difference is" : "differences are"} open`}
			</p>
			<Text c="dimmed">
				Compared <When at={run.endedAt ?? run.askedAt} />,{" "}
				{run.askedBy === null ? "by itself at night" : `asked for by ${run.askedBy}`}; {looked.toLocaleString("en-US")}{" "}
				of Stripe's and our own records since <When at={run.from} show="day" />.
			</Text>
			{may && open.length > 1 && (
				<ConfirmButton
					mt="md"
					color="brass"
					label={`Take all ${open.length} in`}
					title={`Take ${open.length} differences in?`}
					consequence="Each is read from Stripe once more and counted by the way of every gift, once. The total moves if it has to, and its milestones fall as one."
					confirm={`Take ${open.length} in`}
					onConfirm={async () => notifyDone((await repairAll(open.map(({ id }) => id))).says)}
				/>
			)}
			<ul className="findings">
				{findings.map((finding) => (
					<FindingRow key={finding.id} finding={finding} mayRepair={may} />
				))}
			</ul>
		</section>
	);
}
