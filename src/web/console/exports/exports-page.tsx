import { Button, Group, SegmentedControl, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { ExportFor, ExportList } from "../../contract/staff/exports.ts";
import { ask } from "../ask.ts";
import { PageFrame } from "../parts/page-frame.tsx";
import { Asked } from "../parts/states.tsx";
import { useCampaignId } from "../use-campaign.ts";
import { useMay } from "../use-me.ts";
import "./exports.css";

/** Everything of the drive as files: for spreadsheets and for donor databases. */
export function ExportsPage() {
	const id = useCampaignId();
	const base = `/api/staff/campaigns/${encodeURIComponent(id)}`;
	const [opens, setOpens] = useState<ExportFor>("excel");
	const list = useQuery({
		queryKey: ["campaign", id, "exports"],
		queryFn: () => ask<ExportList>("GET", `${base}/exports`),
	});
	return (
		<PageFrame
			title="Exports"
			lead="The whole drive as CSV files. Amounts are in whole currency with a column for it; times are on the drive's clock and in UTC; nothing in a cell runs as a formula."
			actions={
				<SegmentedControl
					aria-label="What opens the file"
					value={opens}
					onChange={(picked) => setOpens(picked === "programs" ? "programs" : "excel")}
					data={[
						{ value: "excel", label: "For Excel" },
						{ value: "programs", label: "For programs" },
					]}
				/>
			}
		>
			<Asked query={list}>{(found) => <Files found={found} base={base} opens={opens} />}</Asked>
		</PageFrame>
	);
}

type FilesProps = { readonly found: ExportList; readonly base: string; readonly opens: ExportFor };

function Files({ found, base, opens }: FilesProps) {
	const [mayDonors, mayAudit] = [useMay("exports.donors"), useMay("audit.read")];
	const id = useCampaignId();
	const { names, contacts } = found.sees;
	const seen = names
		? contacts
			? "With names, e-mail and phone."
			: "With names, without e-mail and phone."
		: "Without names: your role doesn't see them.";
	return (
		<div className="export-list">
			<File title="Gifts" rows={found.gifts} href={`${base}/exports/gifts.csv?for=${opens}`}>
				A row a gift as it stands now: promised, paid, gone back, what it counts on air, source, station, consents.{" "}
				{seen}
			</File>
			<File title="Pledges" rows={found.pledges} href={`${base}/exports/pledges.csv?for=${opens}`}>
				A row a promise: who took it, what was paid on it, link and reminders. {seen}
			</File>
			{mayDonors && (
				<File title="For the donor database" rows={null} href={`${base}/exports/donor-database.csv?for=${opens}`}>
					A row a gift with its donor, consents, fund, appeal, tribute and payment references, in a layout that donor
					databases map from. With names, e-mail and phone where they were given.
				</File>
			)}
			<File title="Posts" rows={found.posts} href={`${base}/posts/export?as=csv`}>
				A row a post: what it said, where, when, and what became of it.
			</File>
			{mayAudit && (
				<File title="Audit log" rows={null} href={`/api/staff/audit/export.csv?campaign=${encodeURIComponent(id)}`}>
					Who changed what in this drive, and when.
				</File>
			)}
		</div>
	);
}

type FileProps = {
	readonly title: string;
	readonly rows: number | null;
	readonly href: string;
	readonly children: React.ReactNode;
};

function File({ title, rows, href, children }: FileProps) {
	return (
		<section className="export-file" aria-label={title}>
			<div className="export-words">
				<Group gap="sm" align="baseline">
					<Title order={2} size="h4">
						{title}
					</Title>
					{rows !== null && (
						<Text size="sm" c="dimmed">
							{rows === 0 ? "nothing yet" : rows === 1 ? "1 row" : `${rows.toLocaleString("en-US")} rows`}
						</Text>
					)}
				</Group>
				<Text size="sm">{children}</Text>
			</div>
			<Button component="a" href={href} download variant="default" aria-label={`Save CSV: ${title}`}>
				Save CSV
			</Button>
		</section>
	);
}
