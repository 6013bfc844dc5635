import "./donors.css";
import { Alert, Text, TextInput } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { useState } from "react";
import type { DonorsAnswer } from "../../contract/staff/donors.ts";
import { ConfirmButton } from "../parts/confirm-button.tsx";
import { Gradually } from "../parts/gradually.tsx";
import { notifyDone } from "../parts/notify.ts";
import { PageFrame } from "../parts/page-frame.tsx";
import { Asked, Empty } from "../parts/states.tsx";
import { useMay } from "../use-me.ts";
import { DonorTable } from "./donor-table.tsx";
import { LikelyGroup } from "./likely-group.tsx";
import { MergeList } from "./merge-list.tsx";
import { useDonorDeeds, useDonors } from "./use-donors.ts";

/** Who gave more than once, who may be the same, and what staff have put together. */
export function DonorsListPage() {
	const [search, setSearch] = useState("");
	const query = useDonors(search);
	const searchSoon = useDebouncedCallback(setSearch, 300);
	return (
		<PageFrame title="Donors" lead={query.data?.rule ?? "Who counts as one donor, and who gave more than once."}>
			<Asked query={query} lines={5}>
				{(answer) => (
					<>
						<Figures answer={answer} />
						<TextInput
							type="search"
							label="Find a donor by name or town"
							maw={420}
							mb="lg"
							onChange={(event) => searchSoon(event.currentTarget.value.trim())}
						/>
						{search === "" ? <Everybody answer={answer} /> : <Found answer={answer} search={search} />}
					</>
				)}
			</Asked>
		</PageFrame>
	);
}

function Figures({ answer }: { readonly answer: DonorsAnswer }) {
	const { countAnew } = useDonorDeeds();
	const mayMerge = useMay("donors.merge");
	const { donors, persons, withoutKey } = answer;
	const count = (many: number) => many.toLocaleString("en-US");
	const act = async () => {
		const { donors: now } = await countAnew();
		notifyDone(`${count(now)} donors from now on.`);
	};
	return (
		<section className="donor-figures" aria-label="How many">
			<p>
				<strong>{count(donors)}</strong> {donors === 1 ? "donor, as it is said on air" : "donors, as it is said on air"}
			</p>
			{withoutKey > 0 && (
				<Text size="sm" c="dimmed">
					{withoutKey === 1 ? "1 gift tells" : `${count(withoutKey)} gifts tell`} nothing of who gave, and{" "}
					{withoutKey === 1 ? "is" : "are"} nobody’s in this number.
				</Text>
			)}
			{persons !== donors && (
				<Alert color="sky" title={`By the rule there are ${count(persons)}`}>
					<Text size="sm" mb="sm">
						Something turned out after the gifts were counted: two callers paid with one e-mail, or a promise ended
						whose giver gave otherwise too.
					</Text>
					{mayMerge && (
						<ConfirmButton
							size="sm"
							variant="default"
							label="Count anew"
							title={`Say ${count(persons)} donors from now on?`}
							consequence="The number on screens and in posts changes from now on. No money moves, and what was posted stays."
							confirm={`Count ${count(persons)} donors`}
							color="ink"
							onConfirm={act}
						/>
					)}
				</Alert>
			)}
		</section>
	);
}

function Everybody({ answer }: { readonly answer: DonorsAnswer }) {
	const { likely, several, merges } = answer;
	if (likely.length === 0 && several.length === 0 && merges.length === 0) {
		return (
			<Empty
				title="Everybody has given once so far"
				words="Who gives a second time stands here, and so do two donors with one name in one town: they may be the same person, and you can put them together."
			/>
		);
	}
	return (
		<>
			{likely.length > 0 && (
				<section aria-labelledby="likely" className="donor-section">
					<h2 id="likely">They may be the same</h2>
					<Text c="dimmed" mb="md">
						One name in one town, under different e-mails or telephones. Two people can share a name: put them together
						only if you know.
					</Text>
					<Gradually items={likely} step={8}>
						{(shown) => (
							<div className="donor-groups">
								{shown.map((group) => (
									<LikelyGroup key={`${group.name} ${group.town} ${group.donors[0]?.key}`} group={group} />
								))}
							</div>
						)}
					</Gradually>
				</section>
			)}
			{several.length > 0 && (
				<section aria-labelledby="several" className="donor-section">
					<h2 id="several">More than one gift</h2>
					<DonorTable donors={several} />
				</section>
			)}
			<MergeList merges={merges} />
		</>
	);
}

function Found({ answer, search }: { readonly answer: DonorsAnswer; readonly search: string }) {
	if (answer.several.length === 0) {
		return (
			<Empty
				title={`Nobody is called “${search}”`}
				words="Try a part of the name, or the town. Gifts without a name aren't found."
			/>
		);
	}
	return <DonorTable key={search} donors={answer.several} canChoose />;
}
