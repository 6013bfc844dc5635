import { Stack } from "@mantine/core";
import { useState } from "react";
import { useNavigate } from "react-router";
import type { MatchDraft, MatchesView, WrittenMatch } from "../../contract/staff/matches.ts";
import { Problem } from "../ask.ts";
import { LeaveGuard } from "../parts/leave-guard.tsx";
import { notifyDone, notifyProblem } from "../parts/notify.ts";
import { useCampaignId } from "../use-campaign.ts";
import { AnswerFields, MoneyFields, SponsorFields, WindowFields } from "./match-fields.tsx";
import { OfferSide } from "./offer-side.tsx";
import { useSaveOffer } from "./use-matches.ts";

type Props = { readonly view: MatchesView; readonly start: MatchDraft; readonly isNew: boolean };

export function MatchForm({ view, start, isNew }: Props) {
	const campaignId = useCampaignId();
	const go = useNavigate();
	const save = useSaveOffer();
	const [first] = useState<WrittenMatch>(start);
	// Of the edition the form was opened with: what others saved meanwhile is not overwritten unseen.
	const [version] = useState(view.version);
	const [written, setWritten] = useState<WrittenMatch>(first);
	const isChanged = JSON.stringify(written) !== JSON.stringify(first);
	const set = (part: Partial<WrittenMatch>) => setWritten((before) => ({ ...before, ...part }));
	const says = (field: string) => fieldProblem(save.error, field);
	const parts = { written, set, says, view };
	const submit = () =>
		save.mutate(
			{ version, change: { do: "put-match", match: written } },
			{
				onSuccess: async () => {
					notifyDone(isNew ? "The match is saved. Every screen knows it." : "Saved. Every screen knows it.");
					await go(`/c/${campaignId}/matches`);
				},
				onError: notifyProblem,
			},
		);
	return (
		<form
			className="offer-form"
			noValidate
			onSubmit={(event) => {
				event.preventDefault();
				submit();
			}}
		>
			<LeaveGuard when={isChanged && !save.isPending && !save.isSuccess} />
			<Stack gap="lg">
				<SponsorFields {...parts} />
				<MoneyFields {...parts} />
				<WindowFields {...parts} />
				<AnswerFields {...parts} />
			</Stack>
			<OfferSide
				change={isWhole(written) ? { do: "put-match", match: written } : null}
				isBusy={save.isPending}
				save={isNew ? "Save the match" : "Save"}
				missing="Write the amounts and times: then it stands here what the match does to the total."
				isChanged={isChanged}
			/>
		</form>
	);
}

/** Without a number that isn't one: what is unwritten can't be reckoned with. */
function isWhole({ pool, minGift, maxGift, from, to, unlock }: MatchDraft): boolean {
	const amounts = [pool, minGift ?? 1, maxGift ?? 1, from, to, unlock?.kind === "amount" ? unlock.amount : 1];
	return amounts.every((amount) => Number.isSafeInteger(amount)) && pool > 0;
}

export function fieldProblem(error: unknown, field: string): string | undefined {
	return error instanceof Problem ? error.fields.find((one) => one.field === field)?.says : undefined;
}
