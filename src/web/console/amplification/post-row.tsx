import { Anchor, Text, Tooltip } from "@mantine/core";
import { formatMoney } from "../../../domain/plain/money.ts";
import { LIFT_MINUTES, type Lift } from "../../../domain/post/lift.ts";
import type { AmplifiedPost } from "../../contract/staff/amplification.ts";
import { When } from "../parts/figures.tsx";
import { PostPreview } from "../parts/post-preview.tsx";

/** One post beside what it brought: first what was counted, then what is only estimated, each said to be so. */
export function PostRow(props: {
	readonly post: AmplifiedPost;
	readonly currency: string;
	readonly isChosen: boolean;
}) {
	const { post, currency, isChosen } = props;
	return (
		<li className="amplified" id={`post-${post.id}`} data-chosen={isChosen} tabIndex={-1}>
			<PostPreview
				platform={post.platform}
				account={post.account}
				text={post.text}
				picture={post.pictureUrl === null ? null : { url: post.pictureUrl, alt: "The picture that went with it" }}
			/>
			<div className="amplified-sums">
				<Text size="sm" c="dimmed">
					<When at={post.at} />{" "}
					{post.url && (
						<Anchor href={post.url} target="_blank" rel="noreferrer" size="sm">
							See it
						</Anchor>
					)}
				</Text>
				<Through link={post.link} currency={currency} />
				<Beside lift={post.lift} currency={currency} />
				<Cost post={post} currency={currency} />
			</div>
		</li>
	);
}

function Through({ link, currency }: { readonly link: AmplifiedPost["link"]; readonly currency: string }) {
	if (link === null) {
		return <Figure label="Through its link" value="No link" note="This post carries none." />;
	}
	const gifts = link.gifts === 1 ? "1 gift" : `${link.gifts} gifts`;
	const clicks = link.clicks === 1 ? "1 visit" : `${link.clicks} visits`;
	return (
		<Figure
			label="Through its link, counted"
			value={formatMoney({ amount: link.amount, currency })}
			note={`${gifts}, ${clicks}`}
		/>
	);
}

function Beside({ lift, currency }: { readonly lift: Lift; readonly currency: string }) {
	const money = (amount: number) => formatMoney({ amount, currency });
	const label = `In the ${LIFT_MINUTES} minutes after it, estimated`;
	if (!lift.isWhole) return <Figure label={label} value={money(lift.amount)} note="Still counting." />;
	if (lift.expected === null) {
		return <Figure label={label} value={money(lift.amount)} note="Too early in the drive to compare." />;
	}
	const extra = lift.amount - lift.expected;
	const others =
		lift.sharedWith === 0 ? "" : `; ${lift.sharedWith} other ${lift.sharedWith === 1 ? "post" : "posts"} at the time`;
	return (
		<Tooltip label="The pace of the hour before the post, for the same number of minutes. Hosts read the number out in these minutes too, so this is not all the post's doing.">
			<div>
				<Figure
					label={label}
					value={`${extra >= 0 ? "+" : "−"}${money(Math.abs(extra))}`}
					note={`${money(lift.amount)} against ${money(lift.expected)} expected${others}`}
				/>
			</div>
		</Tooltip>
	);
}

function Cost({ post, currency }: { readonly post: AmplifiedPost; readonly currency: string }) {
	if (post.cost === null) return null;
	const dollars = `$${(post.cost / 1000).toFixed(3)}`;
	const brought =
		post.link && post.link.amount > 0 ? ` for ${formatMoney({ amount: post.link.amount, currency })}` : "";
	return <Figure label="What X charged" value={dollars} note={`${dollars}${brought}`} />;
}

function Figure({ label, value, note }: { readonly label: string; readonly value: string; readonly note: string }) {
	return (
		<div className="amplified-figure">
			<span className="amplified-label">{label}</span>
			<strong>{value}</strong>
			<span className="amplified-note">{note}</span>
		</div>
	);
}
