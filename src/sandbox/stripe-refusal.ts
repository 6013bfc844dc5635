/** One of Stripe's refusals, written by the sandbox's last handler the way Stripe does. */
export class StripeRefusal extends Error {
	override name = "StripeRefusal";
	readonly status: number;
	readonly param: string | null;
	readonly code: string | null;
	constructor(status: number, message: string, param: string | null = null, code: string | null = null) {
		super(message);
		this.status = status;
		this.param = param;
		this.code = code;
	}
}

export function refusalBody(refusal: StripeRefusal): object {
	return {
		error: {
			message: refusal.message,
			type: refusal.status === 401 || refusal.status < 500 ? "invalid_request_error" : "api_error",
			...(refusal.param === null ? {} : { param: refusal.param }),
			...(refusal.code === null ? {} : { code: refusal.code }),
		},
	};
}

export function missing(what: string, id: string): StripeRefusal {
	return new StripeRefusal(404, `No such ${what}: '${id}'`, "id", "resource_missing");
}
