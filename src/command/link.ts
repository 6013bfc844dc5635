import { type Command, Option } from "commander";
import type pg from "pg";
import { type Env, readEnv, SettingError } from "../../config/env.ts";
import { findCampaignBySlug, loadCampaign } from "../campaign/store.ts";
import type { Campaign } from "../domain/drive/campaign.ts";
import {
	createScreenLink,
	listScreenLinks,
	revokeScreenLinks,
	SCREEN_LAYOUTS,
	SCREEN_ROLES,
} from "../on-air/screen-link.ts";
import type { ScreenLayout, ScreenRole } from "../web/contract/board.ts";
import { print } from "./output.ts";
import { withDatabase } from "./with-database.ts";

type Options = {
	readonly label?: string;
	readonly layout: ScreenLayout;
	readonly role: ScreenRole;
	readonly station?: string;
	readonly phones?: boolean;
	readonly list?: boolean;
	readonly revoke?: boolean;
	readonly json?: boolean;
};

const EXPLANATION = `
Layouts:
  studio      the host's screen: total, what to say, whom to thank
  phone-room  the same figures, large, for volunteers on the phones
  lobby       for a screen that visitors see: names and amounts only as agreed to for the public
  overlay     transparent, for video; public as the lobby's

Roles:
  watch       reads, presses nothing (the default)
  host        marks names as being read and as read
  producer    a host who can also send "say this now" to every studio screen

With --phones it is the phone bank's page instead, where volunteers write slips down: it shows no total and no other slip.

A link needs no log-in and never runs out: whoever has it has the screen. Switch it off with --revoke.

Examples:
  $ npx carillon link radiothon-2026 --label "WKID studio A" --role host --station wkid
  $ npx carillon link radiothon-2026 --label "Producer's desk" --role producer
  $ npx carillon link radiothon-2026 --label "Lobby TV" --layout lobby
  $ npx carillon link radiothon-2026 --phones --label "Phone room B" --station wkid
  $ npx carillon link radiothon-2026 --list
  $ npx carillon link radiothon-2026 --label "WKID studio A" --revoke
`;

export function addLink(program: Command): void {
	program
		.command("link <campaign>")
		.description("make a screen's or the phone bank's link (shown once), list them, or switch one off")
		.option("--label <name>", 'whose screen it is, like "WKID studio A"')
		.addOption(new Option("--layout <layout>", "what it shows").choices(SCREEN_LAYOUTS).default("studio"))
		.addOption(new Option("--role <role>", "what may be pressed on it").choices(SCREEN_ROLES).default("watch"))
		.option(
			"--station <id>",
			"the station whose own total it shows beside the drive's; with --phones, whose callers it takes",
		)
		.option("--phones", "the phone bank's page for volunteers, instead of a screen")
		.option("--list", "list the campaign's links instead, without their addresses")
		.option("--revoke", "switch off every link with this label instead")
		.option("--json", "print one line of JSON")
		.addHelpText("after", EXPLANATION)
		.action(async (named: string, options: Options) => {
			const env = readEnv();
			await withDatabase(env, async (pool) => {
				const campaign = (await loadCampaign(pool, named)) ?? (await findCampaignBySlug(pool, named));
				if (campaign === null) throw new SettingError(`There is no campaign "${named}".`);
				if (options.list === true) return listLinks(pool, campaign, options);
				if (options.revoke === true) return revokeLinks(pool, campaign, options);
				return makeLink(pool, campaign, options, env);
			});
		});
}

async function makeLink(pool: pg.Pool, campaign: Campaign, options: Options, env: Env): Promise<void> {
	const { layout, role, station } = options;
	const label = labelOf(options);
	if (station !== undefined && !campaign.stations.some(({ id }) => id === station)) {
		const known = campaign.stations.map(({ id, name }) => `${id} (${name})`).join(", ");
		throw new SettingError(
			`${campaign.id} has no station "${station}". ${known ? `It has: ${known}.` : "Its campaign file names no stations."}`,
		);
	}
	if (role !== "watch" && (layout === "lobby" || layout === "overlay")) {
		throw new SettingError(
			`A ${layout} screen is seen by everybody and has nothing to press: leave --role out, or use --layout studio.`,
		);
	}
	const isPhones = options.phones === true;
	const kind = isPhones ? "phones" : "on-air";
	const rights = isPhones ? { stationId: station } : { layout, role, stationId: station };
	const token = await createScreenLink(pool, campaign.id, kind, label, rights);
	const path = `/${kind}/${token}`;
	const address = `${env.CARILLON_PUBLIC_URL ?? `http://${env.HOST}:${env.PORT}`}${path}`;
	if (isPhones) {
		return print(options.json === true, { path, label, kind, station: station ?? null }, [
			`Open this on the volunteers' computers, "${label}": ${address}`,
			"It is shown this once. Whoever has it can write pledges down.",
		]);
	}
	print(options.json === true, { path, label, layout, role, station: station ?? null }, [
		`Open this on the screen "${label}" (${layout}, ${role}): ${address}`,
		"It is shown this once. Whoever has it has the screen.",
	]);
}

async function revokeLinks(pool: pg.Pool, campaign: Campaign, options: Options): Promise<void> {
	const label = labelOf(options);
	const revoked = await revokeScreenLinks(pool, campaign.id, label);
	if (revoked === 0) {
		throw new SettingError(
			`No open link of ${campaign.id} is labelled "${label}". See them with: npx carillon link ${campaign.id} --list`,
		);
	}
	print(options.json === true, { revoked }, [`Switched off: ${revoked}. Open screens end within seconds.`]);
}

async function listLinks(pool: pg.Pool, campaign: Campaign, options: Options): Promise<void> {
	const links = await listScreenLinks(pool, campaign.id);
	const lines = links.map(({ kind, label, layout, role, stationId, createdAt, revokedAt }) => {
		const state = revokedAt === null ? "open" : `off since ${written(revokedAt)}`;
		const what = kind === "phones" ? "phone bank" : `${layout}, ${role}`;
		return `${label}: ${what}, ${stationId ?? "all stations"}, made ${written(createdAt)}, ${state}`;
	});
	print(options.json === true, { links }, lines.length > 0 ? lines : [`${campaign.id} has no links yet.`]);
}

function labelOf({ label }: Options): string {
	const given = label?.trim() ?? "";
	if (given === "" || given.length > 80) {
		throw new SettingError('Say whose screen it is, in at most 80 characters: --label "WKID studio A".');
	}
	return given;
}

function written(at: number): string {
	return new Date(at).toISOString().slice(0, 16).replace("T", " ");
}
