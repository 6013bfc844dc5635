export type Mail = { readonly to: string; readonly subject: string; readonly text: string };
/** @throws MailNotSent */
export type Mailer = { send(mail: Mail): Promise<void>; close(): void };

/** Why, without the server's own words: they can quote an address. */
export class MailNotSent extends Error {
	override name = "MailNotSent";
	/** Another try would be refused again. */
	readonly isFinal: boolean;

	constructor(reason: string, isFinal: boolean) {
		super(reason);
		this.isFinal = isFinal;
	}
}

/** Of the connection, the greeting, and each silence after. */
const TIMEOUT_MS = 10_000;

/** @param url "smtps://user:password@mail.hospital.example" */
export function openMailer(url: string, from: string): Mailer {
	const timeouts = {
		connectionTimeout: TIMEOUT_MS,
		greetingTimeout: TIMEOUT_MS,
		socketTimeout: TIMEOUT_MS,
		dnsTimeout: TIMEOUT_MS,
	};
	const open = async () => {
		// Loaded with the first mail: starting doesn't wait for it.
		const { createTransport } = await import("nodemailer");
		return createTransport({ url, ...timeouts, disableFileAccess: true, disableUrlAccess: true });
	};
	let transport: ReturnType<typeof open> | undefined;
	return {
		async send(mail) {
			try {
				transport ??= open();
				await (await transport).sendMail({ from, ...mail, headers: { "Auto-Submitted": "auto-generated" } });
			} catch (error) {
				throw notSent(error);
			}
		},
		close: () => void transport?.then((opened) => opened.close()),
	};
}

function notSent(error: unknown): MailNotSent {
	const read = (name: string): unknown =>
		typeof error === "object" && error !== null && name in error ? Reflect.get(error, name) : undefined;
	const answer = Number(read("responseCode") ?? 0);
	const code = String(read("code") ?? "unknown");
	if (code === "EAUTH") return new MailNotSent("The mail server refused our user name or password.", false);
	if (answer >= 500) return new MailNotSent(`The mail server refused the mail for good (${answer}).`, true);
	if (answer >= 400) return new MailNotSent(`The mail server asked to come back later (${answer}).`, false);
	return new MailNotSent(`The mail server can't be reached (${code}).`, false);
}
