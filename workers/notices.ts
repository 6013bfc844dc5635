import type { Foundation } from "../src/foundation.ts";
import { vaultOf } from "../src/foundation.ts";
import type { Lifecycle } from "../src/lifecycle.ts";
import { tellPeople } from "../src/notify/deliver.ts";
import { openMailer } from "../src/notify/mail.ts";
import { outsideOnly } from "../src/notify/outside-only.ts";
import { openPusher } from "../src/notify/push.ts";
import { PUSH_PURPOSE, pushKeysFrom } from "../src/notify/push-keys.ts";

/** Tells people what needs them; one round at a time in this process, so that a mail server that hangs keeps no other work waiting. */
export function openNotices(foundation: Foundation, lifecycle: Lifecycle): () => Promise<void> {
	const { env, pool, log } = foundation;
	const publicUrl = env.CARILLON_PUBLIC_URL;
	const mailer = env.CARILLON_SMTP_URL === undefined ? null : openMailer(env.CARILLON_SMTP_URL, env.CARILLON_MAIL_FROM);
	// Browsers take notices only from pages served by https.
	const pusher = publicUrl?.startsWith("https://")
		? openPusher(pushKeysFrom(vaultOf(env).keyFor(PUSH_PURPOSE)), publicUrl, outsideOnly)
		: null;
	const origin = publicUrl ?? `http://localhost:${env.PORT}`;
	let underWay: Promise<void> | undefined;
	lifecycle.onClose("notices", async () => {
		// Before it is waited for: a silent mail server must not hold up the end.
		mailer?.close();
		await underWay?.catch(() => undefined);
	});
	return async () => {
		if (underWay !== undefined) return;
		underWay = tellPeople({ pool, mailer, pusher, origin, log, now: Date.now }).finally(() => {
			underWay = undefined;
		});
		await underWay;
	};
}
