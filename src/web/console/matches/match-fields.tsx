import { Checkbox, NumberInput, Radio, Select, Stack, TextInput } from "@mantine/core";
import type { MatchUnlock } from "../../../domain/drive/challenge-match.ts";
import type { MatchesView, WrittenMatch } from "../../contract/staff/matches.ts";
import { useLiveNow } from "../live/drive-live.tsx";
import { AmountField, MomentField } from "./offer-fields.tsx";

export type MatchParts = {
	readonly written: WrittenMatch;
	readonly set: (part: Partial<WrittenMatch>) => void;
	readonly says: (field: string) => string | undefined;
	readonly view: MatchesView;
};

/** Whose money it is, and whether that is said yet. */
export function SponsorFields({ written, set, says }: MatchParts) {
	return (
		<fieldset className="offer-part">
			<legend>Whose money</legend>
			<TextInput
				label="Sponsor"
				description="As they want to be named on air."
				maxLength={60}
				value={written.sponsor}
				error={says("sponsor")}
				onChange={(event) => set({ sponsor: event.currentTarget.value })}
			/>
			<Checkbox
				label="Keep the name hidden until you reveal it"
				description="Screens and posts say “a generous sponsor”. One press reveals the name on air."
				checked={written.hidden}
				onChange={(event) => set({ hidden: event.currentTarget.checked })}
			/>
			<TextInput
				label="The sponsor's own e-mail (may stay empty)"
				description={
					written.sponsorDonor !== null && written.sponsorEmail === undefined
						? "One is kept, as a fingerprint: gifts given with it are not answered. Write another to replace it."
						: "Gifts they give themselves with this e-mail are not answered by their own match. Only a fingerprint is kept."
				}
				type="email"
				autoComplete="off"
				value={written.sponsorEmail ?? ""}
				onChange={(event) => set({ sponsorEmail: event.currentTarget.value })}
			/>
		</fieldset>
	);
}

const KINDS = [
	{ value: "ratio", label: "Answers each gift", says: "A gift of $50 counts $100, until the pool is spent." },
	{
		value: "challenge",
		label: "Gives all at once",
		says: "The whole pool, in the moment a number of donors or an amount is reached.",
	},
] as const;

/** How much, and how it is given. */
export function MoneyFields({ written, set, says }: MatchParts) {
	const isRatio = written.kind === "ratio";
	return (
		<fieldset className="offer-part">
			<legend>How much, and how</legend>
			<Radio.Group
				label="It gives"
				value={written.kind}
				onChange={(kind) =>
					set(
						kind === "challenge"
							? { kind, unlock: written.unlock ?? { kind: "donors", count: 500 }, minGift: null, maxGift: null }
							: { kind: "ratio" },
					)
				}
			>
				<Stack gap="sm" mt={8}>
					{KINDS.map(({ value, label, says: description }) => (
						<Radio key={value} {...{ value, label, description }} />
					))}
				</Stack>
			</Radio.Group>
			<div className="offer-pair">
				<AmountField
					label="Pool: the most the sponsor gives"
					value={written.pool}
					problem={says("pool")}
					onChange={(pool) => set({ pool: pool ?? 0 })}
				/>
				{isRatio && (
					<Select
						label="Each gift counts"
						data={[
							{ value: "1", label: "twice" },
							{ value: "2", label: "three times" },
							{ value: "3", label: "four times" },
						]}
						value={String(written.ratio)}
						error={says("ratio")}
						onChange={(ratio) => set({ ratio: Number(ratio) })}
					/>
				)}
			</div>
			{isRatio && <GiftBounds {...{ written, set, says }} />}
		</fieldset>
	);
}

function GiftBounds({ written, set, says }: Omit<MatchParts, "view">) {
	return (
		<div className="offer-pair">
			<AmountField
				label="Smallest gift that is answered (may stay empty)"
				value={written.minGift}
				problem={says("minGift")}
				onChange={(minGift) => set({ minGift })}
			/>
			<AmountField
				label="Most of one gift that is answered (may stay empty)"
				value={written.maxGift}
				problem={says("maxGift")}
				onChange={(maxGift) => set({ maxGift })}
			/>
		</div>
	);
}

/** From when to when, and what has to happen first. */
export function WindowFields({ written, set, says, view }: MatchParts) {
	const { now } = useLiveNow();
	const isOpenEnded = written.to >= view.closesAt;
	return (
		<fieldset className="offer-part">
			<legend>When</legend>
			<div className="offer-pair">
				<Stack gap="sm">
					<MomentField label="Opens" value={written.from} problem={says("from")} onChange={(from) => set({ from })} />
					<Checkbox
						label="Open it now"
						checked={written.from <= now && now - written.from < 120_000}
						disabled={now < view.opensAt}
						onChange={(event) => event.currentTarget.checked && set({ from: now })}
					/>
				</Stack>
				<Stack gap="sm">
					<MomentField label="Ends" value={written.to} problem={says("to")} onChange={(to) => set({ to })} />
					<Checkbox
						label="Until the pool is spent"
						description="At the latest when the drive closes."
						checked={isOpenEnded}
						onChange={(event) =>
							set({
								to: event.currentTarget.checked
									? view.closesAt
									: Math.min(view.closesAt - 60_000, written.from + 3 * 3_600_000),
							})
						}
					/>
				</Stack>
			</div>
			<UnlockFields {...{ written, set, says, view }} />
		</fieldset>
	);
}

function UnlockFields({ written, set, says }: MatchParts) {
	const { unlock } = written;
	const choose = (kind: string | null): MatchUnlock | null => {
		if (kind === "donors") return { kind: "donors", count: 500 };
		return kind === "amount" ? { kind: "amount", amount: 10_000_000 } : null;
	};
	return (
		<div className="offer-pair">
			<Select
				label={written.kind === "challenge" ? "It gives once" : "It waits for"}
				data={[
					...(written.kind === "challenge" ? [] : [{ value: "none", label: "nothing: it answers from its start" }]),
					{ value: "donors", label: "so many donors have given" },
					{ value: "amount", label: "so much is given" },
				]}
				value={unlock?.kind ?? "none"}
				error={unlock === null ? says("unlock") : undefined}
				onChange={(kind) => set({ unlock: choose(kind) })}
			/>
			{unlock?.kind === "donors" && (
				<NumberInput
					label="Donors, from its start on"
					min={1}
					thousandSeparator=","
					allowDecimal={false}
					value={unlock.count}
					error={says("unlock")}
					onChange={(count) => set({ unlock: { kind: "donors", count: Number(count) || 0 } })}
				/>
			)}
			{unlock?.kind === "amount" && (
				<AmountField
					label="Amount, from its start on"
					value={unlock.amount}
					problem={says("unlock")}
					onChange={(amount) => set({ unlock: { kind: "amount", amount: amount ?? 0 } })}
				/>
			)}
		</div>
	);
}

const STACKING = [
	{
		value: "in-turn",
		label: "In turn",
		says: "It answers what the matches before it left of a gift. A gift counts twice, not three times.",
	},
	{ value: "on-top", label: "On top", says: "It answers the whole gift, whatever the other matches do." },
] as const;

/** Which gifts, and how it stands to other matches. */
export function AnswerFields({ written, set, says, view }: MatchParts) {
	return (
		<fieldset className="offer-part">
			<legend>Which gifts</legend>
			{view.stations.length > 0 && (
				<Select
					label="Station"
					data={[
						{ value: "", label: "All stations" },
						...view.stations.map(({ id, name }) => ({ value: id, label: name })),
					]}
					value={written.stationId ?? ""}
					error={says("stationId")}
					onChange={(station) => set({ stationId: station || null })}
				/>
			)}
			{written.kind === "ratio" && (
				<Radio.Group
					label="Where another match answers the same gift"
					value={written.stacking}
					onChange={(stacking) => set({ stacking: stacking === "on-top" ? "on-top" : "in-turn" })}
				>
					<Stack gap="sm" mt={8}>
						{STACKING.map(({ value, label, says: description }) => (
							<Radio key={value} {...{ value, label, description }} />
						))}
					</Stack>
				</Radio.Group>
			)}
		</fieldset>
	);
}
