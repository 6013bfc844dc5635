import { Anchor, Text } from "@mantine/core";
import { Link } from "react-router";
import type { DriveHome } from "../../contract/staff/home.ts";
import { DataAge, StaleAlarm } from "../live/how-old.tsx";
import { writtenMoment } from "../parts/figures.tsx";
import { PageFrame } from "../parts/page-frame.tsx";
import { Asked } from "../parts/states.tsx";
import { useCampaign } from "../use-campaign.ts";
import { ChannelLines } from "./channel-lines.tsx";
import { JustPosted } from "./just-posted.tsx";
import { NeedsYou } from "./needs-you.tsx";
import { Pace } from "./pace.tsx";
import { SayNowCard } from "./say-now-card.tsx";
import { Sums } from "./sums.tsx";
import { ToDo } from "./to-do.tsx";
import { Total } from "./total.tsx";
import { useHome } from "./use-home.ts";
import { Waiting } from "./waiting.tsx";
import "./home.css";

/** The drive itself, live: what it stands at, what was said about it, and what waits for a person. */
export function HomePage() {
	const { name } = useCampaign();
	const home = useHome();
	return (
		<PageFrame title={name} lead={home.data && <Lead home={home.data} />} actions={<DataAge />}>
			<StaleAlarm />
			<Asked query={home} lines={6}>
				{(shown) => <Drive home={shown} />}
			</Asked>
		</PageFrame>
	);
}

function Lead({ home }: { readonly home: DriveHome }) {
	const { opensAt, closesAt, timeZone } = useCampaign();
	const at = (instant: number) => writtenMoment(instant, "both", timeZone);
	switch (home.phase) {
		case "draft":
			return "A draft: it takes no gifts and posts nothing until it goes live.";
		case "before":
			return `Live, and opens ${at(opensAt)}.`;
		case "running":
			return `On until ${at(closesAt)}.`;
		case "over":
			return home.state === "live"
				? `Its time was over ${at(closesAt)}. Late gifts still count.`
				: `It closed ${at(closesAt)}.`;
		default:
			return home.phase satisfies never;
	}
}

function Drive({ home }: { readonly home: DriveHome }) {
	const isAhead = home.phase === "draft" || home.phase === "before";
	return (
		<div className="home">
			<div className="home-main">
				{isAhead && <ToDo lines={home.toDo} />}
				{(!isAhead || home.total > 0) && <Total home={home} />}
				{home.phase === "running" && <Pace home={home} />}
				{home.sums !== null && <Sums home={home} sums={home.sums} />}
				<JustPosted home={home} />
			</div>
			<div className="home-side">
				<NeedsYou home={home} />
				<Waiting home={home} />
				<Coming home={home} />
				{home.phase !== "draft" && home.phase !== "over" && <SayNowCard home={home} />}
				<ChannelLines home={home} />
			</div>
		</div>
	);
}

function Coming({ home }: { readonly home: DriveHome }) {
	const { timeZone, id } = useCampaign();
	if (home.coming.length === 0 || home.phase === "over") return null;
	return (
		<section className="home-card" aria-labelledby="coming">
			<h2 id="coming">Coming by the clock</h2>
			<ul className="home-lines">
				{home.coming.map(({ at, words }) => (
					<li key={words}>
						<span>{words}</span>
						<Text component="span" size="sm" c="dimmed">
							{writtenMoment(at, "both", timeZone)}
						</Text>
					</li>
				))}
			</ul>
			<Anchor component={Link} to={`/c/${id}/rules`} size="sm">
				All rules
			</Anchor>
		</section>
	);
}
