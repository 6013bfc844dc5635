import { Checkbox, NativeSelect, Radio, Switch, Text, Textarea, TextInput } from "@mantine/core";
import { OFFLINE_KINDS, type OfflineKind } from "../../../domain/gift/offline-money.ts";
import { wallClockAt } from "../../../domain/plain/local-clock.ts";
import type { OfflineConsent } from "../../contract/staff/offline.ts";
import { symbolOf, zoneShort } from "../setup/fields.tsx";
import { useCampaign } from "../use-campaign.ts";
import type { Draft } from "./draft.ts";
import { KIND_WORDS } from "./offline-words.ts";

type Fields = { readonly draft: Draft; readonly set: (more: Partial<Draft>) => void };

/** How it came, and how much it is. */
export function MoneyFields({ draft, set }: Fields) {
	const { currency } = useCampaign();
	// A cheque and a sponsor wait for their moment; cash and what was there before don't.
	const choose = (kind: OfflineKind) =>
		set({ kind, embargoed: kind === "cheque" || kind === "sponsor", paysMatch: "" });
	return (
		<>
			<Radio.Group label="What it is" value={draft.kind} onChange={(kind) => choose(kind as OfflineKind)}>
				<div className="offline-kinds">
					{OFFLINE_KINDS.map((kind) => (
						<Radio key={kind} value={kind} label={KIND_WORDS[kind].name} description={KIND_WORDS[kind].about} />
					))}
				</div>
			</Radio.Group>
			<TextInput
				label="How much"
				inputMode="decimal"
				placeholder="5000"
				leftSection={<span aria-hidden="true">{symbolOf(currency)}</span>}
				value={draft.amount}
				onChange={(event) => set({ amount: event.currentTarget.value })}
				data-autofocus
			/>
		</>
	);
}

export function WhoFields({ draft, set, isFirst }: Fields & { readonly isFirst: boolean }) {
	const { stations } = useCampaign();
	const isOpening = draft.kind === "opening-balance";
	return (
		<div className={stations.length > 0 ? "offline-pair" : undefined}>
			<TextInput
				label={isOpening ? "What it is called" : "Who gives it"}
				placeholder={isOpening ? "Before the drive" : "Lakeview Bank"}
				maxLength={120}
				value={draft.givenBy}
				onChange={(event) => set({ givenBy: event.currentTarget.value })}
				data-autofocus={isFirst || undefined}
			/>
			{stations.length > 0 && (
				<NativeSelect
					size="md"
					label="Which station it came through"
					value={draft.stationId}
					onChange={(event) => set({ stationId: event.currentTarget.value })}
					data={[{ value: "", label: "None" }, ...stations.map(({ id, name }) => ({ value: id, label: name }))]}
				/>
			)}
		</div>
	);
}

/** Embargo, date, note, and which match it pays. */
export function PresentFields({ draft, set, isNew }: Fields & { readonly isNew: boolean }) {
	const { timeZone, matches = [] } = useCampaign();
	const mayPay = isNew && matches.length > 0 && (draft.kind === "cheque" || draft.kind === "sponsor");
	return (
		<>
			{isNew && draft.kind !== "opening-balance" && (
				<Switch
					label="Under embargo until it is presented"
					description="A button on the producer's screen, or on this page, releases it. Only then the total moves."
					checked={draft.embargoed}
					onChange={(event) => set({ embargoed: event.currentTarget.checked })}
				/>
			)}
			<div className="offline-pair">
				<TextInput
					type="datetime-local"
					label={draft.embargoed ? "Announced for" : "Received"}
					description={`By the drive's clock, ${zoneShort(Date.now(), timeZone)}; may be left empty.`}
					value={draft.dated}
					min={wallClockAt(0, timeZone).slice(0, 16)}
					onChange={(event) => set({ dated: event.currentTarget.value })}
				/>
				<Textarea
					label="Note"
					description="For the producer and the office; never on air."
					autosize
					minRows={1}
					maxLength={400}
					value={draft.note}
					onChange={(event) => set({ note: event.currentTarget.value })}
				/>
			</div>
			{mayPay && (
				<NativeSelect
					size="md"
					label="Does it pay a match?"
					description="What a match gives is counted gift by gift. Its payment is cash, and never counted once more."
					value={draft.paysMatch}
					onChange={(event) => set({ paysMatch: event.currentTarget.value })}
					data={[
						{ value: "", label: "No, it is a gift of its own" },
						...matches.map(({ id, sponsor }) => ({ value: id, label: `It pays the match of ${sponsor}` })),
					]}
				/>
			)}
		</>
	);
}

const PLACES = [
	["onAir", "On air"],
	["page", "On the public page"],
	["social", "In posts"],
] as const;

/** What they agreed to; nothing is taken for granted. */
export function ConsentFields({ draft, set }: Fields) {
	const { consent } = draft;
	const agree = (more: Partial<OfflineConsent>) => {
		const next = { ...consent, ...more };
		set({ consent: { ...next, name: next.onAir || next.page || next.social } });
	};
	return (
		<fieldset className="offline-consents">
			<legend>May be named</legend>
			<div>
				{PLACES.map(([place, label]) => (
					<Checkbox
						key={place}
						label={label}
						checked={consent[place]}
						onChange={(event) => agree({ [place]: event.currentTarget.checked })}
					/>
				))}
				<Checkbox
					label="The amount may be shown with it"
					checked={consent.amount}
					onChange={(event) => agree({ amount: event.currentTarget.checked })}
				/>
			</div>
			<Text size="sm" c="dimmed">
				{consent.name
					? "Only as ticked. Anywhere else it is a generous listener's."
					: "Tick where they agreed to be named. Until then it is a generous listener's."}
			</Text>
		</fieldset>
	);
}
