import { Alert, Stack, Text, TextInput } from "@mantine/core";
import { useState } from "react";
import { useNavigate, useParams } from "react-router";
import { HOUR } from "../../../domain/plain/instant.ts";
import type { MatchesView, PowerHourDraft } from "../../contract/staff/matches.ts";
import { useLiveNow } from "../live/drive-live.tsx";
import { LeaveGuard } from "../parts/leave-guard.tsx";
import { notifyDone, notifyProblem } from "../parts/notify.ts";
import { PageFrame } from "../parts/page-frame.tsx";
import { Asked } from "../parts/states.tsx";
import { useCampaignId } from "../use-campaign.ts";
import { fieldProblem } from "./match-form.tsx";
import { AmountField, MomentField } from "./offer-fields.tsx";
import { OfferSide } from "./offer-side.tsx";
import { useMatches, useSaveOffer } from "./use-matches.ts";
import "./matches.css";

/** One power hour: a new one, or one to change. */
export function HourPage() {
	const id = useParams().hour ?? "";
	const query = useMatches();
	const { now } = useLiveNow();
	const item = query.data?.powerHours.find(({ hour }) => hour.id === id);
	const isNew = id === "new";
	return (
		<PageFrame
			title={isNew ? "Add a power hour" : item ? `Power hour: ${item.hour.name}` : "Power hour"}
			lead={isNew ? "A span with a target of its own, counted down on every screen." : undefined}
		>
			<Asked query={query}>
				{(view) =>
					!isNew && item === undefined ? (
						<Alert color="sky" title="This power hour isn't there">
							<Text>It belongs to another drive, or was never saved. Go back to the list.</Text>
						</Alert>
					) : (
						<HourForm key={id} view={view} start={draftOf(item?.hour, view, now)} isNew={isNew} />
					)
				}
			</Asked>
		</PageFrame>
	);
}

function draftOf(
	hour: MatchesView["powerHours"][number]["hour"] | undefined,
	view: MatchesView,
	now: number,
): PowerHourDraft {
	if (hour !== undefined) {
		const { isOff: _, ...draft } = hour;
		return draft;
	}
	const from = Math.max(view.opensAt, Math.ceil(now / HOUR) * HOUR);
	return { id: null, name: "Power hour", from, to: from + HOUR, target: 0, sponsor: "" };
}

type Props = { readonly view: MatchesView; readonly start: PowerHourDraft; readonly isNew: boolean };

function HourForm({ view, start, isNew }: Props) {
	const campaignId = useCampaignId();
	const go = useNavigate();
	const save = useSaveOffer();
	const [first] = useState(start);
	const [version] = useState(view.version);
	const [written, setWritten] = useState(first);
	const isChanged = isNew || JSON.stringify(written) !== JSON.stringify(first);
	const isWhole = [written.target, written.from, written.to].every(Number.isSafeInteger) && written.target > 0;
	const submit = () =>
		save.mutate(
			{ version, change: { do: "put-hour", hour: written } },
			{
				onSuccess: async () => {
					notifyDone("Saved. Every screen knows it.");
					await go(`/c/${campaignId}/matches`);
				},
				onError: notifyProblem,
			},
		);
	return (
		<form
			className="offer-form"
			noValidate
			onSubmit={(event) => {
				event.preventDefault();
				submit();
			}}
		>
			<LeaveGuard when={isChanged && written !== first && !save.isPending && !save.isSuccess} />
			<HourFields
				{...{ written, view }}
				set={(part) => setWritten((before) => ({ ...before, ...part }))}
				says={(field) => fieldProblem(save.error, field)}
			/>
			<OfferSide
				change={isWhole ? { do: "put-hour", hour: written } : null}
				isChanged={isChanged}
				isBusy={save.isPending}
				save={isNew ? "Save the power hour" : "Save"}
				missing="Write the target and the times: then it stands here what every screen will say."
			/>
		</form>
	);
}

function HourFields(props: {
	readonly written: PowerHourDraft;
	readonly view: MatchesView;
	readonly set: (part: Partial<PowerHourDraft>) => void;
	readonly says: (field: string) => string | undefined;
}) {
	const { written, set, says } = props;
	return (
		<Stack gap="md">
			<div className="offer-pair">
				<TextInput
					label="Name"
					description="As it is said on air."
					maxLength={60}
					value={written.name}
					error={says("name")}
					onChange={(event) => set({ name: event.currentTarget.value })}
				/>
				<TextInput
					label="Sponsor (may stay empty)"
					description="Who stands behind it."
					maxLength={60}
					value={written.sponsor}
					error={says("sponsor")}
					onChange={(event) => set({ sponsor: event.currentTarget.value })}
				/>
			</div>
			<AmountField
				label="Target"
				description="What comes in during it, matches included."
				value={written.target}
				problem={says("target")}
				onChange={(target) => set({ target: target ?? 0 })}
			/>
			<div className="offer-pair">
				<MomentField
					label="Begins"
					value={written.from}
					problem={says("from")}
					onChange={(from) => set({ from, to: from + (written.to - written.from || HOUR) })}
				/>
				<MomentField label="Ends" value={written.to} problem={says("to")} onChange={(to) => set({ to })} />
			</div>
		</Stack>
	);
}
