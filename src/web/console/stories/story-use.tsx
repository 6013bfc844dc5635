import { Alert, Anchor, Button, Group, Stack, Text } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { RevokeAnswer, StoryItem } from "../../contract/staff/stories.ts";
import { ask } from "../ask.ts";
import { ConfirmButton } from "../parts/confirm-button.tsx";
import { When } from "../parts/figures.tsx";
import { notifyDone, notifyProblem } from "../parts/notify.ts";
import { useCampaignId } from "../use-campaign.ts";
import { useMay } from "../use-me.ts";
import { StateBadge } from "./state-badge.tsx";

/** Where the story is told now, and how to tell it or take it back. */
export function StoryUse({ story }: { readonly story: StoryItem }) {
	const id = useCampaignId();
	const client = useQueryClient();
	const maySay = useMay("say-now");
	const again = () => client.invalidateQueries({ queryKey: ["campaign", id, "stories"] });
	const say = useMutation({
		mutationFn: () => ask("POST", `/api/staff/campaigns/${id}/stories/${story.id}/say`, { minutes: 10 }),
		onSuccess: () => notifyDone("Every host's screen shows it for ten minutes."),
		onError: notifyProblem,
		onSettled: again,
	});
	const revoke = async () => {
		const answer = await ask<RevokeAnswer>("POST", `/api/staff/campaigns/${id}/stories/${story.id}/revoke`, {});
		notifyDone(`Revoked. ${answer.postsHeld} waiting posts are held; no screen shows it any more.`);
		await again();
	};
	return (
		<Stack gap="md" mb="lg">
			<Group gap="sm">
				<StateBadge state={story.state} />
				{story.state.kind === "valid" && maySay && story.authorisation.channels.includes("on-air") && (
					<Button size="sm" variant="default" loading={say.isPending} onClick={() => say.mutate()}>
						Show on the hosts' screens for 10 minutes
					</Button>
				)}
				{story.revokedAt === null && (
					<ConfirmButton
						size="sm"
						variant="outline"
						color="ember"
						label="Revoke"
						title={`Revoke “${story.title}”?`}
						confirm="Revoke this story"
						consequence="It leaves every screen at once, and posts that wait with it are held. This can't be undone: a new signature needs a new record."
						onConfirm={revoke}
					/>
				)}
			</Group>
			{story.revokedAt !== null && (
				<Alert color="ember" title="This story may not be told any more">
					{story.revokedBy} revoked it <When at={story.revokedAt} />. {story.revokedWhy}
				</Alert>
			)}
			{story.postsOut.length > 0 && story.state.kind !== "valid" && (
				<Alert color="brass" title="Posts with this story are out">
					Carillon can't take them back. Delete them where they are:{" "}
					{story.postsOut.map(({ id: post, platform, url }) => (
						<Text key={post} span>
							{url ? <Anchor href={url}>{platform === "x" ? "on X" : "on Facebook"}</Anchor> : `post ${post}`}{" "}
						</Text>
					))}
				</Alert>
			)}
		</Stack>
	);
}
