import { Button } from "@mantine/core";
import { Link, useParams } from "react-router";
import type { StoryDraft, StoryItem } from "../../contract/staff/stories.ts";
import { PageFrame } from "../parts/page-frame.tsx";
import { Asked, Empty } from "../parts/states.tsx";
import { useCampaign } from "../use-campaign.ts";
import { StoryForm } from "./story-form.tsx";
import { StoryUse } from "./story-use.tsx";
import { useStories } from "./use-stories.ts";
import "./stories.css";

export function StoryPage() {
	const { id, hospital, stations } = useCampaign();
	const { story: storyId = "" } = useParams();
	const query = useStories();
	const fresh: StoryDraft = {
		title: "",
		say: "",
		names: [],
		authorisation: {
			...{ description: "", disclosedBy: hospital, purpose: "", expiresAt: null, expiryEvent: "", signedAt: null },
			disclosedTo: [...stations.map(({ name }) => name), "the public"].join(", "),
			...{ signedBy: "", authority: "", isRepresentative: true, reference: "", channels: [], statements: [] },
		},
	};
	return (
		<PageFrame
			title={storyId === "new" ? "Record a story" : (titleOf(query.data, storyId) ?? "Story")}
			lead="The words that may be said, and what the signed form allows."
			actions={
				<Button component={Link} to={`/c/${id}/stories`} variant="default">
					Back to stories
				</Button>
			}
		>
			<Asked query={query}>
				{(stories) => {
					if (storyId === "new") return <StoryForm draft={fresh} story={null} />;
					const story = stories.find((one) => one.id === storyId);
					if (story === undefined)
						return (
							<Empty title="There is no such story" words="Go back to the list; it may belong to another drive." />
						);
					return (
						<>
							<StoryUse story={story} />
							<StoryForm key={story.updatedAt} draft={story} story={story} />
						</>
					);
				}}
			</Asked>
		</PageFrame>
	);
}

function titleOf(stories: readonly StoryItem[] | undefined, id: string): string | undefined {
	return stories?.find((one) => one.id === id)?.title;
}
