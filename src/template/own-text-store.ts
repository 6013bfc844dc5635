import type pg from "pg";
import { z } from "zod";
import { inTransaction } from "../db/pool.ts";
import type { Instant } from "../domain/plain/instant.ts";
import type { Language } from "../domain/plain/language.ts";
import type { TemplateRevision, WordedPlatform } from "../web/contract/staff/templates.ts";

/** A pool, or a client inside a transaction. */
export type Db = Pick<pg.ClientBase, "query">;

export type OwnVariant = { readonly id: string; readonly source: string; readonly isOn: boolean };

/** Where a campaign's own texts belong. `scope`: "rule:every-10k" or "kind:every". */
export type OwnPlace = {
	readonly campaignId: string;
	readonly scope: string;
	readonly platform: WordedPlatform;
	readonly language: Language;
	readonly accountId: string | null;
};

export type OwnTextsOfPlace = OwnPlace & {
	readonly revision: number;
	readonly at: Instant;
	readonly by: string;
	/** Null: set back to what Carillon brings along. */
	readonly variants: readonly OwnVariant[] | null;
};

const variantsShape = z.array(z.object({ id: z.string(), source: z.string(), isOn: z.boolean() })).nullable();

export const ruleScope = (ruleId: string) => `rule:${ruleId}`;
export const kindScope = (kind: string) => `kind:${kind}`;

/** Grows with every change to the campaign's texts; 0 before the first. */
export async function textsVersion(db: Db, campaignId: string): Promise<number> {
	const { rows } = await db.query<{ version: number }>({
		name: "texts-version",
		text: "select coalesce(max(id), 0)::bigint as version from template_revision where campaign_id = $1",
		values: [campaignId],
	});
	return rows[0]?.version ?? 0;
}

type PlaceRow = Omit<OwnTextsOfPlace, "at" | "variants"> & { readonly at: Date; readonly variants: unknown };

const COLUMNS = `campaign_id as "campaignId", scope, platform, language, account_id as "accountId", id as revision, at,
  by_name as by, variants`;

/** What holds now, of every place that anybody has ever changed. */
export async function loadOwnTexts(db: Db, campaignId: string): Promise<OwnTextsOfPlace[]> {
	const { rows } = await db.query<PlaceRow>(
		`select distinct on (scope, platform, language, account_id) ${COLUMNS} from template_revision
		 where campaign_id = $1 order by scope, platform, language, account_id, id desc`,
		[campaignId],
	);
	return rows.map(({ at, variants, ...place }) => ({ ...place, at: at.getTime(), variants: readVariants(variants) }));
}

/** Rows that this version can't read count as not there: the texts that Carillon brings along hold then. */
function readVariants(stored: unknown): readonly OwnVariant[] | null {
	return variantsShape.safeParse(stored).data ?? null;
}

export type TextsChange = {
	readonly place: OwnPlace;
	/** What whoever changes it has seen. */
	readonly revision: number;
	readonly variants: readonly OwnVariant[] | null;
	readonly what: TemplateRevision["what"];
	readonly by: { readonly id: string | null; readonly name: string };
	/** What is written down in the same transaction, given what held before: the audit log's line. */
	readonly beside?: (client: pg.PoolClient, before: readonly OwnVariant[] | null) => Promise<void>;
};

export type TextsKept =
	| { readonly kind: "kept"; readonly revision: number }
	/** Somebody else changed the place since. */
	| { readonly kind: "overtaken"; readonly by: string; readonly at: Instant };

/** Keeps all variants of a place as they are now. */
export async function keepTexts(pool: pg.Pool, change: TextsChange): Promise<TextsKept> {
	const { place, variants, what, by } = change;
	return inTransaction(pool, async (client) => {
		// One change of a campaign's texts at a time: revisions become visible in the order of their numbers, so that "the newest I know"
		// never hides one that was begun before it.
		await client.query("select pg_advisory_xact_lock(hashtext('carillon: texts'), hashtext($1))", [place.campaignId]);
		const [newest] = await history(client, place, 1);
		if ((newest?.id ?? 0) !== change.revision)
			return { kind: "overtaken", by: newest?.by ?? "somebody", at: newest?.at ?? 0 };
		const { rows } = await client.query<{ id: number }>(
			`insert into template_revision (campaign_id, scope, platform, language, account_id, variants, what, by_id, by_name)
			 values ($1, $2, $3, $4, $5, $6, $7, $8, $9) returning id`,
			[
				...[place.campaignId, place.scope, place.platform, place.language, place.accountId],
				...[variants === null ? null : JSON.stringify(variants), what, by.id, by.name],
			],
		);
		await change.beside?.(client, newest?.variants ?? null);
		return { kind: "kept", revision: rows[0]?.id ?? 0 };
	});
}

/** Newest first. */
export async function history(db: Db, place: OwnPlace, most: number): Promise<TemplateRevision[]> {
	const { rows } = await db.query<Omit<TemplateRevision, "at" | "variants"> & { at: Date; variants: unknown }>(
		`select id, at, by_name as by, what, variants from template_revision
		 where campaign_id = $1 and scope = $2 and platform = $3 and language = $4 and account_id is not distinct from $5
		 order by id desc limit $6`,
		[place.campaignId, place.scope, place.platform, place.language, place.accountId, most],
	);
	return rows.map((row) => ({ ...row, at: row.at.getTime(), variants: readVariants(row.variants) }));
}

/** Gives a new drive the texts of another one: those of its rules, not those of single accounts. */
export async function copyTexts(
	db: Db,
	{ from, to, by }: { readonly from: string; readonly to: string; readonly by: TextsChange["by"] },
): Promise<void> {
	await db.query("select pg_advisory_xact_lock(hashtext('carillon: texts'), hashtext($1))", [to]);
	await db.query(
		`insert into template_revision (campaign_id, scope, platform, language, variants, what, by_id, by_name)
		 select $2, scope, platform, language, variants, 'copied', $3, $4 from (
		   select distinct on (scope, platform, language) scope, platform, language, variants from template_revision
		   where campaign_id = $1 and account_id is null order by scope, platform, language, id desc) newest
		 where variants is not null`,
		[from, to, by.id, by.name],
	);
}
