/** Templates that can't be used, with every problem found in plain words. Shown to staff as it is. */
export class TemplateError extends Error {
	override name = "TemplateError";
	readonly problems: readonly string[];

	constructor(problems: readonly string[]) {
		super(problems.length === 1 ? problems[0] : `${problems.length} problems:\n- ${problems.join("\n- ")}`);
		this.problems = problems;
	}
}
