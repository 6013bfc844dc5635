import { TextInput } from "@mantine/core";
import type { WrittenStation } from "../../contract/staff/setup.ts";
import { Lines, Note } from "./fields.tsx";
import { useForm } from "./setup-form.tsx";

export function StationsStep() {
	const { setup, values, set } = useForm();
	const gone = setup.written.stations.filter(({ id }) => !values.stations.some((one) => one.id === id));
	return (
		<>
			<Lines
				legend="Stations"
				description="Gifts can carry the station they came through; each has its own total on the screens made for it. With one station, or none, leave this empty."
				items={values.stations}
				add="Add a station"
				fresh={(): WrittenStation => ({ id: "", name: "" })}
				onChange={(stations) => set({ stations })}
				nameOf={({ name }, index) => name || `station ${index + 1}`}
				line={(station, put, index) => <StationFields {...{ station, put, index }} />}
			/>
			{gone.map(({ id, name }) => (
				<Note key={id}>
					{name} will be removed. {giftsOf(setup.giftsByStation[id] ?? 0)} Screens made for it go on with the drive's
					figures only.
				</Note>
			))}
		</>
	);
}

type FieldsProps = {
	readonly station: WrittenStation;
	readonly put: (station: WrittenStation) => void;
	readonly index: number;
};

function StationFields({ station, put, index }: FieldsProps) {
	const { setup, says } = useForm();
	const isNew = !setup.written.stations.some(({ id }) => id === station.id);
	return (
		<div className="setup-pair">
			<TextInput
				label="Name"
				description="As hosts say it."
				placeholder="KXYZ 101.5"
				value={station.name}
				error={says(`stations.${index}.name`)}
				onChange={(event) => {
					const name = event.currentTarget.value;
					const follows = isNew && (station.id === "" || station.id === shortOf(station.name));
					put({ ...station, id: follows ? shortOf(name) : station.id, name });
				}}
			/>
			<TextInput
				label="Short name"
				description={isNew ? "Stays the same once saved; links and gifts carry it." : "Gifts carry it, so it stays."}
				value={station.id}
				readOnly={!isNew}
				error={says(`stations.${index}.id`)}
				onChange={(event) => put({ ...station, id: event.currentTarget.value })}
			/>
			<TextInput
				label="Its own phone line"
				description="Calls to it count for this station. Empty: the drive's."
				placeholder="1-800-555-0177"
				value={station.phone ?? ""}
				error={says(`stations.${index}.phone`)}
				onChange={(event) => put({ ...station, phone: event.currentTarget.value })}
			/>
			<TextInput
				label="Its own text code"
				description="Gifts that carry it count for this station."
				placeholder="KXYZ to 51555"
				value={station.code ?? ""}
				error={says(`stations.${index}.code`)}
				onChange={(event) => put({ ...station, code: event.currentTarget.value })}
			/>
		</div>
	);
}

function giftsOf(gifts: number): string {
	if (gifts === 0) return "No gift came through it.";
	return `Its ${gifts === 1 ? "gift stays" : `${gifts} gifts stay`} in the total.`;
}

function shortOf(name: string): string {
	return name
		.normalize("NFKD")
		.replace(/\p{M}/gu, "")
		.toLowerCase()
		.replace(/[^a-z0-9]+/g, "-")
		.replace(/^-+|-+$/g, "")
		.slice(0, 40);
}
