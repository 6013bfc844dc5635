import { Anchor } from "@mantine/core";
import { PLATFORM_NAMES } from "../../../domain/post/post-words.ts";
import type { TimelineRow } from "../../contract/staff/after-show.ts";
import { When } from "../parts/figures.tsx";

/** Each announcement with the sentence that the hosts were given and where it was posted. */
export function Timeline({ rows }: { readonly rows: readonly TimelineRow[] }) {
	if (rows.length === 0) return <p className="after-none">Nothing was announced.</p>;
	return (
		<ol className="after-timeline">
			{rows.map((row) => (
				<li key={row.id}>
					<span className="after-when">
						<When at={row.at} />
					</span>
					<div className="after-said">
						<p className="after-what">
							{row.what}
							{row.about !== null && <span className="after-about"> {row.about}</span>}
						</p>
						{row.script !== null && <blockquote>{row.script}</blockquote>}
						{row.posts.length > 0 && (
							<p className="after-posts">
								Posted:{" "}
								{row.posts.map(({ platform, account, url }, index) => (
									<span key={`${platform} ${account}`}>
										{index > 0 && ", "}
										<PostPlace name={`${account} (${PLATFORM_NAMES[platform]})`} url={url} />
									</span>
								))}
							</p>
						)}
					</div>
				</li>
			))}
		</ol>
	);
}

/** An account, as a link to the post where the platform told one. */
export function PostPlace({ name, url }: { readonly name: string; readonly url: string | null }) {
	if (url === null) return <>{name}</>;
	return (
		<Anchor href={url} target="_blank" rel="noreferrer" underline="always" inherit>
			{name}
		</Anchor>
	);
}
