import { Alert, Anchor, Button, Group, Text } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useEffect, useRef, useState } from "react";
import { Link, useNavigate, useSearchParams } from "react-router";
import type { PlaceTexts, TemplatePlace, TemplateRule } from "../../contract/staff/templates.ts";
import { Problem } from "../ask.ts";
import { LeaveGuard } from "../parts/leave-guard.tsx";
import { notifyDone } from "../parts/notify.ts";
import { PageFrame } from "../parts/page-frame.tsx";
import { Asked, Empty } from "../parts/states.tsx";
import { useCampaignId } from "../use-campaign.ts";
import { isSamePlace, LANGUAGE_WORDS, PLATFORM_WORDS, placeOf, placeSearch } from "./place-words.ts";
import { TextField } from "./text-field.tsx";
import { TextPreview } from "./text-preview.tsx";
import { writtenOf } from "./use-changes.tsx";
import { useCheck, useRuleTexts, useSaving, useTemplates, type WrittenVariant } from "./use-templates.ts";
import { VariablePicker } from "./variable-picker.tsx";
import "./templates.css";

/** Writing one text, with what it would become beside it. */
export function EditorPage() {
	const [search] = useSearchParams();
	const place = placeOf(search);
	const overview = useTemplates();
	const texts = useRuleTexts(place?.ruleId ?? "", place?.platform ?? "x");
	if (place === null) return <NoSuchText />;
	return (
		<Asked query={overview}>
			{({ rules }) => {
				const rule = rules.find(({ id }) => id === place.ruleId);
				if (rule === undefined) return <NoSuchText />;
				return (
					<Asked query={texts}>
						{({ places }) => {
							const found = places.find((one) => isSamePlace(one.place, place));
							if (found === undefined) return <NoSuchText />;
							const key = `${placeSearch(place)}&${search.get("variant")}&${search.get("from")}`;
							return (
								<Editor
									key={key}
									rule={rule}
									texts={found}
									variantId={search.get("variant")}
									fromId={search.get("from")}
								/>
							);
						}}
					</Asked>
				);
			}}
		</Asked>
	);
}

function NoSuchText() {
	const campaign = useCampaignId();
	return (
		<Empty
			title="There is no such text"
			words="Its rule may have been removed, or somebody took the text out."
			action={
				<Anchor component={Link} to={`/c/${campaign}/templates`}>
					To the templates
				</Anchor>
			}
		/>
	);
}

type EditorProps = {
	readonly rule: TemplateRule;
	readonly texts: PlaceTexts;
	/** Null: a new one. */
	readonly variantId: string | null;
	/** The one it begins as a copy of. */
	readonly fromId: string | null;
};

function Editor({ rule, texts, variantId, fromId }: EditorProps) {
	const { place, variants } = texts;
	const begunWith = variants.find(({ id }) => id === (variantId ?? fromId))?.source ?? "";
	const [source, setSource] = useState(begunWith);
	const [problem, setProblem] = useState<unknown>(null);
	const [state, setState] = useState<"writing" | "saving" | "saved">("writing");
	const [asked] = useDebouncedValue(source, 250);
	const check = useCheck(place, asked, variantId);
	const field = useRef<HTMLTextAreaElement>(null);
	// The revision that was begun with: what somebody else saves meanwhile must not be written over.
	const [revision] = useState(texts.revision);
	const { save } = useSaving();
	const back = useBack(place, state === "saved");
	const isChanged = source.trim() !== begunWith.trim();
	const isSound = check.data !== undefined && check.data.problems.length === 0 && asked === source;
	const submit = async () => {
		setState("saving");
		setProblem(null);
		try {
			await save(place, revision, replaced(variants, variantId, source));
			notifyDone("Saved. It holds from the next post on.");
			setState("saved");
		} catch (error) {
			setProblem(error);
			setState("writing");
		}
	};
	return (
		<PageFrame
			title={variantId === null ? "A new text" : "Change a text"}
			lead={`${rule.words}, on ${PLATFORM_WORDS[place.platform]}, in ${LANGUAGE_WORDS[place.language]}.`}
		>
			<LeaveGuard when={isChanged && state !== "saved"} />
			<div className="template-editor">
				<div className="template-writing">
					<TextField {...{ source, setSource, field, place }} check={check.data} isCurrent={asked === source} />
					{problem !== null && <NotSaved problem={problem} />}
					<Group gap="sm">
						<Button onClick={() => void submit()} loading={state === "saving"} disabled={!isChanged || !isSound}>
							{variantId === null ? "Save and let it take turns" : "Save this text"}
						</Button>
						<Button variant="default" component={Link} to={back}>
							Back
						</Button>
						{isChanged && !isSound && check.data !== undefined && asked === source && (
							<Text size="sm" c="ember">
								Mend what stands above, then it can be saved.
							</Text>
						)}
					</Group>
				</div>
				<TextPreview place={place} check={check} />
				<VariablePicker variables={check.data?.variables ?? []} field={field} onInsert={setSource} />
			</div>
		</PageFrame>
	);
}

function NotSaved({ problem }: { readonly problem: unknown }) {
	return (
		<Alert color="ember" title="This was not saved" role="alert">
			{problem instanceof Problem
				? problem.detail
				: "This page made a mistake. Copy your text and load the page again."}
		</Alert>
	);
}

/** The way back, gone by itself once the text is saved and the guard knows it. */
function useBack(place: TemplatePlace, isSaved: boolean): string {
	const navigate = useNavigate();
	const campaign = useCampaignId();
	const back = `/c/${campaign}/templates?${placeSearch(place)}`;
	useEffect(() => {
		if (isSaved) void navigate(back);
	}, [isSaved, navigate, back]);
	return back;
}

function replaced(variants: readonly WrittenVariant[], id: string | null, source: string): WrittenVariant[] {
	if (id === null) return [...variants.map(writtenOf), { id: null, source, isOn: true }];
	return variants.map((one) => writtenOf(one.id === id ? { ...one, source } : one));
}
