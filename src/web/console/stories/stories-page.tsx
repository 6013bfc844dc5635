import { Button, Stack, Text, Title } from "@mantine/core";
import { Link } from "react-router";
import { channelWords } from "../../../domain/privacy/story.ts";
import type { StoryItem } from "../../contract/staff/stories.ts";
import { PageFrame } from "../parts/page-frame.tsx";
import { Asked, Empty } from "../parts/states.tsx";
import { useCampaignId } from "../use-campaign.ts";
import { StateBadge } from "./state-badge.tsx";
import { useStories } from "./use-stories.ts";
import "./stories.css";

export function StoriesPage() {
	const id = useCampaignId();
	const query = useStories();
	const add = (
		<Button component={Link} to={`/c/${id}/stories/new`}>
			Record a story
		</Button>
	);
	const hasSome = (query.data?.length ?? 0) > 0;
	return (
		<PageFrame
			title="Stories"
			lead="A patient's story is told only while the family's signed authorisation covers it: where, and until when. Carillon asks again at the moment it goes out."
			actions={hasSome ? add : undefined}
		>
			<Asked query={query}>
				{(stories) =>
					stories.length === 0 ? (
						<Empty
							title="No story yet"
							words="Record the words that may be said and what the signed form allows. The form itself stays in your files."
							action={add}
							example={<Text>“Maya rang the bell in May.” On air and on X, until December 31. Form HIM-2026-118.</Text>}
						/>
					) : (
						<Stack gap="md">
							{stories.map((story) => (
								<StoryCard key={story.id} story={story} />
							))}
						</Stack>
					)
				}
			</Asked>
		</PageFrame>
	);
}

function StoryCard({ story }: { readonly story: StoryItem }) {
	const id = useCampaignId();
	const { authorisation, state } = story;
	return (
		<article className="story-card">
			<div className="story-card-head">
				<Title order={2} size="h4">
					<Link to={`/c/${id}/stories/${story.id}`}>{story.title}</Link>
				</Title>
				<StateBadge state={state} />
			</div>
			<Text className="story-say">{story.say}</Text>
			<Text size="sm" c="dimmed">
				{authorisation.channels.length === 0
					? "May be told nowhere yet"
					: `May be told ${authorisation.channels.map(channelWords).join(", ")}`}
				{authorisation.reference && ` · Form ${authorisation.reference}`}
				{story.onScreen && " · On every host's screen now"}
				{story.postsWaiting > 0 && ` · ${story.postsWaiting} posts wait with it`}
			</Text>
			{state.kind === "incomplete" && <Text size="sm">{state.missing[0]?.says}</Text>}
		</article>
	);
}
