import type { LikelySame } from "../../contract/staff/donors.ts";
import { useMay } from "../use-me.ts";
import { DonorLine } from "./donor-table.tsx";
import { MergeButton } from "./merge-button.tsx";

/** Donors with one name in one town, side by side. */
export function LikelyGroup({ group: { name, town, donors } }: { readonly group: LikelySame }) {
	const mayMerge = useMay("donors.merge");
	return (
		<article className="donor-group" aria-label={`${name}, ${town}`}>
			<ul className="donor-list is-bare">
				{donors.map((donor) => (
					<li key={donor.key}>
						<DonorLine donor={donor} />
					</li>
				))}
			</ul>
			{mayMerge && <MergeButton donors={donors} />}
		</article>
	);
}
