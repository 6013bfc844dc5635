import { Anchor, Text } from "@mantine/core";
import { Link } from "react-router";
import type { DriveHome } from "../../contract/staff/home.ts";
import { PostState } from "../posts/post-state.tsx";
import { useCampaign } from "../use-campaign.ts";

const PLACES = { x: "X", facebook: "Facebook", "on-air": "the host's screen", "dry-run": "practice" } as const;

/** What went wrong and a person has to look at, each with what to do. */
export function NeedsYou({ home }: { readonly home: DriveHome }) {
	const { id } = useCampaign();
	const { count, posts, lines } = home.trouble;
	if (count === 0) return <Calm />;
	const hidden = count - posts.length - lines.length;
	return (
		<section className="home-card home-trouble home-urgent" aria-labelledby="trouble">
			<h2 id="trouble">Needs you ({count})</h2>
			<ul className="home-items">
				{lines.map(({ what, says, to, action }) => (
					<li key={what}>
						<strong>{what}</strong>
						<Text size="sm">{says}</Text>
						{to !== null && action !== null && (
							<Anchor component={Link} to={to} size="sm">
								{action}
							</Anchor>
						)}
					</li>
				))}
				{posts.map((post) => (
					<li key={post.id}>
						<div className="home-item-head">
							<strong>
								{post.about}, on {PLACES[post.platform]}
							</strong>
							<PostState post={post} />
						</div>
						{post.reason !== null && <Text size="sm">{post.reason}</Text>}
						{post.advice !== null && (
							<Text size="sm" c="dimmed">
								{post.advice}
							</Text>
						)}
						<Anchor
							component={Link}
							to={`/c/${id}/posts/${post.id}`}
							size="sm"
							aria-label={`Look at the post: ${post.about}`}
						>
							Look at it
						</Anchor>
					</li>
				))}
			</ul>
			{hidden > 0 && (
				<Anchor component={Link} to={`/c/${id}/posts?group=trouble`} size="sm">
					{hidden} more
				</Anchor>
			)}
		</section>
	);
}

function Calm() {
	return (
		<section className="home-card home-calm home-urgent" aria-label="Needs you">
			<Text>
				<strong>Nothing has failed.</strong> What fails, and what to do about it, stands here.
			</Text>
		</section>
	);
}
