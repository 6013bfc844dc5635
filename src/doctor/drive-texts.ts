import { WORDED_PLATFORMS } from "../template/pack.ts";
import type { DriveCheck } from "./drive.ts";
import type { Finding } from "./finding.ts";

/** Every rule has words on every platform that the drive speaks on, in each account's language. */
export async function examineTexts({ pool, campaign, pack }: DriveCheck): Promise<Finding[]> {
	const fix = { says: "Open templates", page: "templates" };
	if (campaign.rules.length === 0) {
		const says = "The drive has no rule: nothing is ever announced.";
		return [{ what: "Rules", state: "broken", says, fix: { says: "Open rules", page: "rules" } }];
	}
	const [accounts, own] = await Promise.all([
		pool.query<{ platform: string; language: string }>(
			"select distinct platform, language from channel_account where campaign_id = $1 and enabled",
			[campaign.id],
		),
		pool.query<{ place: string }>(
			`select distinct on (scope, platform, language, account_id) scope || ' ' || platform || ' ' || language as place
			 from template_revision where campaign_id = $1 and variants is not null order by scope, platform, language, account_id, id desc`,
			[campaign.id],
		),
	]);
	const kept = new Set(own.rows.map(({ place }) => place));
	const silent = campaign.rules.flatMap(({ id, trigger: { kind } }) =>
		accounts.rows.flatMap(({ platform, language }) => {
			const at = WORDED_PLATFORMS.find((one) => one === platform) ?? "x";
			const has =
				kept.has(`rule:${id} ${at} ${language}`) ||
				kept.has(`kind:${kind} ${at} ${language}`) ||
				pack.variants.has(`${kind}/${at}/${language}`);
			return has ? [] : [`${id} on ${platform} (${language})`];
		}),
	);
	const what = "Words for every rule";
	return [
		silent.length === 0
			? { what, state: "ok", says: `${campaign.rules.length} rules have words on every account.` }
			: { what, state: "broken", says: `There are no words for ${silent.slice(0, 4).join(", ")}.`, fix },
	];
}
