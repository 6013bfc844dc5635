import { Button, Menu } from "@mantine/core";
import { useSearchParams } from "react-router";
import { PageFrame } from "../parts/page-frame.tsx";
import { PostPreview } from "../parts/post-preview.tsx";
import { Asked, Empty, Failed, Loading } from "../parts/states.tsx";
import { useCampaign, useCampaignId } from "../use-campaign.ts";
import { LogFilterBar } from "./log-filter.tsx";
import { LogRow } from "./log-row.tsx";
import { exportAddress, type LogFilter, usePostLog, usePostSummary } from "./use-posts.ts";
import "./posts.css";

const FIELDS = ["group", "account", "rule", "from", "to", "text"] as const;

/** Every post of the drive, what became of it, and why. */
export function LogPage() {
	const [params, setParams] = useSearchParams();
	const filter: LogFilter = Object.fromEntries(FIELDS.map((field) => [field, params.get(field) ?? ""]));
	const summary = usePostSummary();
	const change = (changes: LogFilter) => {
		const next = Object.entries({ ...filter, ...changes }).filter(([, value]) => value !== undefined && value !== "");
		setParams(next as [string, string][], { replace: true });
	};
	return (
		<PageFrame
			title="Post log"
			lead="Every post of this drive: what it said, what the platform answered, and what to do where something is left to do."
			actions={<ExportMenu filter={filter} />}
		>
			<Asked query={summary}>
				{(known) =>
					known.total === 0 ? (
						<NoPostsYet />
					) : (
						<>
							<LogFilterBar summary={known} filter={filter} change={change} />
							<Posts filter={filter} />
						</>
					)
				}
			</Asked>
		</PageFrame>
	);
}

function Posts({ filter }: { readonly filter: LogFilter }) {
	const log = usePostLog(filter);
	if (log.data === undefined) {
		return log.error === null ? <Loading lines={6} /> : <Failed error={log.error} retry={() => void log.refetch()} />;
	}
	const posts = log.data.pages.flatMap((page) => page.posts);
	if (posts.length === 0) {
		return <Empty title="No post is like that" words="Take something out of the filter above to see more." />;
	}
	return (
		<>
			<ul className="log-list">
				{posts.map((post) => (
					<LogRow key={post.id} post={post} />
				))}
			</ul>
			{log.hasNextPage && (
				<Button variant="default" loading={log.isFetchingNextPage} onClick={() => void log.fetchNextPage()} mt="lg">
					Show earlier posts
				</Button>
			)}
		</>
	);
}

function NoPostsYet() {
	const { shortName, hospital } = useCampaign();
	return (
		<Empty
			title="Nothing has been posted yet"
			words="The first milestone makes the first post. It stands here from the moment it is decided, with everything that becomes of it."
			example={
				<PostPreview
					platform="x"
					account={hospital}
					text={`$10,000 for ${hospital}! Thank you to everybody who called ${shortName} this morning.`}
					note="Published 3 seconds after the gift that made it fall"
				/>
			}
		/>
	);
}

function ExportMenu({ filter }: { readonly filter: LogFilter }) {
	const campaignId = useCampaignId();
	return (
		<Menu position="bottom-end">
			<Menu.Target>
				<Button variant="default">Save as a file</Button>
			</Menu.Target>
			<Menu.Dropdown>
				<Menu.Label>The posts that the filter shows</Menu.Label>
				<Menu.Item component="a" href={exportAddress(campaignId, filter, "csv")} download>
					For a spreadsheet (CSV)
				</Menu.Item>
				<Menu.Item component="a" href={exportAddress(campaignId, filter, "json")} download>
					For a program (JSON)
				</Menu.Item>
			</Menu.Dropdown>
		</Menu>
	);
}
