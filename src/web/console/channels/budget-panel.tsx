import { Button, Group, NumberInput, Progress, Stack, Text, Title } from "@mantine/core";
import { useState } from "react";
import { writtenMills } from "../../../domain/post/x-cost.ts";
import type { BudgetView } from "../../contract/staff/channels.ts";
import { ask } from "../ask.ts";
import { Dialog } from "../parts/dialog.tsx";
import { notifyDone, notifyProblem } from "../parts/notify.ts";
import { useMay } from "../use-me.ts";
import { useChannelsPath, useReadAgain } from "./use-channels.ts";

/** The drive's money for X: spent, likely, and where it ends. */
export function BudgetPanel({ budget }: { readonly budget: BudgetView }) {
	const mayEdit = useMay("channels.edit");
	const [isOpen, setOpen] = useState(false);
	const { limit, spent, forecast, stand } = budget;
	const part = limit === null || limit === 0 ? 0 : Math.min(100, (spent / limit) * 100);
	const coming = limit === null || limit === 0 ? 0 : Math.min(100 - part, (forecast / limit) * 100);
	return (
		<section className="budget-panel" aria-labelledby="budget-title">
			<Group justify="space-between" align="flex-start" gap="md">
				<div>
					<Title order={2} size="h4" id="budget-title">
						Budget for X
					</Title>
					<Text c="dimmed" size="sm" mt={4} maw={560}>
						X charges the hospital $0.015 a post, $0.20 with a link and $0.005 for a picture. Reckoned from what was
						sent; the bill in X's developer console is the one that counts.
					</Text>
				</div>
				{mayEdit && (
					<Button variant="default" size="sm" onClick={() => setOpen(true)}>
						{limit === null ? "Set a budget" : "Change it"}
					</Button>
				)}
			</Group>
			<Text className="budget-figure">
				{writtenMills(spent)}
				<span>{limit === null ? " spent, no limit set" : ` of ${writtenMills(limit)} spent`}</span>
			</Text>
			{limit !== null && (
				<Progress.Root size="lg" radius="sm" aria-label="Spent of the budget">
					<Progress.Section
						value={part}
						color={stand === "fine" ? "verdant" : stand === "warn" ? "brass" : "ember"}
						aria-label="Spent"
					/>
					<Progress.Section value={coming} color="ink.2" aria-label="Likely still to come" />
				</Progress.Root>
			)}
			<Text size="sm">{standWords(budget)}</Text>
			{isOpen && <BudgetDialog budget={budget} onClose={() => setOpen(false)} />}
		</section>
	);
}

function standWords({ limit, spent, forecast, stand }: BudgetView): string {
	const likely = `Likely still to come at this pace: ${writtenMills(forecast)}.`;
	if (stand === "used-up")
		return "It is used up: milestones make no posts on X, and say so in the post log. Raise it to go on.";
	if (limit !== null && spent + forecast > limit)
		return `${likely} That is more than is left: near the end posts lose their links, and at the end they stop.`;
	return stand === "warn" ? `More than four fifths are spent. ${likely}` : likely;
}

function BudgetDialog({ budget, onClose }: { readonly budget: BudgetView; readonly onClose: () => void }) {
	const path = useChannelsPath();
	const readAgain = useReadAgain();
	const suggested = Math.max(1_000, Math.ceil(((budget.spent + budget.forecast) * 1.5) / 1_000) * 1_000);
	const [dollars, setDollars] = useState<string | number>((budget.limit ?? suggested) / 1_000);
	const [isBusy, setBusy] = useState(false);
	const save = async (mills: number | null) => {
		setBusy(true);
		try {
			await ask("PUT", `${path}/budget`, { mills });
			notifyDone(mills === null ? "X has no budget any more." : `The budget for X is ${writtenMills(mills)}.`);
			onClose();
		} catch (error) {
			notifyProblem(error);
		} finally {
			setBusy(false);
			await readAgain();
		}
	};
	const isNumber = typeof dollars === "number" && dollars >= 0;
	return (
		<Dialog onClose={onClose} title="Budget for X in this drive">
			<form
				onSubmit={(event) => {
					event.preventDefault();
					if (isNumber) void save(Math.round(dollars * 1_000));
				}}
			>
				<Stack gap="lg">
					<NumberInput
						label="US dollars"
						description="You are told at 80%. When too little is left for a link, posts go without one; when it is used up, milestones make no posts on X."
						value={dollars}
						onChange={setDollars}
						min={0}
						max={100_000}
						decimalScale={2}
						prefix="$"
						thousandSeparator=","
						data-autofocus
					/>
					<Group justify="flex-end" gap="sm">
						{budget.limit !== null && (
							<Button variant="subtle" color="ink" onClick={() => save(null)} disabled={isBusy}>
								No limit
							</Button>
						)}
						<Button type="submit" loading={isBusy} disabled={!isNumber}>
							Save the budget
						</Button>
					</Group>
				</Stack>
			</form>
		</Dialog>
	);
}
