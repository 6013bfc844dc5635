import type { Env } from "../../config/env.ts";
import type { Finding } from "./finding.ts";

export function examineSettings(env: Env): Finding[] {
	return [nodeVersion(), webhookSecrets(env), stripeKey(env), staffToken(env), sandboxes(env)].filter(
		(one) => one !== null,
	);
}

function nodeVersion(): Finding {
	const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
	const isEnough = major > 20 || (major === 20 && minor >= 19);
	return isEnough
		? { what: "Node", state: "ok", says: process.version }
		: { what: "Node", state: "broken", says: `${process.version} is too old: install 20.19 or newer` };
}

function webhookSecrets({ stripeWebhookSecrets }: Env): Finding {
	const what = "Stripe webhook";
	if (stripeWebhookSecrets.length === 0) {
		return {
			what,
			state: "broken",
			says: "no signing secret: copy whsec_... from the endpoint in Stripe's Workbench into STRIPE_WEBHOOK_SECRETS",
		};
	}
	const odd = stripeWebhookSecrets.filter((secret) => !secret.startsWith("whsec_")).length;
	if (odd > 0)
		return {
			what,
			state: "warning",
			says: `${odd} of the signing secrets do not begin with whsec_: is that what Stripe shows?`,
		};
	return { what, state: "ok", says: `${stripeWebhookSecrets.length} signing secret(s)` };
}

function stripeKey({ STRIPE_API_KEY }: Env): Finding {
	const what = "Stripe key";
	return STRIPE_API_KEY === undefined
		? {
				what,
				state: "warning",
				says: "none: thin events are refused; set STRIPE_API_KEY (a restricted key that reads events and payments is enough)",
			}
		: { what, state: "ok", says: "set" };
}

function staffToken({ CARILLON_STAFF_TOKEN }: Env): Finding {
	const what = "Red button";
	return CARILLON_STAFF_TOKEN === undefined
		? { what, state: "ok", says: '"carillon posting stop" on this machine; over HTTP it is off (CARILLON_STAFF_TOKEN)' }
		: { what, state: "ok", says: "on the command line and over HTTP" };
}

/** A drive that goes on air with the sandbox's addresses would post to nobody. */
function sandboxes(env: Env): Finding | null {
	const set = (["STRIPE_API_BASE", "X_API_BASE", "FACEBOOK_GRAPH_BASE"] as const).filter(
		(name) => env[name] !== undefined,
	);
	if (set.length === 0) return null;
	return {
		what: "Addresses",
		state: "warning",
		says: `${set.join(", ")} point somewhere else than the real platforms: unset them before a real drive`,
	};
}
