import { Button, Text, Title } from "@mantine/core";
import type { RecentDeed } from "../../contract/staff/approvals.ts";
import { When } from "../parts/figures.tsx";
import { useMay } from "../use-me.ts";
import { DONE_WORDS } from "./deed-words.ts";
import { useDeed } from "./use-approvals.ts";

/** What people did in the last minutes: to be seen by the others, and taken back as long as nothing was sent. */
export function RecentDeeds({ recent }: { readonly recent: readonly RecentDeed[] }) {
	const deed = useDeed();
	const may = useMay("posts.approve");
	if (recent.length === 0) return null;
	return (
		<section className="approval-recent" aria-labelledby="recent-deeds">
			<Title order={2} size="h4" id="recent-deeds" mb="xs">
				Done a moment ago
			</Title>
			<ul>
				{recent.map(({ postIds, about, what, by, at, whyNot }) => (
					<li key={`${what}-${postIds.join("-")}`}>
						<div>
							<Text size="sm">
								<strong>{DONE_WORDS[what]}</strong>: {about}
							</Text>
							<Text size="xs" c="dimmed">
								{by}, <When at={at} show="time" />
								{whyNot !== null && `. ${whyNot}`}
							</Text>
						</div>
						{may && whyNot === null && (
							<Button
								size="xs"
								variant="default"
								disabled={deed.isPending}
								onClick={() => deed.mutate({ do: "undo", postIds })}
							>
								Undo
							</Button>
						)}
					</li>
				))}
			</ul>
		</section>
	);
}
