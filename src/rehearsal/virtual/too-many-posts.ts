/** Rules with a step set far too small: nobody reads such a table, and no browser shows it. */
export class TooManyPosts extends Error {
	static readonly most = 20_000;
	override name = "TooManyPosts";
	readonly code = "too-many-posts";

	constructor() {
		super(
			`These rules make more than ${TooManyPosts.most.toLocaleString("en-US")} posts of this drive. Make the smallest step larger, or switch the rule off, and rehearse again.`,
		);
	}
}
