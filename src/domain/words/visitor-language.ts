import type { Language } from "../plain/language.ts";

/**
 * The language a visitor reads the campaign in: the one the address asks for, else the first of the browser's that the campaign speaks,
 * else the campaign's first. `accepted` is the header Accept-Language as it came ("es-MX,es;q=0.9,en;q=0.5").
 */
export function visitorLanguage(
	spoken: readonly [Language, ...Language[]],
	asked: unknown,
	accepted?: string,
): Language {
	const one = (wanted: unknown) => spoken.find((language) => language === wanted);
	return (
		one(asked) ??
		preferred(accepted ?? "")
			.map(one)
			.find(Boolean) ??
		spoken[0]
	);
}

/** Two-letter codes, most wanted first; those with q=0 are not wanted at all. */
function preferred(accepted: string): string[] {
	return accepted
		.slice(0, 500)
		.split(",")
		.map((part) => {
			const [tag = "", ...parameters] = part.trim().toLowerCase().split(";");
			const quality = parameters.map((one) => /^\s*q\s*=\s*([\d.]+)\s*$/.exec(one)?.[1]).find(Boolean);
			return { code: tag.split("-")[0] ?? "", quality: quality === undefined ? 1 : Number(quality) };
		})
		.filter(({ quality }) => quality > 0)
		.sort((a, b) => b.quality - a.quality)
		.map(({ code }) => code);
}
