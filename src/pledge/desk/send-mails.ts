import type pg from "pg";
import { loadCampaign } from "../../campaign/store.ts";
import { inTransaction } from "../../db/pool.ts";
import { HOUR, type Instant, MINUTE } from "../../domain/plain/instant.ts";
import { type PledgeMailKind, pledgeMail } from "../../domain/pledge/pledge-mail-words.ts";
import { pledgeDue, pledgeState } from "../../domain/pledge/pledge-state.ts";
import type { Log } from "../../log.ts";
import { type Mail, type Mailer, MailNotSent } from "../../notify/mail.ts";
import { readPledgeGift } from "../pay/pledge-gift.ts";
import { payAddress } from "../pay-token.ts";
import { findPledge } from "../store.ts";

export type PledgeMailParts = {
	readonly pool: pg.Pool;
	readonly mailer: Mailer;
	readonly payKey: () => Buffer;
	readonly log: Log;
	readonly now: () => Instant;
};

type Due = {
	readonly id: number;
	readonly pledgeId: string;
	readonly kind: PledgeMailKind;
	readonly origin: string;
	readonly tries: number;
	readonly byName: string;
	readonly byId: string;
};

const MOST_A_ROUND = 20;
/** Longer than one try may take at the most: see LONGEST_SENDING_MS. */
const LEASE = "interval '90 seconds'";
const MOST_TRIES = 8;
const SOONEST_AGAIN = 2 * MINUTE;

/**
 * Sends links and reminders that staff asked for. What a mail server doesn't take waits, and is given up after a day or so. One at a time is
 * taken: twenty together, the last would wait for a slow server longer than they are ours, and another process would send them as well.
 */
export async function sendPledgeMails(parts: PledgeMailParts): Promise<void> {
	for (let sent = 0; sent < MOST_A_ROUND; sent += 1) {
		const due = await takeNext(parts.pool, parts.now());
		if (due === null) return;
		await sendOne(parts, due);
	}
}

async function takeNext(pool: pg.Pool, now: Instant): Promise<Due | null> {
	const { rows } = await pool.query<Due>(
		`update pledge_mail set taken_until = to_timestamp($1 / 1000.0) + ${LEASE}, tries = tries + 1
		 where id in (
			select id from pledge_mail where state = 'waiting' and next_try_at <= to_timestamp($1 / 1000.0)
				and (taken_until is null or taken_until < to_timestamp($1 / 1000.0))
			order by next_try_at, id limit 1 for update skip locked
		 )
		 returning id, pledge_id as "pledgeId", kind, origin, tries, by_name as "byName", by_id as "byId"`,
		[now],
	);
	return rows[0] ?? null;
}

/**
 * Whoever ends between a mail server's yes and our note of it leaves the mail waiting, and it goes out once more when the lease has run out;
 * so does one whose answer was lost. That is chosen: a donor who gets their link twice, under one Message-ID, loses nothing, and one who
 * never gets it doesn't pay. Nobody could look up whether it went out, as we can for a post.
 */
async function sendOne(parts: PledgeMailParts, due: Due): Promise<void> {
	const { pool, mailer, log, now } = parts;
	try {
		const mail = await mailOf(parts, due);
		if (mail === null) return await settle(pool, due, "dropped", "It was paid or ended before the mail went out.");
		await mailer.send(mail);
	} catch (error) {
		const reason = error instanceof MailNotSent ? error.message : "The mail could not be made.";
		log("warn", "A mail about a pledge could not be sent.", { pledgeId: due.pledgeId, mail: due.id, reason });
		const isFinal = error instanceof MailNotSent && error.isFinal;
		if (isFinal || due.tries >= MOST_TRIES) return await settle(pool, due, "given-up", reason);
		const wait = Math.min(6 * HOUR, SOONEST_AGAIN * 2 ** due.tries);
		await pool.query(
			"update pledge_mail set taken_until = null, reason = $2, next_try_at = to_timestamp($3 / 1000.0) where id = $1",
			[due.id, reason, now() + wait],
		);
		return;
	}
	await markSent(pool, due, now());
}

/** Read as it stands now: between the press and the post somebody may have paid. */
async function mailOf({ pool, payKey }: PledgeMailParts, { id, pledgeId, kind, origin }: Due): Promise<Mail | null> {
	const pledge = await findPledge(pool, pledgeId);
	const campaign = pledge === null ? null : await loadCampaign(pool, pledge.campaignId);
	if (pledge === null || campaign === null || pledge.email === null) return null;
	const { figures } = await readPledgeGift(pool, pledge, campaign.currency);
	const state = pledgeState(figures);
	if (state !== "open" && state !== "part" && state !== "lapsed") return null;
	const { amount, monthly, promisedAt, email } = pledge;
	const due = pledgeDue({ ...figures, ended: null });
	const link = payAddress(origin, pledge.id, payKey());
	const [language] = campaign.languages;
	return {
		id: `${pledge.id}-${id}`,
		to: email,
		...pledgeMail({ kind, campaign, amount, due, monthly, promisedAt, link, language }),
	};
}

async function markSent(pool: pg.Pool, due: Due, now: Instant): Promise<void> {
	const isReminder = due.kind === "reminder";
	await inTransaction(pool, async (client) => {
		const { rowCount } = await client.query(
			`update pledge_mail set state = 'sent', sent_at = to_timestamp($2 / 1000.0), taken_until = null, reason = null
			 where id = $1 and state = 'waiting'`,
			[due.id, now],
		);
		// Sent by another process as well, which has written it down.
		if (rowCount === 0) return;
		await client.query(
			`update pledge set link_sent_at = to_timestamp($2 / 1000.0), reminders = reminders + $3::int,
				reminded_at = case when $3::int = 1 then to_timestamp($2 / 1000.0) else reminded_at end where id = $1`,
			[due.pledgeId, now, isReminder ? 1 : 0],
		);
		await client.query(
			"insert into pledge_step (pledge_id, kind, at, by_name, by_id) values ($1, $2, to_timestamp($3 / 1000.0), $4, $5)",
			[due.pledgeId, isReminder ? "reminder-mailed" : "link-mailed", now, due.byName, due.byId],
		);
	});
}

async function settle(pool: pg.Pool, { id }: Due, state: "dropped" | "given-up", reason: string): Promise<void> {
	await pool.query("update pledge_mail set state = $2, reason = $3, taken_until = null where id = $1", [
		id,
		state,
		reason,
	]);
}
