import type { Pool } from "pg";
import { loadCampaign } from "../campaign/store.ts";
import type { Campaign } from "../domain/drive/campaign.ts";
import { findScreenLink, type ScreenLink } from "../on-air/screen-link.ts";
import type { PhoneAccount, PhoneRoom } from "../web/contract/phones.ts";

export type OpenRoom = { readonly link: ScreenLink; readonly campaign: Campaign };

/** What a volunteers' link opens; null where it was switched off or never was. */
export async function findRoom(pool: Pool, token: string): Promise<OpenRoom | null> {
	const link = await findScreenLink(pool, token, "phones");
	const campaign = link === null ? null : await loadCampaign(pool, link.campaignId);
	return link === null || campaign === null ? null : { link, campaign };
}

/** What volunteers may know of the drive: field by field, so that no figure of it ever slips in. */
function roomOf(campaign: Campaign, at: Pick<PhoneRoom, "label" | "stationId" | "account">): PhoneRoom {
	const { id, state, name, hospital, currency, timeZone, languages, stations } = campaign;
	return {
		...{ drive: id, state, name, hospital, currency, timeZone, languages },
		stations: stations.map((station) => ({ id: station.id, name: station.name })),
		label: at.label,
		stationId: at.stationId,
		account: at.account,
	};
}

/** By a volunteers' link, where nobody is signed in. */
export function roomOfLink({ link, campaign }: OpenRoom): PhoneRoom {
	return roomOf(campaign, { label: link.label, stationId: link.stationId, account: null });
}

/** By a sign-in: of all stations, as each slip says. */
export function roomOfAccount(campaign: Campaign, account: PhoneAccount): PhoneRoom {
	return roomOf(campaign, { label: "", stationId: null, account });
}
