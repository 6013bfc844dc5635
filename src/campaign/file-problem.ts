import type { z } from "zod";

/** One thing to correct in a file: where it stands, and what to write there. */
export type Problem = { readonly place: string; readonly message: string };

/** "rules[2].trigger.step" */
export function placeOf(path: readonly PropertyKey[]): string {
	const place = path.reduce<string>((sofar, key) => {
		if (typeof key === "number") return `${sofar}[${key}]`;
		return sofar === "" ? String(key) : `${sofar}.${String(key)}`;
	}, "");
	return place === "" ? "(file)" : place;
}

/** A schema's issue in words. Values are never repeated: they could be credentials. */
export function describeIssue(issue: z.core.$ZodIssue): Problem[] {
	if (issue.code === "unrecognized_keys") {
		return issue.keys.map((key) => ({
			place: placeOf([...issue.path, key]),
			message: "there is no such setting here; remove it or correct its spelling",
		}));
	}
	return [{ place: placeOf(issue.path), message: issue.message }];
}
