import { ActionIcon, Alert, Button, Group, Menu, Stack, Text, Title } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { Link, useNavigate } from "react-router";
import type { PlaceTexts } from "../../contract/staff/templates.ts";
import { When } from "../parts/figures.tsx";
import { useCampaignId } from "../use-campaign.ts";
import { useMay } from "../use-me.ts";
import { HistoryDrawer } from "./history-drawer.tsx";
import { LANGUAGE_WORDS, placeSearch } from "./place-words.ts";
import { useChanges } from "./use-changes.tsx";
import { VariantCard } from "./variant-card.tsx";

/** The texts of one place: a language on a platform, or one account's own. */
export function PlaceColumn({ texts, title }: { readonly texts: PlaceTexts; readonly title?: string }) {
	const { place, variants, notes } = texts;
	const may = useMay("templates.edit");
	const campaign = useCampaignId();
	const changes = useChanges(texts);
	const [isHistoryOpen, history] = useDisclosure(false);
	const navigate = useNavigate();
	const language = LANGUAGE_WORDS[place.language];
	const heading = title ?? language;
	const editor = `/c/${campaign}/templates/text?${placeSearch(place)}`;
	return (
		<section className="template-place" aria-label={heading}>
			<Group justify="space-between" align="flex-start" wrap="nowrap">
				<div>
					<Title order={3} size="h4">
						{heading}
					</Title>
					<Origin texts={texts} />
				</div>
				<PlaceMenu {...{ texts, heading, may }} onHistory={history.open} onReset={() => void changes.reset()} />
			</Group>
			{notes.map((note) => (
				<Alert key={note} color="brass" role="status">
					{note}
				</Alert>
			))}
			<Stack component="ul" gap="md" className="template-variants">
				{variants.map((variant, index) => (
					<VariantCard
						key={variant.id}
						{...{ variant, place, may }}
						name={`Text ${index + 1}`}
						isBusy={changes.isBusy}
						isOnly={variants.filter(({ isOn }) => isOn).length === 1 && variant.isOn}
						onSwitch={(isOn) => void changes.turn(variant.id, isOn)}
						onRemove={() => void changes.remove(variant.id)}
						onEdit={() => navigate(`${editor}&variant=${encodeURIComponent(variant.id)}`)}
						onDuplicate={() => navigate(`${editor}&from=${encodeURIComponent(variant.id)}`)}
					/>
				))}
			</Stack>
			{may && (
				<Button component={Link} to={editor} variant="default" size="sm">
					Add a text in {language}
				</Button>
			)}
			<HistoryDrawer texts={texts} isOpen={isHistoryOpen} close={history.close} />
		</section>
	);
}

type MenuProps = {
	readonly texts: PlaceTexts;
	readonly heading: string;
	readonly may: boolean;
	readonly onHistory: () => void;
	readonly onReset: () => void;
};

function PlaceMenu({ texts: { origin, place }, heading, may, onHistory, onReset }: MenuProps) {
	return (
		<Menu position="bottom-end">
			<Menu.Target>
				<ActionIcon variant="subtle" color="ink" size="lg" aria-label={`More for ${heading}`}>
					<Dots />
				</ActionIcon>
			</Menu.Target>
			<Menu.Dropdown>
				<Menu.Item onClick={onHistory}>History</Menu.Item>
				{may && origin === "own" && place.accountId === null && (
					<Menu.Item onClick={onReset}>Back to the texts that come with Carillon</Menu.Item>
				)}
				{may && place.accountId !== null && (
					<Menu.Item onClick={onReset}>Say what the other accounts say again</Menu.Item>
				)}
			</Menu.Dropdown>
		</Menu>
	);
}

function Origin({ texts: { origin, changedAt, changedBy } }: { readonly texts: PlaceTexts }) {
	if (origin !== "own" || changedAt === null) {
		return (
			<Text size="sm" c="dimmed">
				{origin === "kind" ? "Yours, for all rules of this kind" : "Comes with Carillon"}
			</Text>
		);
	}
	return (
		<Text size="sm" c="dimmed">
			Yours; {changedBy}, <When at={changedAt} />
		</Text>
	);
}

function Dots() {
	return (
		<svg width="20" height="20" viewBox="0 0 20 20" aria-hidden="true" fill="currentColor">
			<circle cx="4" cy="10" r="1.7" />
			<circle cx="10" cy="10" r="1.7" />
			<circle cx="16" cy="10" r="1.7" />
		</svg>
	);
}
