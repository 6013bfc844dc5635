import "./audit.css";
import { Button, Menu, Text } from "@mantine/core";
import type { AuditEntry } from "../../contract/staff/audit.ts";
import type { CampaignListItem } from "../../contract/staff/campaign.ts";
import { writtenMoment } from "../parts/figures.tsx";
import { PageFrame } from "../parts/page-frame.tsx";
import { Empty, Failed, Loading } from "../parts/states.tsx";
import { useCampaigns } from "../use-campaign.ts";
import { AuditLine } from "./audit-line.tsx";
import { FilterBar } from "./filter-bar.tsx";
import { type AuditFilters, queryOf, useAuditFilters, useAuditLines } from "./use-audit.ts";

const OWN_ZONE = Intl.DateTimeFormat().resolvedOptions().timeZone;

export function AuditLogPage() {
	const { filters, change, clear, isFiltered } = useAuditFilters();
	const lines = useAuditLines(filters);
	const { data: campaigns = [] } = useCampaigns();
	const all = lines.data?.pages.flatMap((page) => page.lines);
	return (
		<PageFrame
			title="Audit log"
			lead="Every change anybody made: who, when, and how it was before. Lines are never changed or removed."
			actions={<Save filters={filters} />}
		>
			<FilterBar filters={filters} change={change} clear={clear} isFiltered={isFiltered} />
			{all === undefined && lines.error === null && <Loading lines={6} />}
			{all === undefined && lines.error !== null && <Failed error={lines.error} retry={() => void lines.refetch()} />}
			{all?.length === 0 && <Nothing isFiltered={isFiltered} clear={clear} />}
			{all !== undefined && all.length > 0 && <Days lines={all} campaigns={campaigns} />}
			{lines.hasNextPage && (
				<Button
					variant="default"
					loading={lines.isFetchingNextPage}
					onClick={() => void lines.fetchNextPage()}
					className="audit-older"
				>
					Show older lines
				</Button>
			)}
		</PageFrame>
	);
}

function Save({ filters }: { readonly filters: AuditFilters }) {
	const query = queryOf(filters).toString();
	return (
		<Menu position="bottom-end">
			<Menu.Target>
				<Button variant="default">Save as a file</Button>
			</Menu.Target>
			<Menu.Dropdown>
				<Menu.Item component="a" href={`/api/staff/audit/export.csv?${query}`} download>
					For a spreadsheet (CSV)
				</Menu.Item>
				<Menu.Item component="a" href={`/api/staff/audit/export.json?${query}`} download>
					For programs (JSON)
				</Menu.Item>
			</Menu.Dropdown>
		</Menu>
	);
}

function Nothing({ isFiltered, clear }: { readonly isFiltered: boolean; readonly clear: () => void }) {
	if (isFiltered) {
		return (
			<Empty
				title="Nothing fits these filters"
				words="Lines are kept for as long as Carillon runs. Look at another person, kind or time."
				action={
					<Button variant="default" onClick={clear}>
						Clear filters
					</Button>
				}
			/>
		);
	}
	return (
		<Empty
			title="Nothing was changed yet"
			words="The first change anybody makes stands here: a goal, a rule, an account, a press of the red button."
			example={
				<ul className="audit-list">
					<AuditLine line={EXAMPLE} drive="Hope for Kids" terms={{ currency: "usd", timeZone: "America/Chicago" }} />
				</ul>
			}
		/>
	);
}

const EXAMPLE: AuditEntry = {
	...{ id: 0, at: Date.UTC(2026, 11, 3, 15, 20), what: "campaign.saved", campaignId: "example", subject: "goal" },
	by: { id: "example", name: "Dana Reed", role: "editor" },
	...{ request: "PUT /api/staff/campaigns/:campaign", requestId: "example" },
	before: { goal: 12_500_000 },
	after: { goal: 15_000_000 },
};

/** Lines by day, each in its drive's own time. */
function Days(props: { readonly lines: readonly AuditEntry[]; readonly campaigns: readonly CampaignListItem[] }) {
	const drives = new Map(props.campaigns.map((one) => [one.id, one]));
	const placed = props.lines.map((line) => {
		const drive = line.campaignId === null ? undefined : drives.get(line.campaignId);
		const terms = { currency: drive?.currency ?? null, timeZone: drive?.timeZone ?? OWN_ZONE };
		return { line, terms, name: drive?.name ?? line.campaignId, day: writtenMoment(line.at, "day", terms.timeZone) };
	});
	const days = [...new Set(placed.map((one) => one.day))];
	return days.map((day) => (
		<section key={day} className="audit-day">
			<Text component="h2" fw={600} mb={8}>
				{day}
			</Text>
			<ul className="audit-list">
				{placed
					.filter((one) => one.day === day)
					.map(({ line, terms, name }) => (
						<AuditLine key={line.id} line={line} drive={name} terms={terms} />
					))}
			</ul>
		</section>
	));
}
