import { formatMoney } from "../plain/money.ts";
import type { Campaign } from "./campaign.ts";
import type { ChangeLine } from "./change-line.ts";
import { missingToGoLive } from "./setup-steps.ts";

/** What donors would see differently on the public page. */
export function pageChanges(before: Campaign, after: Campaign): ChangeLine[] {
	const lines: ChangeLine[] = [];
	const page = (says: string) => lines.push({ about: "page", says });
	if (before.slug !== after.slug) {
		const says = `The public page moves to /c/${after.slug}. The old address /c/${before.slug} stops working, also in printed QR codes and posts that are out.`;
		lines.push({ about: "careful", says });
	}
	if (before.page.isOpen !== after.page.isOpen) {
		page(
			after.page.isOpen
				? "The public page can be seen by everybody once the drive is live."
				: "The public page, its embeds and pictures answer as if they didn't exist.",
		);
	}
	if (before.page.isGiving !== after.page.isGiving) {
		page(
			after.page.isGiving
				? "The public page takes gifts."
				: "The public page shows the drive and takes no gifts. Gifts on their way are still counted.",
		);
	}
	if (after.state === "draft") return lines;
	for (const [field, label] of SAID) {
		if (before[field] === after[field]) continue;
		page(after[field] === "" ? `${label} is no longer shown.` : `${label} reads "${after[field]}".`);
	}
	if (before.goal !== after.goal && missingToGoLive(after).length === 0) {
		page(
			`The page shows the goal ${formatMoney({ amount: after.goal, currency: after.currency })}, and the band fills anew.`,
		);
	}
	if (before.look.colour !== after.look.colour) page("Buttons, band and pictures take the new colour.");
	if (before.look.logo !== after.look.logo) page("Pictures of posts carry the new logo.");
	if (before.languages.join() !== after.languages.join()) {
		const names = after.languages.map((one) => (one === "es" ? "Spanish" : "English")).join(" and ");
		page(`The page speaks ${names}.`);
	}
	return lines;
}

const SAID = [
	["name", "The drive's name"],
	["hospital", "The hospital"],
	["phone", "The phone number"],
	["textCode", "The text code"],
	["donateUrl", "The giving page's address"],
] as const;
