import { Button, Stack, Text, Title } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import type { WrittenChange } from "../../contract/staff/matches.ts";
import { Failed } from "../parts/states.tsx";
import { TrialLines } from "./trial.tsx";
import { useTrial } from "./use-matches.ts";

const STILL_MS = 500;

/** Beside a form: what saving it does in money, always of what is typed now, and the button that does it. */
export function OfferSide(props: {
	/** Null: something isn't written yet. */
	readonly change: WrittenChange | null;
	readonly isChanged: boolean;
	readonly isBusy: boolean;
	readonly save: string;
	readonly missing: string;
}) {
	const { change, isChanged, isBusy, save, missing } = props;
	const [still] = useDebouncedValue(change, STILL_MS);
	const { data, error, isFetching, refetch } = useTrial(still);
	const isCurrent = JSON.stringify(still) === JSON.stringify(change) && !isFetching;
	const isSound = data !== undefined && data.problems.length === 0;
	return (
		<aside className="offer-side" aria-labelledby="offer-side-title">
			<Title order={2} size="h4" id="offer-side-title">
				What it does
			</Title>
			<Stack gap="sm" aria-live="polite" aria-busy={!isCurrent}>
				{change === null ? (
					<Text>{missing}</Text>
				) : error !== null ? (
					<Failed error={error} retry={() => void refetch()} />
				) : data === undefined ? (
					<Text c="dimmed">Reckoning…</Text>
				) : (
					<TrialLines trial={data} />
				)}
			</Stack>
			<Button type="submit" loading={isBusy} disabled={!isChanged || change === null || !isCurrent || !isSound}>
				{isSound && data.delta !== 0 ? `${save}, and the total with it` : save}
			</Button>
		</aside>
	);
}
