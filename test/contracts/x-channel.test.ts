import { createXChannel } from "../../src/channel/x.ts";
import { secretsOf } from "../../src/channel/x-credentials.ts";
import { startXSandbox } from "../../src/sandbox/x.ts";
import { SANDBOX_X_ACCOUNT } from "../../src/sandbox/x-account.ts";
import { mediaBytes } from "../../src/sandbox/x-store.ts";
import { SMALL_PNG } from "../support/pictures.ts";
import { describeChannelContract } from "./channel-contract.ts";
import type { ContractSetup } from "./contract-setup.ts";

const { appKey, appSecret, accessToken, accessSecret, bearer } = SANDBOX_X_ACCOUNT;

function setupWith(credentials: Parameters<typeof createXChannel>[0]["credentials"]) {
	return async (): Promise<ContractSetup> => {
		const sandbox = await startXSandbox();
		return {
			channel: createXChannel({ apiBase: sandbox.url, credentials, timeoutMs: 600, now: Date.now }),
			received: () => sandbox.posts().map(({ text }) => text),
			writes: () => sandbox.requests().post,
			faults: sandbox.faults,
			pictures: {
				picture: { hash: "h", png: SMALL_PNG, alt: 'A thermometer at $10,000, "half" of <all> & more.', url: null },
				shown: () =>
					sandbox.posts().flatMap(({ mediaIds }) =>
						mediaIds.map((id) => {
							const media = sandbox.media(id);
							if (media === undefined) throw new Error(`X does not know ${id}.`);
							return { png: mediaBytes(media), alt: media.altText ?? "" };
						}),
					),
			},
			secrets: secretsOf(credentials),
			stop: () => sandbox.close(),
		};
	};
}

describeChannelContract("X with OAuth 1.0a keys", setupWith({ appKey, appSecret, accessToken, accessSecret }));
describeChannelContract("X with an OAuth 2.0 user token", setupWith({ bearer }));
