import { Button, Group, Modal, Stack, Text, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { PledgeActAnswer, PledgeDeed, PledgeForesight } from "../../contract/staff/pledges.ts";
import { Problem } from "../ask.ts";
import { Money } from "../parts/figures.tsx";
import { notifyProblem } from "../parts/notify.ts";
import { DEEDS, leftWords } from "./pledge-words.ts";
import { usePledgeDeeds } from "./use-pledges.ts";

type Props = {
	/** Null: closed. */
	readonly deed: PledgeDeed | null;
	readonly pledges: readonly string[];
	readonly close: () => void;
	readonly done: (deed: PledgeDeed, answer: PledgeActAnswer) => void;
};

/** What a deed will have done, read before it is done: to how many, to whom not and why, and what the total makes of it. */
export function DeedDialog({ deed, pledges, close, done }: Props) {
	return (
		<Modal opened={deed !== null} onClose={close} title={deed === null ? "" : DEEDS[deed].title(pledges.length)}>
			{deed !== null && <Deed key={deed} deed={deed} pledges={pledges} close={close} done={done} />}
		</Modal>
	);
}

function Deed({ deed, pledges, close, done }: Props & { readonly deed: PledgeDeed }) {
	const words = DEEDS[deed];
	const { act } = usePledgeDeeds();
	const { foresight, problem } = useForesight(deed, pledges);
	const [reason, setReason] = useState("");
	const [isBusy, setBusy] = useState(false);
	const press = async () => {
		setBusy(true);
		try {
			const answer = await act({ deed, pledges, reason });
			close();
			done(deed, answer);
		} catch (error) {
			notifyProblem(error);
		} finally {
			setBusy(false);
		}
	};
	const count = foresight?.done ?? 0;
	return (
		<Stack gap="md">
			<Text>{words.consequence}</Text>
			{problem !== null && (
				<Text c="ember" role="alert">
					{problem}
				</Text>
			)}
			{foresight !== undefined && <Foresight foresight={foresight} />}
			{words.asksWhy !== "never" && (
				<TextInput
					label={words.asksWhy === "must" ? "Why" : "Why, if it is worth noting"}
					placeholder="Called and took it back"
					value={reason}
					maxLength={300}
					onChange={(event) => setReason(event.currentTarget.value)}
					data-autofocus
				/>
			)}
			<Group justify="flex-end" gap="sm">
				<Button variant="default" onClick={close} data-autofocus={words.asksWhy === "never" || undefined}>
					Leave it as it is
				</Button>
				<Button
					color={words.color}
					loading={isBusy || (foresight === undefined && problem === null)}
					disabled={count === 0 || (words.asksWhy === "must" && reason.trim() === "")}
					onClick={press}
				>
					{words.confirm(count)}
				</Button>
			</Group>
		</Stack>
	);
}

function Foresight({ foresight: { done, left, counted, examples } }: { readonly foresight: PledgeForesight }) {
	return (
		<div className="pledge-foresight" role="status">
			<Text fw={600}>{done === 0 ? "None of them fits." : `${done.toLocaleString("en-US")} of them:`}</Text>
			{done > 0 && (
				<Text size="sm">
					{examples.join(" · ")}
					{done > examples.length && ` and ${(done - examples.length).toLocaleString("en-US")} more`}
				</Text>
			)}
			{leftWords(left).map((says) => (
				<Text key={says} size="sm" c="dimmed">
					{says}
				</Text>
			))}
			{counted !== 0 && (
				<Text fw={600} mt="xs">
					The total said on air goes {counted > 0 ? "up" : "down"} by <Money amount={Math.abs(counted)} />; what matches
					gave follows.
				</Text>
			)}
		</div>
	);
}

/** Asked anew each time the dialog opens. */
function useForesight(deed: PledgeDeed, pledges: readonly string[]) {
	const { foresee } = usePledgeDeeds();
	const { data, error } = useQuery({
		queryKey: ["pledges foreseen", deed, pledges],
		queryFn: () => foresee({ deed, pledges }),
		...{ gcTime: 0, staleTime: 0, retry: false, refetchOnWindowFocus: false },
	});
	const problem = error === null ? null : error instanceof Problem ? error.detail : "This could not be read.";
	return { foresight: data, problem };
}
