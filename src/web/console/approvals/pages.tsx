import type { ConsolePage } from "../page.ts";

export const approvalPages: readonly ConsolePage[] = [
	{
		path: "c/:campaign/approvals",
		title: "Approvals",
		may: "drive.read",
		nav: { section: "drive", label: "Approvals", order: 20 },
		load: () => import("./approvals-page.tsx").then(({ ApprovalsPage }) => ({ Page: ApprovalsPage })),
	},
];
