import { randomBytes } from "node:crypto";
import { z } from "zod";

/** What of src/channel/vault.ts is needed: JSON in, text out, bound to the receiver's id. */
export type HookVault = {
	seal(id: string, content: unknown): string;
	unseal(id: string, sealed: string): unknown;
};

const shape = z.object({ address: z.string(), secret: z.string(), oldSecret: z.string().optional() });
export type HookSecrets = z.infer<typeof shape>;

export function openSealed(vault: HookVault, hookId: string, sealed: string): HookSecrets {
	return shape.parse(vault.unseal(`hook ${hookId}`, sealed));
}

export function sealSecrets(vault: HookVault, hookId: string, secrets: HookSecrets): string {
	return vault.seal(`hook ${hookId}`, secrets);
}

/** As Standard Webhooks writes them; 32 bytes. */
export function newSecret(): string {
	return `whsec_${randomBytes(32).toString("base64")}`;
}
