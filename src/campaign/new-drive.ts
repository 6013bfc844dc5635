import type pg from "pg";
import { inTransaction } from "../db/pool.ts";
import { emptyTally, type Tally } from "../domain/counting/tally.ts";
import type { Campaign } from "../domain/drive/campaign.ts";
import { USUAL_LOOK, USUAL_PAGE } from "../domain/drive/campaign-page.ts";
import { type Shifted, shiftedDrive } from "../domain/milestone/shift-drive.ts";
import { minorDigits } from "../domain/plain/money.ts";
import type { CloneRequest, NewDriveRequest } from "../web/contract/staff/setup.ts";
import { copyChannels, openStudioChannel } from "./copy-channels.ts";
import { loadCampaign, lockForSaving, writeCampaign } from "./store.ts";
import type { SavedBy } from "./version-store.ts";

/** More that belongs to making a drive, in its transaction: the audit line, its own texts copied. */
export type Beside = (client: pg.PoolClient, made: Campaign) => Promise<void>;

/** An empty draft, with its studio to speak to. Gives what was made. @throws CampaignConflict */
export async function createDrive(
	pool: pg.Pool,
	asked: NewDriveRequest,
	saved: SavedBy,
	beside: Beside,
): Promise<Campaign> {
	return inTransaction(pool, async (client) => {
		const id = await freeName(client, nameFor(asked.name));
		const campaign = emptyDrive(id, asked);
		await lockForSaving(client, id);
		await writeCampaign(client, campaign, saved);
		await openStudioChannel(client, id, campaign.languages[0]);
		await beside(client, campaign);
		await client.query("select pg_notify('campaign', $1)", [id]);
		return campaign;
	});
}

/**
 * A past drive's draft for other dates: rules, look, page, stations, texts and channels (to be connected again); never a gift. Null where
 * there is no such drive. @throws CampaignConflict where the slug is taken
 */
export async function cloneDrive(
	pool: pg.Pool,
	sourceId: string,
	asked: CloneRequest,
	saved: SavedBy,
	beside: Beside,
): Promise<Shifted | null> {
	return inTransaction(pool, async (client) => {
		const source = await loadCampaign(client, sourceId);
		if (source === null) return null;
		const { rows } = await client.query<{ tally: Partial<Tally> }>(
			"select tally from campaign_tally where campaign_id = $1",
			[sourceId],
		);
		const id = await freeName(client, asked.slug);
		const made = shiftedDrive(source, { ...asked, id }, { ...emptyTally(), ...rows[0]?.tally });
		await lockForSaving(client, id);
		await writeCampaign(client, made.campaign, saved);
		await copyChannels(client, sourceId, id);
		await beside(client, made.campaign);
		await client.query("select pg_notify('campaign', $1)", [id]);
		return made;
	});
}

function emptyDrive(id: string, { name, hospital, timeZone, currency }: NewDriveRequest): Campaign {
	const unit = 10 ** minorDigits(currency);
	const amounts = (whole: readonly number[]) => whole.map((one) => one * unit);
	return {
		...{
			id,
			slug: id,
			name: name.trim(),
			hospital: hospital.trim(),
			shortName: "",
			hashtag: "",
			goal: 0,
			currency,
			timeZone,
		},
		...{ opensAt: 0, closesAt: 0, onAirWindows: [], announceFrom: 0, languages: ["en"], stations: [], rules: [] },
		...{ phone: "", textCode: "", donateUrl: "", paymentLinks: [], isDefault: false, monthlyMultiplier: 12 },
		// Test money until somebody says otherwise: nobody is charged by mistake.
		...{ state: "draft", livemode: false, look: USUAL_LOOK },
		page: { ...USUAL_PAGE, onceAmounts: amounts([25, 50, 100, 250]), monthlyAmounts: amounts([10, 20, 40]) },
		show: { evergreen: [], runOfShow: [], lastYear: [], bigGift: 500 * unit },
	};
}

/** "Hope for Kids 2027!" -> "hope-for-kids-2027" */
export function nameFor(text: string): string {
	const plain = text
		.normalize("NFKD")
		.replace(/\p{M}/gu, "")
		.toLowerCase()
		.replace(/[^a-z0-9]+/g, "-")
		.replace(/^-+|-+$/g, "")
		.slice(0, 48);
	return plain.length < 2 ? `drive-${plain}`.replace(/-$/, "") : plain;
}

/** One that neither a drive's id nor a slug has; gifts call drives by either. */
async function freeName(client: pg.PoolClient, wanted: string): Promise<string> {
	const { rows } = await client.query<{ name: string }>(
		"select unnest(array[id, slug]) as name from campaign where id like $1 or slug like $1",
		[`${wanted}%`],
	);
	const taken = new Set(rows.map(({ name }) => name));
	if (!taken.has(wanted)) return wanted;
	for (let number = 2; ; number += 1) if (!taken.has(`${wanted}-${number}`)) return `${wanted}-${number}`;
}
