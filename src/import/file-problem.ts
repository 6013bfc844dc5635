import type { ImportProblem } from "../web/contract/staff/imports.ts";

/** The file can't be read on from here. Its words are for staff: they name the line and never what stands in it. */
export class FileProblem extends Error {
	override name = "FileProblem";
	readonly code = "file-problem";
	readonly problem: ImportProblem;

	constructor(line: number | null, says: string, todo: string) {
		super(says);
		this.problem = { line, column: null, says, todo };
	}
}
