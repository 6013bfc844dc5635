import type { CardContent, CardSubject } from "../../src/domain/card/card-content.ts";
import { milestoneCard, totalCard } from "../../src/domain/card/card-content.ts";
import type { Figures } from "../../src/domain/counting/figures.ts";
import type { TriggerKind } from "../../src/domain/drive/milestone-rule.ts";
import { isMatchKind, isPowerHourKind } from "../../src/domain/milestone/told-about.ts";
import type { Language } from "../../src/domain/plain/language.ts";
import {
	extremeAbouts,
	matchAbout,
	matchExample,
	powerHourAbout,
	powerHourExample,
} from "../../src/template/about-sample.ts";
import { TRIGGER_KINDS } from "../../src/template/pack.ts";
import { aCampaign } from "./campaigns.ts";

export const FIGURES: Figures = {
	total: 4_123_000,
	goal: 15_000_000,
	gifts: 412,
	donors: 388,
	monthlyDonors: 51,
	thisHour: 310_000,
};

/** A milestone of $40,000 passed at $41,230, unless told otherwise. */
export function aCardSubject(
	kind: TriggerKind = "every",
	changes: Partial<CardSubject> = {},
	value = 4_000_000,
): CardSubject {
	const now = changes.now ?? FIGURES;
	const about = aboutOf(kind);
	return {
		campaign: aCampaign(),
		announcement: { kind, value, figures: now },
		now,
		giverName: null,
		...about,
		...changes,
	};
}

/** An example of what it tells of: a bank doubles gifts up to $25,000, a coffee house stands behind an hour of $15,000. */
function aboutOf(kind: TriggerKind) {
	if (isMatchKind(kind)) return { match: matchAbout(kind, matchExample(100, 0)).match };
	return isPowerHourKind(kind) ? { powerHour: powerHourAbout(kind, powerHourExample(100, 0)).powerHour } : {};
}

/** As large and as long as anything can get, and as small. */
const HUGE: Figures = {
	total: 99_999_999_999,
	goal: 88_888_888_888,
	gifts: 9_999_999,
	donors: 8_888_888,
	monthlyDonors: 7_777_777,
	thisHour: 99_999_999_999,
};
const LONG_WORDS =
	"Radiomaratón Otorrinolaringológico-Electroencefalográfico Interinstitucional de las Desafortunadamente 2026";
const HOSPITAL =
	"Hospital Internacional de Especialidades Pediátricas y Otorrinolaringología Neonatal de la Fundación Nuestra Señora de la " +
	"Consolación y San Ildefonso de los Desamparados, Sede Central del Norte y Ribera";
const COLOURS = ["#c8912e", "#17639c", "#a3122f", "#ffd400", "#ffffff", "#000000", "#7d7d7d", "#5b2a86"];
const CURRENCIES = ["usd", "chf", "sek", "jpy", "kwd", "eur", "vnd", "inr"];

export type GridCase = { readonly name: string; readonly content: CardContent };

/** Every kind in both languages, ordinary and at its worst, over many colours and currencies; and totals at every stage. */
export function cardGrid(): GridCase[] {
	return (["en", "es"] as const).flatMap((language) => [
		...TRIGGER_KINDS.flatMap((kind, index) => [ordinary(kind, language, index), extreme(kind, language, index)]),
		...totals(language),
	]);
}

function ordinary(kind: TriggerKind, language: Language, index: number): GridCase {
	const subject = aCardSubject(
		kind,
		{ campaign: aCampaign({ look: { colour: COLOURS[index % COLOURS.length] ?? "" } }), giverName: "Rosa Núñez" },
		SMALL_VALUES[kind] ?? 4_000_000,
	);
	return { name: `${kind}-${language}`, content: milestoneCard(subject, language) };
}

const SMALL_VALUES: Partial<Record<TriggerKind, number>> = {
	percent: 25,
	gifts: 400,
	donors: 300,
	"monthly-donors": 50,
	"hours-to-go": 6,
	"thank-you": 24,
	"large-gift": 250_000,
	"hour-target": 300_000,
	"best-hour": 310_000,
};

function extreme(kind: TriggerKind, language: Language, index: number): GridCase {
	const campaign = aCampaign({
		name: LONG_WORDS,
		hospital: HOSPITAL.padEnd(200, " y Anexos"),
		hashtag: "RadiomaratonInternacionalDeLaEsperanzaParaLosNinos2026",
		currency: CURRENCIES[index % CURRENCIES.length] ?? "usd",
		look: { colour: COLOURS[(index + 3) % COLOURS.length] ?? "" },
	});
	const giverName = "Wolfeschlegelsteinhausenbergerdorff-Ñáñez y Compañía";
	const value = kind === "percent" ? 1_000 : HUGE.total;
	return {
		name: `${kind}-${language}-extreme`,
		content: milestoneCard(
			aCardSubject(kind, { campaign, giverName, now: HUGE, ...extremeAbouts(kind, HUGE.total, 0)[0] }, value),
			language,
		),
	};
}

function totals(language: Language): GridCase[] {
	const at = (name: string, total: number, changes: Parameters<typeof aCampaign>[0] = {}) => ({
		name: `total-${name}-${language}`,
		content: totalCard(aCampaign(changes), { total, goal: changes.goal ?? 15_000_000 }, language),
	});
	const logo =
		"data:image/svg+xml;base64," +
		Buffer.from(
			'<svg xmlns="http://www.w3.org/2000/svg" width="80" height="80" viewBox="0 0 80 80"><circle cx="40" cy="40" r="36" fill="#17639c"/></svg>',
		).toString("base64");
	const withLogo = at("logo", 12_345_678, { look: { colour: "#17639c" } });
	return [
		at("none", 0),
		at("first", 99, { look: { colour: "#1c6e4a" } }),
		at("beyond", 15_000_001, { look: { colour: "#5b2a86" } }),
		at("closed", 14_203_944, { state: "closed" }),
		at("goalless", 123_456, { goal: 0, hashtag: "", hospital: "مستشفى" }),
		at("back", -5_000),
		{ ...withLogo, content: { ...withLogo.content, logo: { dataUrl: logo } } },
	];
}
