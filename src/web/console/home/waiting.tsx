import { Anchor, Button, Text } from "@mantine/core";
import { Link } from "react-router";
import type { DriveHome } from "../../contract/staff/home.ts";
import type { PostListItem } from "../../contract/staff/posts.ts";
import { useLiveNow } from "../live/drive-live.tsx";
import { useCampaign } from "../use-campaign.ts";

const PLACES = { x: "X", facebook: "Facebook", "on-air": "the host's screen", "dry-run": "practice" } as const;

/** Posts that wait for a person's yes, or count down until they go by themselves. */
export function Waiting({ home }: { readonly home: DriveHome }) {
	const { id } = useCampaign();
	const { count, first } = home.held;
	if (count === 0) {
		return (
			<section className="home-card" aria-labelledby="waiting">
				<h2 id="waiting">Waits for approval</h2>
				<Text size="sm" c="dimmed">
					Nothing waits. Which milestones wait for a person is chosen under{" "}
					<Anchor component={Link} to={`/c/${id}/rules`} inherit>
						Rules
					</Anchor>
					.
				</Text>
			</section>
		);
	}
	return (
		<section className="home-card home-urgent" aria-labelledby="waiting">
			<h2 id="waiting">Waits for approval ({count})</h2>
			<ul className="home-items">
				{first.map((post) => (
					<li key={post.id}>
						<div className="home-item-head">
							<strong>
								{post.about}, on {PLACES[post.platform]}
							</strong>
							<Countdown post={post} />
						</div>
						{post.reason !== null && <Text size="sm">{post.reason}</Text>}
					</li>
				))}
			</ul>
			<Button component={Link} to={`/c/${id}/approvals`} variant="default" size="sm">
				{count > first.length ? `Look at all ${count}` : "Look at them"}
			</Button>
		</section>
	);
}

function Countdown({ post }: { readonly post: PostListItem }) {
	const { now } = useLiveNow();
	const isCounting = post.stateWords === "Counts down";
	if (!isCounting) return null;
	const left = Math.max(0, Math.ceil((post.notBefore - now) / 1000));
	const minutes = Math.floor(left / 60);
	return (
		<Text component="span" size="sm" fw={600}>
			{left === 0 ? "goes now" : `goes in ${minutes}:${String(left % 60).padStart(2, "0")}`}
		</Text>
	);
}
