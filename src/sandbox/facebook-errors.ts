/** One of Graph's refusals: HTTP status, and the body's fields without its trace id. */
export type GraphError = {
	readonly status: number;
	readonly code: number;
	readonly subcode?: number;
	readonly type?: string;
	readonly message: string;
	readonly isTransient?: boolean;
	readonly userTitle?: string;
	readonly userMessage?: string;
};

/** Thrown inside a route; the app's last handler writes it the way Graph does. */
export class GraphRefusal extends Error {
	override name = "GraphRefusal";
	readonly error: GraphError;
	constructor(error: GraphError) {
		super(error.message);
		this.error = error;
	}
}

/** The body as Graph writes it: key order, optional fields left out where they have nothing to say. */
export function graphErrorBody(error: GraphError, traceId: string): object {
	return {
		error: {
			message: error.message,
			type: error.type ?? "OAuthException",
			code: error.code,
			...(error.subcode === undefined ? {} : { error_subcode: error.subcode }),
			...(error.isTransient === undefined ? {} : { is_transient: error.isTransient }),
			...(error.userTitle === undefined ? {} : { error_user_title: error.userTitle }),
			...(error.userMessage === undefined ? {} : { error_user_msg: error.userMessage }),
			fbtrace_id: traceId,
		},
	};
}

export const TEMPORARY_FAILURE: GraphError = {
	status: 500,
	code: 2,
	isTransient: true,
	message: "An unexpected error has occurred. Please retry your request later.",
};

export const TOKEN_EXPIRED: GraphError = {
	status: 400,
	code: 190,
	subcode: 463,
	message: "Error validating access token: Session has expired on Thursday, 10-Dec-15 04:00:00 PST.",
};

export const TOKEN_INVALID: GraphError = {
	status: 400,
	code: 190,
	message: "Invalid OAuth access token - Cannot parse access token",
};

export const TOKEN_MISSING: GraphError = {
	status: 400,
	code: 104,
	message: "An access token is required to request this resource.",
};

export const PROOF_MISSING: GraphError = {
	status: 400,
	code: 100,
	type: "GraphMethodException",
	message: "API calls from the server require an appsecret_proof argument",
};

export const PROOF_WRONG: GraphError = {
	status: 400,
	code: 100,
	type: "GraphMethodException",
	message: "Invalid appsecret_proof provided in the API argument",
};

export const DUPLICATE: GraphError = { status: 400, code: 506, message: "(#506) Duplicate status message" };

/** The address can't be fetched, or in time, or what is there is no image. */
export const PHOTO_MISSING: GraphError = {
	status: 400,
	code: 324,
	subcode: 2069019,
	isTransient: false,
	message: "(#324) Missing or invalid image file",
	userTitle: "Missing or invalid image file",
	userMessage: "Make sure that the image is in a supported format and that its address can be reached by Facebook.",
};

export const PHOTO_TOO_BIG: GraphError = {
	status: 400,
	code: 100,
	subcode: 1366046,
	isTransient: false,
	message: "Invalid parameter",
	userTitle: "Your photos couldn't be uploaded",
	userMessage: "Your photos couldn't be uploaded. Photos should be less than 4 MB and saved as JPG, PNG or GIF files.",
};

/** Business-use-case limit of Page tokens; the wait is in the usage header, in minutes. */
export const PAGE_RATE_LIMIT: GraphError = {
	status: 400,
	code: 80001,
	isTransient: false,
	message:
		"There have been too many calls to this Page account. Wait a bit and try again. For more info, please refer to " +
		"https://developers.facebook.com/docs/graph-api/overview/rate-limiting.",
};

/** Facebook sells no credits; the nearest thing it does is to limit an account. */
export const ACCOUNT_LIMITED: GraphError = {
	status: 400,
	code: 368,
	subcode: 1404112,
	message: "The action attempted has been deemed abusive or is otherwise disallowed",
};

export const badParameter = (message: string): GraphError => ({ status: 400, code: 100, message: `(#100) ${message}` });

export const notThere = (method: string, id: string): GraphError => ({
	status: 400,
	code: 100,
	subcode: 33,
	type: "GraphMethodException",
	message:
		`Unsupported ${method.toLowerCase()} request. Object with ID '${id}' does not exist, cannot be loaded due to missing ` +
		"permissions, or does not support this operation. Please read the Graph API documentation at " +
		"https://developers.facebook.com/docs/graph-api",
});

export const unknownPath = (path: string): GraphError => ({
	status: 400,
	code: 2500,
	message: `Unknown path components: ${path}`,
});

export const CODE_INVALID: GraphError = {
	status: 400,
	code: 100,
	subcode: 36_009,
	message: "This authorization code has expired or was used before.",
};

export const APP_INVALID: GraphError = { status: 400, code: 101, message: "Error validating client secret." };
