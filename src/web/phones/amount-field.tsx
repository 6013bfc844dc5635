import { readTypedPledge } from "../../domain/plain/typed-amount.ts";
import { isMonthly } from "./draft.ts";
import { Trouble } from "./field.tsx";
import type { SlipParts } from "./slip-parts.ts";
import { moneyOf } from "./when.ts";
import { filled } from "./words.ts";

/** The first thing that is asked, and the only one that has to be answered. */
export function AmountField({ draft, change, words, problemOf, room, desk }: SlipParts) {
	const { currency } = room;
	const { amount } = readTypedPledge(draft.amount, currency);
	const monthly = isMonthly(draft, currency);
	const problem = problemOf("amount");
	const sign = moneyOf(0, currency, desk.language).replace(/[\d.,\s]/g, "");
	const often = monthly ? words.readBackMonthly : words.readBackOnce;
	const pick = (isMonthlyNow: boolean) => {
		// What was typed behind the figures would say otherwise.
		change({ monthly: isMonthlyNow, amount: draft.amount.replace(/[^\d.,]+$/, "") });
	};
	return (
		<div className="amount-row">
			<div className="amount-field" data-is-wrong={problem !== undefined}>
				<label htmlFor="amount">{words.amount}</label>
				<span className="amount-box">
					<span aria-hidden="true">{sign}</span>
					<input
						id="amount"
						name="amount"
						type="text"
						inputMode="decimal"
						autoComplete="off"
						enterKeyHint="next"
						value={draft.amount}
						aria-invalid={problem !== undefined}
						aria-describedby="amount-said"
						onChange={(event) => change({ amount: event.currentTarget.value })}
					/>
				</span>
			</div>
			<fieldset className="often">
				<legend className="unseen">{words.amount}</legend>
				<button type="button" aria-pressed={!monthly} onClick={() => pick(false)}>
					{words.once}
				</button>
				<button type="button" aria-pressed={monthly} onClick={() => pick(true)}>
					{words.monthly}
				</button>
			</fieldset>
			<div className="amount-said" id="amount-said">
				{problem === undefined ? (
					<p>
						{amount === null || amount <= 0
							? words.amountHint
							: filled(words.readBack, { amount: moneyOf(amount, currency, desk.language), often })}
					</p>
				) : (
					<Trouble says={problem} />
				)}
			</div>
		</div>
	);
}
