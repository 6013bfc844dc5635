import type pg from "pg";
import type { Env } from "../../config/env.ts";
import type { Campaign } from "../domain/drive/campaign.ts";
import type { Instant } from "../domain/plain/instant.ts";
import { stripeModeOf } from "../give/takes-gifts.ts";
import type { TemplatePack } from "../template/pack.ts";
import type { Finding } from "./finding.ts";
import { ALIVE_WITHIN_MS } from "./heartbeat.ts";

export type DriveCheck = {
	readonly pool: pg.Pool;
	readonly env: Env;
	readonly campaign: Campaign;
	readonly pack: TemplatePack;
	readonly now: Instant;
};

const DAY = 86_400_000;

/** Money: does Stripe reach us, with the right secrets and in the drive's own mode? */
export async function examineStripe({ pool, env, campaign, now }: DriveCheck): Promise<Finding[]> {
	const { rows } = await pool.query<{ at: Date | null; test: Date | null }>(
		`select max(received_at) filter (where livemode) as at, max(received_at) filter (where not livemode) as test from stripe_event
		 where event_id !~ '_test[0-9a-f]{16}$'`,
	);
	const last = campaign.livemode ? rows[0]?.at : rows[0]?.test;
	const mode = stripeModeOf(env.STRIPE_API_KEY);
	const wanted = campaign.livemode ? "live" : "test";
	const secrets = env.stripeWebhookSecrets.length;
	return [
		secrets === 0
			? broken(
					"Stripe's signature",
					"There is no signing secret, so every gift is refused. Set STRIPE_WEBHOOK_SECRETS.",
				)
			: ok("Stripe's signature", `${secrets} signing ${secrets === 1 ? "secret is" : "secrets are"} set.`),
		last == null
			? warn(
					"Gifts from Stripe",
					`Nothing has come from Stripe in ${wanted} mode yet. Send a test event from Stripe's dashboard to this installation's address.`,
				)
			: now - last.getTime() > 30 * DAY
				? warn("Gifts from Stripe", "The last event came more than 30 days ago. Send one from Stripe's dashboard.")
				: ok("Gifts from Stripe", `The last event in ${wanted} mode came ${ago(now - last.getTime())}.`),
		mode === null
			? warn("Stripe's key", "There is no key: the giving page takes no gifts. Set STRIPE_API_KEY.")
			: mode === wanted
				? ok("Stripe's key", `The key is a ${wanted} key, like this drive.`)
				: broken(
						"Stripe's key",
						`The key is a ${campaign.livemode ? "test" : "live"} key and this drive takes ${wanted} money. Exchange the key, or change the drive.`,
						{ says: "Open set-up", page: "setup" },
					),
	];
}

/** Whoever does the work behind the pages. */
export async function examineWorkers({ pool, now }: DriveCheck): Promise<Finding[]> {
	const { rows } = await pool.query<{ role: string; n: number }>(
		"select role, count(*) as n from worker_heartbeat where at > $1 group by role",
		[new Date(now - ALIVE_WITHIN_MS)],
	);
	const of = (role: string) => rows.find((row) => row.role === role)?.n ?? 0;
	return [
		of("publish") > 0
			? ok("Sending", "The process that sends posts is running.")
			: broken("Sending", 'Nothing sends posts: start "carillon worker publish" on the server.'),
		of("schedule") > 0
			? ok("The drive's clock", "The process that keeps hours, retries and warnings is running.")
			: broken("The drive's clock", 'Nothing keeps the hours: start "carillon worker schedule" on the server.'),
	];
}

/** Who has to be there, and who has to be safe. */
export async function examinePeople({ pool, campaign }: DriveCheck): Promise<Finding[]> {
	const { rows } = await pool.query<{ approvers: number; admins: number; bare: number }>(
		`select count(*) filter (where role in ('admin', 'approver')) as approvers, count(*) filter (where role = 'admin') as admins,
		   count(*) filter (where role = 'admin' and not two_factor_enabled
		     and not exists (select from staff_passkey k where k.user_id = u.id)) as bare from staff_user u`,
	);
	const { approvers = 0, admins = 0, bare = 0 } = rows[0] ?? {};
	const needed = Math.max(
		0,
		...campaign.rules.map(({ policy }) => (policy.kind === "approval" ? Number(policy.approvers) : 0)),
	);
	const fix = { says: "Open people", page: "/people" };
	return [
		needed <= approvers
			? ok("Approvers", needed === 0 ? "No rule needs one." : `${approvers} can approve; the rules need ${needed}.`)
			: broken("Approvers", `A rule needs ${needed} people who approve, and there are ${approvers}.`, fix),
		bare > 0
			? warn(
					"Admins' sign-in",
					`${bare} of ${admins} admins sign in with a password alone. Ask them to add a second step.`,
					fix,
				)
			: ok("Admins' sign-in", admins === 0 ? "There is no admin yet." : "Every admin has a second step or a passkey."),
	];
}

/** Names that wait, screens that look, the address the world knows. */
export async function examineRoom({ pool, env, campaign, now }: DriveCheck): Promise<Finding[]> {
	const { rows } = await pool.query<{ waiting: number; screens: number; links: number; stories: number }>(
		`select (select count(*) from gift where campaign_id = $1 and moderation in ('pending', 'flagged')
		     and coalesce(state#>>'{giver,name}', '') <> '') as waiting,
		   (select coalesce(sum(screens), 0) from screen_presence where campaign_id = $1 and at > $2) as screens,
		   (select count(*) from screen_link where campaign_id = $1 and kind = 'on-air' and revoked_at is null) as links,
		   (select count(*) from story where campaign_id = $1 and revoked_at is null
		     and (authorisation->>'expiresAt')::float8 < $3) as stories`,
		[campaign.id, new Date(now - ALIVE_WITHIN_MS), campaign.closesAt],
	);
	const { waiting = 0, screens = 0, links = 0, stories = 0 } = rows[0] ?? {};
	const url = env.CARILLON_PUBLIC_URL;
	return [
		screens > 0
			? ok("Screens", `${screens} ${screens === 1 ? "screen is" : "screens are"} connected now.`)
			: warn(
					"Screens",
					links === 0
						? "No screen has a link yet. Make one for each studio."
						: "No screen is connected now. Open the studio's link.",
					{ says: "Open links", page: "links" },
				),
		waiting > 0
			? warn("Names", `${waiting} ${waiting === 1 ? "name waits" : "names wait"} for a look.`, {
					says: "Look at names",
					page: "names",
				})
			: ok("Names", "No name waits."),
		stories > 0
			? warn("Stories", `${stories} authorisations end before the drive does.`, {
					says: "Open stories",
					page: "stories",
				})
			: ok("Stories", "No authorisation ends before the drive does."),
		url?.startsWith("https://")
			? ok("Public address", url)
			: warn(
					"Public address",
					"CARILLON_PUBLIC_URL is not set to an https address: posts carry no links of ours, and Facebook gets no pictures.",
				),
		ok(
			"Back-ups",
			"Carillon can't see them. Check that last night's is there: docs/operations.md says how to restore one.",
		),
	];
}

function ok(what: string, says: string): Finding {
	return { what, state: "ok", says };
}

function warn(what: string, says: string, fix?: Finding["fix"]): Finding {
	return { what, state: "warning", says, ...(fix && { fix }) };
}

function broken(what: string, says: string, fix?: Finding["fix"]): Finding {
	return { what, state: "broken", says, ...(fix && { fix }) };
}

function ago(ms: number): string {
	const minutes = Math.round(ms / 60_000);
	if (minutes < 2) return "just now";
	if (minutes < 120) return `${minutes} minutes ago`;
	const hours = Math.round(minutes / 60);
	return hours < 48 ? `${hours} hours ago` : `${Math.round(hours / 24)} days ago`;
}
