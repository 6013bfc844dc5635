import { Button } from "@mantine/core";
import { Link } from "react-router";
import { PostPreview } from "../parts/post-preview.tsx";
import { Empty } from "../parts/states.tsx";
import { useCampaign } from "../use-campaign.ts";
import { useMay } from "../use-me.ts";

/** Nothing waits: what will stand here, and where that is decided. */
export function NothingWaits() {
	const { id, shortName, name } = useCampaign();
	const mayEdit = useMay("campaign.edit");
	return (
		<Empty
			title="Nothing waits for you"
			words="A post stands here while its rule asks for a person's approval, while its countdown runs, or when the privacy gate wants somebody to look. You see it as people would, and decide in one press. This page keeps itself up to date."
			action={
				mayEdit && (
					<Button component={Link} to={`/c/${id}/rules`} variant="default">
						Choose which posts wait
					</Button>
				)
			}
			example={
				<PostPreview
					platform="x"
					account={shortName || name}
					text={`We just passed $40,000 for ${shortName || name}! $10,000 to go. Thank you to everybody who called.`}
					note="Approve and post now to 1 account"
				/>
			}
		/>
	);
}
