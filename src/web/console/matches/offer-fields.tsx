import { TextInput } from "@mantine/core";
import { type ReactNode, useState } from "react";
import { readLocal, wallClockAt, writtenLocal } from "../../../domain/plain/local-clock.ts";
import { minorDigits, parseAmount } from "../../../domain/plain/money.ts";
import { symbolOf } from "../setup/fields.tsx";
import { useCampaign } from "../use-campaign.ts";

type Field = { readonly label: string; readonly description?: ReactNode; readonly problem?: string };

/** An amount as it is typed ("25,000" or "12.50"); null where nothing stands there, NaN where it is no amount. */
export function AmountField(
	props: Field & { readonly value: number | null; readonly onChange: (value: number | null) => void },
) {
	const { label, description, problem, value, onChange } = props;
	const { currency } = useCampaign();
	const [written, setWritten] = useState(() => (value === null || value === 0 ? "" : plain(value, currency)));
	return (
		<TextInput
			{...{ label, description }}
			inputMode="decimal"
			value={written}
			error={problem ?? (Number.isNaN(value) ? "Write an amount, like 25,000." : undefined)}
			leftSection={<span aria-hidden="true">{symbolOf(currency)}</span>}
			onChange={(event) => {
				const text = event.currentTarget.value;
				setWritten(text);
				onChange(text.trim() === "" ? null : (parseAmount(text.replace(/[,\s]/g, ""), currency) ?? Number.NaN));
			}}
		/>
	);
}

function plain(amount: number, currency: string): string {
	const digits = minorDigits(currency);
	const whole = amount % 10 ** digits === 0;
	return (amount / 10 ** digits).toLocaleString("en-US", {
		minimumFractionDigits: whole ? 0 : digits,
		maximumFractionDigits: whole ? 0 : digits,
	});
}

/** A moment on the drive's own clock, whose zone is named. */
export function MomentField(props: Field & { readonly value: number; readonly onChange: (value: number) => void }) {
	const { label, description, problem, value, onChange } = props;
	const { timeZone } = useCampaign();
	const [written, setWritten] = useState(() => (Number.isNaN(value) ? "" : wallClockAt(value, timeZone)));
	const isUnclear = written !== "" && Number.isNaN(value);
	// The same moment set from elsewhere ("now") is shown as well.
	const shown = Number.isNaN(value) ? written : writtenLocal(value, timeZone).slice(0, 16);
	return (
		<TextInput
			{...{ label }}
			description={description ?? `${timeZone.replaceAll("_", " ")} time`}
			type="datetime-local"
			value={shown}
			error={
				problem ??
				(isUnclear ? "This time doesn't exist there, or comes twice, as the clocks change. Choose another." : undefined)
			}
			onChange={(event) => {
				const text = event.currentTarget.value;
				setWritten(text);
				onChange(readLocal(text, timeZone) ?? Number.NaN);
			}}
		/>
	);
}
