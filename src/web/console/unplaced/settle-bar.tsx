import { Button, Checkbox, Group, Modal, Select, Stack, Text, TextInput } from "@mantine/core";
import { useState } from "react";
import type { UnplacedItem } from "../../contract/staff/unplaced.ts";
import { notifyDone, notifyProblem } from "../parts/notify.ts";
import { useCampaigns } from "../use-campaign.ts";
import { useUnplacedDeeds } from "./use-unplaced.ts";

type Props = { readonly chosen: readonly UnplacedItem[]; readonly settled: () => void };

/** What can be done with those that are chosen. */
export function SettleBar({ chosen, settled }: Props) {
	const [open, setOpen] = useState<"assign" | "dismiss" | null>(null);
	const [isBusy, setBusy] = useState(false);
	const deeds = useUnplacedDeeds();
	const gifts = chosen.filter((item) => item.kind === "gift");
	const events = chosen.filter((item) => item.kind === "event");
	const isDismissed = chosen.some((item) => item.dismissed !== null);
	const keys = chosen.map((item) => item.key);
	const run = async (work: () => Promise<unknown>) => {
		setBusy(true);
		try {
			await work();
			settled();
		} catch (error) {
			notifyProblem(error);
		} finally {
			setBusy(false);
		}
	};
	const tryAgain = async () => {
		const { results } = await deeds.tryAgain({ keys: events.map((item) => item.key) });
		notifyDone(results.map(({ says }) => says).join(" "));
	};
	const bringBack = async () => {
		await deeds.bringBack({ keys });
		notifyDone("They are back in the list.");
	};
	return (
		<div className="unplaced-bar" role="toolbar" aria-label="What to do with those chosen">
			<Text fw={600}>{chosen.length} chosen</Text>
			{isDismissed ? (
				<Button loading={isBusy} onClick={() => run(bringBack)}>
					Bring back
				</Button>
			) : (
				<>
					{gifts.length > 0 && <Button onClick={() => setOpen("assign")}>Place in a drive</Button>}
					{events.length > 0 && (
						<Button variant="default" loading={isBusy} onClick={() => run(tryAgain)}>
							Try to read again
						</Button>
					)}
					<Button variant="default" onClick={() => setOpen("dismiss")}>
						Set aside
					</Button>
				</>
			)}
			<AssignDialog gifts={gifts} isOpen={open === "assign"} close={() => setOpen(null)} settled={settled} />
			<DismissDialog keys={keys} isOpen={open === "dismiss"} close={() => setOpen(null)} settled={settled} />
		</div>
	);
}

type Dialog = { readonly isOpen: boolean; readonly close: () => void; readonly settled: () => void };

function AssignDialog({ gifts, isOpen, close, settled }: Dialog & { readonly gifts: readonly UnplacedItem[] }) {
	const { data: campaigns = [] } = useCampaigns();
	const { place, isBusy, refusals, forget } = usePlacing(gifts, () => {
		close();
		settled();
	});
	const [campaign, setCampaign] = useState<string | null>(null);
	const [takesLinks, setTakesLinks] = useState(false);
	const name = campaigns.find((one) => one.id === campaign)?.name;
	const links = new Set(gifts.flatMap((item) => (item.kind === "gift" ? (item.paymentLink ?? []) : [])));
	const many = gifts.length === 1 ? "this gift" : `these ${gifts.length} gifts`;
	return (
		<Modal opened={isOpen} onClose={close} title={`Where does ${many} belong?`}>
			<Stack gap="md">
				<Select
					label="Drive"
					placeholder="Choose a drive"
					data={campaigns.map((one) => ({
						value: one.id,
						label: `${one.name}${one.livemode ? "" : " (test)"}`,
					}))}
					value={campaign}
					onChange={(picked) => {
						setCampaign(picked);
						forget();
					}}
					data-autofocus
				/>
				<TakeLinks links={[...links]} takesLinks={takesLinks} setTakesLinks={setTakesLinks} />
				<Text size="sm">
					{name === undefined
						? "Choose where the money is counted."
						: `The total of ${name} goes up, and milestones may fall.`}
				</Text>
				{refusals.map((says) => (
					<Text key={says} size="sm" c="ember" role="alert">
						{says}
					</Text>
				))}
				<Group justify="flex-end" gap="sm">
					<Button variant="default" onClick={close}>
						Leave it as it is
					</Button>
					<Button
						disabled={campaign === null}
						loading={isBusy}
						onClick={() => place(campaign ?? "", name ?? "", takesLinks)}
					>
						Count {many}
					</Button>
				</Group>
			</Stack>
		</Modal>
	);
}

function TakeLinks(props: {
	readonly links: readonly string[];
	readonly takesLinks: boolean;
	readonly setTakesLinks: (takes: boolean) => void;
}) {
	const { links, takesLinks, setTakesLinks } = props;
	if (links.length === 0) return null;
	return (
		<Checkbox
			label={`From now on this drive takes every gift by ${links.length === 1 ? "this payment link" : "these payment links"}`}
			description={links.join(", ")}
			checked={takesLinks}
			onChange={(event) => setTakesLinks(event.currentTarget.checked)}
		/>
	);
}

/** Counts gifts in a drive: `refusals` says, each once, why some were not. */
function usePlacing(gifts: readonly UnplacedItem[], placedAll: () => void) {
	const { assign } = useUnplacedDeeds();
	const [isBusy, setBusy] = useState(false);
	const [refusals, setRefusals] = useState<readonly string[]>([]);
	const place = async (campaign: string, name: string, takeLinks: boolean) => {
		setBusy(true);
		try {
			const { results } = await assign({ campaign, keys: gifts.map((item) => item.key), takeLinks });
			const placed = results.filter((one) => one.placed).length;
			const refused = [...new Set(results.filter((one) => !one.placed).map(({ says }) => says))];
			setRefusals(refused);
			if (placed > 0) notifyDone(`${placed} counted in ${name}.`);
			if (refused.length === 0) placedAll();
		} catch (error) {
			notifyProblem(error);
		} finally {
			setBusy(false);
		}
	};
	return { place, isBusy, refusals, forget: () => setRefusals([]) };
}

function DismissDialog({ keys, isOpen, close, settled }: Dialog & { readonly keys: readonly string[] }) {
	const { dismiss } = useUnplacedDeeds();
	const [reason, setReason] = useState("");
	const act = async () => {
		try {
			await dismiss({ keys, reason });
			notifyDone("Set aside. They stay under “Set aside” and can be brought back.");
			setReason("");
			close();
			settled();
		} catch (error) {
			notifyProblem(error);
		}
	};
	return (
		<Modal opened={isOpen} onClose={close} title="Set aside without counting?">
			<Stack gap="md">
				<TextInput
					label="Why"
					placeholder="A trial of ours, refunded"
					value={reason}
					maxLength={300}
					onChange={(event) => setReason(event.currentTarget.value)}
					data-autofocus
				/>
				<Text size="sm">Nothing is deleted, and no money moves. You can bring them back at any time.</Text>
				<Group justify="flex-end" gap="sm">
					<Button variant="default" onClick={close}>
						Leave it as it is
					</Button>
					<Button disabled={reason.trim() === ""} onClick={act}>
						Set aside
					</Button>
				</Group>
			</Stack>
		</Modal>
	);
}
