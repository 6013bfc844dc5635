import type { Campaign, CampaignState } from "./campaign.ts";
import { type Missing, missingToGoLive } from "./setup-steps.ts";

/** What each state means, for whoever is about to choose it. */
export const STATE_MEANS: Readonly<Record<CampaignState, string>> = {
	draft:
		"Nobody outside sees it. Gifts that name it are counted in silence: no milestone is announced and nothing is posted.",
	live: "The public page is open if its switch is on, gifts count, milestones are announced and posts go out.",
	closed:
		"The total stays on the page. Late gifts and refunds are still counted, and nothing is announced or posted about them.",
	archived:
		"Put away: it leaves the list of current drives. Late gifts and refunds are still counted, and nothing can be lost with it.",
};

export type StateStep = {
	readonly to: CampaignState;
	/** On the button. */
	readonly label: string;
	/** What will have happened. */
	readonly consequence: string;
	/** What has to be done before; none: it can be done now. */
	readonly needs: readonly Missing[];
};

/** Where a drive can go from its state. */
export function stateSteps(campaign: Campaign, hasEntries: boolean): StateStep[] {
	switch (campaign.state) {
		case "draft":
			return [goLive(campaign), archive];
		case "live":
			return [close, ...(hasEntries ? [] : [backToDraft])];
		case "closed":
			return [reopen(campaign), archive];
		case "archived":
			return [hasEntries ? outOfArchive : backToDraft];
		default:
			return campaign.state satisfies never;
	}
}

function goLive(campaign: Campaign): StateStep {
	const money = campaign.livemode
		? "Gifts of real money count from now on."
		: "It counts Stripe's test money only: nobody is charged, and no real gift is counted here.";
	const page = campaign.page.isOpen ? "The public page opens. " : "The public page stays switched off. ";
	const consequence = `${page}${money} Milestones are announced and posts go out on the accounts that are connected.`;
	return { to: "live", label: "Go live", consequence, needs: missingToGoLive(campaign) };
}

function reopen(campaign: Campaign): StateStep {
	const consequence =
		"Gifts that come in from now on announce milestones again. What came in while it was closed stays silent.";
	return { to: "live", label: "Open again", consequence, needs: missingToGoLive(campaign) };
}

const close: StateStep = {
	to: "closed",
	label: "Close the drive",
	consequence:
		"The closing post goes out if a rule says so. Late gifts and refunds are still counted and announce nothing. You can open it again.",
	needs: [],
};

const backToDraft: StateStep = {
	to: "draft",
	label: "Back to draft",
	consequence: "The public page and the posts stop. Nothing has been counted yet, so nothing is lost.",
	needs: [],
};

const archive: StateStep = {
	to: "archived",
	label: "Archive",
	consequence: "It leaves the list of current drives. Everything is kept, and you can take it out again.",
	needs: [],
};

const outOfArchive: StateStep = {
	to: "closed",
	label: "Take out of the archive",
	consequence: "It stands among the closed drives again.",
	needs: [],
};
