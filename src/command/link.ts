import type { Command } from "commander";
import { readEnv, SettingError } from "../../config/env.ts";
import { findCampaignBySlug, loadCampaign } from "../campaign/store.ts";
import { createScreenLink, revokeScreenLinks } from "../on-air/screen-link.ts";
import { print } from "./output.ts";
import { withDatabase } from "./with-database.ts";

export function addLink(program: Command): void {
	program
		.command("link <campaign>")
		.description("make a host screen's link for a studio; it is shown once")
		.requiredOption("--label <name>", 'whose it is, like "WKID studio A"')
		.option("--revoke", "switch off every link with this label instead")
		.option("--json", "print one line of JSON")
		.addHelpText("after", '\nExample:\n  $ npx carillon link radiothon-2026 --label "WKID studio A"\n')
		.action(async (named: string, options: { label: string; revoke?: boolean; json?: boolean }) => {
			const env = readEnv();
			await withDatabase(env, async (pool) => {
				const campaign = (await loadCampaign(pool, named)) ?? (await findCampaignBySlug(pool, named));
				if (campaign === null) throw new SettingError(`There is no campaign "${named}".`);
				if (options.revoke === true) {
					const revoked = await revokeScreenLinks(pool, campaign.id, options.label);
					return print(options.json === true, { revoked }, [
						`Switched off: ${revoked}. Open screens end within seconds.`,
					]);
				}
				const path = `/on-air/${await createScreenLink(pool, campaign.id, "on-air", options.label)}`;
				print(options.json === true, { path }, [
					`Open this on the studio's screen: http://${env.HOST}:${env.PORT}${path}`,
				]);
			});
		});
}
