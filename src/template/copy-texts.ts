import type pg from "pg";

/** A drive's own texts as they hold now, for another drive. Those of one account stay behind with it. */
export async function copyOwnTexts(client: pg.PoolClient, from: string, to: string, byName: string): Promise<void> {
	await client.query(
		`insert into template_revision (campaign_id, scope, platform, language, variants, what, by_name)
		 select $2, scope, platform, language, variants, 'copied', $3 from (
		   select distinct on (scope, platform, language) * from template_revision
		   where campaign_id = $1 and account_id is null order by scope, platform, language, id desc
		 ) t where variants is not null`,
		[from, to, byName],
	);
}
