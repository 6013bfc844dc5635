import type { ReactNode } from "react";
import type { GiveErrors, GiveInput } from "../domain/words/give-words.ts";

type ChoiceProps = {
	readonly name: string;
	readonly value: string;
	readonly chosen: string | undefined;
	readonly children: ReactNode;
};

export function Choice({ name, value, chosen, children }: ChoiceProps) {
	return (
		<label className="give-choice" htmlFor={`give-${name}-${value}`}>
			<input type="radio" id={`give-${name}-${value}`} name={name} value={value} defaultChecked={chosen === value} />
			<span>{children}</span>
		</label>
	);
}

type TextFieldProps = {
	readonly input: GiveInput;
	readonly errors: GiveErrors;
	readonly field: "name" | "town" | "pronunciation" | "other" | "honoured" | "employer";
	readonly label: string;
	readonly hint?: string;
	readonly autoComplete?: string;
	readonly inputMode?: "decimal" | "numeric";
	readonly longest: number;
};

/** A labelled line of text with its hint and, after a mistake, what to do about it. */
export function TextField({ field, label, hint, autoComplete, inputMode, longest, input, errors }: TextFieldProps) {
	return (
		<div className="give-field">
			<label htmlFor={`give-${field}`}>{label}</label>
			{hint !== undefined && (
				<p className="give-hint" id={`give-${field}-hint`}>
					{hint}
				</p>
			)}
			<input
				type="text"
				id={`give-${field}`}
				name={field}
				defaultValue={input[field] ?? ""}
				autoComplete={autoComplete ?? "off"}
				inputMode={inputMode}
				maxLength={longest}
				{...described(field, errors, hint !== undefined)}
			/>
			<FieldError field={field} errors={errors} />
		</div>
	);
}

/** Ties a field to its hint and its error for those who hear the page. */
export function described(field: keyof GiveErrors, errors: GiveErrors, hasHint = false) {
	const ids = [hasHint ? `give-${field}-hint` : "", errors[field] ? `give-${field}-error` : ""].filter(Boolean);
	return {
		...(errors[field] && { "aria-invalid": true }),
		...(ids.length > 0 && { "aria-describedby": ids.join(" ") }),
	};
}

export function FieldError({ field, errors }: { readonly field: keyof GiveErrors; readonly errors: GiveErrors }) {
	if (!errors[field]) return null;
	return (
		<p className="give-error" id={`give-${field}-error`}>
			{errors[field]}
		</p>
	);
}
