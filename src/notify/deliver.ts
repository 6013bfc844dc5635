import type pg from "pg";
import type { Instant } from "../domain/plain/instant.ts";
import type { Log } from "../log.ts";
import { findNews } from "./find-news.ts";
import { type Mailer, MailNotSent } from "./mail.ts";
import { mailOf } from "./mail-words.ts";
import type { Pusher } from "./push.ts";
import { shareOut } from "./share-out.ts";
import { type Due, markFailed, markSent, takePersons, takePushes } from "./take-due.ts";

export type NotifyParts = {
	readonly pool: pg.Pool;
	/** Null: no mail server is set. */
	readonly mailer: Mailer | null;
	/** Null: we have no address of our own that a notice could lead to. */
	readonly pusher: Pusher | null;
	/** "https://drive.hospital.example": what links in mails begin with. */
	readonly origin: string;
	readonly log: Log;
	readonly now: () => Instant;
};

/** Each is one person's. */
const MAILS_A_ROUND = 100;
const LINES_A_MAIL = 100;
const PUSHES_AT_ONCE = 50;

/** Finds what is new, shares it out and delivers what is due. What can't be delivered waits in the database. */
export async function tellPeople(parts: NotifyParts): Promise<void> {
	const { pool, mailer, pusher, now } = parts;
	await findNews(pool);
	await shareOut(pool, { mail: mailer !== null, push: pusher !== null }, now());
	await Promise.all([
		mailer === null ? undefined : sendMails(parts, mailer),
		pusher === null ? undefined : sendPushes(parts, pusher),
	]);
}

/**
 * One person's at a time: taken together, the last of them would wait for a slow mail server longer than they are ours, and another process
 * would send them too. A mail that was sent and not marked, because we ended in between, goes out once more: said twice, in a mail with the
 * same Message-ID, is better than never.
 */
async function sendMails(parts: NotifyParts, mailer: Mailer): Promise<void> {
	for (let sent = 0; sent < MAILS_A_ROUND; sent += 1) {
		const own = await takePersons(parts.pool, parts.now(), LINES_A_MAIL);
		if (own.length === 0) return;
		await sendOne(parts, mailer, own);
	}
}

async function sendOne({ pool, origin, log, now }: NotifyParts, mailer: Mailer, own: readonly Due[]): Promise<void> {
	const [first] = own;
	if (first === undefined) return;
	const ids = own.map(({ id }) => id);
	try {
		await mailer.send(mailOf(first, own, origin));
	} catch (error) {
		const isFinal = error instanceof MailNotSent && error.isFinal;
		const reason = error instanceof MailNotSent ? error.message : "The mail could not be made.";
		log("warn", "A mail could not be sent.", { deliveries: ids, reason });
		for (const one of own) await markFailed(pool, one, { reason, isFinal }, now());
		return;
	}
	await markSent(pool, ids);
}

async function sendPushes({ pool, log, now }: NotifyParts, pusher: Pusher): Promise<void> {
	const due = await takePushes(pool, now(), PUSHES_AT_ONCE);
	await Promise.all(
		due.map(async (one) => {
			const { deviceId, endpoint, p256dh, auth } = one;
			if (deviceId === null || endpoint === null || p256dh === null || auth === null) return;
			const outcome = await pusher.send({ endpoint, p256dh, auth }, { says: one.says, path: one.path });
			switch (outcome.kind) {
				case "sent":
					await pool.query("update push_device set last_sent_at = now() where id = $1", [deviceId]);
					return markSent(pool, [one.id]);
				case "gone":
					// Its deliveries go with it.
					await pool.query("delete from push_device where id = $1", [deviceId]);
					return;
				case "failed":
					log("warn", "A browser could not be told.", { delivery: one.id, reason: outcome.reason });
					return markFailed(pool, one, outcome, now());
				default:
					outcome satisfies never;
			}
		}),
	);
}
