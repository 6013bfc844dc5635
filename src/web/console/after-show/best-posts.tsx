import { Anchor } from "@mantine/core";
import { Link } from "react-router";
import { LIFT_MINUTES } from "../../../domain/post/lift.ts";
import { PLATFORM_NAMES, postStateWords } from "../../../domain/post/post-words.ts";
import type { PostLogRow } from "../../contract/staff/after-show.ts";
import type { AmplifiedPost } from "../../contract/staff/amplification.ts";
import { Money, When } from "../parts/figures.tsx";
import { giftsWords } from "../truth/truth-words.ts";
import { useCampaignId } from "../use-campaign.ts";
import { PostPlace } from "./timeline.tsx";

/** Those that brought most, each with what was counted and what is only estimated. */
export function BestPosts(props: { readonly posts: readonly AmplifiedPost[]; readonly published: number }) {
	if (props.posts.length === 0) return <p className="after-none">No post went out.</p>;
	return (
		<>
			<p className="after-note">
				Of {props.published.toLocaleString("en-US")} {props.published === 1 ? "post" : "posts"} that went out. Gifts
				through a post's own link are counted one by one; what came in beside it is an estimate.
			</p>
			<ol className="after-best">
				{props.posts.map((post) => (
					<li key={post.id} className="after-best-post">
						{post.pictureUrl === null ? null : <img src={post.pictureUrl} alt="" />}
						<div className="after-best-words">
							<p className="after-note">
								<PostPlace name={`${post.account} (${PLATFORM_NAMES[post.platform]})`} url={post.url} />,{" "}
								<When at={post.at} />
							</p>
							<p className="after-post-text">{post.text}</p>
						</div>
						<Brought post={post} />
					</li>
				))}
			</ol>
		</>
	);
}

function Brought({ post: { link, lift } }: { readonly post: AmplifiedPost }) {
	const beside = lift.expected === null ? null : lift.amount - lift.expected;
	return (
		<dl className="after-brought">
			<div>
				<dt>Through its link, counted</dt>
				<dd>{link === null ? "No link" : <Money amount={link.amount} />}</dd>
				{link !== null && <dd className="after-note">{giftsWords(link.gifts)}</dd>}
			</div>
			<div>
				<dt>Beside it in {LIFT_MINUTES} minutes, estimated</dt>
				<dd>
					{beside === null ? (
						"–"
					) : (
						<>
							{beside < 0 ? "−" : "+"}
							<Money amount={Math.abs(beside)} />
						</>
					)}
				</dd>
				{beside === null && <dd className="after-note">Too early in the drive to compare.</dd>}
			</div>
		</dl>
	);
}

/** How many posts of each account stand how; the log itself has every try. */
export function PostLog({ log }: { readonly log: readonly PostLogRow[] }) {
	const id = useCampaignId();
	if (log.length === 0) return <p className="after-none">No account had anything to post.</p>;
	return (
		<>
			<table className="after-log">
				<caption className="unseen">Posts by account</caption>
				<thead>
					<tr>
						<th scope="col">Account</th>
						<th scope="col">How they stand</th>
						<th scope="col">Posts</th>
					</tr>
				</thead>
				<tbody>
					{log.map(({ id: account, platform, name, states, count }) => (
						<tr key={account}>
							<th scope="row">
								{name} <small>{PLATFORM_NAMES[platform]}</small>
							</th>
							<td>
								{states.map((one) => `${postStateWords(one.state)} ${one.count.toLocaleString("en-US")}`).join(", ")}
							</td>
							<td>{count.toLocaleString("en-US")}</td>
						</tr>
					))}
				</tbody>
			</table>
			<p className="after-links after-unprinted">
				<Anchor component={Link} to={`/c/${id}/posts`}>
					Open the post log
				</Anchor>
				<Anchor href={`/api/staff/campaigns/${encodeURIComponent(id)}/posts/export?as=csv`}>
					Save the whole log as CSV
				</Anchor>
			</p>
		</>
	);
}
