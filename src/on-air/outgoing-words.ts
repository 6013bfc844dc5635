import type { Campaign } from "../domain/drive/campaign.ts";
import { checkOutgoingText, type PrivacyFinding } from "../domain/privacy/privacy.ts";

/** What the privacy gate finds in words that are to be said on air in the hospital's name; empty where it lets them pass. */
export function findingsIn(text: string, campaign: Campaign): readonly PrivacyFinding[] {
	const { hospital, name, shortName, stations, page, phone, textCode, donateUrl } = campaign;
	const verdict = checkOutgoingText(text, {
		allowedNames: [hospital, name, shortName, ...stations.map((station) => station.name), ...page.partners].filter(
			Boolean,
		),
		organisationPhones: [phone, textCode].filter(Boolean),
		organisationLinks: [donateUrl].filter(Boolean),
	});
	return verdict.ok ? [] : verdict.findings;
}
