import { z } from "zod";
import type { Instant } from "../domain/plain/instant.ts";
import type { PlatformLimits } from "../domain/post/post.ts";
import type { WireHeaders } from "./facebook-wire.ts";

const graphError = z.object({
	error: z.object({
		message: z.string().catch(""),
		code: z.number().nullable().catch(null),
		error_subcode: z.number().nullable().catch(null),
		is_transient: z.boolean().catch(false),
		error_user_title: z.string().catch(""),
		error_user_msg: z.string().catch(""),
		fbtrace_id: z
			.string()
			.regex(/^[\w+/=-]{1,64}$/)
			.nullable()
			.catch(null),
	}),
});

export type GraphErrorBody = z.infer<typeof graphError>["error"];

/** Graph's error in a body; null where there is none, or no JSON at all. */
export function readGraphError(body: string): GraphErrorBody | null {
	const read = graphError.safeParse(readJson(body));
	return read.success ? read.data.error : null;
}

const created = z.object({ id: z.string().min(1), post_id: z.string().min(1).optional() });

/** The new post's id; null where a "success" does not name one. */
export function readPostId(body: string): string | null {
	const read = created.safeParse(readJson(body));
	return read.success ? (read.data.post_id ?? read.data.id) : null;
}

const percent = z.number().catch(0);
const usage = z.object({
	call_count: percent,
	total_cputime: percent,
	total_time: percent,
	/** Minutes. */
	estimated_time_to_regain_access: z.number().catch(0),
});
const usageByCase = z.record(z.string(), z.array(usage));

/**
 * What Graph's usage headers say. They count percentages of allowances that nobody can know, so `remaining` is the
 * percentage left of the tightest one; `resetAt` only where access is lost already.
 */
export function readLimits(headers: WireHeaders, now: Instant): PlatformLimits | null {
	const single = ["x-app-usage", "x-page-usage"].map((name) => usage.safeParse(readJson(headers[name] ?? "")));
	const byCase = usageByCase.safeParse(readJson(headers["x-business-use-case-usage"] ?? ""));
	const all = [
		...single.flatMap((read) => (read.success ? [read.data] : [])),
		...(byCase.success ? Object.values(byCase.data).flat() : []),
	];
	if (all.length === 0) return null;
	const used = Math.max(...all.flatMap((one) => [one.call_count, one.total_cputime, one.total_time]));
	const minutes = Math.max(...all.map((one) => one.estimated_time_to_regain_access));
	return { remaining: Math.max(0, 100 - used), resetAt: minutes > 0 ? now + minutes * 60_000 : null };
}

export function readJson(body: string): unknown {
	try {
		return JSON.parse(body);
	} catch {
		return null;
	}
}

/** Anything long that starts like a Facebook token goes, and the secrets we know, plain or as they stand in an address. */
export function scrub(source: string, secrets: readonly string[]): string {
	const known = secrets.filter((secret) => secret !== "").flatMap((secret) => [secret, encodeURIComponent(secret)]);
	const cleaned = known.reduce((left, secret) => left.replaceAll(secret, "[secret]"), source);
	return cleaned.replace(/EAA[A-Za-z0-9]{16,}/g, "[secret]");
}
