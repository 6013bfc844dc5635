import "./after-show.css";
import { Anchor, Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import type { AfterShow, AfterShowPart } from "../../contract/staff/after-show.ts";
import { ask } from "../ask.ts";
import { PageFrame } from "../parts/page-frame.tsx";
import { Asked, Empty } from "../parts/states.tsx";
import { useCampaign, useCampaignId } from "../use-campaign.ts";
import { BestPosts, PostLog } from "./best-posts.tsx";
import { Hours } from "./hours.tsx";
import { ReportHead } from "./report-head.tsx";
import { Sponsors } from "./sponsors.tsx";
import { Timeline } from "./timeline.tsx";

function useAfterShow() {
	const { id, state } = useCampaign();
	return useQuery({
		queryKey: ["campaign", id, "after-show"],
		queryFn: () => ask<AfterShow>("GET", `/api/staff/campaigns/${encodeURIComponent(id)}/after-show`),
		refetchInterval: state === "live" ? 30_000 : false,
	});
}

/** The drive as a report one hands to the board: on the screen, on paper, as sheets. */
export function AfterShowPage() {
	const query = useAfterShow();
	const pack = query.data;
	return (
		<PageFrame
			title="After the show"
			lead="What the drive came to, as a report for the hospital's board and for sponsors. It can be read while the drive still runs."
			actions={
				pack !== undefined && !isNothing(pack) && <Button onClick={() => window.print()}>Print or save as PDF</Button>
			}
		>
			<Asked query={query} lines={6}>
				{(read) => (isNothing(read) ? <NothingYet pack={read} /> : <Report pack={read} />)}
			</Asked>
		</PageFrame>
	);
}

function isNothing({ head, timeline, made, log }: AfterShow): boolean {
	return head.gifts === 0 && made.total === 0 && timeline.length === 0 && log.length === 0;
}

function NothingYet({ pack }: { readonly pack: AfterShow }) {
	return (
		<Empty
			title={pack.head.phase === "after" ? "Nothing was given in this drive" : "Nothing has happened yet"}
			words="With the first gift the report begins: the total, what was announced and when, each hour beside last year's, the posts that brought most, and every place where a sponsor was named."
		/>
	);
}

function Report({ pack }: { readonly pack: AfterShow }) {
	return (
		<article className="after-show">
			<ReportHead head={pack.head} made={pack.made} now={pack.now} />
			<Section id="timeline" title="What was announced" part="timeline">
				<Timeline rows={pack.timeline} />
			</Section>
			<Section id="hours" title="Hour by hour" part="hours">
				<Hours hours={pack.hours} />
			</Section>
			<Section id="posts" title="The posts that brought most" part="posts">
				<BestPosts posts={pack.best} published={pack.published} />
			</Section>
			<Section id="log" title="Every post" part={null}>
				<PostLog log={pack.log} />
			</Section>
			<Section id="sponsors" title="Where sponsors were named" part="sponsors">
				<Sponsors sponsors={pack.sponsors} />
			</Section>
			<p className="after-foot">
				From Carillon's ledger and post log. Every figure here can be traced to its gifts under “The total”.
			</p>
		</article>
	);
}

function Section(props: {
	readonly id: string;
	readonly title: string;
	readonly part: AfterShowPart | null;
	readonly children: ReactNode;
}) {
	const { id, title, part, children } = props;
	const campaignId = encodeURIComponent(useCampaignId());
	return (
		<section className="after-section" aria-labelledby={`after-${id}`} data-part={id}>
			<header className="after-section-head">
				<h2 id={`after-${id}`}>{title}</h2>
				{part !== null && (
					<Anchor
						className="after-unprinted"
						href={`/api/staff/campaigns/${campaignId}/after-show.csv?part=${part}`}
						aria-label={`Save as CSV: ${title}`}
					>
						Save as CSV
					</Anchor>
				)}
			</header>
			{children}
		</section>
	);
}
