import { Button, Group, Switch, Text } from "@mantine/core";
import type { TemplatePlace, TemplateVariant } from "../../contract/staff/templates.ts";
import { When } from "../parts/figures.tsx";
import { LANGUAGE_WORDS, lengthWords, timesWords } from "./place-words.ts";

type Props = {
	readonly variant: TemplateVariant;
	readonly place: TemplatePlace;
	/** "Text 2". */
	readonly name: string;
	readonly may: boolean;
	readonly isBusy: boolean;
	/** The last one that is on: without it nothing could be said. */
	readonly isOnly: boolean;
	readonly onSwitch: (isOn: boolean) => void;
	readonly onRemove: () => void;
	readonly onEdit: () => void;
	readonly onDuplicate: () => void;
};

/** One text as it would go out now. */
export function VariantCard(props: Props) {
	const { variant, place, name, may, isBusy, isOnly } = props;
	const { text, source, isOn, problems, uses, lastUsedAt } = variant;
	const full = `${name} in ${LANGUAGE_WORDS[place.language]}`;
	return (
		<li className="template-variant" data-off={!isOn} data-on-air={place.platform === "on-air"}>
			<p className="template-variant-text" lang={place.language}>
				{text === "" ? <code>{source}</code> : text}
			</p>
			{problems.map(({ says, at }) => (
				<Text key={says} size="sm" c="ember">
					{at !== null && `Line ${at.line}: `}
					{says}
				</Text>
			))}
			<Text size="sm" c="dimmed">
				{problems.length === 0 && `${lengthWords(variant, place.platform)} · `}
				{timesWords(uses)}
				{lastUsedAt !== null && (
					<>
						, last <When at={lastUsedAt} />
					</>
				)}
				{variant.hasLink && place.platform === "x" && " · with a link: $0.20 instead of $0.015"}
			</Text>
			{may && (
				<Group gap="xs" justify="space-between">
					<Switch
						size="sm"
						checked={isOn}
						disabled={isBusy || isOnly}
						onChange={(event) => props.onSwitch(event.currentTarget.checked)}
						label={isOn ? "Takes its turn" : "Off"}
						aria-label={`${full} takes its turn`}
					/>
					<Group gap={4}>
						<Button variant="subtle" size="compact-sm" onClick={props.onEdit} aria-label={`Edit ${full}`}>
							Edit
						</Button>
						<Button variant="subtle" size="compact-sm" onClick={props.onDuplicate} aria-label={`Duplicate ${full}`}>
							Duplicate
						</Button>
						<Button
							variant="subtle"
							color="ember"
							size="compact-sm"
							disabled={isBusy || isOnly}
							onClick={props.onRemove}
							aria-label={`Remove ${full}`}
						>
							Remove
						</Button>
					</Group>
				</Group>
			)}
		</li>
	);
}
