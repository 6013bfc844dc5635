import { Button, SegmentedControl, Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { formatMoney } from "../../../domain/plain/money.ts";
import type { AmplificationReport, AmplifiedPost } from "../../contract/staff/amplification.ts";
import { ask } from "../ask.ts";
import { PageFrame } from "../parts/page-frame.tsx";
import { PostPreview } from "../parts/post-preview.tsx";
import { Asked, Empty } from "../parts/states.tsx";
import { useCampaign } from "../use-campaign.ts";
import { DriveChart } from "./drive-chart.tsx";
import { PostRow } from "./post-row.tsx";
import "./amplification.css";

/** Posts shown at first, and with each press for more. */
const MORE = 20;

type Order = "newest" | "gifts" | "lift";

export function AmplificationPage() {
	const campaign = useCampaign();
	const query = useQuery({
		queryKey: ["campaign", campaign.id, "amplification"],
		queryFn: () => ask<AmplificationReport>("GET", `/api/staff/campaigns/${campaign.id}/amplification`),
		refetchInterval: campaign.state === "live" ? 15_000 : false,
	});
	return (
		<PageFrame
			title="What posts bring in"
			lead="Gifts that came through a post's own link are counted one by one. What came in beside it is an estimate."
		>
			<Asked query={query}>{(report) => (report.posts.length === 0 ? <NoPosts /> : <Report report={report} />)}</Asked>
		</PageFrame>
	);
}

function Report({ report }: { readonly report: AmplificationReport }) {
	const { currency, opensAt, closesAt, timeZone } = useCampaign();
	const [chosen, setChosen] = useState<number | null>(null);
	const [order, setOrder] = useState<Order>("newest");
	const [shown, setShown] = useState(MORE);
	const choose = (id: number) => {
		setChosen(id);
		// Its line may not be among those shown yet.
		setShown(report.posts.length);
	};
	return (
		<Stack gap="xl">
			<Sums posts={report.posts} currency={currency} />
			<DriveChart
				{...{ chart: report.chart, posts: report.posts, currency, zone: timeZone, chosen }}
				from={opensAt}
				to={closesAt}
				onChoose={choose}
			/>
			<SegmentedControl
				aria-label="Which posts first"
				className="amplified-order"
				value={order}
				onChange={(value) => setOrder(value as Order)}
				data={[
					{ value: "newest", label: "Newest" },
					{ value: "gifts", label: "Most through its link" },
					{ value: "lift", label: "Most beside it" },
				]}
			/>
			<ol className="amplified-list">
				{inOrder(report.posts, order)
					.slice(0, shown)
					.map((post) => (
						<PostRow key={post.id} post={post} currency={currency} isChosen={post.id === chosen} />
					))}
			</ol>
			{shown < report.posts.length && (
				<Button variant="default" onClick={() => setShown(shown + MORE)} className="amplified-more">
					Show {Math.min(MORE, report.posts.length - shown)} more
				</Button>
			)}
		</Stack>
	);
}

function Sums({ posts, currency }: { readonly posts: readonly AmplifiedPost[]; readonly currency: string }) {
	const sum = (of: (post: AmplifiedPost) => number) => posts.reduce((all, post) => all + of(post), 0);
	const facts = [
		["Posts out", String(posts.length)],
		["Gifts through their links", String(sum(({ link }) => link?.gifts ?? 0))],
		["Given through their links", formatMoney({ amount: sum(({ link }) => link?.amount ?? 0), currency })],
		["Visits to their links", String(sum(({ link }) => link?.clicks ?? 0))],
	] as const;
	return (
		<dl className="amplified-facts">
			{facts.map(([label, value]) => (
				<div key={label}>
					<dt>{label}</dt>
					<dd>{value}</dd>
				</div>
			))}
		</dl>
	);
}

function inOrder(posts: readonly AmplifiedPost[], order: Order): readonly AmplifiedPost[] {
	const worth = ({ link, lift }: AmplifiedPost) =>
		order === "gifts" ? (link?.amount ?? -1) : lift.expected === null ? -Infinity : lift.amount - lift.expected;
	return order === "newest" ? posts : [...posts].sort((one, other) => worth(other) - worth(one));
}

function NoPosts() {
	const { hospital } = useCampaign();
	return (
		<Empty
			title="No post is out yet"
			words="Once the first milestone is posted, you see here how many people followed its link, what they gave, and how the drive went in the minutes after it."
			example={
				<PostPreview
					platform="facebook"
					account={hospital}
					text={`$40,000 passed for ${hospital}.`}
					note="12 gifts through its link, $840; $2,310 in the 15 minutes after it, against $1,400 expected"
				/>
			}
		/>
	);
}
