import { createRequire } from "node:module";
import type { AxiosStatic } from "axios";
import { currentGraphBase, observeCall, watchAxios } from "./facebook-wire.ts";

export type FacebookSdk = typeof import("facebook-nodejs-business-sdk");

export const GRAPH = "https://graph.facebook.com";

let loading: Promise<FacebookSdk> | null = null;

/**
 * Facebook's SDK, ready for use through `observeCall`. Loaded when first wanted, since it costs 200 ms and 30 MB that the
 * API process should not pay; a worker can call this at start so that its first post does not wait.
 * @throws Error where the SDK is missing or brings another axios than the one set up here
 */
export function loadFacebookSdk(): Promise<FacebookSdk> {
	loading ??= load().catch((error) => {
		loading = null;
		throw error;
	});
	return loading;
}

async function load(): Promise<FacebookSdk> {
	const sdk = await import("facebook-nodejs-business-sdk");
	// A subclass would not help: the SDK's code asks FacebookAdsApi itself for the host.
	Object.defineProperty(sdk.FacebookAdsApi, "GRAPH", { configurable: true, get: () => currentGraphBase() ?? GRAPH });
	watchAxios(axiosOfSdk());
	await proveWatched(sdk);
	return sdk;
}

/** The SDK's own CommonJS copy: `import axios` would give another instance, on which nothing set has any effect. */
export function axiosOfSdk(): AxiosStatic {
	const sdkFile = createRequire(import.meta.url).resolve("facebook-nodejs-business-sdk");
	return createRequire(sdkFile)("axios");
}

/** Makes one call that must be stopped by our interceptor; port 1 of this machine is where it would go if it weren't. */
async function proveWatched(sdk: FacebookSdk): Promise<void> {
	const stop = () => {
		throw new Error("probe");
	};
	const settings = {
		graphBase: "http://127.0.0.1:1",
		timeoutMs: 1_000,
		beforeWrite: stop,
		proxyFromEnvironment: false,
	};
	const answer = await observeCall(settings, () => newApi(sdk, "probe").call("GET", ["probe"]));
	if (answer.kind === "forbidden") return;
	throw new Error(
		"facebook-nodejs-business-sdk does not use the axios Carillon has set up, so its calls would have no time limit. " +
			"Install exactly what package-lock.json says: npm ci",
	);
}

/** Without the SDK's crash reporter (third argument), which would catch this process' own crashes and phone Meta. */
export function newApi(sdk: FacebookSdk, accessToken: string): InstanceType<FacebookSdk["FacebookAdsApi"]> {
	return new sdk.FacebookAdsApi(accessToken, "en_US", false);
}
