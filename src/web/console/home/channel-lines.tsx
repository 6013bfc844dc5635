import { Anchor, Text } from "@mantine/core";
import { Link } from "react-router";
import type { ChannelLine, DriveHome } from "../../contract/staff/home.ts";
import { writtenMoment } from "../parts/figures.tsx";
import { useCampaign } from "../use-campaign.ts";

const PLACES = { x: "X", facebook: "Facebook", "on-air": "Host's screen", "dry-run": "Practice" } as const;
const HEALTH = {
	well: "Well",
	resting: "Rests",
	"needs-person": "Needs you",
	off: "Off",
} as const satisfies Record<ChannelLine["health"], string>;

/** Each account in one line. */
export function ChannelLines({ home }: { readonly home: DriveHome }) {
	const { id } = useCampaign();
	return (
		<section className="home-card" aria-labelledby="channels">
			<div className="home-head">
				<h2 id="channels">Channels</h2>
				<Anchor component={Link} to={`/c/${id}/channels`} size="sm">
					{home.channels.length === 0 ? "Connect one" : "Look after them"}
				</Anchor>
			</div>
			{home.channels.length === 0 ? (
				<Text size="sm" c="dimmed">
					No account is connected, so nothing is posted.
				</Text>
			) : (
				<ul className="home-channels">
					{home.channels.map((channel) => (
						<Line key={channel.id} channel={channel} />
					))}
				</ul>
			)}
		</section>
	);
}

function Line({ channel }: { readonly channel: ChannelLine }) {
	const { timeZone } = useCampaign();
	const { health, platform, name, lastPostAt, restsUntil, waiting } = channel;
	const time = (at: number) => writtenMoment(at, "time", timeZone);
	const says =
		health === "resting" && restsUntil !== null
			? `${channel.says} Until ${time(restsUntil)}.`
			: health === "well"
				? `${lastPostAt === null ? "No post yet" : `Last post ${time(lastPostAt)}`}${waiting > 0 ? `, ${waiting} waiting` : ""}`
				: channel.says;
	return (
		<li data-health={health}>
			<span className="home-channel-dot" aria-hidden="true" />
			<span>
				<strong>{PLACES[platform]}</strong> {name}
				<Text component="span" size="sm" c="dimmed" display="block">
					{says}
				</Text>
			</span>
			<span className="home-channel-health">{HEALTH[health]}</span>
		</li>
	);
}
