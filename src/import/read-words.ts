import type { Station } from "../domain/drive/campaign.ts";
import type { ImportSettings } from "../web/contract/staff/imports.ts";
import { plainHeader } from "./header-words.ts";

export type YesNo = "yes" | "no" | "unclear";

const YES = new Set(["yes", "y", "true", "1", "x", "si", "s", "on", "checked", "ok", "verdadero"]);
const NO = new Set(["", "no", "n", "false", "0", "off", "none", "falso", "unchecked"]);
const MONTHLY = new Set(["monthly", "month", "recurring", "sustainer", "mensual", "every month"]);
const ONCE = new Set(["once", "one time", "onetime", "single", "one off", "unica", "una vez", "unico"]);

/** "Sí", "TRUE", "x"; of a column that says how often also "monthly" and "one-time". */
export function readYes(text: string, isFrequency: boolean): YesNo {
	const plain = plainHeader(text);
	if (YES.has(plain) || /^[✓✔☑]$/u.test(text) || (isFrequency && MONTHLY.has(plain))) return "yes";
	return NO.has(plain) || (isFrequency && ONCE.has(plain)) ? "no" : "unclear";
}

const OF_PLEDGES: readonly (readonly [string, RegExp])[] = [
	["phone", /phone|call|tel|llamada/],
	["text", /\btext|sms|texto|mensaje/],
	["walk-in", /walk|person|door|table|persona/],
	["web", /web|online|internet|linea/],
];
const OF_MONEY: readonly (readonly [string, RegExp])[] = [
	["cheque", /che(que|ck)/],
	["sponsor", /sponsor|corporate|compan|partner|patrocin|empresa/],
	["cash", /cash|\bcoin|\bjar\b|efectivo/],
];

/** How it came, in the house's words. Null: money came in a way that nobody knows here. */
export function readSource(text: string, settings: Pick<ImportSettings, "kind" | "source">): string | null {
	const plain = plainHeader(text);
	if (plain === "") return settings.source;
	if (settings.kind === "offline") return OF_MONEY.find(([, fits]) => fits.test(plain))?.[0] ?? null;
	return OF_PLEDGES.find(([, fits]) => fits.test(plain))?.[0] ?? "import";
}

/** The station's id, by its id, name or call sign. Null: none is named; undefined: there is none of this name. */
export function readStation(text: string, stations: readonly Station[]): string | null | undefined {
	const plain = plainHeader(text);
	if (plain === "") return null;
	const named = stations.find(({ id, name }) => plainHeader(id) === plain || plainHeader(name) === plain);
	const short = stations.find(({ name }) => plainHeader(name).split(" ")[0] === plain);
	return (named ?? short)?.id;
}
