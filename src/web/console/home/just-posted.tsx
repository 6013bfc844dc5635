import { Anchor, Text } from "@mantine/core";
import { Link } from "react-router";
import type { DriveHome } from "../../contract/staff/home.ts";
import type { PostListItem } from "../../contract/staff/posts.ts";
import { When } from "../parts/figures.tsx";
import { PostPreview } from "../parts/post-preview.tsx";
import { useCampaign } from "../use-campaign.ts";

/** The last posts, as people see them. */
export function JustPosted({ home }: { readonly home: DriveHome }) {
	const { id } = useCampaign();
	return (
		<section aria-labelledby="posted">
			<div className="home-head">
				<h2 id="posted">Just posted</h2>
				{home.published > 0 && (
					<Anchor component={Link} to={`/c/${id}/posts?group=out`} size="sm">
						All {home.published.toLocaleString("en-US")} in the post log
					</Anchor>
				)}
			</div>
			{home.posted.length === 0 ? <NothingYet home={home} /> : <Posts posts={home.posted} />}
		</section>
	);
}

function Posts({ posts }: { readonly posts: readonly PostListItem[] }) {
	const { id } = useCampaign();
	return (
		<ul className="home-posted">
			{posts.map((post) => (
				<li key={post.id}>
					<PostPreview platform={post.platform} account={post.account} text={post.text ?? ""} picture={post.picture} />
					<p className="home-posted-foot">
						<When at={post.publishedAt ?? post.decidedAt} />
						{post.link !== null && (
							<Anchor href={post.link} target="_blank" rel="noreferrer" size="sm">
								Open the post
							</Anchor>
						)}
						<Anchor component={Link} to={`/c/${id}/posts/${post.id}`} size="sm" aria-label={`Its way: ${post.about}`}>
							Its way
						</Anchor>
					</p>
				</li>
			))}
		</ul>
	);
}

function NothingYet({ home }: { readonly home: DriveHome }) {
	const { hospital } = useCampaign();
	const [next] = home.next;
	return (
		<div className="home-nothing">
			<Text mb="md">
				{home.phase === "over"
					? "Nothing was posted in this drive."
					: next === undefined
						? "Nothing yet. The first milestone makes the first post."
						: "Nothing yet. The next milestone makes the first post, like this one:"}
			</Text>
			{home.phase !== "over" && (
				<PostPreview
					platform="x"
					account={hospital}
					text={`We have just passed another milestone for ${hospital}. Thank you to everybody who called this morning.`}
					note="An example"
				/>
			)}
		</div>
	);
}
