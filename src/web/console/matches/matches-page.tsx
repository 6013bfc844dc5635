import { Button, Stack, Text, Title } from "@mantine/core";
import { Link } from "react-router";
import type { MatchesView } from "../../contract/staff/matches.ts";
import { notifyDone } from "../parts/notify.ts";
import { PageFrame } from "../parts/page-frame.tsx";
import { Asked, Empty } from "../parts/states.tsx";
import { useCampaignId } from "../use-campaign.ts";
import { useMay } from "../use-me.ts";
import { HourCard } from "./hour-card.tsx";
import { type ChangeOffer, MatchCard } from "./match-card.tsx";
import { useMatches, useSaveOffer } from "./use-matches.ts";
import "./matches.css";

export function MatchesPage() {
	const id = useCampaignId();
	const query = useMatches();
	const mayEdit = useMay("matches.edit");
	const add = mayEdit && (
		<Button component={Link} to={`/c/${id}/matches/new`}>
			Add a match
		</Button>
	);
	const hasSome = (query.data?.matches.length ?? 0) > 0;
	return (
		<PageFrame
			title="Matches and power hours"
			lead="A sponsor answers gifts with money of their own, or an hour has a target of its own. What you change here counts at once, on every screen, to the cent."
			actions={hasSome ? add : undefined}
		>
			<Asked query={query}>
				{(view) => (
					<Stack gap={40}>
						<Matches view={view} add={add} />
						<Hours view={view} mayEdit={mayEdit} />
					</Stack>
				)}
			</Asked>
		</PageFrame>
	);
}

function useChange(version: number): ChangeOffer {
	const save = useSaveOffer();
	return async (change, done) => {
		await save.mutateAsync({ version, change });
		notifyDone(done);
	};
}

function Matches({ view, add }: { readonly view: MatchesView; readonly add: React.ReactNode }) {
	const onChange = useChange(view.version);
	const ids = view.matches.map(({ match }) => match.id);
	if (view.matches.length === 0) {
		return (
			<Empty
				title="No challenge match yet"
				words="A match is the strongest reason to give now. Say how much the sponsor gives and for which gifts; Carillon answers each gift, tells every screen how much is left, and stops at the last cent."
				action={add}
				example={
					<>
						<Text fw={600}>Lakeview Bank doubles each gift</Text>
						<Text>
							$25,000, from 9 AM to noon. A gift of $50 counts $100; of a gift of $2,000 at most $500 are doubled.
						</Text>
						<Text mt={8}>“Every dollar counts twice, thanks to Lakeview Bank: $12,400 left until noon.”</Text>
					</>
				}
			/>
		);
	}
	return (
		<section aria-labelledby="matches-title">
			<Title order={2} size="h3" id="matches-title">
				Challenge matches
			</Title>
			{ids.length > 1 && (
				<Text c="dimmed" mt={4} mb="md">
					They answer a gift in this order, each what the one before left of it.
				</Text>
			)}
			<Stack gap="md" mt="md">
				{view.matches.map((item, index) => (
					<MatchCard key={item.match.id} {...{ item, view, onChange }} place={{ index, ids }} />
				))}
			</Stack>
		</section>
	);
}

function Hours({ view, mayEdit }: { readonly view: MatchesView; readonly mayEdit: boolean }) {
	const id = useCampaignId();
	const onChange = useChange(view.version);
	const add = mayEdit && (
		<Button component={Link} to={`/c/${id}/power-hours/new`} variant="default">
			Add a power hour
		</Button>
	);
	if (view.powerHours.length === 0) {
		return (
			<Empty
				title="No power hour yet"
				words="A power hour has its own target and its own countdown on the host's screen and on the public page. Two never run at the same time."
				action={add}
				example={<Text>“Lunch power hour with Lakeside Motors: $6,200, $3,800 to go until 1 PM.”</Text>}
			/>
		);
	}
	return (
		<section aria-labelledby="hours-title">
			<div className="match-card-head">
				<Title order={2} size="h3" id="hours-title">
					Power hours
				</Title>
				{add}
			</div>
			<Stack gap="md" mt="md">
				{view.powerHours.map((item) => (
					<HourCard key={item.hour.id} {...{ item, view, onChange }} />
				))}
			</Stack>
		</section>
	);
}
