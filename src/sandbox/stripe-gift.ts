/** One gift as a donor makes it. Ids are derived from `id`, so the same gift always gives the same events. */
export type SandboxGift = {
	/** Letters and digits, e.g. "g17": becomes pi_g17, ch_g17, cs_test_g17, evt_..._g17. */
	readonly id: string;
	/** Minor units. */
	readonly amount: number;
	/** Lower case. */
	readonly currency: string;
	/** Milliseconds since 1970. */
	readonly at: number;
	readonly livemode: boolean;
	readonly name?: string | undefined;
	readonly email?: string | undefined;
	readonly town?: string | undefined;
	readonly station?: string | undefined;
	readonly pronunciation?: string | undefined;
	readonly campaign?: string | undefined;
	readonly paymentLink?: string | undefined;
	readonly consents?: {
		readonly name?: boolean;
		readonly page?: boolean;
		readonly amount?: boolean;
		readonly onAir?: boolean;
		readonly social?: boolean;
	};
	/** A monthly gift: adds the subscription, its invoice and the link between invoice and payment. */
	readonly monthly?: boolean | undefined;
	/** A bank debit: completed and unpaid, the money comes later. */
	readonly pending?: boolean | undefined;
	/** What the session was made with, word for word, in place of what would be written from the fields above. */
	readonly metadata?: Readonly<Record<string, string>>;
	/** `payment_intent_data.metadata`: a session's own metadata is not copied to its PaymentIntent. */
	readonly paymentMetadata?: Readonly<Record<string, string>>;
	/** `subscription_data.metadata`, likewise. */
	readonly subscriptionMetadata?: Readonly<Record<string, string>>;
};

export type SandboxRefund = { readonly refundId?: string; readonly amount?: number; readonly status?: string };
