import { Badge, Button, Group, Text, Title } from "@mantine/core";
import { Link } from "react-router";
import { powerHourLines } from "../../../domain/match/match-words.ts";
import { type PowerHourNow, powerHourNow } from "../../../domain/match/power-hour-now.ts";
import { formatMoney } from "../../../domain/plain/money.ts";
import { timeLeft } from "../../../domain/screen/public-lines.ts";
import type { MatchesView, PowerHourItem } from "../../contract/staff/matches.ts";
import { useLiveNow } from "../live/drive-live.tsx";
import { ConfirmButton } from "../parts/confirm-button.tsx";
import { notifyDone } from "../parts/notify.ts";
import { useCampaignId } from "../use-campaign.ts";
import { useMay } from "../use-me.ts";
import { type ChangeOffer, SwitchButton } from "./match-card.tsx";
import { HOUR_STATES, windowOf } from "./match-terms.ts";
import { OfferBar } from "./offer-bar.tsx";
import { Trial } from "./trial.tsx";
import { useSteer } from "./use-matches.ts";

type Props = { readonly item: PowerHourItem; readonly view: MatchesView; readonly onChange: ChangeOffer };

export function HourCard({ item, view, onChange }: Props) {
	const { state, now } = useLiveNow();
	const { hour } = item;
	const card = state?.campaign.powerHours.find(({ id }) => id === hour.id) ?? item.now;
	const current = powerHourNow(card, state?.spans[hour.id] ?? item.now.counted, now);
	const money = (amount: number) => formatMoney({ amount, currency: view.currency });
	const standing = hour.isOff ? HOUR_STATES.off : HOUR_STATES[current.state];
	const bar = `${money(current.counted)} of ${money(current.target)}`;
	return (
		<article className="match-card" aria-labelledby={`hour-${hour.id}`} data-hour={hour.id}>
			<div className="match-card-head">
				<Title order={3} size="h4" id={`hour-${hour.id}`}>
					{hour.name}
				</Title>
				<Badge color={standing.color} variant="filled" tt="none" radius="sm">
					{standing.words}
				</Badge>
			</div>
			{!hour.isOff && (
				<Text className="match-says">{powerHourLines(current, { ...view, language: "en", now }).sentence}</Text>
			)}
			<OfferBar label={`Towards the target of ${hour.name}`} value={current.counted} most={current.target} says={bar} />
			<Text>
				<b data-fact="counted">{money(current.counted)}</b> of {money(current.target)}
				{resultOf(current, now)}
			</Text>
			<Text size="sm" c="dimmed">
				{[
					windowOf(hour, { ...view, closesAt: Number.POSITIVE_INFINITY }),
					...(hour.sponsor ? [`with ${hour.sponsor}`] : []),
				].join(" · ")}
			</Text>
			<HourDeeds item={item} onChange={onChange} state={hour.isOff ? "off" : current.state} />
		</article>
	);
}

function resultOf({ state, counted, target, to }: PowerHourNow, now: number): string {
	if (state === "on" || state === "reached") return `, ${timeLeft(to, now, "en")} left`;
	if (state === "coming") return "";
	const percent = target > 0 ? Math.floor((counted / target) * 100) : 0;
	return counted >= target ? `: the target was reached (${percent}%)` : `: ${percent}% of the target`;
}

function HourDeeds({ item, onChange, state }: Omit<Props, "view"> & { readonly state: keyof typeof HOUR_STATES }) {
	const campaignId = useCampaignId();
	const steer = useSteer();
	const [mayEdit, mayOpen] = [useMay("matches.edit"), useMay("matches.open")];
	const { id, name } = item.hour;
	const isOn = state === "on" || state === "reached";
	const deed = (what: "start" | "end", done: string) => async () => {
		await steer({ do: what, id });
		notifyDone(done);
	};
	return (
		<Group gap="sm">
			{mayOpen && state === "coming" && (
				<ConfirmButton
					{...{ label: "Start now", title: `Start ${name} now?`, confirm: "Start it now", color: "verdant" }}
					variant="light"
					size="sm"
					consequence={<Trial change={{ do: "start", id }} says="It lasts as long as planned, from now." />}
					onConfirm={deed("start", "The power hour is on.")}
				/>
			)}
			{mayOpen && isOn && (
				<ConfirmButton
					{...{ label: "End now", title: `End ${name} now?`, confirm: "End it now" }}
					variant="light"
					color="ember"
					size="sm"
					consequence={<Trial change={{ do: "end", id }} says="What comes in from now on doesn't count towards it." />}
					onConfirm={deed("end", "The power hour is over.")}
				/>
			)}
			{mayEdit && (
				<>
					<Button component={Link} to={`/c/${campaignId}/power-hours/${id}`} variant="default" size="sm">
						Change
					</Button>
					<SwitchButton id={id} isOff={item.hour.isOff === true} name={name} onChange={onChange} />
				</>
			)}
		</Group>
	);
}
