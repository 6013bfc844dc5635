/** X's own error bodies, as seen from the live API. */
export type XAnswer = {
	readonly status: number;
	readonly body: Record<string, unknown>;
	readonly headers?: Record<string, string>;
};

function plain(status: number, title: string, detail: string): XAnswer {
	return { status, body: { title, type: "about:blank", status, detail } };
}

export const unauthorized = (): XAnswer => plain(401, "Unauthorized", "Unauthorized");
export const tooManyRequests = (): XAnswer => plain(429, "Too Many Requests", "Too Many Requests");
export const serverError = (): XAnswer => plain(500, "Internal Server Error", "Internal Server Error");

/** The type says nothing: only the wording tells a repeated text from any other 403. The first post's id is not given. */
export const duplicateContent = (): XAnswer =>
	plain(403, "Forbidden", "You are not allowed to create a Tweet with duplicate content.");

export const textTooLong = (): XAnswer =>
	plain(
		403,
		"Forbidden",
		"Your Tweet text is too long. For more information on how Twitter determines text length see https://github.com/twitter/twitter-text.",
	);

/** The wording of August 2026 and later; the status code is what to go by. */
export const creditsDepleted = (): XAnswer => ({
	status: 402,
	body: {
		detail: "credits depleted",
		status: 402,
		title: "Payment Required",
		type: "https://api.x.com/2/problems/credits-depleted",
	},
});

export function invalidRequest(message: string, parameters: Record<string, string[]> = {}): XAnswer {
	return {
		status: 400,
		body: {
			errors: [{ parameters, message }],
			title: "Invalid Request",
			detail: "One or more parameters to your request was invalid.",
			type: "https://api.twitter.com/2/problems/invalid-request",
		},
	};
}

export function notFound(what: string, id: string): XAnswer {
	return {
		status: 404,
		body: {
			title: "Not Found Error",
			detail: `Could not find ${what} with id: [${id}].`,
			type: "https://api.twitter.com/2/problems/resource-not-found",
			status: 404,
		},
	};
}

/** The sandbox shows an account its own timeline only. */
export const forbiddenTimeline = (): XAnswer =>
	plain(403, "Forbidden", "You are not permitted to perform this action.");
