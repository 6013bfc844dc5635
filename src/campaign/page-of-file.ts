import { type PublicPage, USUAL_PAGE } from "../domain/drive/campaign-page.ts";
import { type Show, type ShowSlot, USUAL_SHOW } from "../domain/drive/campaign-show.ts";
import type { Instant } from "../domain/plain/instant.ts";
import type { WrittenAmount, WrittenCampaign } from "./campaign-file-shape.ts";

/** What the giving form offers where a campaign doesn't say, in whole currency. */
const ONCE = [25, 50, 100, 250];
const MONTHLY = [10, 20, 40];
const BIG_GIFT = 500;

/** Minor units of an amount as written; reports its place in the file where it is none. */
export type ReadAmount = (written: WrittenAmount, path: readonly PropertyKey[]) => number;

export function pageOf(written: WrittenCampaign["page"], readAmount: ReadAmount, minorUnit: number): PublicPage {
	const amounts = (list: readonly WrittenAmount[] | undefined, usual: readonly number[], name: string) =>
		list?.map((one, index) => readAmount(one, ["page", name, index])) ?? usual.map((one) => one * minorUnit);
	return {
		...USUAL_PAGE,
		...written,
		onceAmounts: amounts(written.onceAmounts, ONCE, "onceAmounts"),
		monthlyAmounts: amounts(written.monthlyAmounts, MONTHLY, "monthlyAmounts"),
		impact: (written.impact ?? []).map((one, index) => ({
			amount: readAmount(one.amount, ["page", "impact", index, "amount"]),
			text: one.text,
		})),
	};
}

type ReadTime = (text: string, place: string) => Instant;

export function showOf(
	written: WrittenCampaign["show"],
	readAmount: ReadAmount,
	readTime: ReadTime,
	minorUnit: number,
): Show {
	const { evergreen, runOfShow, lastYear, bigGift } = written;
	return {
		evergreen: evergreen ?? USUAL_SHOW.evergreen,
		runOfShow: (runOfShow ?? []).map((slot, index): ShowSlot => {
			const place = `show.runOfShow[${index}]`;
			const times = { from: readTime(slot.from, `${place}.from`), to: readTime(slot.to, `${place}.to`) };
			if (slot.kind !== "story") return { ...slot, ...times };
			const expiresAt = readTime(slot.authorisation.expiresAt, `${place}.authorisation.expiresAt`);
			return { ...slot, ...times, authorisation: { ...slot.authorisation, expiresAt } };
		}),
		// An hour in which nothing was given is 0, which readAmount refuses.
		lastYear: (lastYear ?? []).map((one, index) =>
			Number(one) === 0 ? 0 : readAmount(one, ["show", "lastYear", index]),
		),
		bigGift: bigGift === undefined ? BIG_GIFT * minorUnit : readAmount(bigGift, ["show", "bigGift"]),
	};
}
