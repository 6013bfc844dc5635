import { Alert, Button, Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "react-router";
import type { ReadyLine, ReadyView } from "../../contract/staff/ready.ts";
import { ask } from "../ask.ts";
import { When } from "../parts/figures.tsx";
import { PageFrame } from "../parts/page-frame.tsx";
import { Asked } from "../parts/states.tsx";
import { useCampaign } from "../use-campaign.ts";
import { TestGiftPanel } from "./test-gift-panel.tsx";
import "./ready.css";

export function ReadyPage() {
	const { id } = useCampaign();
	const query = useQuery({
		queryKey: ["campaign", id, "ready"],
		queryFn: () => ask<ReadyView>("GET", `/api/staff/campaigns/${id}/ready`),
		refetchInterval: 20_000,
	});
	return (
		<PageFrame
			title="Ready for air"
			lead="What has to be right before the drive goes on air, and a test gift that goes all the way."
			actions={
				<Button variant="default" loading={query.isFetching} onClick={() => void query.refetch()}>
					Check again
				</Button>
			}
		>
			<Asked query={query} lines={6}>
				{(view) => (
					<Stack gap="lg">
						<Verdict view={view} />
						<TestGiftPanel last={view.lastTest} />
						{view.groups.map(({ title, lines }) => (
							<section key={title} aria-label={title}>
								<Title order={2} size="h4" mb="xs">
									{title}
								</Title>
								<ul className="ready-lines">
									{lines.map((line) => (
										<Line key={line.what} line={line} />
									))}
								</ul>
							</section>
						))}
					</Stack>
				)}
			</Asked>
		</PageFrame>
	);
}

function Verdict({ view }: { readonly view: ReadyView }) {
	const lines = view.groups.flatMap((group) => group.lines);
	const broken = lines.filter(({ state }) => state === "broken").length;
	const looks = lines.filter(({ state }) => state === "warning").length;
	const [color, title] =
		broken > 0
			? ["ember", `Not ready: ${broken} ${broken === 1 ? "thing has" : "things have"} to be mended`]
			: looks > 0
				? ["brass", `Ready, with ${looks} ${looks === 1 ? "thing" : "things"} to look at`]
				: ["verdant", "Ready for air"];
	return (
		<Alert color={color} title={title}>
			Checked <When at={view.checkedAt} show="time" />. It is checked again every 20 seconds while this page is open.
		</Alert>
	);
}

const STATES: Readonly<Record<ReadyLine["state"], { readonly mark: string; readonly word: string }>> = {
	ok: { mark: "✓", word: "In order" },
	warning: { mark: "!", word: "Look at this" },
	broken: { mark: "×", word: "Has to be mended" },
};

function Line({ line }: { readonly line: ReadyLine }) {
	const { id } = useCampaign();
	const { mark, word } = STATES[line.state];
	return (
		<li className={`ready-line ready-${line.state}`}>
			<span className="ready-mark" role="img" aria-label={word}>
				{mark}
			</span>
			<div className="ready-words">
				<strong>{line.what}</strong>
				<Text size="sm">{line.says}</Text>
			</div>
			{line.fix && line.state !== "ok" && (
				<Button
					component={Link}
					to={line.fix.page.startsWith("/") ? line.fix.page : `/c/${id}/${line.fix.page}`}
					size="sm"
					variant="default"
				>
					{line.fix.says}
				</Button>
			)}
		</li>
	);
}
