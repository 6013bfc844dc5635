import type { Language } from "../plain/language.ts";
import type { Campaign } from "./campaign.ts";
import { referenceOf } from "./link-code.ts";

/** Where /go/:code leads: our own page while it is open, else where the drive takes gifts. Null where there is neither. */
export function linkTarget(campaign: Campaign, code: string, language: Language, base: string): string | null {
	const { slug, state, page, donateUrl, languages } = campaign;
	if (page.isOpen && state !== "draft" && state !== "archived") {
		const asked = new URLSearchParams({ via: code });
		if (language !== languages[0]) asked.set("lang", language);
		return `${base}/c/${slug}?${asked}#give`;
	}
	if (donateUrl === "") return null;
	const target = new URL(donateUrl);
	// Stripe's own links hand this one back; any other page may look at `via`.
	if (target.hostname.endsWith(".stripe.com")) target.searchParams.set("client_reference_id", referenceOf(code));
	else target.searchParams.set("via", code);
	return target.href;
}

const PROGRAMS =
	/bot|crawl|spider|preview|facebookexternalhit|facebookcatalog|slurp|curl|wget|python|axios|node-fetch|headless/i;

/** Whether a program followed the link: platforms do so with every post, to draw its preview. */
export function isProgram(userAgent: string | undefined): boolean {
	return userAgent === undefined || userAgent === "" || PROGRAMS.test(userAgent);
}
