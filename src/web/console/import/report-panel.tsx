import { Button, Stack, Text, Title } from "@mantine/core";
import type { ImportKind } from "../../../domain/gift/import-kind.ts";
import { DAY } from "../../../domain/plain/instant.ts";
import type { ImportReport, ImportView } from "../../contract/staff/imports.ts";
import { Money, When } from "../parts/figures.tsx";
import { AlikeRows, BadRows } from "./problems.tsx";
import { useImportDeeds } from "./use-imports.ts";
import { rowsWords } from "./words.ts";

/** What taking the file would do, before anything of it is done. */
export function ReportPanel({ view }: { readonly view: ImportView }) {
	const { act } = useImportDeeds(view.id);
	const { report, blockers } = view;
	if (report === null) {
		return (
			<section className="import-report" aria-labelledby="import-report">
				<Title order={2} size="h4" id="import-report">
					Nothing counts yet
				</Title>
				<Text size="sm">
					Look at the first rows. The check reads every row of the file, and tells what taking them would do to the
					money.
				</Text>
				<Button onClick={() => act.mutate("check")} loading={act.isPending} disabled={blockers.length > 0}>
					Check every row
				</Button>
			</section>
		);
	}
	return <Checked view={view} report={report} />;
}

function Checked({ view, report }: { readonly view: ImportView; readonly report: ImportReport }) {
	const { act } = useImportDeeds(view.id);
	const { settings } = view;
	const refuses = report.bad > 0 && settings.badRows === "refuse";
	return (
		<section className="import-report" aria-labelledby="import-report" data-checked="true">
			<Title order={2} size="h4" id="import-report">
				What it would do
			</Title>
			<Consequence view={view} report={report} />
			<Button onClick={() => act.mutate("run")} loading={act.isPending} disabled={refuses || report.good === 0}>
				{settings.kind === "last-year"
					? "Show these hours beside this year's"
					: `Take ${rowsWords(settings.kind, report.good)}`}
			</Button>
			{refuses && (
				<Text size="sm" c="ember">
					Some rows can't be taken, and you chose all or nothing. Correct the file, or leave those rows out.
				</Text>
			)}
			{report.good === 0 && <Text size="sm">There is no row to take.</Text>}
			<BadRows view={view} />
			<AlikeRows view={view} />
		</section>
	);
}

function Consequence({ view, report }: { readonly view: ImportView; readonly report: ImportReport }) {
	const { kind } = view.settings;
	const { good, amount, counted, totalBefore, monthly, outside, passes, from, to, hours } = report;
	if (hours !== null) {
		return (
			<Stack gap="xs">
				<p className="import-sum">
					{rowsWords(kind, good)}, <Money amount={amount} />, over {hours.length} hours.
				</p>
				<Text size="sm">The total doesn't move. Hosts see each hour beside the same hour of this year.</Text>
				{outside > 0 && (
					<Text size="sm">{outside.toLocaleString("en-US")} hours lie outside of that drive and are left out.</Text>
				)}
			</Stack>
		);
	}
	return (
		<Stack gap="xs">
			<p className="import-sum">
				{rowsWords(kind, good)}, <Money amount={counted} /> {counted === 0 ? "count on air" : "go on the total"}.
			</p>
			<Text size="sm">
				It goes from <Money amount={totalBefore} /> to <Money amount={totalBefore + counted} />.
				{counted !== amount && (
					<>
						{" "}
						The rows add up to <Money amount={amount} />
						{monthly > 0 && `; ${monthly.toLocaleString("en-US")} of them are monthly and count by your rule`}.
					</>
				)}
			</Text>
			{from !== null && to !== null && (
				<Text size="sm">
					From <When at={from} /> to <When at={to} />
					{outside > 0 &&
						`; ${outside.toLocaleString("en-US")} of them outside of the drive's own time, so in none of its hours`}
					.
				</Text>
			)}
			<Text size="sm">
				{passes.length === 0
					? "No milestone is passed."
					: `${passes.length === 1 ? "One milestone is" : `${passes.length} milestones are`} passed, silently: ${passes.slice(0, 4).map(withoutPassed).join(", ")}${passes.length > 4 ? ` and ${passes.length - 4} more` : ""}.`}{" "}
				Nothing is posted or announced.
			</Text>
			<Thanks report={report} kind={kind} />
		</Stack>
	);
}

/** Who is told of these people. Hosts would say days later that somebody has just given: that is said before. */
function Thanks({ report: { thanks, to }, kind }: { readonly report: ImportReport; readonly kind: ImportKind }) {
	if (thanks === null) {
		return <Text size="sm">They are history: on the total, and on no list of who just gave.</Text>;
	}
	if (thanks.gifts === 0) {
		return <Text size="sm">Nothing of it counts yet: each comes on the hosts' list once it is paid.</Text>;
	}
	const others = thanks.gifts - thanks.named;
	return (
		<>
			<Text size="sm">
				<strong>{rowsWords(kind, thanks.gifts)}</strong> go on the hosts' thank-you list,{" "}
				{others === 0
					? "each by name"
					: `${thanks.named.toLocaleString("en-US")} of them by name and ${others.toLocaleString("en-US")} as “a generous listener”`}
				. The public page's latest gifts don't show them.
			</Text>
			{to !== null && to < Date.now() - DAY && (
				<Text size="sm" c="ember">
					The newest of them is of <When at={to} />: were all of these people told that they would be thanked now?
				</Text>
			)}
		</>
	);
}

/** "Passed $10,000" stands in a sentence that says so already. */
function withoutPassed(words: string): string {
	return words.replace(/^Passed /, "");
}
