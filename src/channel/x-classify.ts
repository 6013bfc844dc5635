import { cutText } from "../domain/plain/cut-text.ts";
import type { Instant } from "../domain/plain/instant.ts";
import type { PublishOutcome } from "../domain/post/post.ts";
import { limitsOf, retryAtOf, type XAnswer, type XHeaders } from "./x-answer.ts";
import { CONNECT_ERRORS, isTlsRefusal } from "./x-connect-errors.ts";

type Problem = { readonly title: string; readonly detail: string; readonly type: string; readonly all: string };

/**
 * What one try to post on X came to. Only an answer in which X itself says no, or a connection that never came about,
 * proves that nothing is public; everything else is unconfirmed, because X has no idempotency key and a second try could
 * be a second post.
 * @param webBase where posts can be looked at, "https://x.com" on the real platform
 */
export function classifyPublish(answer: XAnswer, now: Instant, webBase: string): PublishOutcome {
	switch (answer.kind) {
		case "too-late":
			return {
				kind: "retry-later",
				reason: "Posting was stopped or ran late, so nothing was sent to X.",
				retryAt: null,
			};
		case "cut-off":
			return unconfirmed("X's answer broke off half-way, so the post may be public.");
		case "failed":
			return answer.sent ? lostAnswer(answer) : neverSent(answer);
		case "answered":
			return answered(answer.status, answer.body, answer.headers, now, webBase);
		default:
			return answer satisfies never;
	}
}

function answered(status: number, body: unknown, headers: XHeaders, now: Instant, webBase: string): PublishOutcome {
	const limits = limitsOf(headers);
	if (status >= 200 && status < 300) {
		const id = postId(body);
		if (id === null) return unconfirmed("X took the request but did not say which post it made.");
		return { kind: "published", externalId: id, url: `${webBase}/i/web/status/${id}`, limits };
	}
	if (status === 401) return reconnect("X no longer accepts the saved keys.");
	if (status === 402) return outOfCredits();
	if (status === 429 || status === 420) {
		const reason = "X's posting limit is used up for now; the post goes out when X allows it again.";
		return { kind: "retry-later", reason, retryAt: retryAtOf(headers, now), limits };
	}
	const problem = problemOf(body);
	if (status >= 500) return unconfirmed("X had a fault of its own and did not say whether it kept the post.");
	// A page instead of X's own JSON came from something in between: it proves nothing.
	if (problem === null) return unconfirmed(`Something other than X answered (HTTP ${status}).`);
	if (status === 403) return forbidden(problem);
	if (status === 400 || status === 404 || status === 413 || status === 422) return invalid(status, problem);
	return unconfirmed(`X answered in a way Carillon does not know (HTTP ${status}).`);
}

function forbidden(problem: Problem): PublishOutcome {
	const { all } = problem;
	if (/duplicate/i.test(all)) {
		return {
			kind: "duplicate",
			reason: "X says this account has said exactly this already; look at the account's timeline.",
		};
	}
	if (/SpendCap|\/problems\/credits/i.test(all)) return outOfCredits(/\d{4}-\d{2}-\d{2}/.exec(all)?.[0]);
	if (/client-forbidden|client-not-enrolled/i.test(all)) {
		return refused(
			"client-forbidden",
			"X does not let this app post: in the X developer console, put the app into a Project with API access, then try again.",
		);
	}
	if (/user-suspended|account.{0,40}(suspended|locked)|temporarily locked/i.test(all)) {
		return reconnect("X has suspended or locked this account: log in on x.com and follow what it asks there.");
	}
	if (/unsupported.authentication|oauth1-permissions|oauth1 app permissions/i.test(all)) {
		return reconnect(
			"The saved X keys may read but not post: give the app Read and Write permission and make new keys.",
		);
	}
	if (/too long/i.test(all)) return refused("too-long", "X says the text is too long: shorten it and post it again.");
	if (/cashtag/i.test(all)) return refused("cashtag", "X allows one $WORD in a post: reword it and post it again.");
	return refused("forbidden", `X does not allow this post${quoted(problem)}. Reword it, or post it by hand.`);
}

function invalid(status: number, problem: Problem): PublishOutcome {
	if (/duplicate/i.test(problem.all)) return forbidden(problem);
	if (/too long/i.test(problem.all)) return forbidden(problem);
	return refused(`http-${status}`, `X could not use this post${quoted(problem)}. Check its text and picture.`);
}

function neverSent({ code }: { readonly code: string | null }): PublishOutcome {
	const later = (reason: string): PublishOutcome => ({ kind: "retry-later", reason, retryAt: null });
	if (code !== null && isTlsRefusal(code)) {
		return later(
			"No secure connection to X could be made: check this machine's clock and the network's proxy or firewall.",
		);
	}
	const known = code === null ? undefined : CONNECT_ERRORS[code];
	return later(known ?? "X could not be reached, so nothing was sent: check this machine's internet connection.");
}

function lostAnswer({ code, message }: { readonly code: string | null; readonly message: string }): PublishOutcome {
	if (code === "ABORT_ERR" || code === "ETIMEDOUT" || /time(d )?out/i.test(message)) {
		return unconfirmed("X did not answer in time, so the post may be public.");
	}
	return unconfirmed("The connection to X broke before it answered, so the post may be public.");
}

function unconfirmed(what: string): PublishOutcome {
	return {
		kind: "unconfirmed",
		reason: `${what} Carillon looks at the account's timeline before it does anything else.`,
	};
}

function refused(code: string, reason: string): PublishOutcome {
	return { kind: "refused", code, reason };
}

function reconnect(what: string): PublishOutcome {
	return { kind: "reconnect", reason: `${what} Then connect the X account again under Channels.` };
}

function outOfCredits(until?: string): PublishOutcome {
	if (until === undefined) {
		return {
			kind: "out-of-credits",
			reason: "The X account has no credits left: buy credits in the X developer console.",
		};
	}
	const reason = `X's spending limit is reached until ${until}: raise it in the X developer console, or wait.`;
	return { kind: "out-of-credits", reason };
}

function postId(body: unknown): string | null {
	const id = field(field(body, "data"), "id");
	return typeof id === "string" && /^\d{1,19}$/.test(id) ? id : null;
}

function problemOf(body: unknown): Problem | null {
	if (typeof body !== "object" || body === null) return null;
	const text = (name: string) => {
		const value = field(body, name);
		return typeof value === "string" ? value : "";
	};
	const [title, detail, type] = [text("title"), text("detail"), text("type")];
	const errors = field(body, "errors");
	if (title === "" && detail === "" && type === "" && !Array.isArray(errors)) return null;
	return { title, detail, type, all: JSON.stringify(body) };
}

function field(value: unknown, name: string): unknown {
	return typeof value === "object" && value !== null ? Object.getOwnPropertyDescriptor(value, name)?.value : undefined;
}

/** X's own words, short, and without anything long and unbroken enough to be a key. */
function quoted({ detail, title }: Problem): string {
	const words = (detail || title)
		.replace(/\S{24,}/g, "...")
		.replace(/[\s\p{Cc}]+/gu, " ")
		.trim()
		.replace(/[.\s]+$/, "");
	return words === "" ? "" : ` ("${cutText(words, 160)}")`;
}
