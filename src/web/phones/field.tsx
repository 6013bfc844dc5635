import { type HTMLInputTypeAttribute, useId } from "react";

type Props = {
	readonly label: string;
	readonly hint?: string;
	readonly problem?: string;
	readonly value: string;
	readonly onChange: (value: string) => void;
	readonly name: string;
	readonly type?: HTMLInputTypeAttribute;
	readonly mode?: "email" | "tel" | "text";
	readonly className?: string;
};

/** One line to write in, with what is wrong with it right below. */
export function Field({ label, hint, problem, value, onChange, name, type = "text", mode, className = "" }: Props) {
	const id = useId();
	const told = [hint && `${id}-hint`, problem && `${id}-problem`].filter(Boolean).join(" ");
	return (
		<div className={`field ${className}`}>
			<label htmlFor={id}>{label}</label>
			<input
				{...{ id, name, type, value }}
				inputMode={mode}
				autoComplete="off"
				autoCorrect="off"
				spellCheck={false}
				aria-invalid={problem !== undefined}
				aria-describedby={told === "" ? undefined : told}
				onChange={(event) => onChange(event.currentTarget.value)}
			/>
			{hint && (
				<p className="hint" id={`${id}-hint`}>
					{hint}
				</p>
			)}
			<Trouble id={`${id}-problem`} says={problem} />
		</div>
	);
}

export function Trouble({ id, says }: { readonly id?: string; readonly says: string | undefined }) {
	if (says === undefined) return null;
	return (
		<p className="trouble" id={id} role="alert">
			{says}
		</p>
	);
}
