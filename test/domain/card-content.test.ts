import { describe, expect, test } from "@jest/globals";
import { cardAlt, milestoneCard, totalCard } from "../../src/domain/card/card-content.ts";
import { TRIGGER_KINDS } from "../../src/template/pack.ts";
import { aCampaign } from "../support/campaigns.ts";
import { aCardSubject, FIGURES } from "../support/cards.ts";

const LAKESIDE = "Lakeside Children's Hospital, Hope for Kids Radiothon 2026.";

describe("what a milestone's picture says", () => {
	test.each([
		["every", 4_000_000, "$40,000 passed. $108,770 to go.", "$40,000 superados. Faltan $108,770."],
		["every", 15_000_000, "$150,000 and the goal is reached. Thank you.", "$150,000 y llegamos a la meta. Gracias."],
		["amounts", 4_000_000, "$40,000 reached. $108,770 to go.", "$40,000 alcanzados. Faltan $108,770."],
		["percent", 25, "25% of the $150,000 goal", "25% de la meta de $150,000"],
		["percent", 100, "100% of the $150,000 goal. Thank you.", "100% de la meta de $150,000. Gracias."],
		["gifts", 1_000, "1,000 gifts. Thank you for each one.", "1,000 donaciones. Gracias por cada una."],
		["donors", 300, "300 people have given. Thank you.", "300 personas ya donaron. Gracias."],
		["monthly-donors", 50, "50 people now give every month", "50 personas donan cada mes"],
		[
			"large-gift",
			500_000,
			"$5,000 in one gift, from a generous listener",
			"$5,000 en una sola donación, de una persona generosa que nos escucha",
		],
		["hour-target", 300_000, "$3,000 in one hour: target met", "$3,000 en una hora: objetivo cumplido"],
		["best-hour", 310_000, "$3,100 in one hour, the best so far", "$3,100 en una hora, la mejor hasta ahora"],
		["hours-to-go", 1, "1 hour to go", "1 hora por delante"],
		["hours-to-go", 6, "6 hours to go", "6 horas por delante"],
		["final-hour", 1, "$41,230 so far, and one hour left", "$41,230 hasta ahora, y queda una hora"],
		[
			"match-opened",
			2_500_000,
			"×2 $25,000 from Lakeview Bank to match your gifts",
			"×2 $25,000 de Lakeview Bank para igualar sus donaciones",
		],
		[
			"match-half",
			1_250_000,
			"$12,000 left from Lakeview Bank to match your gifts",
			"$12,000 de Lakeview Bank quedan para igualar sus donaciones",
		],
		[
			"match-nearly-gone",
			2_250_000,
			"$2,000 is all that is left from Lakeview Bank to match your gifts",
			"$2,000 de Lakeview Bank es lo último para igualar donaciones",
		],
		[
			"match-spent",
			2_500_000,
			"$25,000 matched, thanks to Lakeview Bank and to you",
			"$25,000 igualados, gracias a Lakeview Bank y a ustedes",
		],
		["match-ended", 0, "$18,500 matched by Lakeview Bank. Thank you.", "$18,500 igualados por Lakeview Bank. Gracias."],
		[
			"power-hour-start",
			1_500_000,
			"$15,000 is the aim of The Coffee Power Hour, with Harbor Coffee",
			"$15,000 es la meta de The Coffee Power Hour, con Harbor Coffee",
		],
		[
			"power-hour-half",
			750_000,
			"$8,400 of $15,000 in The Coffee Power Hour, with Harbor Coffee",
			"$8,400 de $15,000 en The Coffee Power Hour, con Harbor Coffee",
		],
		[
			"power-hour-reached",
			1_500_000,
			"$15,000 reached in The Coffee Power Hour. Thank you.",
			"$15,000 logrados en The Coffee Power Hour. Gracias.",
		],
		["power-hour-end", 0, "$16,200 in The Coffee Power Hour. Thank you.", "$16,200 en The Coffee Power Hour. Gracias."],
		["closed", 4_000_000, "$41,230 raised. Thank you.", "$41,230 recaudados. Gracias."],
		["goal-raised", 20_000_000, "$200,000 is our new goal", "$200,000 es nuestra nueva meta"],
	] as const)("%s at %d, in English and in Spanish", (kind, value, english, spanish) => {
		const said = (["en", "es"] as const).map((language) => {
			const { figure, line } = milestoneCard(aCardSubject(kind, {}, value), language);
			return `${figure} ${line}`.replace(/\u00A0/g, " ");
		});
		expect(said).toEqual([english, spanish]);
	});

	test("has the campaign's logo, where it has one", () => {
		const look = { colour: "#0f7c8c", logo: "data:image/png;base64,AAAA" };
		expect(milestoneCard(aCardSubject("gifts", { campaign: aCampaign({ look }) }), "en").logo).toEqual({
			dataUrl: look.logo,
		});
		expect(totalCard(aCampaign({ look }), { total: 1, goal: 2 }, "en").logo).toEqual({ dataUrl: look.logo });
		expect(milestoneCard(aCardSubject("gifts"), "en").logo).toBeNull();
	});

	test("the words for those who don't see it say what it says", () => {
		expect(cardAlt(milestoneCard(aCardSubject(), "en"))).toBe(
			`$40,000 passed. $108,770 to go. ${LAKESIDE} $41,230 so far, Goal $150,000. #HopeForKids`,
		);
		for (const kind of TRIGGER_KINDS) {
			const content = milestoneCard(aCardSubject(kind, { giverName: "Dana" }), "es");
			const alt = cardAlt({ ...content, hospital: "ñ".repeat(1_000), drive: "o".repeat(1_000) });
			expect(alt.startsWith(content.figure.replace(/\u00A0/g, " "))).toBe(true);
			expect(Array.from(alt).length).toBeLessThanOrEqual(1_000);
		}
	});

	test("a giver is named on a large gift only, and only where the name can be set", () => {
		const line = (giverName: string | null, kind: "large-gift" | "every" = "large-gift") => {
			const { line: said, namesGiver } = milestoneCard(aCardSubject(kind, { giverName }), "en");
			return [said, namesGiver];
		};
		expect(line("Rosa Núñez")).toEqual(["in one gift, from Rosa Núñez", true]);
		expect(line(null)).toEqual(["in one gift, from a generous listener", false]);
		expect(line("مريم")).toEqual(["in one gift, from a generous listener", false]);
		expect(line("Rosa Núñez", "every")[1]).toBe(false);
	});
});

describe("the band", () => {
	const bandOf = (value: number, total: number, goal = 15_000_000) =>
		milestoneCard(aCardSubject("every", { now: { ...FIGURES, total, goal } }, value), "en").band;

	test("all of it is the goal, and the milestone has its notch", () => {
		expect(bandOf(3_750_000, 7_500_000)).toEqual({
			filled: 0.5,
			notch: 0.25,
			left: "$75,000 so far",
			right: "Goal $150,000",
		});
	});

	test("beyond the goal all of it is the total", () => {
		expect(bandOf(15_000_000, 30_000_000)).toMatchObject({ filled: 1, notch: 0.5, right: "Goal of $150,000 reached" });
	});

	test("a total below nothing is empty, and without a goal there is none", () => {
		expect(bandOf(1_000_000, -500)).toMatchObject({ filled: 0 });
		expect(bandOf(1_000_000, 500, 0)).toBeNull();
	});
});

describe("the picture of the total", () => {
	const said = (total: number, changes: Parameters<typeof aCampaign>[0] = {}) => {
		const { figure, line } = totalCard(aCampaign(changes), { total, goal: 15_000_000 }, "en");
		return `${figure} ${line}`.replace(/\u00A0/g, " ");
	};

	test("it is the true total, to the cent", () => {
		expect(said(4_123_001)).toBe("$41,230.01 raised. $108,769.99 to go.");
		expect(said(15_000_000)).toBe("$150,000 raised, and counting");
		expect(said(14_203_944, { state: "closed" })).toBe("$142,039.44 raised. Thank you.");
	});

	test("before the first gift it is the goal, said to be one", () => {
		expect(said(0)).toBe("$150,000 is our goal. Join in.");
	});
});
