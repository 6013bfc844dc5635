import type { DonorRow } from "../../contract/staff/donors.ts";
import { ConfirmButton } from "../parts/confirm-button.tsx";
import { notifyDone } from "../parts/notify.ts";
import { useDonorDeeds } from "./use-donors.ts";

/** Puts donors together; the one who gave first is kept. Its consequence is read before it happens. */
export function MergeButton({
	donors,
	merged,
}: {
	readonly donors: readonly DonorRow[];
	readonly merged?: () => void;
}) {
	const { merge } = useDonorDeeds();
	const [kept, ...others] = [...donors].sort((a, b) => a.firstAt - b.firstAt);
	if (kept === undefined || others.length === 0) return null;
	const fewer = others.length === 1 ? "one" : String(others.length);
	const act = async () => {
		const { donors: now } = await merge({ kept: kept.key, merged: others.map(({ key }) => key) });
		notifyDone(`They are one donor. ${now.toLocaleString("en-US")} donors in all.`);
		merged?.();
	};
	return (
		<ConfirmButton
			size="sm"
			variant="default"
			color="ink"
			label="They are one donor"
			title="Count them as one donor?"
			consequence={`The number of donors goes down by ${fewer}, on screens and in posts from now on. No money moves, and no gift changes. You can take them apart again below.`}
			confirm="Put them together"
			onConfirm={act}
		/>
	);
}
