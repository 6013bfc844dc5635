import { z } from "zod";
import type { LinkPolicy } from "../domain/post/link-policy.ts";

/** As it is stored and as the console sends it. */
export const linkPolicyShape: z.ZodType<LinkPolicy> = z.discriminatedUnion("kind", [
	z.strictObject({ kind: z.literal("never") }),
	z.strictObject({ kind: z.literal("some"), rules: z.array(z.string().min(1).max(100)).max(100) }),
	z.strictObject({ kind: z.literal("always") }),
]);
