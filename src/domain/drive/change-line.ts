/**
 * One consequence of a change, said before it is saved. "announces": something is said to the public because of it; "silent": it will not
 * be, though one might expect it; "careful": cannot be taken back, or surprises.
 */
export type ChangeLine = {
	readonly about: "announces" | "silent" | "milestones" | "posts" | "page" | "studio" | "gifts" | "careful";
	readonly says: string;
};
