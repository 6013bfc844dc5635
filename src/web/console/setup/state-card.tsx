import { Anchor, Button, Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "react-router";
import { STATE_MEANS, type StateStep } from "../../../domain/drive/campaign-state.ts";
import type { DriveMade, DriveSetup, StateRequest } from "../../contract/staff/setup.ts";
import { ask } from "../ask.ts";
import { ConfirmButton } from "../parts/confirm-button.tsx";
import { notifyDone } from "../parts/notify.ts";
import { StateBadge } from "../parts/state-badge.tsx";
import { useCampaign } from "../use-campaign.ts";
import { useMay } from "../use-me.ts";
import { useSetupSaved } from "./use-setup.ts";

/** Where the drive stands, what that means, which money counts, and the way to the next state. */
export function StateCard({ setup }: { readonly setup: DriveSetup }) {
	const { state, written } = setup;
	const { stoppedAt } = useCampaign();
	const mayChange = useMay("campaign.state");
	return (
		<aside className="setup-card" aria-label="State of the drive">
			<Stack gap="md">
				<div>
					<StateBadge state={state} />
					<Text mt={8}>{STATE_MEANS[state]}</Text>
				</div>
				<p className="setup-mode" data-mode={written.livemode ? "real" : "test"}>
					{written.livemode
						? "Real money: cards are charged, and only real gifts count."
						: "Test money: nobody is charged, and no real gift is counted here."}
				</p>
				<dl className="setup-switches">
					<Switched name="Posting" isOn={stoppedAt === null} off="Stopped by the red button" />
					<Switched name="Giving on the page" isOn={written.isGiving} off="Off" />
					<Switched name="Public page" isOn={written.isOpen} off="Off" />
				</dl>
				<Text size="sm">
					<Anchor component={Link} to={`/c/${setup.id}/setup/giving`}>
						Change giving and the page
					</Anchor>
					,{" "}
					<Anchor component={Link} to={`/c/${setup.id}/setup/goal`}>
						the money
					</Anchor>
				</Text>
				{mayChange && <NextStates setup={setup} />}
			</Stack>
		</aside>
	);
}

function Switched({ name, isOn, off }: { readonly name: string; readonly isOn: boolean; readonly off: string }) {
	return (
		<div>
			<dt>{name}</dt>
			<dd data-on={isOn}>{isOn ? "On" : off}</dd>
		</div>
	);
}

function NextStates({ setup }: { readonly setup: DriveSetup }) {
	const { id, version } = setup;
	const path = `/api/staff/campaigns/${encodeURIComponent(id)}/state`;
	const saved = useSetupSaved();
	const { data } = useQuery({
		queryKey: ["campaign", id, "setup", "state", version],
		queryFn: () => ask<{ steps: readonly StateStep[] }>("GET", path),
	});
	return (
		<Stack gap="sm">
			{data?.steps.map(({ to, label, consequence, needs }, index) =>
				needs.length > 0 ? (
					<Needs key={to} label={label} needs={needs} />
				) : (
					<ConfirmButton
						key={to}
						label={label}
						title={`${label}?`}
						color={to === "live" ? "verdant" : "ink"}
						variant={index === 0 ? "filled" : "default"}
						fullWidth
						consequence={consequence}
						confirm={label}
						onConfirm={async () => {
							await ask<DriveMade>("POST", path, { to, version } satisfies StateRequest);
							await saved();
							notifyDone(to === "live" ? "The drive is live." : `The drive is ${to} now.`);
						}}
					/>
				),
			)}
		</Stack>
	);
}

function Needs({ label, needs }: { readonly label: string; readonly needs: StateStep["needs"] }) {
	return (
		<div>
			<Button fullWidth disabled>
				{label}
			</Button>
			<Title order={3} size="h6" mt="sm">
				Before that
			</Title>
			<ul className="setup-problems">
				{needs.map(({ field, says }) => (
					<li key={field}>{says}</li>
				))}
			</ul>
		</div>
	);
}
