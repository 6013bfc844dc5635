import { Badge, Button, Group, Text, Title } from "@mantine/core";
import { Link } from "react-router";
import { type MatchNow, matchNow } from "../../../domain/match/match-now.ts";
import { matchLines } from "../../../domain/match/match-words.ts";
import { formatMoney } from "../../../domain/plain/money.ts";
import type { MatchesView, MatchItem, WrittenChange } from "../../contract/staff/matches.ts";
import { useLiveNow } from "../live/drive-live.tsx";
import { ConfirmButton } from "../parts/confirm-button.tsx";
import { notifyDone } from "../parts/notify.ts";
import { useCampaignId } from "../use-campaign.ts";
import { useMay } from "../use-me.ts";
import { MATCH_STATES, termsOf, windowOf } from "./match-terms.ts";
import { OfferBar } from "./offer-bar.tsx";
import { Trial } from "./trial.tsx";
import { useSteer } from "./use-matches.ts";

export type ChangeOffer = (change: WrittenChange, done: string) => Promise<unknown>;

type Props = {
	readonly item: MatchItem;
	readonly view: MatchesView;
	readonly place: { readonly index: number; readonly ids: readonly string[] };
	readonly onChange: ChangeOffer;
};

export function MatchCard({ item, view, place, onChange }: Props) {
	const { state, now } = useLiveNow();
	const { match, gifts, paid } = item;
	const live = state?.campaign.matches.find(({ id }) => id === match.id) ?? item.now;
	const current = matchNow(live, state?.matched[match.id] ?? item.now.matched, now);
	const money = (amount: number) => formatMoney({ amount, currency: view.currency });
	const standing = match.isOff ? MATCH_STATES.off : MATCH_STATES[current.state];
	const says = matchLines(current, { ...view, language: "en", now }).sentence;
	const bar = barOf(current, money);
	return (
		<article className="match-card" aria-labelledby={`match-${match.id}`} data-match={match.id}>
			<div className="match-card-head">
				<Title order={3} size="h4" id={`match-${match.id}`}>
					{nameOf(item)}
				</Title>
				<Badge color={standing.color} variant="filled" tt="none" radius="sm">
					{standing.words}
				</Badge>
			</div>
			{!match.isOff && <Text className="match-says">{says}</Text>}
			<OfferBar label={`${bar.name}: ${nameOf(item)}`} {...bar} />
			{current.state === "locked" && <Text size="sm">{bar.says}</Text>}
			<dl className="match-facts">
				<Fact name="Matched" value={money(current.matched)} part="matched" />
				<Fact name="Left" value={money(current.left)} part="left" />
				<Fact name="Gifts answered" value={gifts.toLocaleString("en-US")} />
				<Fact name="Promised" value={money(current.pool)} />
				<Fact name="Paid by the sponsor" value={money(paid)} />
			</dl>
			<Text size="sm" c="dimmed">
				{[...termsOf(match, view), windowOf(match, view)].join(" · ")}
			</Text>
			<Deeds {...{ item, place, onChange }} state={match.isOff ? "off" : current.state} />
		</article>
	);
}

/** While it waits for its condition, that is what fills up. */
function barOf({ state, unlock, matched, pool }: MatchNow, money: (amount: number) => string) {
	if (state !== "locked" || unlock === null) {
		return { name: "Given", value: matched, most: pool, says: `${money(matched)} of ${money(pool)} matched` };
	}
	const { kind, reached, needed } = unlock;
	const says =
		kind === "donors"
			? `${reached.toLocaleString("en-US")} of ${needed.toLocaleString("en-US")} donors`
			: `${money(reached)} of ${money(needed)} given`;
	return { name: "Towards its condition", value: reached, most: needed, says };
}

export function nameOf({ match }: Pick<MatchItem, "match">): string {
	if (!match.hidden) return match.sponsor;
	return match.sponsor === "" ? "Hidden sponsor" : `${match.sponsor} (hidden)`;
}

function Fact({ name, value, part }: { readonly name: string; readonly value: string; readonly part?: string }) {
	return (
		<div>
			<dt>{name}</dt>
			<dd data-fact={part}>{value}</dd>
		</div>
	);
}

function Deeds({ item, place, onChange, state }: Omit<Props, "view"> & { readonly state: keyof typeof MATCH_STATES }) {
	const campaignId = useCampaignId();
	const [mayEdit, mayOpen] = [useMay("matches.edit"), useMay("matches.open")];
	const { match } = item;
	const base = `/c/${campaignId}/matches/${match.id}`;
	return (
		<Group gap="sm">
			{mayOpen && <Steering item={item} state={state} />}
			{mayEdit && (
				<Button component={Link} to={base} variant="default" size="sm">
					Change
				</Button>
			)}
			<Button component={Link} to={`${base}/gifts`} variant="subtle" size="sm">
				Which gifts
			</Button>
			{mayEdit && (
				<>
					{place.ids.length > 1 && (
						<Group gap="xs" wrap="nowrap">
							<Mover {...{ place, item, onChange }} by={-1} />
							<Mover {...{ place, item, onChange }} by={1} />
						</Group>
					)}
					<SwitchButton id={match.id} isOff={match.isOff === true} name={nameOf(item)} onChange={onChange} />
				</>
			)}
		</Group>
	);
}

function Steering({ item, state }: { readonly item: MatchItem; readonly state: keyof typeof MATCH_STATES }) {
	const steer = useSteer();
	const { id, kind, hidden, sponsor } = item.match;
	const deed = (what: "open" | "close" | "reveal", done: string) => async () => {
		await steer({ do: what, id });
		notifyDone(done);
	};
	const canOpen = state === "coming" || (state === "locked" && kind === "ratio");
	return (
		<>
			{canOpen && (
				<ConfirmButton
					{...{ label: "Open now", title: `Open ${nameOf(item)} now?`, confirm: "Open it now", color: "verdant" }}
					variant="light"
					size="sm"
					consequence={<Trial change={{ do: "open", id }} says="Gifts from this moment on are answered." />}
					onConfirm={deed("open", "The match is open.")}
				/>
			)}
			{(state === "open" || state === "locked") && (
				<ConfirmButton
					{...{ label: "End now", title: `End ${nameOf(item)} now?`, confirm: "End it now" }}
					variant="light"
					color="ember"
					size="sm"
					consequence={
						<Trial change={{ do: "close", id }} says="Gifts from this moment on are not answered any more." />
					}
					onConfirm={deed("close", "The match has ended.")}
				/>
			)}
			{hidden && sponsor !== "" && (
				<ConfirmButton
					{...{
						label: "Reveal the sponsor",
						title: `Say that it is ${sponsor}?`,
						confirm: `Name ${sponsor} everywhere`,
					}}
					variant="light"
					color="brass"
					size="sm"
					consequence={
						<Trial change={{ do: "reveal", id }} says="Every screen and the public page name them at once." />
					}
					onConfirm={deed("reveal", "The sponsor is named on every screen.")}
				/>
			)}
		</>
	);
}

function Mover({ place, item, onChange, by }: Omit<Props, "view"> & { readonly by: 1 | -1 }) {
	const { index, ids } = place;
	const other = ids[index + by];
	const swapped = ids.map((id) => (id === item.match.id ? (other ?? id) : id === other ? item.match.id : id));
	const where = by === -1 ? "Answer earlier" : "Answer later";
	return (
		<ConfirmButton
			label={by === -1 ? "↑" : "↓"}
			aria-label={`${where}: ${nameOf(item)}`}
			title={`${where}?`}
			confirm={where}
			color="ink"
			variant="default"
			size="sm"
			disabled={other === undefined}
			consequence={
				<Trial
					change={{ do: "order", ids: swapped }}
					says="Matches answer a gift in their order, each what the one before left of it."
				/>
			}
			onConfirm={() => onChange({ do: "order", ids: swapped }, "The order is changed.")}
		/>
	);
}

export function SwitchButton(props: {
	readonly id: string;
	readonly isOff: boolean;
	readonly name: string;
	readonly onChange: ChangeOffer;
}) {
	const { id, isOff, name, onChange } = props;
	const change: WrittenChange = { do: isOff ? "switch-on" : "switch-off", id };
	return (
		<ConfirmButton
			label={isOff ? "Switch on" : "Switch off"}
			title={isOff ? `Switch ${name} on?` : `Switch ${name} off?`}
			confirm={isOff ? "Switch it on" : "Switch it off"}
			color={isOff ? "verdant" : "ember"}
			variant="subtle"
			size="sm"
			consequence={
				<Trial change={change} says={isOff ? undefined : "It is as if it weren't there. You can switch it on again."} />
			}
			onConfirm={() => onChange(change, isOff ? "It is switched on." : "It is switched off.")}
		/>
	);
}
