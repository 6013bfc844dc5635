import { createHash, randomBytes } from "node:crypto";
import type { Pool, PoolClient } from "pg";
import type { Instant } from "../domain/plain/instant.ts";
import type { ScreenLayout, ScreenRole } from "../web/contract/board.ts";
import type { LinkKind, LinkListItem } from "../web/contract/staff/links.ts";

/** What a link opens. */
export type ScreenKind = LinkKind;

export const SCREEN_LAYOUTS = ["studio", "phone-room", "lobby", "overlay"] as const satisfies readonly ScreenLayout[];
export const SCREEN_ROLES = ["watch", "host", "producer"] as const satisfies readonly ScreenRole[];

export type ScreenLink = {
	readonly campaignId: string;
	readonly label: string;
	readonly layout: ScreenLayout;
	readonly role: ScreenRole;
	/** Whose screen it is; null where it is for all stations. */
	readonly stationId: string | null;
};

/** How far a new link goes; what is left out is the least. */
export type ScreenRights = Partial<Pick<ScreenLink, "layout" | "role" | "stationId">>;

/** 128 bits as base64url. */
const TOKEN = /^[A-Za-z0-9_-]{22}$/;

/** Only this is kept: whoever reads the database cannot open a screen. The token is random, so one round of SHA-256 is enough. */
function hashOf(token: string): string {
	return createHash("sha256").update(token).digest("hex");
}

/**
 * Makes a link for one studio or phone room and gives its token: shown once, never stored, never logged. It works until it is
 * switched off.
 * @throws the database's error where the campaign doesn't exist.
 */
export async function createScreenLink(
	pool: Pool,
	campaignId: string,
	kind: ScreenKind,
	label: string,
	{ layout = "studio", role = "watch", stationId = null }: ScreenRights = {},
): Promise<string> {
	const token = randomBytes(16).toString("base64url");
	await pool.query(
		`insert into screen_link (token_hash, campaign_id, kind, label, layout, role, station_id)
		values ($1, $2, $3, $4, $5, $6, $7)`,
		[hashOf(token), campaignId, kind, label, layout, role, stationId],
	);
	return token;
}

const OPEN_LINK = `
	select campaign_id as "campaignId", label, layout, role, station_id as "stationId"
	from screen_link where token_hash = $1 and kind = $2 and revoked_at is null`;

/** What the link opens; null where it never existed, is of another kind, or was switched off. */
export async function findScreenLink(pool: Pool, token: string, kind: ScreenKind): Promise<ScreenLink | null> {
	if (!TOKEN.test(token)) return null;
	const { rows } = await pool.query<ScreenLink>(OPEN_LINK, [hashOf(token), kind]);
	return rows[0] ?? null;
}

/**
 * The same inside a transaction, which switching it off then waits for: once that has returned, no deed by this link is written any
 * more.
 */
export async function holdScreenLink(
	client: PoolClient,
	token: string,
	kind: ScreenKind = "on-air",
): Promise<ScreenLink | null> {
	if (!TOKEN.test(token)) return null;
	const { rows } = await client.query<ScreenLink>(`${OPEN_LINK} for share`, [hashOf(token), kind]);
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

export type ListedLink = Omit<ScreenLink, "campaignId"> & {
	readonly kind: ScreenKind;
	readonly createdAt: Instant;
	readonly revokedAt: Instant | null;
};

/** Every link of the campaign, newest first; never with its token, which nobody knows but its screen. */
export async function listScreenLinks(pool: Pool, campaignId: string): Promise<ListedLink[]> {
	const { rows } = await pool.query<ListedLink>(
		`select kind, label, layout, role, station_id as "stationId",
			trunc(extract(epoch from created_at) * 1000)::float8 as "createdAt",
			trunc(extract(epoch from revoked_at) * 1000)::float8 as "revokedAt"
		from screen_link where campaign_id = $1 order by created_at desc, label`,
		[campaignId],
	);
	return rows;
}

/** How many signs of its hash tell a link apart; they open nothing. */
const ID_LENGTH = 16;

/** For the console: each with what tells it apart, those that work first. */
export async function listLinksOfDrive(pool: Pool, campaignId: string): Promise<LinkListItem[]> {
	const { rows } = await pool.query<LinkListItem>(
		`select left(token_hash, ${ID_LENGTH}) as id, kind, label, layout, role, station_id as "stationId",
			trunc(extract(epoch from created_at) * 1000)::float8 as "createdAt",
			trunc(extract(epoch from revoked_at) * 1000)::float8 as "revokedAt"
		from screen_link where campaign_id = $1
		order by (revoked_at is not null), created_at desc, label`,
		[campaignId],
	);
	return rows;
}

/** Switches one link off; gives its label, null where there is no such open link. */
export async function revokeLink(pool: Pool, campaignId: string, id: string): Promise<string | null> {
	const { rows } = await pool.query<{ label: string }>(
		`update screen_link set revoked_at = now()
		where campaign_id = $1 and left(token_hash, ${ID_LENGTH}) = $2 and revoked_at is null returning label`,
		[campaignId, id],
	);
	return rows[0]?.label ?? null;
}
