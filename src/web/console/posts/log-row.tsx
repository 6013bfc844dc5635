import { Anchor, Image, Text } from "@mantine/core";
import { Link } from "react-router";
import type { PostListItem } from "../../contract/staff/posts.ts";
import { When } from "../parts/figures.tsx";
import { useCampaignId } from "../use-campaign.ts";
import { PostDeeds } from "./post-deeds.tsx";
import { PostState } from "./post-state.tsx";

const PLACES = { x: "X", facebook: "Facebook", "on-air": "Host's screen", "dry-run": "Practice" } as const;

/** One post in the log: what it says, how it stands, and what to do where something is to be done. */
export function LogRow({ post }: { readonly post: PostListItem }) {
	const campaignId = useCampaignId();
	const at = post.publishedAt ?? post.decidedAt;
	return (
		<li className="log-row" data-group={post.group}>
			<div className="log-row-when">
				<When at={at} />
				<Text size="sm" c="dimmed">
					{post.account.includes(PLACES[post.platform]) ? post.account : `${PLACES[post.platform]}, ${post.account}`}
				</Text>
			</div>
			<div className="log-row-words">
				<div className="log-row-head">
					<Anchor component={Link} to={`/c/${campaignId}/posts/${post.id}`} className="log-row-title">
						{post.about}
					</Anchor>
					<PostState post={post} />
				</div>
				{post.late && (
					<Text size="sm" c="dimmed">
						The gift that made it fall came in late.
					</Text>
				)}
				{post.text !== null && <p className="log-row-text">{post.text}</p>}
				{post.reason !== null && (
					<Text size="sm" c={post.group === "trouble" ? "ember" : "dimmed"}>
						{post.reason}
					</Text>
				)}
				{post.advice !== null && <Text size="sm">{post.advice}</Text>}
				<div className="log-row-links">
					{post.link !== null && (
						<Anchor href={post.link} target="_blank" rel="noreferrer" size="sm">
							Open on {PLACES[post.platform]}
						</Anchor>
					)}
					{post.supersededBy !== null && (
						<Anchor component={Link} to={`/c/${campaignId}/posts/${post.supersededBy}`} size="sm">
							The post that speaks for it
						</Anchor>
					)}
				</div>
				{post.group === "trouble" && <PostDeeds post={post} />}
			</div>
			{post.picture !== null && (
				<Image src={post.picture.url} alt={post.picture.alt} className="log-row-picture" loading="lazy" radius="sm" />
			)}
		</li>
	);
}
