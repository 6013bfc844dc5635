import { Alert, Anchor, Stack, Text, Title } from "@mantine/core";
import { Link, useParams } from "react-router";
import type { PostDetail } from "../../contract/staff/posts.ts";
import { Money, When, writtenMoment } from "../parts/figures.tsx";
import { PageFrame } from "../parts/page-frame.tsx";
import { PostPreview } from "../parts/post-preview.tsx";
import { Asked } from "../parts/states.tsx";
import { useCampaign, useCampaignId } from "../use-campaign.ts";
import { PostDeeds } from "./post-deeds.tsx";
import { PostState } from "./post-state.tsx";
import { usePost } from "./use-posts.ts";
import "./posts.css";

const PLACES = { x: "X", facebook: "Facebook", "on-air": "the host's screen", "dry-run": "practice" } as const;

/** One post with its whole way, from the gift to the platform's answer. */
export function PostPage() {
	const { post: postId = "" } = useParams();
	const post = usePost(postId);
	const title = post.data?.about ?? "A post";
	return (
		<PageFrame
			title={title}
			lead={post.data && <PostState post={post.data} />}
			actions={
				post.data?.link ? (
					<Anchor href={post.data.link} target="_blank" rel="noreferrer">
						Open on {PLACES[post.data.platform]}
					</Anchor>
				) : undefined
			}
		>
			<Asked query={post} lines={6}>
				{(shown) => <Detail post={shown} />}
			</Asked>
		</PageFrame>
	);
}

function Detail({ post }: { readonly post: PostDetail }) {
	return (
		<div className="post-detail">
			<Stack gap="lg">
				<Standing post={post} />
				<PostDeeds post={post} />
				<Words post={post} />
				<Attempts post={post} />
			</Stack>
			<section aria-labelledby="way">
				<Title order={2} size="h4" id="way" mb="md">
					Its way
				</Title>
				<ol className="post-way">
					{post.timeline.map((step) => (
						<li key={`${step.at} ${step.title}`} data-what={step.what}>
							<strong>{step.title}</strong>
							{step.by !== null && <Text component="span">, {step.by}</Text>}
							<Text size="sm" c="dimmed">
								<ExactTime at={step.at} />
							</Text>
							{step.words !== null && <Text size="sm">{step.words}</Text>}
						</li>
					))}
				</ol>
			</section>
		</div>
	);
}

/** To the second: what a minute hides is what is asked for here. */
function ExactTime({ at }: { readonly at: number }) {
	const { timeZone } = useCampaign();
	return <time dateTime={new Date(at).toISOString()}>{writtenMoment(at, "both", timeZone, true)}</time>;
}

function Standing({ post }: { readonly post: PostDetail }) {
	const campaignId = useCampaignId();
	if (post.reason === null && post.advice === null && post.speaksFor.length === 0) return null;
	return (
		<Alert color={post.group === "trouble" ? "ember" : "sky"} className="post-standing">
			{post.reason !== null && <Text>{post.reason}</Text>}
			{post.advice !== null && <Text mt={post.reason === null ? 0 : 8}>{post.advice}</Text>}
			{post.nextLookAt !== null && (
				<Text size="sm" mt={8}>
					The next look is at <When at={post.nextLookAt} show="time" />.
				</Text>
			)}
			{post.supersededBy !== null && (
				<Anchor component={Link} to={`/c/${campaignId}/posts/${post.supersededBy}`}>
					The post that speaks for it
				</Anchor>
			)}
			{post.speaksFor.length > 0 && (
				<Text size="sm" mt={8}>
					It also speaks for{" "}
					{post.speaksFor.map(({ id, about }, index) => (
						<span key={id}>
							{index > 0 && ", "}
							<Anchor component={Link} to={`/c/${campaignId}/posts/${id}`} size="sm">
								{about}
							</Anchor>
						</span>
					))}
					.
				</Text>
			)}
		</Alert>
	);
}

function Words({ post }: { readonly post: PostDetail }) {
	if (post.text === null) {
		return (
			<Text c="dimmed">
				It has no words yet: a post is written at the moment it goes out, so that it never says an old total. When it
				was decided, the drive stood at <Money amount={post.total} />.
			</Text>
		);
	}
	return <PostPreview platform={post.platform} account={post.account} text={post.text} picture={post.picture} />;
}

function Attempts({ post }: { readonly post: PostDetail }) {
	if (post.attempts.length === 0) return null;
	return (
		<section aria-labelledby="tries">
			<Title order={2} size="h4" id="tries" mb="md">
				{post.attempts.length === 1 ? "How it was sent" : `Sent ${post.attempts.length} times`}
			</Title>
			<ol className="post-tries">
				{post.attempts.map((one) => (
					<li key={one.number}>
						<strong>{one.says}</strong>
						<Text size="sm" c="dimmed">
							<ExactTime at={one.startedAt} />
							{one.finishedAt !== null && `, answered after ${secondsBetween(one.startedAt, one.finishedAt)}`}
						</Text>
						{one.answer !== null && <Text size="sm">The platform's answer: {one.answer}</Text>}
						{one.lookedFor > 0 && (
							<Text size="sm">
								Looked for on the account {one.lookedFor} {one.lookedFor === 1 ? "time" : "times"}.
							</Text>
						)}
						{one.pictureNote !== null && <Text size="sm">Without a picture: {one.pictureNote}</Text>}
						{one.text !== post.text && <p className="post-tries-text">{one.text}</p>}
					</li>
				))}
			</ol>
		</section>
	);
}

function secondsBetween(from: number, to: number): string {
	const seconds = Math.max(0, to - from) / 1000;
	return `${seconds < 10 ? seconds.toFixed(1) : Math.round(seconds)} s`;
}
