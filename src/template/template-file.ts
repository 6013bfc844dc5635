import { z } from "zod";

/** A text, or a list of its paragraphs. */
const variant = z.union(
	[
		z.string(),
		z
			.array(z.string())
			.min(1)
			.transform((paragraphs) => paragraphs.join("\n\n")),
	],
	{
		error: "a variant is a text in quotes, or a list of paragraphs",
	},
);
const byLanguage = z.strictObject({ en: z.array(variant).optional(), es: z.array(variant).optional() });
const templateFile = z.strictObject({
	x: byLanguage.optional(),
	facebook: byLanguage.optional(),
	"on-air": byLanguage.optional(),
});

export type TemplateFile = z.output<typeof templateFile>;

/** Parses one file of a template pack; says in plain words what is wrong with it. */
export function readTemplateFile(text: string): { file: TemplateFile | null; problems: readonly string[] } {
	let json: unknown;
	try {
		json = JSON.parse(text.replace(/^\uFEFF/, ""));
	} catch (error) {
		return { file: null, problems: [`is not valid JSON: ${error instanceof Error ? error.message : String(error)}`] };
	}
	const result = templateFile.safeParse(json);
	if (result.success) return { file: result.data, problems: [] };
	return {
		file: null,
		problems: result.error.issues.map(
			(issue) => `${issue.path.length > 0 ? `at ${issue.path.join(" > ")}: ` : ""}${issue.message}`,
		),
	};
}
