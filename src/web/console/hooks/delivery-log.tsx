import { Button, Group, Select, Table, Text, TextInput } from "@mantine/core";
import { useState } from "react";
import { HOOK_KIND_WORDS } from "../../../domain/staff/hook-kind.ts";
import type { DeliveryItem, DeliveryState, HookItem } from "../../contract/staff/hooks.ts";
import { When } from "../parts/figures.tsx";
import { notifyDone, notifyProblem } from "../parts/notify.ts";
import { Failed, Loading } from "../parts/states.tsx";
import { useDeliveries, useHookDeeds } from "./use-hooks.ts";

const STATE_WORDS: Readonly<Record<DeliveryState, string>> = {
	waiting: "Waiting",
	delivered: "Arrived",
	failed: "Not taken",
};

/** What was sent to one receiver and what it answered; any of it can be sent again. */
export function DeliveryLog({ hook }: { readonly hook: HookItem }) {
	const [state, setState] = useState<DeliveryState | null>(null);
	const log = useDeliveries(hook.id, state);
	const items = log.data?.pages.flatMap((page) => page.deliveries);
	return (
		<div className="hook-log">
			<Group align="flex-end" gap="md" mb="md">
				<Select
					label="Show"
					size="sm"
					value={state ?? ""}
					data={[
						{ value: "", label: "Everything" },
						...Object.entries(STATE_WORDS).map(([value, label]) => ({ value, label })),
					]}
					onChange={(picked) => setState(picked === "" ? null : (picked as DeliveryState))}
				/>
				<ReplaySpan hookId={hook.id} />
			</Group>
			{items === undefined && log.error === null && <Loading lines={3} />}
			{items === undefined && log.error !== null && <Failed error={log.error} retry={() => void log.refetch()} />}
			{items?.length === 0 && <Text c="dimmed">Nothing was sent yet. The next gift or milestone stands here.</Text>}
			{items !== undefined && items.length > 0 && <Lines hookId={hook.id} items={items} />}
			{log.hasNextPage && (
				<Button variant="default" size="sm" mt="sm" onClick={() => void log.fetchNextPage()}>
					Show older ones
				</Button>
			)}
		</div>
	);
}

function Lines({ hookId, items }: { readonly hookId: string; readonly items: readonly DeliveryItem[] }) {
	const { replayOne } = useHookDeeds();
	const again = (item: DeliveryItem) =>
		replayOne(hookId, item.id).then(() => notifyDone(`Number ${item.sequence} goes out again.`), notifyProblem);
	return (
		<Table.ScrollContainer minWidth={640}>
			<Table verticalSpacing="xs">
				<Table.Thead>
					<Table.Tr>
						<Table.Th>No.</Table.Th>
						<Table.Th>What</Table.Th>
						<Table.Th>When</Table.Th>
						<Table.Th>How it went</Table.Th>
						<Table.Th>
							<span className="unseen">Send again</span>
						</Table.Th>
					</Table.Tr>
				</Table.Thead>
				<Table.Tbody>
					{items.map((item) => (
						<Table.Tr key={item.id}>
							<Table.Td className="hook-number">{item.sequence}</Table.Td>
							<Table.Td>{item.kind === "test" ? "Test" : HOOK_KIND_WORDS[item.kind]}</Table.Td>
							<Table.Td>
								<When at={item.at} />
							</Table.Td>
							<Table.Td>
								<Outcome item={item} />
							</Table.Td>
							<Table.Td>
								<Button variant="subtle" size="compact-sm" onClick={() => again(item)}>
									Send again
								</Button>
							</Table.Td>
						</Table.Tr>
					))}
				</Table.Tbody>
			</Table>
		</Table.ScrollContainer>
	);
}

function Outcome({ item }: { readonly item: DeliveryItem }) {
	const tries = item.tries === 1 ? "" : `, ${item.tries} tries`;
	return (
		<>
			<Text size="sm" c={item.state === "failed" ? "ember" : undefined}>
				{STATE_WORDS[item.state]}
				{item.status !== null && ` (${item.status}, ${item.tookMs} ms${tries})`}
			</Text>
			{item.answer !== null && item.answer !== "" && item.state !== "delivered" && (
				<Text size="xs" c="dimmed" className="hook-answer">
					{item.answer}
				</Text>
			)}
		</>
	);
}

/** Everything of the last hours again, as after the receiver lost it. */
function ReplaySpan({ hookId }: { readonly hookId: string }) {
	const { replay } = useHookDeeds();
	const [hours, setHours] = useState("1");
	const count = Number(hours);
	const act = () => {
		const to = Date.now();
		return replay(hookId, { from: to - count * 3_600_000, to }).then(
			({ count: sent }) => notifyDone(sent === 1 ? "1 message goes out again." : `${sent} messages go out again.`),
			notifyProblem,
		);
	};
	return (
		<Group align="flex-end" gap="xs">
			<TextInput
				label="Send again the last hours"
				type="number"
				size="sm"
				min={1}
				max={720}
				w={224}
				value={hours}
				onChange={(event) => setHours(event.currentTarget.value)}
			/>
			<Button variant="default" size="sm" disabled={!(count > 0 && count <= 720)} onClick={act}>
				Send again
			</Button>
		</Group>
	);
}
