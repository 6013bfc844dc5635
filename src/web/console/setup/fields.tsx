import { Alert, Button, Group, NativeSelect, Radio, Stack, Text, TextInput } from "@mantine/core";
import type { ReactNode } from "react";
import { momentsOf, writtenOffset } from "../../../domain/plain/local-clock.ts";
import { minorDigits } from "../../../domain/plain/money.ts";
import type { WrittenSetup } from "../../contract/staff/setup.ts";
import { useForm } from "./setup-form.tsx";

type TextName = { [K in keyof WrittenSetup]: WrittenSetup[K] extends string ? K : never }[keyof WrittenSetup];

export function SetupText(props: {
	readonly name: TextName;
	readonly label: string;
	readonly description?: ReactNode;
	readonly placeholder?: string;
	readonly prefix?: string;
	readonly disabled?: boolean;
}) {
	const { values, set, says } = useForm();
	const { name, label, description, placeholder, prefix, disabled } = props;
	return (
		<TextInput
			{...{ label, description, placeholder, disabled }}
			name={name}
			value={values[name]}
			error={says(name)}
			leftSection={prefix && <span aria-hidden="true">{prefix}</span>}
			onChange={(event) => set({ [name]: event.currentTarget.value })}
		/>
	);
}

/** An amount in whole currency, as it is typed. */
export function AmountInput(props: {
	readonly label: string;
	readonly field: string;
	readonly value: string;
	readonly onChange: (value: string) => void;
	readonly description?: ReactNode;
	readonly placeholder?: string;
	readonly isLabelUnseen?: boolean;
}) {
	const { values, says } = useForm();
	const { label, field, value, onChange, description, placeholder, isLabelUnseen } = props;
	return (
		<TextInput
			{...{ description, placeholder, value }}
			{...(isLabelUnseen ? { "aria-label": label } : { label })}
			error={says(field)}
			inputMode="decimal"
			leftSection={<span aria-hidden="true">{symbolOf(values.currency)}</span>}
			onChange={(event) => onChange(event.currentTarget.value)}
		/>
	);
}

export function symbolOf(currency: string): string {
	try {
		const parts = new Intl.NumberFormat("en-US", {
			...{ style: "currency", currency, currencyDisplay: "narrowSymbol" },
			maximumFractionDigits: minorDigits(currency),
		}).formatToParts(0);
		return parts.find(({ type }) => type === "currency")?.value ?? currency.toUpperCase();
	} catch {
		return currency.toUpperCase();
	}
}

/** A time on the drive's own clock. An hour that comes twice is asked about; one that doesn't exist is explained. */
export function LocalTimeInput(props: {
	readonly label: string;
	readonly field: string;
	readonly value: string;
	readonly onChange: (value: string) => void;
	readonly description?: ReactNode;
}) {
	const { values, says } = useForm();
	const { label, field, value, onChange, description } = props;
	const wall = value.slice(0, 16);
	const moments = wall === "" ? [] : safely(() => momentsOf(wall, values.timeZone), []);
	const isSkipped = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(wall) && moments.length === 0;
	const skipped = `This time doesn't exist in ${values.timeZone}: the clocks are put forward over it. Write one an hour later.`;
	return (
		<Stack gap={8}>
			<TextInput
				{...{ label, description }}
				type="datetime-local"
				value={wall}
				error={isSkipped ? skipped : says(field)}
				onChange={(event) => onChange(event.currentTarget.value)}
			/>
			{moments.length > 1 && (
				<Radio.Group
					label="The clocks are put back then, so this time comes twice. Which one?"
					value={value.slice(16)}
					onChange={(offset) => onChange(`${wall}${offset}`)}
				>
					<Group mt={8}>
						{moments.map((at, index) => (
							<Radio
								key={at}
								value={writtenOffset(at, values.timeZone)}
								label={`The ${index === 0 ? "first" : "second"}, ${zoneShort(at, values.timeZone)}`}
							/>
						))}
					</Group>
				</Radio.Group>
			)}
		</Stack>
	);
}

export function zoneShort(at: number, timeZone: string): string {
	const parts = new Intl.DateTimeFormat("en-US", { timeZone, timeZoneName: "short" }).formatToParts(at);
	return parts.find(({ type }) => type === "timeZoneName")?.value ?? timeZone;
}

export function safely<T>(read: () => T, otherwise: T): T {
	try {
		return read();
	} catch {
		return otherwise;
	}
}

/** Lines of something, each removable, with one button to add another. */
export function Lines<T>(props: {
	readonly legend: string;
	readonly description?: ReactNode;
	readonly items: readonly T[];
	readonly add: string;
	readonly fresh: () => T;
	readonly most?: number;
	readonly onChange: (items: readonly T[]) => void;
	readonly line: (item: T, change: (item: T) => void, index: number) => ReactNode;
	readonly nameOf: (item: T, index: number) => string;
}) {
	const { legend, description, items, add, fresh, most = 60, onChange, line, nameOf } = props;
	return (
		<fieldset className="setup-lines">
			<legend>{legend}</legend>
			{description && (
				<Text size="sm" c="dimmed" mb={8}>
					{description}
				</Text>
			)}
			{Array.from(items.entries(), ([index, item]) => (
				// Lines have no name of their own while they are typed: their place is it.
				<div className="setup-line" key={index}>
					<div className="setup-line-fields">
						{line(item, (changed) => onChange(items.map((one, at) => (at === index ? changed : one))), index)}
					</div>
					<Button
						variant="subtle"
						size="sm"
						aria-label={`Remove ${nameOf(item, index)}`}
						onClick={() => onChange(items.filter((_, at) => at !== index))}
					>
						Remove
					</Button>
				</div>
			))}
			{items.length < most && (
				<Button variant="default" size="sm" onClick={() => onChange([...items, fresh()])}>
					{add}
				</Button>
			)}
		</fieldset>
	);
}

export function Choice(props: {
	readonly label: string;
	readonly description?: ReactNode;
	readonly value: string;
	readonly data: readonly { readonly value: string; readonly label: string }[];
	readonly error?: string | undefined;
	readonly disabled?: boolean;
	readonly onChange: (value: string) => void;
}) {
	const { data, onChange, ...rest } = props;
	return (
		<NativeSelect {...rest} size="md" data={[...data]} onChange={(event) => onChange(event.currentTarget.value)} />
	);
}

/** A word about what follows from a field, in its own quiet box. */
export function Note({ children }: { readonly children: ReactNode }) {
	return (
		<Alert color="sky" variant="light" p="sm">
			<Text size="sm">{children}</Text>
		</Alert>
	);
}
