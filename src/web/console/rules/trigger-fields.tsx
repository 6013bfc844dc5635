import { NumberInput, TagsInput, Text } from "@mantine/core";
import type { MilestoneTrigger, TriggerKind } from "../../../domain/drive/milestone-rule.ts";
import { formatMoney, minorDigits } from "../../../domain/plain/money.ts";
import { useCampaign } from "../use-campaign.ts";

type Props = {
	readonly trigger: MilestoneTrigger;
	readonly says: (field: string) => string | undefined;
	readonly onChange: (trigger: MilestoneTrigger) => void;
};

/** When milestones fall by it: the numbers of a rule. */
export function TriggerFields(props: Props) {
	const { trigger } = props;
	switch (trigger.kind) {
		case "every":
		case "large-gift":
		case "hour-target":
		case "best-hour":
			return <AmountOf {...props} trigger={trigger} />;
		case "amounts":
		case "percent":
		case "gifts":
		case "donors":
		case "monthly-donors":
		case "hours-to-go":
		case "thank-you":
			return <ListOf {...props} trigger={trigger} />;
		case "final-hour":
		case "closed":
		case "goal-raised":
			return <Text c="dimmed">There is nothing to set: it happens once, by itself.</Text>;
		case "match-opened":
		case "match-half":
		case "match-nearly-gone":
		case "match-spent":
		case "match-ended":
			return <Text c="dimmed">There is nothing to set: it happens once for each match of the drive.</Text>;
		case "power-hour-start":
		case "power-hour-half":
		case "power-hour-reached":
		case "power-hour-end":
			return <Text c="dimmed">There is nothing to set: it happens once for each power hour of the drive.</Text>;
		default:
			return trigger satisfies never;
	}
}

type OfKind<K extends TriggerKind> = Omit<Props, "trigger"> & {
	readonly trigger: Extract<MilestoneTrigger, { readonly kind: K }>;
};

function AmountOf({ trigger, says, onChange }: OfKind<"every" | "large-gift" | "hour-target" | "best-hour">) {
	const label = AMOUNTS[trigger.kind];
	switch (trigger.kind) {
		case "every":
			return (
				<Amount
					{...{ label }}
					value={trigger.step}
					problem={says("trigger.step")}
					onChange={(step) => onChange({ ...trigger, step })}
				/>
			);
		case "hour-target":
			return (
				<Amount
					{...{ label }}
					value={trigger.target}
					problem={says("trigger.target")}
					onChange={(target) => onChange({ ...trigger, target })}
				/>
			);
		case "large-gift":
		case "best-hour":
			return (
				<Amount
					{...{ label }}
					value={trigger.atLeast}
					problem={says("trigger.atLeast")}
					onChange={(atLeast) => onChange({ ...trigger, atLeast })}
				/>
			);
		default:
			return trigger satisfies never;
	}
}

const AMOUNTS = {
	every: "A post each time the total passes another",
	"large-gift": "Gifts from this amount on",
	"hour-target": "What an hour should bring",
	"best-hour": "Only once an hour has brought at least",
} as const;

type ListKind = "amounts" | "percent" | "gifts" | "donors" | "monthly-donors" | "hours-to-go" | "thank-you";

function ListOf({ trigger, says, onChange }: OfKind<ListKind>) {
	const label = LISTS[trigger.kind];
	switch (trigger.kind) {
		case "amounts":
			return (
				<Amounts
					{...{ label }}
					values={trigger.amounts}
					problem={says("trigger.amounts")}
					onChange={(amounts) => onChange({ ...trigger, amounts })}
				/>
			);
		case "percent":
			return (
				<Numbers
					{...{ label }}
					unit="%"
					values={trigger.percents}
					problem={says("trigger.percents")}
					onChange={(percents) => onChange({ ...trigger, percents })}
				/>
			);
		case "hours-to-go":
		case "thank-you":
			return (
				<Numbers
					{...{ label }}
					values={trigger.hours}
					problem={says("trigger.hours")}
					onChange={(hours) => onChange({ ...trigger, hours })}
				/>
			);
		case "gifts":
		case "donors":
		case "monthly-donors":
			return (
				<Numbers
					{...{ label }}
					values={trigger.counts}
					problem={says("trigger.counts")}
					onChange={(counts) => onChange({ ...trigger, counts })}
				/>
			);
		default:
			return trigger satisfies never;
	}
}

const LISTS: Readonly<Record<ListKind, string>> = {
	amounts: "Amounts",
	percent: "Percent of the goal",
	gifts: "Numbers of gifts",
	donors: "Numbers of donors",
	"monthly-donors": "Numbers of monthly donors",
	"hours-to-go": "Hours before the close",
	"thank-you": "Hours after the close",
};

type AmountProps = {
	readonly label: string;
	readonly value: number;
	readonly problem: string | undefined;
	readonly onChange: (value: number) => void;
};

/** Staff write whole currency, the drive keeps minor units. */
function Amount({ label, value, problem, onChange }: AmountProps) {
	const { currency } = useCampaign();
	const unit = 10 ** minorDigits(currency);
	return (
		<NumberInput
			label={label}
			prefix={symbolOf(currency)}
			thousandSeparator=","
			min={0}
			decimalScale={minorDigits(currency)}
			value={value / unit}
			error={problem}
			onChange={(written) => onChange(Math.round((Number(written) || 0) * unit))}
		/>
	);
}

type ListProps = {
	readonly label: string;
	readonly values: readonly number[];
	readonly problem: string | undefined;
	readonly onChange: (values: readonly number[]) => void;
};

function Amounts({ values, onChange, ...rest }: ListProps) {
	const { currency } = useCampaign();
	const unit = 10 ** minorDigits(currency);
	return (
		<Tags
			{...rest}
			values={values.map((amount) => formatMoney({ amount, currency }))}
			onChange={(written) => onChange(numbersIn(written).map((one) => Math.round(one * unit)))}
		/>
	);
}

function Numbers({ values, onChange, unit = "", ...rest }: ListProps & { readonly unit?: string }) {
	return (
		<Tags
			{...rest}
			values={values.map((one) => `${new Intl.NumberFormat("en-US", { maximumFractionDigits: 2 }).format(one)}${unit}`)}
			onChange={(written) => onChange(numbersIn(written))}
		/>
	);
}

type TagsProps = {
	readonly label: string;
	readonly values: readonly string[];
	readonly problem: string | undefined;
	readonly onChange: (written: readonly string[]) => void;
};

function Tags({ label, values, problem, onChange }: TagsProps) {
	return (
		<TagsInput
			label={label}
			description="Write a number and press Enter."
			size="md"
			value={[...values]}
			error={problem}
			splitChars={[";", " "]}
			acceptValueOnBlur
			onChange={(written) => onChange(written)}
		/>
	);
}

/** "$40,000", "40000" and "25%" are numbers; what is none falls away. In order, each once. */
function numbersIn(written: readonly string[]): number[] {
	const numbers = written.map((one) => Number(one.replace(/[^\d.]/g, ""))).filter((one) => one > 0);
	return [...new Set(numbers)].sort((one, other) => one - other);
}

function symbolOf(currency: string): string {
	return formatMoney({ amount: 0, currency }).replace(/[\d.,\s]/g, "");
}
