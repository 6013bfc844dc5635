import { Button, Stack, TagsInput, Text, Textarea, TextInput, Title } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useNavigate } from "react-router";
import { type Authorisation, missingIn } from "../../../domain/privacy/story.ts";
import type { StoryDraft, StoryItem } from "../../contract/staff/stories.ts";
import { ask } from "../ask.ts";
import { LeaveGuard } from "../parts/leave-guard.tsx";
import { notifyDone, notifyProblem } from "../parts/notify.ts";
import { useCampaignId } from "../use-campaign.ts";
import { AuthorisationFields } from "./authorisation-fields.tsx";

export function StoryForm({ draft, story }: { readonly draft: StoryDraft; readonly story: StoryItem | null }) {
	const id = useCampaignId();
	const client = useQueryClient();
	const go = useNavigate();
	const start: StoryDraft = {
		title: draft.title,
		say: draft.say,
		names: draft.names,
		authorisation: draft.authorisation,
	};
	const [written, setWritten] = useState(start);
	const [isSaved, setSaved] = useState(false);
	const isChanged = !isSaved && JSON.stringify(written) !== JSON.stringify(start);
	const isRevoked = story !== null && story.revokedAt !== null;
	const save = useMutation({
		mutationFn: () => {
			const path = `/api/staff/campaigns/${id}/stories`;
			return story === null ? ask("POST", path, written) : ask("PUT", `${path}/${story.id}`, written);
		},
		onSuccess: async () => {
			setSaved(true);
			notifyDone("Saved.");
			await client.invalidateQueries({ queryKey: ["campaign", id, "stories"] });
			if (story === null) await go(`/c/${id}/stories`);
		},
		onError: notifyProblem,
	});
	const change = (part: Partial<StoryDraft>) => setWritten({ ...written, ...part });
	const authorise = (part: Partial<Authorisation>) => change({ authorisation: { ...written.authorisation, ...part } });
	return (
		<form
			className="story-form"
			onSubmit={(event) => {
				event.preventDefault();
				save.mutate();
			}}
		>
			<LeaveGuard when={isChanged && !save.isPending && !save.isSuccess} />
			<fieldset disabled={isRevoked} className="plain-fieldset">
				<Stack gap="md">
					<WordsFields written={written} change={change} />
					<AuthorisationFields authorisation={written.authorisation} change={authorise} />
				</Stack>
			</fieldset>
			<Side {...{ written, isRevoked, isChanged }} isBusy={save.isPending} />
		</form>
	);
}

type WordsProps = { readonly written: StoryDraft; readonly change: (part: Partial<StoryDraft>) => void };

function WordsFields({ written, change }: WordsProps) {
	return (
		<>
			<TextInput
				label="Title"
				description="For staff; it stands in reasons and lists."
				required
				maxLength={80}
				value={written.title}
				onChange={(event) => change({ title: event.currentTarget.value })}
			/>
			<Textarea
				label="What may be said"
				description="Word by word, as the family has agreed to it."
				required
				autosize
				minRows={3}
				maxLength={400}
				value={written.say}
				onChange={(event) => change({ say: event.currentTarget.value })}
			/>
			<TagsInput
				label="Names in it"
				description="The names the form lets you say. The privacy gate lets these pass in a post that tells this story."
				value={[...written.names]}
				maxTags={12}
				onChange={(names) => change({ names })}
			/>
		</>
	);
}

type SideProps = {
	readonly written: StoryDraft;
	readonly isRevoked: boolean;
	readonly isChanged: boolean;
	readonly isBusy: boolean;
};

function Side({ written, isRevoked, isChanged, isBusy }: SideProps) {
	const missing = missingIn(written.authorisation);
	return (
		<aside className="story-side" aria-labelledby="story-missing">
			<Title order={2} size="h4" id="story-missing">
				{missing.length === 0 ? "Nothing is missing" : "Still missing"}
			</Title>
			{missing.length === 0 ? (
				<Text size="sm">
					Once saved, the story may be told where it is ticked, for as long as the authorisation lasts.
				</Text>
			) : (
				<ul className="story-missing">
					{missing.map(({ field, says }) => (
						<li key={field}>{says}</li>
					))}
				</ul>
			)}
			{!isRevoked && (
				<Button
					type="submit"
					loading={isBusy}
					disabled={!isChanged || written.title.trim() === "" || written.say.trim() === ""}
				>
					{missing.length === 0 ? "Save" : "Save unfinished"}
				</Button>
			)}
		</aside>
	);
}
