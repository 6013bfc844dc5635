import { Button, Text } from "@mantine/core";
import { useState } from "react";
import { type ChangeTerms, pathWords, valueWords, whatWords } from "../../../domain/drive/change-words.ts";
import { type FieldChange, fieldChanges } from "../../../domain/drive/field-changes.ts";
import type { AuditEntry } from "../../contract/staff/audit.ts";
import { When } from "../parts/figures.tsx";

/** What of a line is told before it is opened. */
const FIRST_CHANGES = 3;

/** One change: who, what, to what; and how it was and is. */
export function AuditLine(props: {
	readonly line: AuditEntry;
	readonly drive: string | null;
	readonly terms: ChangeTerms;
}) {
	const { line, drive, terms } = props;
	const [isOpen, setOpen] = useState(false);
	const changes = fieldChanges(line.before, line.after);
	const shown = isOpen ? changes : changes.slice(0, FIRST_CHANGES);
	return (
		<li className="audit-line">
			<div className="audit-when">
				<When at={line.at} show="time" zone={terms.timeZone} />
			</div>
			<div className="audit-body">
				<p className="audit-what">
					<strong>{line.what === "request" ? line.request : whatWords(line.what)}</strong>
					{line.subject !== null && <span className="audit-subject"> {line.subject}</span>}
				</p>
				<Text size="sm" c="dimmed">
					{line.by.name}
					{line.by.role !== null && `, ${line.by.role.replace("-", " ")}`}
					{drive !== null && ` · ${drive}`}
				</Text>
				{shown.length > 0 && (
					<dl className="audit-changes">
						{shown.map((change) => (
							<Change key={change.path.join(".")} change={change} terms={terms} />
						))}
					</dl>
				)}
				{isOpen && (
					<Text size="xs" c="dimmed" className="audit-request">
						{line.request} · {line.requestId}
					</Text>
				)}
				<Button
					variant="subtle"
					size="compact-sm"
					aria-expanded={isOpen}
					onClick={() => setOpen(!isOpen)}
					className="audit-more"
				>
					{moreWords(isOpen, changes.length)}
				</Button>
			</div>
		</li>
	);
}

function moreWords(isOpen: boolean, changes: number): string {
	if (isOpen) return "Show less";
	const hidden = changes - FIRST_CHANGES;
	return hidden > 0 ? `Show ${hidden} more` : "Details";
}

function Change({ change, terms }: { readonly change: FieldChange; readonly terms: ChangeTerms }) {
	const { path, before, after } = change;
	const words = (value: unknown) => valueWords(value, path, terms);
	return (
		<div className="audit-change">
			<dt>{pathWords(path)}</dt>
			<dd>
				{before === undefined ? (
					<ins>{words(after)}</ins>
				) : (
					<>
						<del>{words(before)}</del>
						<span aria-hidden="true"> → </span>
						<span className="unseen"> became </span>
						<ins>{words(after)}</ins>
					</>
				)}
			</dd>
		</div>
	);
}
