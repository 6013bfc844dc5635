import { Button } from "@mantine/core";
import { Link, useParams } from "react-router";
import { kindWords } from "../../../domain/gift/import-kind.ts";
import type { ImportView } from "../../contract/staff/imports.ts";
import { PageFrame } from "../parts/page-frame.tsx";
import { Asked } from "../parts/states.tsx";
import { useCampaignId } from "../use-campaign.ts";
import { ColumnsPanel } from "./columns-panel.tsx";
import { EndedPanel } from "./ended-panel.tsx";
import { FormatPanel } from "./format-panel.tsx";
import { PreviewTable } from "./preview-table.tsx";
import { Blockers, Notices } from "./problems.tsx";
import { ReportPanel } from "./report-panel.tsx";
import { useImport } from "./use-imports.ts";
import { sizeWords } from "./words.ts";
import { WorkPanel } from "./work-panel.tsx";
import "./import.css";

/** One file on its way: how it is read, what taking it would do, how far that is, and how it is taken back. */
export function ImportPage() {
	const [id, { import: importId = "" }] = [useCampaignId(), useParams()];
	const query = useImport(importId);
	const { data } = query;
	return (
		<PageFrame
			title={data?.fileName ?? "Import"}
			lead={
				data === undefined
					? undefined
					: `${kindWords(data.settings.kind)}, ${sizeWords(data.bytes)}. Brought in by ${data.madeBy}.`
			}
			actions={
				<Button component={Link} to={`/c/${id}/import`} variant="default">
					All imports
				</Button>
			}
		>
			<Asked query={query} lines={6}>
				{(view) => <Steps view={view} />}
			</Asked>
		</PageFrame>
	);
}

function Steps({ view }: { readonly view: ImportView }) {
	switch (view.state) {
		case "uploading":
			return <WorkPanel view={view} />;
		case "open":
		case "checked":
			return <SetUp view={view} />;
		case "checking":
		case "running":
		case "undoing":
			return <WorkPanel view={view} />;
		case "done":
		case "cancelled":
		case "undone":
			return <EndedPanel view={view} />;
		default:
			return view.state satisfies never;
	}
}

function SetUp({ view }: { readonly view: ImportView }) {
	return (
		<div className="import-set-up">
			<div className="import-side">
				<ReportPanel view={view} />
			</div>
			<div className="import-main">
				<Blockers view={view} />
				<Notices view={view} />
				<PreviewTable view={view} />
				<ColumnsPanel view={view} />
				<FormatPanel view={view} />
			</div>
		</div>
	);
}
