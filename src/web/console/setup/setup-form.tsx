import { createContext, type ReactNode, useContext, useMemo, useState } from "react";
import type { DriveSetup, FieldProblem, WrittenSetup } from "../../contract/staff/setup.ts";

/** What is being typed in one step, over what is saved. */
export type SetupForm = {
	readonly setup: DriveSetup;
	readonly values: WrittenSetup;
	readonly changes: Partial<WrittenSetup>;
	readonly isChanged: boolean;
	set(changes: Partial<WrittenSetup>): void;
	clear(): void;
	readonly problems: readonly FieldProblem[];
	setProblems(problems: readonly FieldProblem[]): void;
	/** What is wrong with a field, for its input's `error`. */
	says(field: string): string | undefined;
};

const FormContext = createContext<SetupForm | null>(null);

export function SetupFormProvider({ setup, children }: { readonly setup: DriveSetup; readonly children: ReactNode }) {
	const [changes, setChanges] = useState<Partial<WrittenSetup>>({});
	const [problems, setProblems] = useState<readonly FieldProblem[]>([]);
	const form = useMemo((): SetupForm => {
		const set = (more: Partial<WrittenSetup>) => {
			setChanges((before) => withoutSame({ ...before, ...more }, setup.written));
			const fields = Object.keys(more);
			setProblems((before) => before.filter(({ field }) => !fields.includes(field.split(".")[0] ?? "")));
		};
		return {
			...{ setup, changes, problems, set, setProblems },
			values: { ...setup.written, ...changes },
			isChanged: Object.keys(changes).length > 0,
			clear: () => {
				setChanges({});
				setProblems([]);
			},
			says: (field) => problems.find((one) => one.field === field)?.says,
		};
	}, [setup, changes, problems]);
	return <FormContext value={form}>{children}</FormContext>;
}

/** Typed and taken back is not a change. */
function withoutSame(changes: Partial<WrittenSetup>, written: WrittenSetup): Partial<WrittenSetup> {
	const changed = Object.entries(changes).filter(([field, value]) => {
		return JSON.stringify(value) !== JSON.stringify(written[field as keyof WrittenSetup]);
	});
	return Object.fromEntries(changed);
}

export function useForm(): SetupForm {
	const form = useContext(FormContext);
	if (form === null) throw new Error("This field stands outside of a set-up form.");
	return form;
}
