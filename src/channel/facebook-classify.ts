import type { Instant } from "../domain/plain/instant.ts";
import type { PublishOutcome } from "../domain/post/post.ts";
import { type GraphErrorBody, readGraphError, readLimits, readPostId } from "./facebook-answer.ts";
import { type Judgement, judge } from "./facebook-refusals.ts";
import type { WireAnswer } from "./facebook-wire.ts";

type Answered = Extract<WireAnswer, { kind: "answered" }>;

/**
 * What an attempt to post came to. Only what provably had no effect is refused, retried or reconnected; everything else
 * after the first byte is `unconfirmed`, since Graph has no idempotency key.
 * @param answer with secrets already taken out
 * @param now for the wait that a usage header announces in minutes
 */
export function classifyPublish(answer: WireAnswer, now: Instant): PublishOutcome {
	switch (answer.kind) {
		case "forbidden":
			return {
				kind: "retry-later",
				reason: "The time to send was over before the post left; nothing was sent.",
				retryAt: null,
			};
		case "never-left":
			return { kind: "retry-later", reason: `${unreachable(answer.code)} Nothing was sent.`, retryAt: null };
		case "lost":
			return unconfirmed(
				answer.code === "deadline"
					? "Facebook did not answer in time."
					: `The connection to Facebook broke before its answer came (${answer.code}).`,
			);
		case "answered":
			return classifyAnswer(answer, now);
		default:
			return answer satisfies never;
	}
}

function classifyAnswer(answer: Answered, now: Instant): PublishOutcome {
	const limits = readLimits(answer.headers, now) ?? undefined;
	const error = readGraphError(answer.body);
	if (error !== null) return fromJudgement(judge(answer.status, error), error, limits);
	const isSuccess = answer.status >= 200 && answer.status < 300;
	const externalId = isSuccess ? readPostId(answer.body) : null;
	if (externalId !== null) return { kind: "published", externalId, url: postUrl(externalId), limits };
	if (isSuccess) return unconfirmed("Facebook said yes but did not name the new post.");
	if (answer.status === 429) {
		const reason = "Facebook's limit of calls is reached; the post waits and is sent later.";
		return { kind: "retry-later", reason, retryAt: limits?.resetAt ?? null, limits };
	}
	if (answer.status < 400)
		return unconfirmed("Something between Carillon and Facebook sent the post elsewhere (a redirect).");
	return unconfirmed(`Instead of Facebook's own answer came an error page (HTTP ${answer.status}).`);
}

function fromJudgement(
	{ kind, reason }: Judgement,
	error: GraphErrorBody,
	limits: Extract<PublishOutcome, { kind: "published" }>["limits"],
): PublishOutcome {
	const told = withTrace(reason, error);
	if (kind === "refused")
		return { kind, reason: told, code: [error.code, error.error_subcode].filter(Boolean).join("/") };
	if (kind === "retry-later") return { kind, reason: told, retryAt: limits?.resetAt ?? null, limits };
	return { kind, reason: told };
}

/** Why a reading failed, and whether the credentials are the cause. Null where there is an answer to read. */
export function classifyReading(answer: WireAnswer): { reason: string; needsReconnect: boolean } | null {
	if (answer.kind === "forbidden") return { reason: "The Page was not read.", needsReconnect: false };
	if (answer.kind === "never-left") return { reason: unreachable(answer.code), needsReconnect: false };
	if (answer.kind === "lost") return { reason: `Facebook did not answer (${answer.code}).`, needsReconnect: false };
	const error = readGraphError(answer.body);
	if (error === null) {
		if (answer.status >= 200 && answer.status < 300) return null;
		return { reason: `Facebook could not be read (HTTP ${answer.status}).`, needsReconnect: false };
	}
	const { kind, reason } = judge(answer.status, error);
	// What `unconfirmed` says about a post is beside the point for a reading.
	const plain =
		kind === "unconfirmed" ? `Facebook could not be read (code ${error.code}); Carillon tries again.` : reason;
	return { reason: withTrace(plain, error), needsReconnect: kind === "reconnect" };
}

/** Facebook resolves this form for every post of a Page. */
export const postUrl = (externalId: string) => `https://www.facebook.com/${externalId}`;

function unconfirmed(what: string): PublishOutcome {
	return {
		kind: "unconfirmed",
		reason: `${what} It may have been published all the same: the Page is being read back.`,
	};
}

function unreachable(code: string): string {
	if (code === "ENOTFOUND" || code === "EAI_AGAIN") {
		return `Facebook's address could not be looked up (${code}); check this machine's internet connection.`;
	}
	if (/CERT|TLS|SSL|EPROTO|SELF_SIGNED|ISSUER/.test(code)) {
		return `No safe connection to Facebook could be made (${code}); ask IT whether a filter stands in between.`;
	}
	return `Facebook could not be reached (${code}); check this machine's internet connection.`;
}

/** Facebook's support asks for this id; it is of use for a few days only. */
function withTrace(reason: string, { fbtrace_id }: GraphErrorBody): string {
	return fbtrace_id === null ? reason : `${reason} Facebook's trace: ${fbtrace_id}.`;
}
