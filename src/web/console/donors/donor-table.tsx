import { Checkbox, Text } from "@mantine/core";
import { useState } from "react";
import type { DonorRow } from "../../contract/staff/donors.ts";
import { Money, When } from "../parts/figures.tsx";
import { Gradually } from "../parts/gradually.tsx";
import { sourceWords } from "../pledges/pledge-words.ts";
import { useMay } from "../use-me.ts";
import { MergeButton } from "./merge-button.tsx";

/** Donors with what they gave; where they can be chosen, two or more can be put together. */
export function DonorTable({
	donors,
	canChoose = false,
}: {
	readonly donors: readonly DonorRow[];
	readonly canChoose?: boolean;
}) {
	const mayMerge = useMay("donors.merge") && canChoose;
	const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
	const picked = donors.filter(({ key }) => chosen.has(key));
	const choose = (key: string, isChosen: boolean) => {
		const next = new Set(chosen);
		if (isChosen) next.add(key);
		else next.delete(key);
		setChosen(next);
	};
	return (
		<>
			<Gradually items={donors} step={25}>
				{(shown) => (
					<ul className="donor-list">
						{shown.map((donor) => (
							<li key={donor.key}>
								{mayMerge && (
									<Checkbox
										checked={chosen.has(donor.key)}
										onChange={(event) => choose(donor.key, event.currentTarget.checked)}
										aria-label={`Choose ${namesOf(donor)}`}
									/>
								)}
								<DonorLine donor={donor} />
							</li>
						))}
					</ul>
				)}
			</Gradually>
			{picked.length > 1 && <MergeButton donors={picked} merged={() => setChosen(new Set())} />}
			{picked.length === 1 && (
				<Text size="sm" mt="sm">
					Choose another one to put them together.
				</Text>
			)}
		</>
	);
}

export function namesOf({ names }: DonorRow): string {
	return names.length === 0 ? "No name given" : names.join(", ");
}

export function DonorLine({ donor }: { readonly donor: DonorRow }) {
	const { towns, gifts, counted, monthly, firstAt, lastAt, sources } = donor;
	return (
		<>
			<div className="donor-who">
				<strong>
					<bdi>{namesOf(donor)}</bdi>
				</strong>
				<Text size="sm" c="dimmed" className="donor-facts">
					{towns.length > 0 && <bdi>{towns.join(", ")}</bdi>}
					<span>{sources.map(sourceWords).join(", ")}</span>
					<span>
						<When at={firstAt} />
						{lastAt !== firstAt && (
							<>
								{" "}
								to <When at={lastAt} />
							</>
						)}
					</span>
				</Text>
			</div>
			<div className="donor-money">
				<strong>
					<Money amount={counted} />
				</strong>
				<Text size="sm" c="dimmed">
					{gifts === 1 ? "1 gift" : `${gifts} gifts`}
					{monthly && ", monthly"}
				</Text>
			</div>
		</>
	);
}
