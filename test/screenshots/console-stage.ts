import type { StaffRole } from "../../src/domain/staff/staff-role.ts";
import { demoCampaign } from "../../src/rehearsal/demo/demo-campaign.ts";
import { demoDrive } from "../../src/rehearsal/demo/demo-drive.ts";
import { type Installation, openInstallation } from "../../src/rehearsal/installation.ts";
import { staffOf } from "../support/staff.ts";
import { until } from "../support/until.ts";

/** A drive in full swing behind the console: the real processes and workers, posts out on both sandboxes, some that wait for a person. */
export type ConsoleStage = Installation & {
	readonly campaignId: string;
	/** The value of the session's cookie, as "name=value". */
	readonly cookieOf: (role: StaffRole) => Promise<string>;
	/** The whole generated drive, as fast as it goes. */
	readonly playDrive: () => Promise<void>;
};

export async function openConsoleStage(): Promise<ConsoleStage> {
	const setup = await demoCampaign(Date.now(), 60);
	const rules = setup.campaign.rules.map((rule) => {
		if (rule.id === "percent-of-goal") return { ...rule, policy: { kind: "approval", approvers: 1 } as const };
		return rule.id === "large-gift" ? { ...rule, policy: { kind: "after-minutes", minutes: 9 } as const } : rule;
	});
	const fast = setup.channels.map((channel) => ({ ...channel, pacing: { ...channel.pacing, minGapSeconds: 0 } }));
	const campaign = { ...setup.campaign, rules };
	const installation = await openInstallation({ setup: { campaign, channels: fast }, queue: "postgres" });
	const { pool, env, apiUrl, stripe } = installation;
	const cookies = new Map<StaffRole, Promise<string>>();
	const signIn = async (role: StaffRole) =>
		(await staffOf({ url: apiUrl, env }, pool, role, { name: NAMES[role] })).cookie;
	return {
		...installation,
		campaignId: campaign.id,
		cookieOf(role) {
			const cookie = cookies.get(role) ?? signIn(role);
			cookies.set(role, cookie);
			return cookie;
		},
		async playDrive() {
			const startsAt = campaign.opensAt;
			for (const { events } of demoDrive({ seed: 7, minutes: 8, startsAt, campaign })) stripe.emit(...events);
			await stripe.delivered();
			await until("posts are out", async () => {
				const { rows } = await pool.query<{ n: number }>("select count(*) as n from post where state = 'published'");
				return (rows[0]?.n ?? 0) >= 4;
			});
		},
	};
}

const NAMES: Readonly<Record<StaffRole, string>> = {
	admin: "Dana Whitfield",
	editor: "Luis Ortega",
	approver: "Grace Okafor",
	moderator: "Tomás Rivera",
	"phone-bank": "June Park",
	host: "Ray Collins",
	"read-only": "Anne Lindqvist",
};
