import type Stripe from "stripe";

/**
 * A client of Stripe's API that never hangs: each call ends within `timeoutMs`, tried twice. The package is loaded here and not before:
 * it costs 50 ms and 17 MB, which a process without a key doesn't need.
 * @param baseUrl another Stripe than api.stripe.com: the sandbox
 */
export async function openStripeClient(
	apiKey: string,
	{ baseUrl, timeoutMs }: { readonly baseUrl: string | undefined; readonly timeoutMs: number },
): Promise<Stripe> {
	const { default: StripeClient } = await import("stripe");
	return new StripeClient(apiKey, {
		...addressOf(baseUrl),
		timeout: timeoutMs,
		maxNetworkRetries: 1,
		telemetry: false,
	});
}

function addressOf(baseUrl: string | undefined) {
	if (baseUrl === undefined) return {};
	const { hostname, port, protocol } = new URL(baseUrl);
	const isPlain = protocol === "http:";
	return {
		host: hostname,
		port: port || (isPlain ? 80 : 443),
		protocol: isPlain ? ("http" as const) : ("https" as const),
	};
}
