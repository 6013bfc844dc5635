import type pg from "pg";

/** Forgets every picture with this giver's name on it, in the transaction that judges the name: its address answers "not found" then. */
export async function forgetPicturesOf(client: Pick<pg.PoolClient, "query">, giftId: string): Promise<void> {
	await client.query(
		`delete from card where names_giver and hash in (
		   select p.card_hash from post p join announcement a on a.id = p.announcement_id
		   where a.gift_id = $1 or a.gift_id in (select ref from gift_ref where gift_id = $1)
		   union select t.card_hash from attempt t join post p on p.id = t.post_id join announcement a on a.id = p.announcement_id
		   where a.gift_id = $1 or a.gift_id in (select ref from gift_ref where gift_id = $1))`,
		[giftId],
	);
}
