import { describe, expect, test } from "@jest/globals";
import { publicName } from "../../src/domain/gift/donor-name.ts";
import { giftFrom, joinGifts } from "../../src/domain/gift/gift.ts";
import type { GiftFact, Giver, Verdict } from "../../src/domain/gift/gift-fact.ts";
import { isUnfit, namedText } from "../../src/domain/gift/moderation.ts";

const ALL = { name: true, page: true, amount: true, onAir: true, social: true };
const NONE = { name: false, page: false, onAir: false, social: false };
const HIDDEN = "A generous listener";

function told(changes: Partial<GiftFact>): GiftFact {
	return {
		sourceId: "evt_1",
		at: 1_000,
		livemode: false,
		currency: "usd",
		refs: { payment: "pi_1" },
		placement: {},
		happening: { type: "described" },
		...changes,
	};
}

/** The giver after these facts in this order; the same in the opposite order, or the test fails. */
function giverAfter(...facts: readonly GiftFact[]): Giver {
	const [first, ...rest] = facts.map(giftFrom);
	const [last, ...before] = facts.map(giftFrom).reverse();
	if (!first || !last) throw new Error("No fact was given.");
	const forward = rest.reduce(joinGifts, first).giver;
	expect(before.reduce(joinGifts, last).giver).toEqual(forward);
	return forward;
}

const agreed = (name: string, at = 1_000) => told({ at, giver: { name, consent: ALL } });
const judged = (is: Verdict, name: string, at = 2_000) =>
	told({ at, sourceId: `staff-${at}`, verdict: { is, of: namedText({ name }) } });

describe("the screen holds back what a person should look at", () => {
	test.each([
		"Fuck You",
		"f u c k",
		"F.u.C.k Smith",
		"fu ck",
		"phuck off",
		"FUUUCK",
		"ｆｕｃｋ",
		"ѕhіt",
		"sh1t",
		"$h!t",
		"Big Tits",
		"pendejo",
		"Puta Madre",
		"cabrón",
		"m13rda",
		"Mike Hunt",
		"Rosa Melano",
		"Elsa Pito",
		"KKK",
	])("%s", (name) => {
		expect(isUnfit(name)).toBe(true);
		expect(publicName({ name, consent: ALL }, "on-air", "en")).toBe(HIDDEN);
	});

	test.each([
		"Scunthorpe United Fans",
		"Dick Hancock",
		"Moby Dickinson",
		"Shital Nigam",
		"Nazir Ahmed",
		"Kenji Fukuda",
		"Pornchai Wong",
		"Ana Vergara",
		"Phúc Nguyễn",
		"Al Culler",
		"Lena Slutsky",
		"Assad Cox",
		"Agustín Computado",
		"Class of 1984",
		"J. R. R. Tolkien",
		"山田太郎",
		"José Conover",
	])("but not %s", (name) => {
		expect(isUnfit(name)).toBe(false);
		expect(publicName({ name, consent: ALL }, "page", "en")).toBe(name.includes("J. R.") ? "J. R. R. Tolkien" : name);
	});

	test("a town or a pronunciation can be the insult as well", () => {
		expect(publicName({ name: "Dana", town: "Fuckville", consent: ALL }, "on-air", "en")).toBe(HIDDEN);
		expect(publicName({ name: "Dana", pronunciation: "shit head", consent: ALL }, "page", "en")).toBe(HIDDEN);
	});
});

describe("staff's verdict", () => {
	test("a flagged name shows once it is approved; the approval isn't another name's", () => {
		expect(giverAfter(agreed("Mike Hunt")).moderation).toBe("flagged");
		const approved = giverAfter(agreed("Mike Hunt"), judged("approved", "Mike Hunt"));
		expect([approved.moderation, publicName(approved, "page", "en")]).toEqual(["approved", "Mike Hunt"]);
		const renamed = giverAfter(agreed("Mike Hunt"), judged("approved", "Mike Hunt"), agreed("Fuck You", 3_000));
		expect([renamed.moderation, publicName(renamed, "page", "en")]).toEqual(["flagged", HIDDEN]);
	});

	test("a denied name stays away from every place, whatever the donor or Stripe says later", () => {
		const denied = giverAfter(
			agreed("Dana Smith"),
			judged("denied", "Dana Smith"),
			agreed("Dana S", 3_000),
			told({ at: 4_000, toldBy: "donor", giver: { consent: ALL } }),
		);
		for (const place of ["on-air", "page", "social"] as const) expect(publicName(denied, place, "en")).toBe(HIDDEN);
	});

	test("the last verdict holds; pending holds back", () => {
		const again = giverAfter(agreed("Dana"), judged("denied", "Dana"), judged("approved", "Dana", 3_000));
		expect(publicName(again, "page", "en")).toBe("Dana");
		const waiting = giverAfter(agreed("Dana"), judged("pending", "Dana"));
		expect([waiting.moderation, publicName(waiting, "page", "en")]).toEqual(["pending", HIDDEN]);
	});
});

describe("the donor's later word", () => {
	test("a hidden name stays hidden when Stripe sends the first day's metadata again, however late", () => {
		const hidden = told({ at: 5_000, toldBy: "donor", giver: { consent: NONE } });
		const giver = giverAfter(agreed("Dana Smith"), hidden, agreed("Dana Smith", 9_000));
		for (const place of ["on-air", "page", "social"] as const) expect(publicName(giver, place, "en")).toBe(HIDDEN);
		expect(giver.consent?.amount).toBe(true);
	});

	test("and shows again when they say so", () => {
		const hidden = told({ at: 5_000, toldBy: "donor", giver: { consent: NONE } });
		const shown = told({
			at: 6_000,
			sourceId: "again",
			toldBy: "donor",
			giver: { consent: { ...NONE, name: true, onAir: true } },
		});
		const giver = giverAfter(agreed("Dana Smith"), hidden, shown);
		expect(publicName(giver, "on-air", "en")).toBe("Dana");
		expect(publicName(giver, "page", "en")).toBe(HIDDEN);
	});

	test("a card's name never replaces the one typed for the air, and is known for what it is", () => {
		const billed = told({ at: 9_000, giver: { name: "Dana Q Smith", isBillingName: true } });
		expect(giverAfter(agreed("Dana"), billed)).toMatchObject({ name: "Dana" });
		expect(giverAfter(agreed("Dana"), billed).isBillingName).toBeUndefined();
		const consentOnly = told({ at: 9_500, giver: { consent: { name: true } } });
		expect(publicName(giverAfter(billed, consentOnly), "page", "en")).toBe("Dana S.");
	});
});
