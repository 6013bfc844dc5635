import { Text } from "@mantine/core";
import type { DonorMerge } from "../../contract/staff/donors.ts";
import { ConfirmButton } from "../parts/confirm-button.tsx";
import { When } from "../parts/figures.tsx";
import { notifyDone } from "../parts/notify.ts";
import { useMay } from "../use-me.ts";
import { useDonorDeeds } from "./use-donors.ts";

/** What staff have put together, and the way back. */
export function MergeList({ merges }: { readonly merges: readonly DonorMerge[] }) {
	const mayMerge = useMay("donors.merge");
	const { takeApart } = useDonorDeeds();
	if (merges.length === 0) return null;
	const act = async (id: number) => {
		const { donors } = await takeApart(id);
		notifyDone(`They are apart again. ${donors.toLocaleString("en-US")} donors in all.`);
	};
	return (
		<section aria-labelledby="merges" className="donor-section">
			<h2 id="merges">Put together by staff</h2>
			<ul className="donor-list">
				{merges.map(({ id, names, at, by }) => (
					<li key={id}>
						<div className="donor-who">
							<strong>
								<bdi>{names.join(" and ")}</bdi>
							</strong>
							<Text size="sm" c="dimmed">
								by {by}, <When at={at} />
							</Text>
						</div>
						{mayMerge && (
							<ConfirmButton
								size="sm"
								variant="default"
								color="ink"
								label="Take apart"
								title="Count them as two donors again?"
								consequence="The number of donors goes up by one again, on screens and in posts from now on. No money moves."
								confirm="Take them apart"
								onConfirm={() => act(id)}
							/>
						)}
					</li>
				))}
			</ul>
		</section>
	);
}
