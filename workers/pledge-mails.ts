import { type Foundation, keptKey } from "../src/foundation.ts";
import type { Lifecycle } from "../src/lifecycle.ts";
import { openMailer } from "../src/notify/mail.ts";
import { sendPledgeMails } from "../src/pledge/desk/send-mails.ts";
import { PAY_LINK_PURPOSE } from "../src/pledge/pay-token.ts";

/** Links and reminders to those who promised; one round at a time in this process. Without a mail server there are none. */
export function openPledgeMails({ env, pool, log }: Foundation, lifecycle: Lifecycle): () => Promise<void> {
	if (env.CARILLON_SMTP_URL === undefined) return async () => {};
	const mailer = openMailer(env.CARILLON_SMTP_URL, env.CARILLON_MAIL_FROM);
	const parts = { pool, mailer, payKey: keptKey(env, PAY_LINK_PURPOSE), log, now: Date.now };
	let underWay: Promise<void> | undefined;
	lifecycle.onClose("pledge mails", async () => {
		// Before it is waited for: a silent mail server must not hold up the end.
		mailer.close();
		await underWay?.catch(() => undefined);
	});
	return async () => {
		if (underWay !== undefined) return;
		underWay = sendPledgeMails(parts).finally(() => {
			underWay = undefined;
		});
		await underWay;
	};
}
