/** Where a page may be shown and send its forms, beyond this server itself: origins like "https://checkout.stripe.com". */
export type PolicyOpenings = {
	readonly frameAncestors?: readonly string[];
	/** Browsers check where a form's answer redirects to, too. */
	readonly formAction?: readonly string[];
	/** What it may show in frames of its own. */
	readonly frames?: readonly string[];
	/** For a page whose library writes <style>: those that bear it are let through. */
	readonly styleNonce?: string;
};

/** Everything from this server, nothing inline, no frame around it. A route with an opening answers with `contentPolicy` of its own. */
export const POLICY: Readonly<Record<string, readonly string[]>> = {
	"default-src": ["'none'"],
	"script-src": ["'self'"],
	"style-src": ["'self'"],
	"img-src": ["'self'", "data:"],
	"font-src": ["'self'"],
	"connect-src": ["'self'"],
	"manifest-src": ["'self'"],
	"worker-src": ["'self'"],
	"base-uri": ["'none'"],
	"form-action": ["'self'"],
	"frame-ancestors": ["'none'"],
};

/** The header Content-Security-Policy as text, for a route that needs an opening. */
export function contentPolicy({
	frameAncestors = [],
	formAction = [],
	frames = [],
	styleNonce,
}: PolicyOpenings): string {
	const policy = {
		...POLICY,
		"form-action": ["'self'", ...formAction],
		...(styleNonce !== undefined && { "style-src": ["'self'", `'nonce-${styleNonce}'`] }),
		...(frames.length > 0 && { "frame-src": frames }),
		"frame-ancestors": frameAncestors.length === 0 ? ["'none'"] : frameAncestors,
	};
	return Object.entries(policy)
		.map(([name, sources]) => `${name} ${sources.join(" ")}`)
		.join("; ");
}
