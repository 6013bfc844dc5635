import { Text } from "@mantine/core";
import type { LinkPolicy } from "../../../domain/post/link-policy.ts";
import { writtenMills } from "../../../domain/post/x-cost.ts";
import type { ChannelCost } from "../../contract/staff/channels.ts";

/** What an X account has cost, and what it is likely to cost yet. */
export function CostMeter({ cost, policy }: { readonly cost: ChannelCost; readonly policy: LinkPolicy }) {
	const { posts, linkPosts, pictures, spent, forecast } = cost;
	const all = posts + linkPosts;
	return (
		<div className="channel-cost">
			<div>
				<Text size="sm" c="dimmed">
					Spent so far
				</Text>
				<Text className="channel-amount">{writtenMills(spent)}</Text>
				<Text size="sm" c="dimmed">
					{all} {all === 1 ? "post" : "posts"}
					{linkPosts > 0 && `, ${linkPosts} with a link`}
					{pictures > 0 && `, ${pictures} ${pictures === 1 ? "picture" : "pictures"}`}
				</Text>
			</div>
			<div>
				<Text size="sm" c="dimmed">
					Likely still to come
				</Text>
				<Text className="channel-amount">{writtenMills(forecast.cost)}</Text>
				<Text size="sm" c="dimmed">
					{forecast.posts} {forecast.posts === 1 ? "post" : "posts"} at this pace
					{policy.kind !== "never" && `, ${forecast.linkPosts} with a link`}
				</Text>
			</div>
		</div>
	);
}
