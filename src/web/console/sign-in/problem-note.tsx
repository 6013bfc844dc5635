import { Alert } from "@mantine/core";
import { Problem } from "../ask.ts";

/** Why it didn't work, where it is read: above the button. */
export function ProblemNote({ error }: { readonly error: unknown }) {
	if (error === null || error === undefined) return null;
	const words = error instanceof Problem ? error.detail : "This page made a mistake. Load it again.";
	return (
		<Alert color="ember" role="alert">
			{words}
		</Alert>
	);
}
