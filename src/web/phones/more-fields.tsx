import { Field, Trouble } from "./field.tsx";
import type { SlipParts } from "./slip-parts.ts";

/** The stub below the perforation: what some callers tell. */
export function MoreFields(parts: SlipParts) {
	const { draft, change, words, problemOf } = parts;
	return (
		<div className="stub">
			<Payment {...parts} />
			<div className="pair">
				<div className="field">
					<label htmlFor="dedication">{words.dedication}</label>
					<select
						id="dedication"
						value={draft.dedication}
						onChange={(event) => change({ dedication: event.currentTarget.value as typeof draft.dedication })}
					>
						<option value="">{words.noOne}</option>
						<option value="honour">{words.honour}</option>
						<option value="memory">{words.memory}</option>
					</select>
				</div>
				{draft.dedication === "" ? (
					<Trouble says={problemOf("honoured")} />
				) : (
					<Field
						name="honoured"
						label={words.honoured}
						value={draft.honoured}
						problem={problemOf("honoured")}
						onChange={(honoured) => change({ honoured })}
					/>
				)}
			</div>
			<Field
				name="note"
				label={words.note}
				value={draft.note}
				problem={problemOf("note")}
				onChange={(note) => change({ note })}
			/>
		</div>
	);
}

function Payment({ draft, change, words, problemOf }: SlipParts) {
	return (
		<fieldset className="payment">
			<legend>{words.payment}</legend>
			<p className="hint">{words.paymentHint}</p>
			<div className="pair">
				<Field
					name="phone"
					label={words.phone}
					type="text"
					mode="tel"
					value={draft.phone}
					problem={problemOf("phone")}
					onChange={(phone) => change({ phone })}
				/>
				<Field
					name="email"
					label={words.email}
					type="text"
					mode="email"
					value={draft.email}
					problem={problemOf("email")}
					onChange={(email) => change({ email })}
				/>
			</div>
		</fieldset>
	);
}
