import type { Campaign } from "../domain/drive/campaign.ts";
import { missingToGoLive } from "../domain/drive/setup-steps.ts";
import type { Db } from "../posting/store.ts";
import type { ChannelLine, DriveHome, HomeLine } from "../web/contract/staff/home.ts";

/** What is left to do before the drive opens, in the order in which it is best done. */
export async function toDoBefore(
	db: Db,
	campaign: Campaign,
	channels: readonly ChannelLine[],
): Promise<DriveHome["toDo"]> {
	const missing = missingToGoLive(campaign);
	const social = channels.filter(({ platform, health }) => platform !== "on-air" && health !== "off");
	const rules = campaign.rules.length;
	const { rows } = await db.query<{ count: number }>(
		"select count(*)::int as count from screen_link where campaign_id = $1 and kind = 'on-air' and revoked_at is null",
		[campaign.id],
	);
	const screens = rows[0]?.count ?? 0;
	const at = (page: string) => `/c/${campaign.id}/${page}`;
	return [
		{
			what: "Set the drive up",
			says: missing[0]?.says ?? "Name, times, goal and ways to give are there.",
			to: at("setup"),
			action: "Go on with the set-up",
			isDone: missing.length === 0,
		},
		{
			what: "Connect an account to post on",
			says: social.length === 0 ? "Without one, nothing is posted." : `Connected: ${names(social)}.`,
			to: at("channels"),
			action: "Connect X or Facebook",
			isDone: social.length > 0,
		},
		{
			what: "Choose what is worth a post",
			says: rules === 0 ? "No rule yet: no milestone would fall." : `${rules} ${rules === 1 ? "rule" : "rules"}.`,
			to: at("rules"),
			action: "Choose rules",
			isDone: rules > 0,
		},
		{
			what: "Give the studio its screen",
			says: screens === 0 ? "Hosts have no link yet." : `${screens} ${screens === 1 ? "link" : "links"} made.`,
			to: at("links"),
			action: "Make a link",
			isDone: screens > 0,
		},
		{
			what: "Go live",
			says:
				campaign.state === "draft"
					? "A draft takes no gifts and posts nothing."
					: "Gifts count, and milestones are posted.",
			to: at("setup"),
			action: "Go live",
			isDone: campaign.state !== "draft",
		},
	];
}

function names(channels: readonly ChannelLine[]): string {
	return channels.map(({ name }) => name).join(", ");
}

/** What keeps the drive from running well, beside posts that failed. */
export async function troubleLines(db: Db, campaign: Campaign, channels: readonly ChannelLine[]): Promise<HomeLine[]> {
	const lines = channels
		.filter(({ health }) => health === "needs-person")
		.map(({ name, says, waiting }) => ({
			what: `${name} needs somebody`,
			says: `${says} ${waiting === 0 ? "Nothing waits for it yet." : `${waiting} ${waiting === 1 ? "post waits" : "posts wait"} for it.`}`,
			to: `/c/${campaign.id}/channels`,
			action: "Put it right",
		}));
	const { rows } = await db.query<{ count: number }>(
		"select count(*)::int as count from gift where unplaced_reason is not null",
	);
	const unplaced = rows[0]?.count ?? 0;
	if (unplaced === 0) return lines;
	const what = unplaced === 1 ? "A gift belongs to no drive yet" : `${unplaced} gifts belong to no drive yet`;
	const says = "They are kept and count nowhere until somebody says where they belong.";
	return [...lines, { what, says, to: "/unplaced", action: "Place them" }];
}
