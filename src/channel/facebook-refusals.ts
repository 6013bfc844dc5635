import { cutText } from "../domain/plain/cut-text.ts";
import type { GraphErrorBody } from "./facebook-answer.ts";

/** What a Graph error means for a post. The order of the questions in `judge` is part of the rule. */
export type Judgement = {
	readonly kind: "unconfirmed" | "retry-later" | "reconnect" | "duplicate" | "refused";
	/** What happened and what to do, for a hospital employee. */
	readonly reason: string;
};

const MAY_BE_PUBLIC = "It may have been published all the same: the Page is being read back.";
const RECONNECT = "connect the Page again under Channels";

/** Answers that mean "failed, no idea how far we got". */
const SERVER_FAILED = new Set([1, 2]);
const TEMPORARY_SUBCODES = new Set([1_363_047, 1_609_010]);

/** Subcodes say more than the code they come with, so they are asked first. Seen in production by other publishers. */
const BY_SUBCODE: ReadonlyMap<number, Judgement> = new Map([
	[
		1_390_008,
		{ kind: "retry-later", reason: "Facebook says this Page posts too fast; the post waits and is sent later." },
	],
	[
		1_366_051,
		{ kind: "duplicate", reason: "Facebook says this Page has posted these photos already; look at the Page." },
	],
	[
		1_404_078,
		reconnect(
			"Facebook wants this Page's publishing authorisation renewed; an admin of the Page must complete it there, then",
		),
	],
	[
		4_854_002,
		reconnect(
			"Facebook wants an admin to confirm their identity before anyone publishes as this Page; do that on Facebook, then",
		),
	],
	[2_069_030, reconnect("This connection speaks for a person, not for the Page; take a Page access token and")],
	[1_346_003, refused("Facebook blocked this text because people have reported content like it; change the wording.")],
	[
		1_404_006,
		refused("Facebook wants a security check; an admin of the Page must log in at facebook.com and complete it."),
	],
	[1_404_102, refused("Facebook says this post goes against its Community Standards; change the wording.")],
	[
		1_404_112,
		refused("Facebook has limited this account for a few days; an admin finds the reason in Facebook's Support Inbox."),
	],
	[1_609_008, refused("Facebook does not allow links to facebook.com in a post; take the link out.")],
	[2_061_006, refused("Facebook can't use the web address in this post; correct it.")],
	[1_349_125, refused("Facebook can't use the form of this post; change its text or picture.")],
	[1_366_046, refused("Facebook takes pictures as JPG or PNG under 4 MB only; use another picture.")],
	[2_069_019, refused("Facebook can't use the picture file; use another picture.")],
	[1_376_025, refused("This account may not post there; check that the channel's Page id is the hospital's own Page.")],
]);

const TOKEN_SUBCODES: ReadonlyMap<number, string> = new Map([
	[458, "the app was removed from the Facebook account; "],
	[459, "Facebook wants the account's owner to log in at facebook.com first; do that, then "],
	[460, "the Facebook password was changed; "],
	[463, "its access has expired; "],
	[464, "Facebook wants the account's owner to log in at facebook.com first; do that, then "],
	[467, "its access was withdrawn; "],
	[492, "the person who connected it no longer has a role on the Page; "],
]);

/** Limits of the app (4, 341), the user (17), the Page (32), the call (613), and by business use case (80000 to 80014). */
const RATE_LIMITS = new Set([4, 17, 32, 341, 613]);
const isRateLimit = (code: number) => RATE_LIMITS.has(code) || (code >= 80_000 && code <= 80_014);

/** @param status HTTP's; @param error Graph's own, secrets taken out */
export function judge(status: number, error: GraphErrorBody): Judgement {
	const code = error.code ?? -1;
	const subcode = error.error_subcode ?? -1;
	/*
	 * Codes 1 and 2 first, whatever else stands beside them. Facebook has published a photo seven times while it answered
	 * each try with code 2 "please retry" (koala#699), and a post under code 1 (php-graph-sdk#1141). Two errors with code 1,
	 * HTTP 400, a subcode and a title are known that were real refusals (a fundraiser's end date, a spam mark set twice),
	 * but neither came from a Page's feed. Reading the Page back costs a minute; a wrong "refused" hides a published post,
	 * and a wrong "retry" posts twice.
	 */
	if (SERVER_FAILED.has(code)) return unconfirmed(`Facebook answered "${code === 1 ? "unknown error" : "try later"}".`);
	if (status >= 500) return unconfirmed("Facebook's server failed while it handled the post.");
	if (TEMPORARY_SUBCODES.has(subcode)) return unconfirmed("Facebook says it is temporarily unavailable.");
	const known = BY_SUBCODE.get(subcode);
	if (known !== undefined) return known;
	if (isRateLimit(code))
		return { kind: "retry-later", reason: "Facebook's limit of calls is reached; the post waits and is sent later." };
	return (
		judgeCode(code, subcode, error) ??
		unconfirmed(`Facebook answered with an error Carillon does not know (code ${code}).`)
	);
}

function judgeCode(code: number, subcode: number, error: GraphErrorBody): Judgement | null {
	if (code === 190 || code === 102) {
		return reconnect(
			`Facebook no longer accepts this Page's access: ${TOKEN_SUBCODES.get(subcode) ?? "it has ended; "}`,
		);
	}
	if (isAlreadyPosted(code, error)) {
		return { kind: "duplicate", reason: "Facebook says this text is on the Page already; look at the Page." };
	}
	if (code === 104 || (code === 100 && error.message.includes("appsecret_proof"))) {
		return reconnect("Facebook does not accept the app secret stored for this Page; enter the right one and");
	}
	if (code === 10 || code === 283 || (code >= 200 && code <= 299)) {
		return reconnect(
			"The connection lacks a permission to post on this Page (pages_manage_posts, pages_read_engagement, content task); grant it and",
		);
	}
	if (code === 3)
		return refused(
			"Facebook has not given the app the right to post; its owner must switch it on at developers.facebook.com.",
		);
	if (code === 803 || (code === 100 && (subcode === 33 || error.message.includes("does not exist")))) {
		return refused(
			"Facebook does not know this Page, or the connection may not see it; check the Page id under Channels.",
		);
	}
	if (code === 368) return refused(`Facebook blocked this post under its rules; change the wording.${quote(error)}`);
	if (code === 1_609_005 || code === 1_500)
		return refused("Facebook can't open the link in this post; check the web address.");
	if (code === 324) return refused("Facebook can't use the picture file; use another picture.");
	if (code === 100) return refused(`Facebook can't use something in this post; correct it.${quote(error)}`);
	return null;
}

/** 506 guards only against the post right before; 368 says the same in words, also with nothing visible posted (koala#422). */
function isAlreadyPosted(code: number, error: GraphErrorBody): boolean {
	if (code === 506) return true;
	return code === 368 && /already posted/i.test(`${error.message} ${error.error_user_title} ${error.error_user_msg}`);
}

function unconfirmed(what: string): Judgement {
	return { kind: "unconfirmed", reason: `${what} ${MAY_BE_PUBLIC}` };
}

function refused(reason: string): Judgement {
	return { kind: "refused", reason };
}

function reconnect(what: string): Judgement {
	return { kind: "reconnect", reason: `${what.trim()} ${RECONNECT}.` };
}

/** Facebook's own words, where ours can only be general. */
function quote(error: GraphErrorBody): string {
	const words = cutText((error.error_user_msg || error.message).replace(/[\s\p{Cc}]+/gu, " ").trim(), 200);
	return words === "" ? "" : ` Facebook says: "${words}".`;
}
