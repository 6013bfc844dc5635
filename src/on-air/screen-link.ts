import { createHash, randomBytes } from "node:crypto";
import type { Pool } from "pg";

/** What a link opens. */
export type ScreenKind = "on-air" | "phones";

export type ScreenLink = { readonly campaignId: string; readonly label: string };

/** 128 bits as base64url. */
const TOKEN = /^[A-Za-z0-9_-]{22}$/;

/** Only this is kept: whoever reads the database cannot open a screen. The token is random, so one round of SHA-256 is enough. */
function hashOf(token: string): string {
	return createHash("sha256").update(token).digest("hex");
}

/**
 * Makes a link for one studio or phone room and gives its token: shown once, never stored, never logged.
 * @throws the database's error where the campaign doesn't exist.
 */
export async function createScreenLink(
	pool: Pool,
	campaignId: string,
	kind: ScreenKind,
	label: string,
): Promise<string> {
	const token = randomBytes(16).toString("base64url");
	await pool.query("insert into screen_link (token_hash, campaign_id, kind, label) values ($1, $2, $3, $4)", [
		hashOf(token),
		campaignId,
		kind,
		label,
	]);
	return token;
}

/** What the link opens; null where it never existed, is of another kind, or was switched off. */
export async function findScreenLink(pool: Pool, token: string, kind: ScreenKind): Promise<ScreenLink | null> {
	if (!TOKEN.test(token)) return null;
	const { rows } = await pool.query<ScreenLink>(
		`select campaign_id as "campaignId", label from screen_link where token_hash = $1 and kind = $2 and revoked_at is null`,
		[hashOf(token), kind],
	);
	return rows[0] ?? null;
}

/** Switches every link with this label off; open screens end within seconds. Gives how many there were. */
export async function revokeScreenLinks(pool: Pool, campaignId: string, label: string): Promise<number> {
	const { rowCount } = await pool.query(
		"update screen_link set revoked_at = now() where campaign_id = $1 and label = $2 and revoked_at is null",
		[campaignId, label],
	);
	return rowCount ?? 0;
}
