import { Alert, Button, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { useSearchParams } from "react-router";
import type { ChannelCard as Card, ChannelsView } from "../../contract/staff/channels.ts";
import { PageFrame } from "../parts/page-frame.tsx";
import { PostPreview } from "../parts/post-preview.tsx";
import { Asked, Empty } from "../parts/states.tsx";
import { useMay } from "../use-me.ts";
import { BudgetPanel } from "./budget-panel.tsx";
import { ChannelCard } from "./channel-card.tsx";
import { ConnectDialog, type ConnectGoal } from "./connect-dialog.tsx";
import { PageChooser } from "./page-chooser.tsx";
import { useChannels } from "./use-channels.ts";
import { SIGN_IN_PROBLEMS } from "./words.ts";
import "./channels.css";

const LEAD = "The accounts this drive speaks on. Each milestone becomes one post on every channel that is on.";

/** The drive's channels: how each stands, what it costs, and how to connect one. */
export function ChannelsPage() {
	const query = useChannels();
	const mayEdit = useMay("channels.edit");
	const [goal, setGoal] = useState<ConnectGoal | null>(null);
	const hasAny = (query.data?.accounts.length ?? 0) > 0;
	return (
		<PageFrame
			title="Channels"
			lead={LEAD}
			actions={hasAny && mayEdit && <Button onClick={() => setGoal({ kind: "new" })}>Add a channel</Button>}
		>
			<Asked query={query}>
				{(view) => (
					<Stack gap="lg">
						<Arrival view={view} />
						{view.accounts.length === 0 ? (
							<NoChannels mayEdit={mayEdit} onConnect={() => setGoal({ kind: "new" })} />
						) : (
							<Channels view={view} onReconnect={(card) => setGoal({ kind: "again", card })} />
						)}
						{goal && <ConnectDialog goal={goal} ways={view.ways} onClose={() => setGoal(null)} />}
					</Stack>
				)}
			</Asked>
		</PageFrame>
	);
}

function Channels({ view, onReconnect }: { readonly view: ChannelsView; readonly onReconnect: (card: Card) => void }) {
	return (
		<>
			{view.postingStopped && (
				<Alert color="ember" title="Posting is stopped">
					Nothing goes out on any channel until it is resumed. Checks still work.
				</Alert>
			)}
			<div className="channel-grid">
				{inOrder(view.accounts).map((card) => (
					<ChannelCard key={card.id} card={card} onReconnect={() => onReconnect(card)} />
				))}
			</div>
			{view.accounts.some(({ platform }) => platform === "x") && <BudgetPanel budget={view.budget} />}
		</>
	);
}

const ORDER = ["x", "facebook", "on-air", "dry-run"];

/** Those that the public sees stand first. */
function inOrder(cards: readonly Card[]): readonly Card[] {
	return cards.toSorted((a, b) => ORDER.indexOf(a.platform) - ORDER.indexOf(b.platform));
}

/** What a sign-in at a platform came back with: a new connection, a choice to make, or a problem in words. */
function Arrival({ view }: { readonly view: ChannelsView }) {
	const [query, setQuery] = useSearchParams();
	const clear = () => setQuery({}, { replace: true });
	const pages = query.get("pages");
	const problem = query.get("problem");
	const connected = view.accounts.find(({ id }) => id === query.get("connected"));
	if (pages !== null) return <PageChooser signIn={pages} onEnd={clear} />;
	if (problem !== null) {
		return (
			<Alert
				color="ember"
				title="Not connected"
				withCloseButton
				closeButtonLabel="Put this away"
				onClose={clear}
				role="alert"
			>
				{SIGN_IN_PROBLEMS[problem] ?? "The sign-in did not come to its end. Connect again; nothing was changed."}
			</Alert>
		);
	}
	if (connected === undefined) return null;
	return (
		<Alert
			color="verdant"
			title={`${connected.name} is connected`}
			withCloseButton
			closeButtonLabel="Put this away"
			onClose={clear}
		>
			It posts as {connected.handle}. Send a test post below to see it with your own eyes; you can delete it right
			after.
		</Alert>
	);
}

function NoChannels({ mayEdit, onConnect }: { readonly mayEdit: boolean; readonly onConnect: () => void }) {
	return (
		<Empty
			title="Nobody hears of this drive yet"
			words={
				<>
					Connect the hospital's X account, its Facebook Page, or both. Until then milestones are counted, and posted
					nowhere. You need about ten minutes and somebody who can sign in to those accounts.
				</>
			}
			action={
				mayEdit ? (
					<Button onClick={onConnect}>Connect the first channel</Button>
				) : (
					<Text c="dimmed">Ask an admin to connect the first one.</Text>
				)
			}
			example={
				<PostPreview
					platform="x"
					account="Lakeview Children's"
					text={"$40,000 passed for Lakeview Children's Hospital. $10,000 to go. #KidsFirst"}
					note="What a milestone looks like once X is connected"
				/>
			}
		/>
	);
}
