import { Alert, Button, Group, Radio, Stack, TextInput } from "@mantine/core";
import { useState } from "react";
import type { ScreenLayout, ScreenRole } from "../../contract/board.ts";
import type { LinkKind, NewLink, NewLinkRequest } from "../../contract/staff/links.ts";
import { ask, Problem } from "../ask.ts";
import { Dialog } from "../parts/dialog.tsx";
import { Choice } from "../setup/fields.tsx";
import { useCampaign } from "../use-campaign.ts";
import { KINDS, LAYOUTS, ROLES } from "./link-words.ts";

/** Whose screen, what it shows, and what may be pressed on it. */
export function MakeLink(props: { readonly onClose: () => void; readonly onMade: (link: NewLink) => void }) {
	const { id } = useCampaign();
	const [asked, setAsked] = useState<NewLinkRequest>({
		...{ kind: "on-air", label: "", layout: "studio", role: "host", stationId: null },
	});
	const [problem, setProblem] = useState<string | null>(null);
	const [isBusy, setBusy] = useState(false);
	const isPublic = asked.layout === "lobby" || asked.layout === "overlay";
	const set = (more: Partial<NewLinkRequest>) => setAsked({ ...asked, ...more });
	const make = async () => {
		setBusy(true);
		try {
			const body = { ...asked, role: isPublic ? ("watch" as const) : asked.role };
			props.onMade(await ask<NewLink>("POST", `/api/staff/campaigns/${encodeURIComponent(id)}/links`, body));
		} catch (error) {
			const told = error instanceof Problem ? error : null;
			setProblem(told?.fields.map(({ says }) => says).join(" ") || (told?.detail ?? "That was not done. Try again."));
			setBusy(false);
		}
	};
	return (
		<Dialog onClose={props.onClose} title="Make a link" size="lg">
			<form
				noValidate
				onSubmit={(event) => {
					event.preventDefault();
					void make();
				}}
			>
				<Stack gap="lg">
					{problem && (
						<Alert color="ember" role="alert">
							{problem}
						</Alert>
					)}
					<Fields asked={asked} set={set} isPublic={isPublic} />
					<Group justify="flex-end" gap="sm">
						<Button variant="default" onClick={props.onClose}>
							Leave it
						</Button>
						<Button type="submit" loading={isBusy}>
							Make the link
						</Button>
					</Group>
				</Stack>
			</form>
		</Dialog>
	);
}

function Fields(props: {
	readonly asked: NewLinkRequest;
	readonly set: (more: Partial<NewLinkRequest>) => void;
	readonly isPublic: boolean;
}) {
	const { asked, set, isPublic } = props;
	const isPhones = asked.kind === "phones";
	return (
		<>
			<Options
				label="What it is for"
				value={asked.kind ?? "on-air"}
				options={KINDS}
				onChange={(kind) => set({ kind: kind as LinkKind })}
			/>
			<TextInput
				label={isPhones ? "Which phone room it is" : "Whose screen it is"}
				description={
					isPhones
						? "Stands on every slip taken by it, and tells which one to switch off."
						: "To know later which one to switch off."
				}
				placeholder={isPhones ? "WKID phone room" : "WKID studio A"}
				value={asked.label}
				onChange={(event) => set({ label: event.currentTarget.value })}
				data-autofocus
			/>
			{!isPhones && (
				<Options
					label="What it shows"
					value={asked.layout}
					options={LAYOUTS}
					onChange={(layout) => set({ layout: layout as ScreenLayout })}
				/>
			)}
			{!isPhones && !isPublic && (
				<Options
					label="What may be pressed on it"
					value={asked.role}
					options={ROLES}
					onChange={(role) => set({ role: role as ScreenRole })}
				/>
			)}
			<OfStation asked={asked} set={set} />
		</>
	);
}

function OfStation(props: { readonly asked: NewLinkRequest; readonly set: (more: Partial<NewLinkRequest>) => void }) {
	const { stations } = useCampaign();
	const { asked, set } = props;
	if (stations.length === 0) return null;
	return (
		<Choice
			label="Station"
			description={
				asked.kind === "phones"
					? "Whose callers it takes. With all stations, each slip says which."
					: "Its own total is shown beside the drive's."
			}
			value={asked.stationId ?? ""}
			data={[{ value: "", label: "All stations" }, ...stations.map(({ id, name }) => ({ value: id, label: name }))]}
			onChange={(station) => set({ stationId: station === "" ? null : station })}
		/>
	);
}

function Options(props: {
	readonly label: string;
	readonly value: string;
	readonly options: Readonly<Record<string, { readonly title: string; readonly words: string }>>;
	readonly onChange: (value: string) => void;
}) {
	return (
		<Radio.Group size="md" label={props.label} value={props.value} onChange={props.onChange}>
			<Stack mt={8} gap="sm">
				{Object.entries(props.options).map(([value, { title, words }]) => (
					<Radio key={value} value={value} label={title} description={words} />
				))}
			</Stack>
		</Radio.Group>
	);
}
