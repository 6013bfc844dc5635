import { Stack, Textarea, TextInput } from "@mantine/core";
import type { WrittenScript, WrittenSlot } from "../../contract/staff/setup.ts";
import { AmountInput, Choice, Lines, LocalTimeInput } from "./fields.tsx";
import { useForm } from "./setup-form.tsx";

const KINDS = [
	{ value: "sponsor", label: "Sponsor" },
	{ value: "guest", label: "Guest" },
	{ value: "power-hour", label: "Power hour" },
	{ value: "story", label: "A patient's story" },
] as const;

export function StudioStep() {
	const { values, set } = useForm();
	return (
		<>
			<Evergreen />
			<RunOfShow />
			<LastYear />
			<AmountInput
				label="A gift is big from"
				description="Marked in the hosts' list of whom to thank."
				field="bigGift"
				value={values.bigGift}
				onChange={(bigGift) => set({ bigGift })}
			/>
		</>
	);
}

function Evergreen() {
	const { values, set, says } = useForm();
	return (
		<Lines<WrittenScript>
			legend="Talking points"
			description="Sentences that are always good to read. Figures can be merged in: {{ total }}, {{ goal }}, {{ to_go }}, {{ phone }}, {{ text_code }}, {{ hospital }}."
			items={values.evergreen}
			add="Add a talking point"
			most={40}
			fresh={() => ({ id: freshId("point", values.evergreen), title: "", text: "" })}
			onChange={(evergreen) => set({ evergreen })}
			nameOf={({ title }, index) => title || `talking point ${index + 1}`}
			line={(script, put, index) => (
				<Stack gap="sm">
					<TextInput
						label="Title"
						placeholder="Why monthly"
						value={script.title}
						error={says(`evergreen.${index}.title`)}
						onChange={(event) => put({ ...script, title: event.currentTarget.value })}
					/>
					<Textarea
						label="What to say"
						autosize
						minRows={2}
						maxLength={400}
						placeholder="We stand at {{ total }} for {{ hospital }}. Call {{ phone }}."
						value={script.text}
						error={says(`evergreen.${index}.text`)}
						onChange={(event) => put({ ...script, text: event.currentTarget.value })}
					/>
				</Stack>
			)}
		/>
	);
}

function RunOfShow() {
	const { values, set } = useForm();
	return (
		<Lines<WrittenSlot>
			legend="Run of show"
			description="Sponsors, guests, power hours and stories, each in its time. Hosts see the one that is on."
			items={values.runOfShow}
			add="Add to the run of show"
			most={500}
			fresh={() => ({
				...{ id: freshId("slot", values.runOfShow), kind: "sponsor" as const, title: "", say: "" },
				...{ from: values.opensAt.slice(0, 16), to: "" },
			})}
			onChange={(runOfShow) => set({ runOfShow })}
			nameOf={({ title }, index) => title || `line ${index + 1}`}
			line={(slot, put, index) => <Slot slot={slot} put={put} index={index} />}
		/>
	);
}

function Slot(props: {
	readonly slot: WrittenSlot;
	readonly put: (slot: WrittenSlot) => void;
	readonly index: number;
}) {
	const { says } = useForm();
	const { slot, put, index } = props;
	const field = (name: string) => `runOfShow.${index}.${name}`;
	const kindTo = (kind: string) => {
		const { authorisation, ...rest } = slot;
		const chosen = KINDS.find(({ value }) => value === kind)?.value ?? "sponsor";
		const own = authorisation ?? { reference: "", expiresAt: "" };
		put(chosen === "story" ? { ...rest, kind: chosen, authorisation: own } : { ...rest, kind: chosen });
	};
	return (
		<Stack gap="sm">
			<div className="setup-pair">
				<Choice label="What it is" value={slot.kind} data={KINDS} onChange={kindTo} />
				<TextInput
					label="Title"
					placeholder={slot.kind === "story" ? "Ana, 7, and her new heart" : "Lakeview Auto Group"}
					value={slot.title}
					error={says(field("title"))}
					onChange={(event) => put({ ...slot, title: event.currentTarget.value })}
				/>
				<LocalTimeInput
					label="From"
					field={field("from")}
					value={slot.from}
					onChange={(from) => put({ ...slot, from })}
				/>
				<LocalTimeInput label="To" field={field("to")} value={slot.to} onChange={(to) => put({ ...slot, to })} />
			</div>
			<Textarea
				label="What the host may read"
				autosize
				minRows={1}
				maxLength={400}
				value={slot.say}
				error={says(field("say"))}
				onChange={(event) => put({ ...slot, say: event.currentTarget.value })}
			/>
			{slot.kind === "story" && <Authorisation {...props} />}
		</Stack>
	);
}

/** A patient's story is read only under a written authorisation, and only until it ends. */
function Authorisation({ slot, put, index }: Parameters<typeof Slot>[0]) {
	const { says } = useForm();
	const { reference, expiresAt } = slot.authorisation ?? { reference: "", expiresAt: "" };
	return (
		<div className="setup-pair setup-authorisation">
			<TextInput
				label="Written authorisation"
				description="Where it is kept. Without it a story can't be shown."
				placeholder="Form 27-014, development office"
				value={reference}
				error={says(`runOfShow.${index}.authorisation.reference`)}
				onChange={(event) => put({ ...slot, authorisation: { reference: event.currentTarget.value, expiresAt } })}
			/>
			<LocalTimeInput
				label="It ends"
				description="From then on the story isn't shown."
				field={`runOfShow.${index}.authorisation.expiresAt`}
				value={expiresAt}
				onChange={(end) => put({ ...slot, authorisation: { reference, expiresAt: end } })}
			/>
		</div>
	);
}

function LastYear() {
	const { values, set, says } = useForm();
	const wrong = values.lastYear.map((_, index) => says(`lastYear.${index}`)).find((one) => one !== undefined);
	return (
		<Textarea
			label="Last year, hour by hour"
			description="What each hour of last year's drive brought, one a line, from its first hour on. A copied drive has them already."
			autosize
			minRows={2}
			maxRows={8}
			placeholder={"9200\n14800\n21350"}
			value={values.lastYear.join("\n")}
			error={wrong ?? says("lastYear")}
			onChange={(event) => {
				const text = event.currentTarget.value;
				set({ lastYear: text === "" ? [] : text.split(/[\n;\t]/).map((one) => one.trim()) });
			}}
		/>
	);
}

function freshId(start: string, list: readonly { readonly id: string }[]): string {
	const taken = new Set(list.map(({ id }) => id));
	for (let number = list.length + 1; ; number += 1) if (!taken.has(`${start}-${number}`)) return `${start}-${number}`;
}
