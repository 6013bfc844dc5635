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
			type: typeOf(refusal),
			...(refusal.param === null ? {} : { param: refusal.param }),
			...(refusal.code === null ? {} : { code: refusal.code }),
		},
	};
}

export function missing(what: string, id: string): StripeRefusal {
	return new StripeRefusal(404, `No such ${what}: '${id}'`, "id", "resource_missing");
}

/** A key stands for one request; Stripe has a type of its own for whoever uses it for another. */
export function otherParameters(key: string): StripeRefusal {
	const text = `Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than '${key}' if you meant to execute a different request.`;
	return new StripeRefusal(400, text, null, "idempotency_key_in_use");
}

function typeOf({ status, code }: StripeRefusal): string {
	if (code === "idempotency_key_in_use") return "idempotency_error";
	return status < 500 ? "invalid_request_error" : "api_error";
}
