export const EXPORTS = ["gifts", "pledges", "posts", "audit", "donor-database"] as const;
export type ExportedThing = (typeof EXPORTS)[number];
