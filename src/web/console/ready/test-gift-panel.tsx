import { Button, Group, Text, Title } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import type { TestGift, TestStep, TestStepName } from "../../contract/staff/ready.ts";
import { ask } from "../ask.ts";
import { When } from "../parts/figures.tsx";
import { notifyProblem } from "../parts/notify.ts";
import { useCampaignId } from "../use-campaign.ts";
import { useMay } from "../use-me.ts";

const NAMES: Readonly<Record<TestStepName, string>> = {
	received: "Received",
	"on-ledger": "On the ledger",
	"on-stream": "On the screens' stream",
	announced: "Milestone announced",
	rendered: "Post written",
	"gate-passed": "Privacy gate passed",
	recorded: "Practice post recorded",
};

/** The test gift: one press, and each step as it happens. */
export function TestGiftPanel({ last }: { readonly last: TestGift | null }) {
	const id = useCampaignId();
	const mayTest = useMay("checks.test-gift");
	const client = useQueryClient();
	const [current, setCurrent] = useState<string | null>(null);
	const query = useQuery({
		queryKey: ["campaign", id, "test-gift", current],
		queryFn: () => ask<TestGift>("GET", `/api/staff/campaigns/${id}/test-gifts/${current}`),
		enabled: current !== null,
		refetchInterval: ({ state }) => (state.data?.finishedAt == null ? 300 : false),
	});
	const send = useMutation({
		mutationFn: () => ask<TestGift>("POST", `/api/staff/campaigns/${id}/test-gifts`, {}),
		onSuccess: (test) => setCurrent(test.id),
		onError: notifyProblem,
	});
	const test = query.data ?? last;
	const isOver = query.data?.finishedAt != null;
	useEffect(() => {
		if (isOver) void client.invalidateQueries({ queryKey: ["campaign", id, "ready"] });
	}, [isOver, client, id]);
	const isOnItsWay = send.isPending || (current !== null && !isOver);
	return (
		<section className="test-gift" aria-labelledby="test-gift">
			<Group justify="space-between" align="flex-start" gap="md">
				<div className="ready-words">
					<Title order={2} size="h4" id="test-gift">
						Test gift
					</Title>
					<Text size="sm" c="dimmed">
						Goes all the way a real gift goes, in a hidden twin of this drive. Nothing is counted and nothing is
						published.
					</Text>
				</div>
				{mayTest && (
					<Button loading={isOnItsWay} onClick={() => send.mutate()}>
						Send a test gift
					</Button>
				)}
			</Group>
			{test && <Steps test={test} />}
		</section>
	);
}

function Steps({ test }: { readonly test: TestGift }) {
	return (
		<>
			<ol className="test-steps" aria-live="polite">
				{test.steps.map((step) => (
					<Step key={step.name} step={step} />
				))}
			</ol>
			<Text size="sm" c="dimmed">
				{summary(test)} Sent by {test.startedBy}, <When at={test.startedAt} />.
			</Text>
		</>
	);
}

function summary({ ok, steps }: TestGift): string {
	if (ok === null) return "It is on its way.";
	const last = steps.findLast(({ afterMs }) => afterMs !== null)?.afterMs ?? 0;
	return ok ? `It arrived in ${seconds(last)}.` : "It did not arrive.";
}

const MARKS: Readonly<Record<TestStep["state"], { readonly mark: string; readonly word: string }>> = {
	done: { mark: "✓", word: "Done" },
	failed: { mark: "×", word: "Failed" },
	waiting: { mark: "·", word: "Waiting" },
};

function Step({ step }: { readonly step: TestStep }) {
	const { mark, word } = MARKS[step.state];
	return (
		<li className={`ready-line ready-${step.state === "done" ? "ok" : step.state === "failed" ? "broken" : "waiting"}`}>
			<span className="ready-mark" role="img" aria-label={word}>
				{mark}
			</span>
			<div className="ready-words">
				<strong>{NAMES[step.name]}</strong>
				{step.says && <Text size="sm">{step.says}</Text>}
			</div>
			{step.afterMs !== null && <span className="test-time">{seconds(step.afterMs)}</span>}
		</li>
	);
}

function seconds(ms: number): string {
	return ms < 1_000 ? `${ms} ms` : `${(ms / 1_000).toFixed(1)} s`;
}
