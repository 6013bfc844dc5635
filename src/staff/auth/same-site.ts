/** What a browser says of where a request comes from. */
export type RequestOrigin = {
	readonly method: string;
	readonly host: string | undefined;
	readonly origin: string | undefined;
	/** Sec-Fetch-Site. */
	readonly fetchSite: string | undefined;
};

const READING = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * Whether a request that changes something may be another site's doing in somebody's browser. Browsers say where a request comes from
 * and pages can't change it; programs say nothing, and have nobody's cookies.
 */
export function comesFromElsewhere({ method, host, origin, fetchSite }: RequestOrigin, publicUrl?: string): boolean {
	if (READING.has(method)) return false;
	if (fetchSite !== undefined) return fetchSite !== "same-origin";
	if (origin === undefined) return false;
	// By host alone: behind a proxy the request reaches us by http.
	const own = [host, publicUrl === undefined ? undefined : hostOf(publicUrl)];
	return !own.includes(hostOf(origin) ?? "null");
}

function hostOf(address: string): string | undefined {
	return URL.canParse(address) ? new URL(address).host : undefined;
}
