/** GET /api/staff/campaigns/:campaign/exports: what there is to take out, in rows. */
export type ExportList = {
	readonly gifts: number;
	readonly pledges: number;
	readonly posts: number;
	/** Whether names, and e-mail and phone, are in the files that whoever asks gets. */
	readonly sees: { readonly names: boolean; readonly contacts: boolean };
};

/** GET .../exports/gifts.csv, pledges.csv, donor-database.csv; `for`: whether Excel opens it, or a program. */
export type ExportName = "gifts" | "pledges" | "donor-database";
export type ExportFor = "excel" | "programs";
