import { describe, expect, test } from "@jest/globals";
import { indexCampaigns } from "../../src/domain/counting/placement.ts";
import type { GiftFact } from "../../src/domain/gift/gift-fact.ts";
import { namedText } from "../../src/domain/gift/moderation.ts";
import { judgeName, type NameRules, USUAL_NAME_RULES } from "../../src/domain/gift/moderation-policy.ts";
import { decide } from "../../src/domain/ledger/decide.ts";
import { aCampaign } from "../support/campaigns.ts";

const rules = (changes: Partial<NameRules>): NameRules => ({ ...USUAL_NAME_RULES, ...changes });
const judged = (name: string, changes: Partial<NameRules> = {}, amount = 5_000) =>
	judgeName({ name }, amount, rules(changes)).moderation;

describe("a drive's own words", () => {
	const block = ["acme", "cunt", "ass", "viejo verde", "channel 9"];
	test.each([
		"ACME Roofing",
		"A.c.m.e",
		"4cm3",
		"a c m e",
		"Ácmé",
		"аcme",
		"El Viejo Verde",
		"viejo   verde",
		"Channel 9 Fans",
	])("catch %s", (name) => {
		expect(judged(name, { block })).toBe("denied");
	});
	test.each(["Scunthorpe United", "Cassidy Glass", "Massimo Bassi", "Acmena Diaz", "Verde Viejo", "Dana Smith"])(
		"let %s pass",
		(name) => {
			expect(judged(name, { block })).toBeUndefined();
		},
	);
	test("a star makes a beginning of a word", () => {
		expect(judged("Acmena Diaz", { block: ["acme*"] })).toBe("denied");
		expect(judged("Pacme", { block: ["acme*"] })).toBeUndefined();
	});
	test("a word to hold makes the name wait, and the harder list wins", () => {
		expect(judged("Mayor Ortega", { hold: ["mayor"] })).toBe("pending");
		expect(judged("Mayor Ortega", { hold: ["mayor"], block: ["ortega"] })).toBe("denied");
	});
	test("the built-in words go on flagging, in English and in Spanish", () => {
		expect(judged("sh1t")).toBe("flagged");
		expect(judged("p3nd3j0")).toBe("flagged");
	});
});

describe("the drive's policy", () => {
	test("names appear at once, all wait, or those of big gifts do", () => {
		expect(judged("Dana Smith")).toBeUndefined();
		expect(judged("Dana Smith", { policy: "all-wait" })).toBe("pending");
		expect(judged("Dana Smith", { policy: "big-wait", bigFrom: 10_000 }, 9_999)).toBeUndefined();
		expect(judged("Dana Smith", { policy: "big-wait", bigFrom: 10_000 }, 10_000)).toBe("pending");
	});
	test("a gift without a name waits for nobody", () => {
		expect(judged("", { policy: "all-wait" })).toBeUndefined();
	});
});

describe("the ledger books a name by its drive's rules", () => {
	const fact = (changes: Partial<GiftFact> = {}): GiftFact => ({
		sourceId: "evt_1",
		at: 1_000,
		livemode: false,
		currency: "usd",
		refs: { payment: "pi_1" },
		placement: {},
		giver: { name: "Dana Smith", consent: { name: true, onAir: true } },
		happening: { type: "received", amount: 20_000, evidence: "payment_intent" },
		...changes,
	});
	function giverAfter(names: NameRules, ...facts: readonly GiftFact[]) {
		const campaigns = indexCampaigns([aCampaign({ names })]);
		const { gifts } = decide({ now: 0, campaigns, books: new Map(), gifts: [], donors: new Set() }, facts);
		return gifts[0]?.gift.giver;
	}
	const verdict = (is: "approved" | "denied" | "none") =>
		fact({
			sourceId: `staff-${is}`,
			at: 2_000,
			giver: undefined,
			happening: { type: "described" },
			verdict: { is, of: namedText({ name: "Dana Smith" }) },
		});

	test("a name that waits is pending, and what a person decided stands before the rules", () => {
		const wait = rules({ policy: "all-wait" });
		expect(giverAfter(wait, fact())).toMatchObject({ moderation: "pending" });
		expect(giverAfter(wait, fact(), verdict("approved"))).toMatchObject({ moderation: "approved" });
		expect(giverAfter(rules({ block: ["dana"] }), fact(), verdict("approved"))).toMatchObject({
			moderation: "approved",
		});
		expect(giverAfter(rules({}), fact(), verdict("denied"))).toMatchObject({ moderation: "denied" });
	});
	test("a verdict that was taken back leaves the name to the rules", () => {
		expect(giverAfter(rules({ policy: "all-wait" }), fact(), verdict("none"))).toMatchObject({ moderation: "pending" });
		expect(giverAfter(rules({}), fact(), verdict("none"))).not.toHaveProperty("moderation");
	});
	test("staff's spelling stands before the donor's, whatever Stripe tells later, and can be taken back", () => {
		const alias = fact({
			sourceId: "s1",
			at: 2_000,
			giver: undefined,
			alias: "Dana S.",
			happening: { type: "described" },
		});
		const late = fact({ sourceId: "evt_2", at: 3_000 });
		const back = fact({ sourceId: "s2", at: 4_000, giver: undefined, alias: "", happening: { type: "described" } });
		expect(giverAfter(rules({}), fact(), alias, late)?.name).toBe("Dana S.");
		expect(giverAfter(rules({}), late, back, alias, fact())?.name).toBe("Dana Smith");
	});
});
