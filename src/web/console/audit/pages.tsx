import type { ConsolePage } from "../page.ts";

export const auditPages: readonly ConsolePage[] = [
	{
		path: "audit",
		title: "Audit log",
		may: "audit.read",
		nav: { section: "organisation", label: "Audit log", order: 40 },
		load: async () => ({ Page: (await import("./audit-page.tsx")).AuditLogPage }),
	},
];
