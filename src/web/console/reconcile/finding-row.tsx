import { Text } from "@mantine/core";
import type { ReconciliationFinding } from "../../contract/staff/reconcile.ts";
import { ConfirmButton } from "../parts/confirm-button.tsx";
import { Money, When } from "../parts/figures.tsx";
import { notifyDone } from "../parts/notify.ts";
import { useReconcileDeeds } from "./use-reconcile.ts";

const ABOUT = { payment: "payment", refund: "refund", dispute: "dispute", subscription: "monthly gift" } as const;

/** One difference, what it means, and the way out of it. */
export function FindingRow({
	finding,
	mayRepair,
}: {
	readonly finding: ReconciliationFinding;
	readonly mayRepair: boolean;
}) {
	const { kind, about, object, ours, theirs, currency, at } = finding;
	const { repair } = useReconcileDeeds();
	const isOpen = finding.repairedAt === null;
	return (
		<li className="finding" data-finding={object}>
			<div>
				<strong>{headOf(finding)}</strong>
				<Text size="sm" c="dimmed">
					<When at={at} /> · <code>{object}</code>
				</Text>
				<Text size="sm">{meaningOf(finding)}</Text>
			</div>
			<dl className="finding-sums">
				<div>
					<dt>Ledger</dt>
					<dd>{ours === null ? "nothing" : <Money amount={ours} currency={currency} />}</dd>
				</div>
				<div>
					<dt>Stripe</dt>
					<dd>{theirs === null ? "nothing" : <Money amount={theirs} currency={currency} />}</dd>
				</div>
			</dl>
			<div className="finding-deed">
				{!isOpen && (
					<Text size="sm" c="verdant">
						✓ Taken in by {finding.repairedBy}
					</Text>
				)}
				{isOpen && mayRepair && kind !== "unexpected" && (
					<ConfirmButton
						size="sm"
						variant="default"
						color="brass"
						label="Take it in"
						title={`Take this ${ABOUT[about]} in?`}
						consequence="It is read from Stripe once more and counted by the way of every gift: once, even if Stripe tells of it later. The total moves if it has to."
						confirm="Take it in"
						onConfirm={async () => notifyDone((await repair(finding.id)).says)}
					/>
				)}
			</div>
		</li>
	);
}

function headOf({ kind, about, repairedAt }: ReconciliationFinding): string {
	const is = repairedAt === null ? "is" : "was";
	switch (kind) {
		case "missing":
			return `A ${ABOUT[about]} ${is} missing here`;
		case "differing":
			return `A ${ABOUT[about]} ${is} different here`;
		case "unexpected":
			return `A ${ABOUT[about]} that Stripe doesn't know`;
		default:
			return kind satisfies never;
	}
}

function meaningOf({ kind, campaignId, repairedAt }: ReconciliationFinding): string {
	if (repairedAt !== null) return "It is settled since. These are the figures as they were found.";
	const where = campaignId === null ? " No drive has it yet." : "";
	switch (kind) {
		case "missing":
			return `Stripe has it, and it never reached us.${where}`;
		case "differing":
			return "Both know it, and not the same of it. Stripe's word stands.";
		case "unexpected":
			return "We counted it, and Stripe says it did not happen. Look it up at Stripe before anything is taken off.";
		default:
			return kind satisfies never;
	}
}
