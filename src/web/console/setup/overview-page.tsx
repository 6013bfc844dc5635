import { Button, Stack, Text, Title } from "@mantine/core";
import { Link } from "react-router";
import type { DriveSetup } from "../../contract/staff/setup.ts";
import { PageFrame } from "../parts/page-frame.tsx";
import { Asked } from "../parts/states.tsx";
import { useMay } from "../use-me.ts";
import { History } from "./history.tsx";
import "./setup.css";
import { StateCard } from "./state-card.tsx";
import { Mark } from "./step-list.tsx";
import { STEP_WORDS } from "./step-words.ts";
import { useSetup } from "./use-setup.ts";

/** The whole path at a glance: what is done, what is left, and the step into the world. */
export function OverviewPage() {
	const setup = useSetup();
	return (
		<Asked query={setup}>
			{(data) => (
				<PageFrame title="Set-up" lead={leadOf(data)} actions={<NextStep setup={data} />}>
					<div className="setup-overview">
						<Stack gap="xl">
							<Steps setup={data} />
							<Beside setup={data} />
							<History setup={data} />
						</Stack>
						<StateCard setup={data} />
					</div>
				</PageFrame>
			)}
		</Asked>
	);
}

function leadOf({ state, steps }: DriveSetup): string {
	const open = steps.filter(({ missing }) => missing.length > 0).length;
	if (state !== "draft") return "What you change here is shown to you before it is saved.";
	if (open === 0) return "Everything that has to be said is said. You can go on filling in, or go live.";
	return "You can leave at any step and come back; every step is kept as you save it.";
}

function NextStep({ setup }: { readonly setup: DriveSetup }) {
	const mayEdit = useMay("campaign.edit");
	const next = setup.steps.find(({ missing }) => missing.length > 0);
	if (!mayEdit || next === undefined) return null;
	return (
		<Button component={Link} to={`/c/${setup.id}/setup/${next.step}`}>
			Go on with {STEP_WORDS[next.step].title.toLowerCase()}
		</Button>
	);
}

function Steps({ setup }: { readonly setup: DriveSetup }) {
	return (
		<section aria-label="The drive">
			<ul className="setup-list">
				{setup.steps.map(({ step, missing, isBegun }) => {
					const [first] = missing;
					const isDone = first === undefined && isBegun;
					return (
						<li key={step} data-state={first === undefined ? "done" : "open"}>
							<Link to={`/c/${setup.id}/setup/${step}`}>
								<Mark isDone={isDone} />
								<span>
									<strong>{STEP_WORDS[step].title}</strong>
									<small>{first?.says ?? (isDone ? STEP_WORDS[step].lead : "Nothing yet; it can be left out.")}</small>
								</span>
								<span aria-hidden="true">›</span>
							</Link>
						</li>
					);
				})}
			</ul>
		</section>
	);
}

/** What belongs to a drive and has pages of its own. */
function Beside({ setup }: { readonly setup: DriveSetup }) {
	const channels =
		setup.channels === 0
			? "No account is connected yet."
			: `${setup.channels} ${setup.channels === 1 ? "place" : "places"} to speak on.`;
	const lines = [
		["rules", "Milestone rules", "What is announced, and who lets it go."],
		["templates", "Templates", "The words of the posts, in each language."],
		["channels", "Channels", `X, Facebook and the host's screen. ${channels}`],
		["links", "Screens and links", "Links for studios, phone rooms and lobbies; the public addresses."],
		["ready", "Ready for air", "Everything tried once before it counts."],
	] as const;
	return (
		<section>
			<Title order={2} size="h4" mb="sm">
				Then
			</Title>
			<ul className="setup-list">
				{lines.map(([path, title, words]) => (
					<li key={path}>
						<Link to={`/c/${setup.id}/${path}`}>
							<span />
							<span>
								<strong>{title}</strong>
								<small>{words}</small>
							</span>
							<span aria-hidden="true">›</span>
						</Link>
					</li>
				))}
				<li>
					<Link to="/people">
						<span />
						<span>
							<strong>People</strong>
							<small>Who else works on it, and what each may do.</small>
						</span>
						<span aria-hidden="true">›</span>
					</Link>
				</li>
			</ul>
			<Text size="sm" c="dimmed" mt="sm">
				You can do these in any order, before or after going live.
			</Text>
		</section>
	);
}
