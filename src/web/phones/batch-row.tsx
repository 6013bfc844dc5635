import type { ClipboardEvent } from "react";
import type { Line } from "./batch-lines.ts";
import type { PhoneWords } from "./english-words.ts";
import { filled } from "./words.ts";

type Props = {
	readonly line: Line;
	readonly at: number;
	readonly words: PhoneWords;
	readonly problem: string | undefined;
	readonly onChange: (more: Partial<Line>) => void;
	readonly onPaste: (event: ClipboardEvent<HTMLInputElement>) => void;
};

export function BatchRow({ line, at, words, problem, onChange, onPaste }: Props) {
	const row = filled(words.row, { row: at + 1 });
	const text = (field: "amount" | "name" | "town") => (
		<input
			type="text"
			autoComplete="off"
			placeholder={words[field]}
			spellCheck={false}
			aria-label={`${row}: ${words[field]}`}
			aria-invalid={problem !== undefined}
			aria-describedby={problem === undefined ? undefined : `line-${at}`}
			value={line[field]}
			onChange={(event) => onChange({ [field]: event.currentTarget.value })}
			onPaste={onPaste}
		/>
	);
	const tick = (field: "monthly" | "onAir", label: string) => (
		<label className="tick">
			<input
				type="checkbox"
				aria-label={`${row}: ${label}`}
				checked={line[field]}
				onChange={(event) => onChange({ [field]: event.currentTarget.checked })}
			/>
			<span aria-hidden="true">{label}</span>
		</label>
	);
	return (
		<>
			<tr data-at={at}>
				<td className="line-amount">{text("amount")}</td>
				<td>{tick("monthly", words.monthly)}</td>
				<td>{text("name")}</td>
				<td>{text("town")}</td>
				<td>{tick("onAir", words.batchOnAir)}</td>
			</tr>
			{problem !== undefined && (
				<tr className="line-trouble">
					<td colSpan={5}>
						<p className="trouble" id={`line-${at}`} role="alert">
							{problem}
						</p>
					</td>
				</tr>
			)}
		</>
	);
}
