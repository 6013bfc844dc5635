export type Mail = {
	/** The same at every try, so that a mail that comes twice is known for one: becomes its Message-ID. Letters, figures, dots, dashes. */
	readonly id: string;
	readonly to: string;
	readonly subject: string;
	readonly text: string;
};
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
/** Of all of it: a server may take just under that for each of its answers. Shorter than anybody's lease on a mail. */
export const LONGEST_SENDING_MS = 60_000;

/** @param url "smtps://user:password@mail.hospital.example" */
export function openMailer(url: string, from: string, longestMs = LONGEST_SENDING_MS): Mailer {
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
		async send({ id, ...mail }) {
			try {
				transport ??= open();
				const messageId = `<${id}@${hostOf(from)}>`;
				const headers = { "Auto-Submitted": "auto-generated" };
				await within(longestMs, (await transport).sendMail({ from, messageId, ...mail, headers }));
			} catch (error) {
				throw notSent(error);
			}
		},
		close: () => void transport?.then((opened) => opened.close()),
	};
}

/** "Carillon <carillon@hospital.example>": what stands behind the @. */
function hostOf(from: string): string {
	return /@([\w.-]+)/.exec(from)?.[1] ?? "carillon";
}

/** Whoever takes a mail may be as slow as that, and no slower; what becomes of it after that nobody knows. */
async function within<T>(ms: number, sending: Promise<T>): Promise<T> {
	let timer: NodeJS.Timeout | undefined;
	const tooLong = new Promise<never>((_, reject) => {
		timer = setTimeout(() => reject(Object.assign(new Error("It takes too long."), { code: "ETIMEDOUT" })), ms);
	});
	try {
		return await Promise.race([sending, tooLong]);
	} finally {
		clearTimeout(timer);
	}
}

function notSent(error: unknown): MailNotSent {
	const read = (name: string): unknown =>
		typeof error === "object" && error !== null && name in error ? Reflect.get(error, name) : undefined;
	const answer = Number(read("responseCode") ?? 0);
	const code = String(read("code") ?? "unknown");
	if (code === "EAUTH") return new MailNotSent("The mail server refused our user name or password.", false);
	// A refused recipient or mail stays refused. Refused as sender, or at the door (a daily limit, a setting), any mail would be: it waits.
	if (answer >= 500 && (read("command") === "RCPT TO" || read("command") === "DATA"))
		return new MailNotSent(`The mail server refused the mail for good (${answer}).`, true);
	if (answer >= 500) return new MailNotSent(`The mail server refused us before it knew the mail (${answer}).`, false);
	if (answer >= 400) return new MailNotSent(`The mail server asked to come back later (${answer}).`, false);
	return new MailNotSent(`The mail server can't be reached (${code}).`, false);
}
