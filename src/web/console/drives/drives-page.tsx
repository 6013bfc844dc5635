import { Button, Group, Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Link } from "react-router";
import type { CampaignState } from "../../../domain/drive/campaign.ts";
import type { DriveListItem } from "../../contract/staff/setup.ts";
import { ask } from "../ask.ts";
import { Money, writtenMoment } from "../parts/figures.tsx";
import { PageFrame } from "../parts/page-frame.tsx";
import { StateBadge } from "../parts/state-badge.tsx";
import { Asked, Empty } from "../parts/states.tsx";
import { useMay } from "../use-me.ts";
import { CloneDialog } from "./clone-dialog.tsx";
import "./drives.css";

const GROUPS: readonly { readonly title: string; readonly states: readonly CampaignState[] }[] = [
	{ title: "On the air", states: ["live"] },
	{ title: "Being set up", states: ["draft"] },
	{ title: "Closed", states: ["closed"] },
	{ title: "Archive", states: ["archived"] },
];

/** Every drive: what it came to, and what it needs next. */
export function DrivesPage() {
	const drives = useQuery({
		queryKey: ["drives"],
		queryFn: () => ask<{ drives: readonly DriveListItem[] }>("GET", "/api/staff/drives"),
		select: (answer) => answer.drives,
	});
	const mayEdit = useMay("campaign.edit");
	const begin = mayEdit && (
		<Button component={Link} to="/drives/new">
			New drive
		</Button>
	);
	return (
		<PageFrame title="Drives" lead="Each drive has its own goal, rules, words, accounts and gifts." actions={begin}>
			<Asked query={drives}>
				{(list) =>
					list.length === 0 ? (
						<Empty
							title="There is no drive yet"
							words="Begin with its name and its hospital. You can leave at any step, come back, and go live when everything is said."
							action={begin || undefined}
							example={<Example />}
						/>
					) : (
						<Stack gap="xl">
							{GROUPS.map(({ title, states }) => (
								<DriveGroup key={title} title={title} drives={list.filter(({ state }) => states.includes(state))} />
							))}
						</Stack>
					)
				}
			</Asked>
		</PageFrame>
	);
}

function DriveGroup({ title, drives }: { readonly title: string; readonly drives: readonly DriveListItem[] }) {
	if (drives.length === 0) return null;
	return (
		<section>
			<Title order={2} size="h4" mb="sm">
				{title}
			</Title>
			<Stack gap="sm">
				{drives.map((drive) => (
					<Drive key={drive.id} drive={drive} />
				))}
			</Stack>
		</section>
	);
}

function Drive({ drive }: { readonly drive: DriveListItem }) {
	const mayEdit = useMay("campaign.edit");
	const [isCloning, setCloning] = useState(false);
	const { id, name, hospital, state, nextStep } = drive;
	return (
		<article className="drive">
			<div className="drive-words">
				<Group gap="sm">
					<Link className="drive-name" to={state === "draft" ? `/c/${id}/setup` : `/c/${id}`}>
						{name || id}
					</Link>
					<StateBadge state={state} />
				</Group>
				<Text c="dimmed">
					{hospital || "No hospital yet"} · {datesOf(drive)}
				</Text>
				{!drive.livemode && state !== "draft" && (
					<Text size="sm" c="sky">
						Test money
					</Text>
				)}
			</div>
			<Figures drive={drive} />
			<div className="drive-actions">
				{state === "draft" && mayEdit && (
					<Button component={Link} size="sm" variant="default" to={`/c/${id}/setup/${nextStep?.step ?? ""}`}>
						Go on
					</Button>
				)}
				{mayEdit && (
					<Button
						size="sm"
						variant="subtle"
						onClick={() => setCloning(true)}
						aria-label={`Copy ${name} to other dates`}
					>
						Copy
					</Button>
				)}
			</div>
			{isCloning && <CloneDialog drive={drive} onClose={() => setCloning(false)} />}
		</article>
	);
}

/** What it came to; of a draft, how far its set-up is. */
function Figures({ drive }: { readonly drive: DriveListItem }) {
	const { state, currency, total, goal, gifts, nextStep, stepsDone, stepsInAll } = drive;
	const percent = goal > 0 ? Math.max(0, Math.min(100, (total / goal) * 100)) : 0;
	return (
		<div className="drive-figures">
			{state === "draft" && gifts === 0 ? (
				<>
					<Text fw={600}>
						{stepsDone} of {stepsInAll} steps
					</Text>
					<Text size="sm" c="dimmed">
						{nextStep?.says ?? "Ready to go live."}
					</Text>
				</>
			) : (
				<>
					<Text className="drive-total">
						<Money amount={total} currency={currency} />
					</Text>
					<svg viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true" className="drive-band">
						<rect className="all" width="100" height="4" />
						<rect className="part" width={percent} height="4" />
					</svg>
					<Text size="sm" c="dimmed">
						of <Money amount={goal} currency={currency} />, {gifts.toLocaleString("en-US")}{" "}
						{gifts === 1 ? "gift" : "gifts"}
					</Text>
				</>
			)}
		</div>
	);
}

function datesOf({ opensAt, closesAt, timeZone }: DriveListItem): string {
	if (opensAt === 0) return "no dates yet";
	const [from, to] = [opensAt, closesAt || opensAt].map((at) => writtenMoment(at, "day", timeZone));
	const year = new Intl.DateTimeFormat("en-US", { timeZone, year: "numeric" }).format(opensAt);
	return from === to ? `${from}, ${year}` : `${from} to ${to}, ${year}`;
}

function Example() {
	return (
		<article className="drive">
			<div className="drive-words">
				<Group gap="sm">
					<span className="drive-name">Hope for Kids Radiothon</span>
					<StateBadge state="live" />
				</Group>
				<Text c="dimmed">Lakeview Children's Hospital · Thu, Dec 3 to Fri, Dec 4</Text>
			</div>
			<div className="drive-figures">
				<Text className="drive-total">$48,230</Text>
				<Text size="sm" c="dimmed">
					of $150,000, 412 gifts
				</Text>
			</div>
		</article>
	);
}
