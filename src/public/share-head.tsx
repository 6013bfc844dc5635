import { addressIn, type PageView } from "./page-view.ts";

const LOCALES = { en: "en_US", es: "es_US" } as const;

/** For search engines, and for the picture and words that X, Facebook and messengers show of a shared link. */
export function ShareHead({ view }: { readonly view: PageView }) {
	const { campaign, snapshot, language, base, words, lines, money } = view;
	const { slug, name, hospital, goal, languages } = campaign;
	const description = words.description(lines.total, money(goal), hospital || name);
	const here = addressIn(view, language);
	// A new address for every total: platforms keep a picture by its address for days.
	const version = `${snapshot.seq}-${snapshot.campaign.version}`;
	const picture = `${base}/c/${slug}/card.png?size=wide&lang=${language}&v=${version}`;
	const properties = [
		["og:type", "website"],
		["og:site_name", hospital || name],
		["og:title", name],
		["og:description", description],
		["og:url", here],
		["og:locale", LOCALES[language]],
		...languages.filter((one) => one !== language).map((one) => ["og:locale:alternate", LOCALES[one]]),
		["og:image", picture],
		["og:image:type", "image/png"],
		["og:image:width", "1200"],
		["og:image:height", "675"],
		["og:image:alt", words.cardAlt(name, lines.total, money(goal))],
	];
	const names = [
		["description", description],
		["twitter:card", "summary_large_image"],
		["twitter:title", name],
		["twitter:description", description],
		["twitter:image", picture],
		["twitter:image:alt", words.cardAlt(name, lines.total, money(goal))],
	];
	return (
		<>
			{names.map(([key, content]) => (
				<meta key={key} name={key} content={content} />
			))}
			{properties.map(([key, content]) => (
				<meta key={key} property={key} content={content} />
			))}
			<link rel="canonical" href={here} />
			{languages.map((one) => (
				<link key={one} rel="alternate" hrefLang={one} href={addressIn(view, one)} />
			))}
			<link rel="alternate" hrefLang="x-default" href={view.address} />
			<link rel="stylesheet" href={`/c/${slug}/look.css?v=${campaign.look.colour.slice(1)}`} />
		</>
	);
}
