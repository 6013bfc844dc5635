import { Stack, Switch, TagsInput, Text, Textarea } from "@mantine/core";
import type { WrittenImpact } from "../../contract/staff/setup.ts";
import { AmountInput, Lines, SetupText } from "./fields.tsx";
import { useForm } from "./setup-form.tsx";

export function GivingStep() {
	const { values, set } = useForm();
	return (
		<>
			<div className="setup-pair">
				<SetupText name="phone" label="Phone" description="As hosts say it." placeholder="1-800-555-0100" />
				<SetupText name="textCode" label="Text code" description="What listeners text." placeholder="HOPE to 51555" />
			</div>
			<SetupText
				name="donateUrl"
				label="Another giving page"
				description="The hospital's own, if there is one. Donors can always give on the drive's page below."
				placeholder="https://give.example.org/radiothon"
			/>
			<Stack gap="sm">
				<Switch
					label="The public page takes gifts"
					description="Off: it shows the drive and says how else to give. Gifts on their way are still counted."
					checked={values.isGiving}
					onChange={(event) => set({ isGiving: event.currentTarget.checked })}
				/>
				<Switch
					label="The public page is open"
					description="Off: the page, its embeds and pictures answer as if they didn't exist."
					checked={values.isOpen}
					onChange={(event) => set({ isOpen: event.currentTarget.checked })}
				/>
			</Stack>
			<Amounts name="onceAmounts" label="Amounts to give once" />
			<Amounts name="monthlyAmounts" label="Amounts a month" />
			<Impacts />
			<Others />
		</>
	);
}

/** Who else is named, and what else belongs to this drive. */
function Others() {
	const { setup, values, set, says } = useForm();
	return (
		<>
			<TagsInput
				label="Partners"
				description="Named at the foot of the public page. Press Enter after each."
				size="md"
				value={[...values.partners]}
				error={says("partners") ?? firstOf(says, "partners", values.partners.length)}
				onChange={(partners) => set({ partners })}
			/>
			<TagsInput
				label="Sites that may show the drive"
				description="For the widget on the hospital's and stations' pages, like https://www.hospital.example. Press Enter after each."
				size="md"
				value={[...values.embedOrigins]}
				error={firstOf(says, "embedOrigins", values.embedOrigins.length)}
				onChange={(embedOrigins) => set({ embedOrigins })}
			/>
			<TagsInput
				label="Stripe payment links"
				description="Gifts through these links belong to this drive. Their ids stand in Stripe, like plink_1Abc. Press Enter after each."
				size="md"
				value={[...values.paymentLinks]}
				error={firstOf(says, "paymentLinks", values.paymentLinks.length)}
				onChange={(paymentLinks) => set({ paymentLinks })}
			/>
			<Switch
				label="Count gifts that name no drive"
				description={
					setup.otherDefault === null
						? "Every payment in your Stripe account that names no drive is counted here. Leave it off where the account is used for more than this drive."
						: `"${setup.otherDefault}" takes them now; switch it off there first.`
				}
				checked={values.isDefault}
				error={says("isDefault")}
				onChange={(event) => set({ isDefault: event.currentTarget.checked })}
			/>
		</>
	);
}

function firstOf(says: (field: string) => string | undefined, field: string, count: number): string | undefined {
	const own = Array.from({ length: count }, (_, index) => says(`${field}.${index}`)).find((one) => one !== undefined);
	return own ?? says(field);
}

function Amounts({ name, label }: { readonly name: "onceAmounts" | "monthlyAmounts"; readonly label: string }) {
	const { values, set } = useForm();
	const amounts = values[name];
	const shown = amounts.length < 6 ? [...amounts, ""] : amounts;
	return (
		<fieldset className="setup-lines">
			<legend>{label}</legend>
			<Text size="sm" c="dimmed" mb={8}>
				Up to six, the smallest first. Donors can always write their own.
			</Text>
			<div className="setup-amounts">
				{Array.from(shown.entries(), ([index, amount]) => (
					<AmountInput
						// An amount has no other name than its place.
						key={index}
						label={`${label}, ${index + 1}`}
						isLabelUnseen
						field={`${name}.${index}`}
						value={amount}
						onChange={(value) => {
							const next = [...shown];
							next[index] = value;
							set({ [name]: next.filter((one, at) => one !== "" || at < next.length - 1) });
						}}
					/>
				))}
			</div>
		</fieldset>
	);
}

function Impacts() {
	const { values, set, says } = useForm();
	return (
		<Lines<WrittenImpact>
			legend="What gifts do"
			description="Shown on the public page beside the amounts. Say it as the end of a sentence: buys a night's music therapy."
			items={values.impact}
			add="Add what an amount does"
			most={6}
			fresh={() => ({ amount: "", text: {} })}
			onChange={(impact) => set({ impact })}
			nameOf={({ amount }, index) => (amount === "" ? `line ${index + 1}` : amount)}
			line={(one, put, index) => (
				<div className="setup-impact">
					<AmountInput
						label="Amount"
						field={`impact.${index}.amount`}
						value={one.amount}
						onChange={(amount) => put({ ...one, amount })}
					/>
					{values.languages.map((language) => (
						<Textarea
							key={language}
							label={language === "es" ? "In Spanish" : "In English"}
							autosize
							minRows={1}
							maxLength={160}
							value={one.text[language] ?? ""}
							error={says(`impact.${index}.text.${language}`) ?? says(`impact.${index}.text`)}
							onChange={(event) => put({ ...one, text: { ...one.text, [language]: event.currentTarget.value } })}
						/>
					))}
				</div>
			)}
		/>
	);
}
