import { Anchor, Badge, Button, Checkbox, Group, Text } from "@mantine/core";
import type { NameItem, NamePlaces } from "../../contract/staff/names.ts";
import { Money, When } from "../parts/figures.tsx";
import { useCampaign } from "../use-campaign.ts";
import { causeWords, standingWords } from "./cause-words.ts";

export type NameActions = {
	readonly onApprove: () => void;
	readonly onDeny: () => void;
	readonly onFlag: () => void;
	readonly onSpell: () => void;
	readonly onHistory: () => void;
};

/** One name: as the donor wrote it, as it reads in each place, and what can be done with it. */
export function NameCard(
	props: NameActions & {
		readonly item: NameItem;
		readonly isCurrent: boolean;
		readonly isChosen: boolean;
		readonly onChoose: (chosen: boolean) => void;
	},
) {
	const { item, isCurrent, isChosen, onChoose } = props;
	const standing = standingWords(item.moderation);
	return (
		<article className="name-card" aria-current={isCurrent || undefined} data-gift={item.id}>
			<div className="name-card-head">
				<Checkbox
					aria-label={`Choose ${item.name}`}
					checked={isChosen}
					onChange={(event) => onChoose(event.currentTarget.checked)}
				/>
				<div className="name-card-name">
					<strong>{item.name}</strong>
					{item.town && <span> from {item.town}</span>}
					{item.original && <Text size="sm">The donor wrote: {item.original}</Text>}
				</div>
				<Badge color={standing.color} variant="light" tt="none">
					{standing.label}
				</Badge>
			</div>
			<Text size="sm" c="dimmed">
				<Money amount={item.amount} />
				{item.monthly && " a month"} · <When at={item.at} />
				<Station id={item.stationId} />
			</Text>
			<Text size="sm">
				{causeWords(item.cause)}
				{item.last && ` ${item.last.deed === "undo" ? "Taken back" : "Last"} by ${item.last.by}.`}
			</Text>
			{item.message && (
				<Text size="sm" className="name-card-message">
					{item.message}
					<span> (only on this page)</span>
				</Text>
			)}
			<Places item={item} />
			<PostsOut item={item} />
			<Buttons {...props} />
		</article>
	);
}

function Station({ id }: { readonly id: string | null }) {
	const { stations } = useCampaign();
	const station = stations.find((one) => one.id === id);
	return station === undefined ? null : ` · ${station.name}`;
}

function Buttons({ item, onApprove, onDeny, onFlag, onSpell, onHistory }: NameActions & { readonly item: NameItem }) {
	const isShown = item.moderation === null || item.moderation === "approved";
	return (
		<Group gap="xs" mt="xs">
			{item.moderation !== "approved" && (
				<Button size="sm" color="verdant" onClick={onApprove}>
					Approve
				</Button>
			)}
			{item.moderation !== "denied" && (
				<Button size="sm" variant="outline" color="ember" onClick={onDeny}>
					{isShown ? "Hide everywhere" : "Deny"}
				</Button>
			)}
			{item.moderation !== "flagged" && (
				<Button size="sm" variant="default" onClick={onFlag}>
					Flag
				</Button>
			)}
			<Button size="sm" variant="subtle" onClick={onSpell}>
				Change spelling
			</Button>
			<Button size="sm" variant="subtle" onClick={onHistory}>
				History
			</Button>
		</Group>
	);
}

const PLACES: readonly {
	readonly place: keyof NamePlaces;
	readonly label: string;
	readonly consent: "onAir" | "page" | "social";
}[] = [
	{ place: "onAir", label: "Host's screen", consent: "onAir" },
	{ place: "page", label: "Public page", consent: "page" },
	{ place: "social", label: "Posts and pictures", consent: "social" },
];

function Places({ item }: { readonly item: NameItem }) {
	return (
		<dl className="name-places">
			{PLACES.map(({ place, label, consent }) => (
				<div key={place}>
					<dt>{label}</dt>
					<dd>{inPlace(item, place, consent)}</dd>
				</div>
			))}
		</dl>
	);
}

function inPlace(item: NameItem, place: keyof NamePlaces, consent: "onAir" | "page" | "social") {
	const now = item.now[place];
	if (now !== null) return now;
	const after = item.approved[place];
	if (after !== null)
		return (
			<>
				<s>{after}</s> <span className="name-hidden">A generous listener</span>
			</>
		);
	return (
		<span className="name-hidden">
			{item.consent.name && item.consent[consent] ? "Nothing of it can be shown" : "Not agreed to by the donor"}
		</span>
	);
}

function PostsOut({ item }: { readonly item: NameItem }) {
	if (item.postsOut.length === 0 || item.consent.social !== true) return null;
	return (
		<Text size="sm" component="div" className="name-card-message">
			Posts about this gift are out, and Carillon can't take them back. Delete them there if they bear the name:{" "}
			{item.postsOut.map(({ id, platform, url }) => (
				<span key={id}>
					{url === null ? `post ${id}` : <Anchor href={url}>{platform === "x" ? "on X" : "on Facebook"}</Anchor>}{" "}
				</span>
			))}
		</Text>
	);
}
