import { Badge, Button, FileButton, Group, Progress, Stack, Text, Title } from "@mantine/core";
import { useState } from "react";
import { Link, useNavigate } from "react-router";
import { IMPORT_KINDS, type ImportKind, kindWords } from "../../../domain/gift/import-kind.ts";
import type { ImportListItem } from "../../contract/staff/imports.ts";
import { Money, When } from "../parts/figures.tsx";
import { notifyProblem } from "../parts/notify.ts";
import { PageFrame } from "../parts/page-frame.tsx";
import { Asked } from "../parts/states.tsx";
import { useCampaignId } from "../use-campaign.ts";
import { bringFile } from "./bring.ts";
import { useImports, useImportsBase } from "./use-imports.ts";
import { KIND_EXAMPLES, KIND_LEADS, rowsWords, STATE_WORDS } from "./words.ts";
import "./import.css";

/** Files from elsewhere: what can be brought in, and what was. */
export function ImportsPage() {
	const imports = useImports();
	const [coming, setComing] = useState<number | null>(null);
	return (
		<PageFrame
			title="Import"
			lead="Bring in a list from a call centre, a spreadsheet of cheques, or last year's drive. You see every row as it would be read before anything counts, and can take all of it back."
		>
			<section aria-label="Bring a file in" className="import-kinds">
				{IMPORT_KINDS.map((kind) => (
					<KindCard key={kind} kind={kind} isBusy={coming !== null} tell={setComing} />
				))}
			</section>
			{coming !== null && (
				<div className="import-coming" role="status">
					<Text size="sm">The file is coming in: {Math.round(coming * 100)}%. Keep this page open.</Text>
					<Progress value={coming * 100} aria-label="How much of the file is here" color="brass" />
				</div>
			)}
			<Asked query={imports}>{(list) => <Earlier list={list} />}</Asked>
		</PageFrame>
	);
}

type KindProps = { readonly kind: ImportKind; readonly isBusy: boolean; readonly tell: (share: number | null) => void };

function KindCard({ kind, isBusy, tell }: KindProps) {
	const [id, base, go] = [useCampaignId(), useImportsBase(), useNavigate()];
	const [isOver, setOver] = useState(false);
	const take = async (file: File | null) => {
		if (file === null || isBusy) return;
		tell(0);
		try {
			const importId = await bringFile(base, { file, kind, requestId: crypto.randomUUID() }, tell);
			await go(`/c/${id}/import/${importId}`);
		} catch (error) {
			notifyProblem(error);
		} finally {
			tell(null);
		}
	};
	return (
		// The button does the same: dropping is a shortcut for who has a mouse.
		<section
			aria-label={kindWords(kind)}
			className="import-kind"
			data-over={isOver}
			onDragOver={(event) => {
				event.preventDefault();
				setOver(true);
			}}
			onDragLeave={() => setOver(false)}
			onDrop={(event) => {
				event.preventDefault();
				setOver(false);
				void take(event.dataTransfer.files[0] ?? null);
			}}
		>
			<Title order={2} size="h4">
				{kindWords(kind)}
			</Title>
			<Text size="sm">{KIND_LEADS[kind]}</Text>
			<Text size="sm" c="dimmed" className="import-example">
				{KIND_EXAMPLES[kind]}
			</Text>
			<FileButton onChange={(file) => void take(file)} accept=".csv,.txt,.tsv,text/csv,text/plain">
				{(props) => (
					<Button
						{...props}
						variant={kind === "pledges" ? "filled" : "default"}
						disabled={isBusy}
						aria-label={`Choose a file: ${kindWords(kind)}`}
					>
						Choose a file
					</Button>
				)}
			</FileButton>
		</section>
	);
}

function Earlier({ list }: { readonly list: readonly ImportListItem[] }) {
	if (list.length === 0) {
		return (
			<Text c="dimmed" mt="lg">
				No file has been brought in yet. A CSV of up to 200 MB, from any program: commas or semicolons, with or without
				a header.
			</Text>
		);
	}
	return (
		<Stack gap="sm" mt="xl">
			<Title order={2} size="h3">
				Brought in
			</Title>
			<ul className="import-list">
				{list.map((one) => (
					<EarlierRow key={one.id} one={one} />
				))}
			</ul>
		</Stack>
	);
}

function EarlierRow({ one }: { readonly one: ImportListItem }) {
	const id = useCampaignId();
	const { words, color } = STATE_WORDS[one.state];
	return (
		<li className="import-row">
			<div className="import-row-main">
				<Link to={`/c/${id}/import/${one.id}`}>{one.fileName}</Link>
				<Text size="sm" c="dimmed">
					{kindWords(one.kind)} · {one.madeBy}, <When at={one.madeAt} />
				</Text>
			</div>
			<Group gap="sm" className="import-row-end">
				{one.taken.rows > 0 && (
					<Text size="sm">
						{rowsWords(one.kind, one.taken.rows)}, <Money amount={one.taken.amount} />
					</Text>
				)}
				<Badge color={color} variant="light" tt="none">
					{words}
				</Badge>
			</Group>
		</li>
	);
}
