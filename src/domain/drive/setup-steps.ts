import type { Campaign } from "./campaign.ts";

/** The guided path, in its order. */
export const SETUP_STEPS = ["basics", "when", "stations", "goal", "giving", "studio"] as const;
export type SetupStepName = (typeof SETUP_STEPS)[number];

/** Something a drive has to say before it can go live; `field` as in the set-up's form. */
export type Missing = { readonly field: string; readonly says: string };

export type SetupStep = {
	readonly step: SetupStepName;
	readonly missing: readonly Missing[];
	/** Something of the step has been said; what may be left out is complete from the start. */
	readonly isBegun: boolean;
};

/** How far each step of the set-up is. A draft may leave out anything: texts are empty then, amounts and times 0. */
export function setupSteps(campaign: Campaign): SetupStep[] {
	return SETUP_STEPS.map((step) => ({ step, missing: missingIn(step, campaign), isBegun: isBegun(step, campaign) }));
}

/** All that a drive still has to say before it can go live. */
export function missingToGoLive(campaign: Campaign): Missing[] {
	return SETUP_STEPS.flatMap((step) => missingIn(step, campaign));
}

function missingIn(step: SetupStepName, campaign: Campaign): Missing[] {
	const lacks = (isMissing: boolean, field: string, says: string): Missing[] => (isMissing ? [{ field, says }] : []);
	switch (step) {
		case "basics":
			return [
				...lacks(campaign.name === "", "name", "The drive has no name yet."),
				...lacks(campaign.shortName === "", "shortName", "Say what hosts call the drive."),
				...lacks(campaign.hospital === "", "hospital", "Say which hospital it is for."),
			];
		case "when":
			return [
				...lacks(campaign.opensAt === 0, "opensAt", "Say when the drive opens."),
				...lacks(campaign.closesAt === 0, "closesAt", "Say when the drive closes."),
			];
		case "goal":
			return lacks(campaign.goal === 0, "goal", "Say how much you hope to raise.");
		case "giving": {
			const { phone, textCode, donateUrl, page } = campaign;
			const hasWay = phone !== "" || textCode !== "" || donateUrl !== "" || page.isGiving;
			return lacks(!hasWay, "phone", "Listeners need one way to give: a phone number, a text code, or a page.");
		}
		case "stations":
		case "studio":
			return [];
		default:
			return step satisfies never;
	}
}

function isBegun(step: SetupStepName, { show, stations, ...campaign }: Campaign): boolean {
	switch (step) {
		case "basics":
			return campaign.name !== "";
		case "when":
			return campaign.opensAt !== 0 || campaign.closesAt !== 0;
		case "goal":
			return campaign.goal !== 0;
		case "giving":
			return campaign.phone !== "" || campaign.textCode !== "" || campaign.donateUrl !== "";
		case "stations":
			return stations.length > 0;
		case "studio":
			return show.runOfShow.length > 0 || show.evergreen.length > 0 || show.lastYear.length > 0;
		default:
			return step satisfies never;
	}
}
