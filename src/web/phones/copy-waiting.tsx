import { useState } from "react";
import type { PhoneWords } from "./english-words.ts";
import type { KeptSlip } from "./kept-slip.ts";
import { moneyOf } from "./when.ts";

/** Slips that can't go out, to be handed on in another way: one on a line, as a spreadsheet takes them. */
export function CopyWaiting(props: { readonly slips: readonly KeptSlip[]; readonly words: PhoneWords }) {
	const { slips, words } = props;
	const [said, setSaid] = useState<"copied" | "failed" | null>(null);
	if (slips.length === 0) return null;
	const text = asText(slips);
	const copy = async () => {
		const done = await navigator.clipboard?.writeText(text).then(
			() => true,
			() => false,
		);
		setSaid(done === true ? "copied" : "failed");
	};
	return (
		<>
			<button type="button" className="small" onClick={() => void copy()}>
				{words.copy}
			</button>
			{said === "copied" && <span role="status"> {words.copied}</span>}
			{said === "failed" && (
				<span role="status">
					{" "}
					{words.copyFailed}
					<textarea className="by-hand" readOnly rows={6} value={text} aria-label={words.byHand} />
				</span>
			)}
		</>
	);
}

function asText(slips: readonly KeptSlip[]): string {
	const head = [
		...["Drive", "Taken at", "Amount", "Often", "Source", "Station", "Name", "How to say it", "Town", "Said yes to"],
		...["E-mail", "Mobile", "For", "Note", "Taken by", "Slip"],
	];
	const rows = [...slips].reverse().map(({ slip, takenAt, driveName, currency, clientId }) => [
		...[
			driveName,
			new Date(takenAt).toISOString(),
			moneyOf(slip.amount, currency, "en"),
			slip.monthly ? "monthly" : "once",
		],
		...[slip.source, slip.stationId ?? "", slip.name, slip.pronunciation, slip.town],
		Object.entries(slip.consent)
			.filter(([, isYes]) => isYes)
			.map(([what]) => what)
			.join(" "),
		...[slip.email, slip.phone, slip.dedication === null ? "" : `${slip.dedication}: ${slip.honoured}`, slip.note],
		...[slip.operator, clientId],
	]);
	// A cell that begins like a formula would be one in a spreadsheet.
	const safe = (cell: string) => (/^[=+\-@\t]/.test(cell) ? `'${cell}` : cell).replace(/\s+/g, " ");
	return [head, ...rows].map((row) => row.map(safe).join("\t")).join("\n");
}
