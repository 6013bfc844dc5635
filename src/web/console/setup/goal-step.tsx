import { NumberInput, Radio, Stack, Text } from "@mantine/core";
import { totalDefinition } from "../../../domain/drive/on-air-definition.ts";
import { AmountInput, Choice, Note } from "./fields.tsx";
import { useForm } from "./setup-form.tsx";

const CURRENCIES = ["usd", "cad", "gbp", "eur", "aud", "nzd", "mxn", "chf", "sek", "nok", "dkk", "jpy", "inr"];

export function GoalStep() {
	const { setup, values, set, says } = useForm();
	const currencies = CURRENCIES.includes(values.currency) ? CURRENCIES : [values.currency, ...CURRENCIES];
	const names = new Intl.DisplayNames("en", { type: "currency" });
	return (
		<>
			<div className="setup-pair">
				<AmountInput
					label="Goal"
					description="Without it, nothing can be live."
					field="goal"
					value={values.goal}
					placeholder="150000"
					onChange={(goal) => set({ goal })}
				/>
				<Choice
					label="Currency"
					value={values.currency}
					disabled={setup.hasEntries}
					error={says("currency")}
					description={setup.hasEntries ? "Gifts are counted in it, so it stays." : "It stays once a gift is counted."}
					data={currencies.map((code) => ({
						value: code,
						label: `${code.toUpperCase()}, ${names.of(code.toUpperCase()) ?? code}`,
					}))}
					onChange={(currency) => set({ currency })}
				/>
			</div>
			<NumberInput
				label="A new monthly gift counts as so many months"
				description="12 says a year's promise on air; 1 says what has been paid. It counts once, when it starts."
				min={1}
				max={120}
				allowDecimal={false}
				value={values.monthlyMultiplier}
				error={says("monthlyMultiplier")}
				onChange={(value) => set({ monthlyMultiplier: Math.min(120, Math.max(1, Math.round(Number(value) || 1))) })}
			/>
			<PledgesCount />
			<Definition />
			<Money />
			{setup.state === "draft" && (
				<Note>
					The milestone rules follow the goal until you change one: about 25 steps to the goal, percentages, hours to
					go.
				</Note>
			)}
		</>
	);
}

function PledgesCount() {
	const { values, set, says } = useForm();
	return (
		<Radio.Group
			size="md"
			label="When a pledge counts"
			description="Between 78 and 90 of 100 promised dollars are usually paid. Whichever you choose, it is said with the total."
			value={values.pledgesCount}
			error={says("pledgesCount")}
			onChange={(when) => set({ pledgesCount: when === "when-paid" ? "when-paid" : "when-promised" })}
		>
			<Stack mt={8} gap="sm">
				<Radio
					value="when-promised"
					label="When it is promised"
					description="The total moves while the caller is on the phone."
				/>
				<Radio value="when-paid" label="When it is paid" description="The total is money that has arrived." />
			</Stack>
		</Radio.Group>
	);
}

/** What is said of the total with these answers. */
function Definition() {
	const { values } = useForm();
	return (
		<div className="setup-definition">
			<Text size="sm" c="dimmed">
				On air we say
			</Text>
			<Text className="setup-formula">
				{values.pledgesCount === "when-paid" ? "paid gifts" : "paid gifts + open pledges"} + monthly gifts x{" "}
				{values.monthlyMultiplier}
			</Text>
			<Text size="sm" mt={8}>
				{totalDefinition(values, "en")}
			</Text>
		</div>
	);
}

function Money() {
	const { setup, values, set, says } = useForm();
	return (
		<Radio.Group
			size="md"
			label="Which money counts"
			description={
				setup.hasEntries
					? "Gifts are counted already, and test and real money never mix. Copy this drive to have one of the other kind."
					: "Stripe keeps the two apart, and so does Carillon: the other kind is never counted here."
			}
			value={values.livemode ? "real" : "test"}
			error={says("livemode")}
			onChange={(mode) => set({ livemode: mode === "real" })}
		>
			<Stack mt={8} gap="sm">
				<Radio
					value="test"
					disabled={setup.hasEntries && values.livemode}
					label="Test money"
					description="For trying everything out. Nobody is charged; real gifts are kept aside and not counted."
				/>
				<Radio
					value="real"
					disabled={setup.hasEntries && !values.livemode}
					label="Real money"
					description="For the drive itself. Cards are charged, and test gifts are kept aside."
				/>
			</Stack>
		</Radio.Group>
	);
}
