import { createECDH } from "node:crypto";

/** Names us to the browsers' push services; made from the vault's key, so that every process has the same and none is kept. */
export type PushKeys = { readonly publicKey: string; readonly privateKey: string };

export function pushKeysFrom(secret: Buffer): PushKeys {
	const curve = createECDH("prime256v1");
	curve.setPrivateKey(secret);
	return { publicKey: curve.getPublicKey("base64url"), privateKey: curve.getPrivateKey("base64url") };
}

/** For the vault: the key that names us to push services. */
export const PUSH_PURPOSE = "browser notices";
