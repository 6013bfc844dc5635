import { createInterface } from "node:readline/promises";
import { type Command, Option } from "commander";
import { z } from "zod";
import { type Env, readEnv, SettingError } from "../../config/env.ts";
import { auditAs, COMMAND_LINE } from "../audit/write-line.ts";
import { inTransaction } from "../db/pool.ts";
import { STAFF_ROLES, type StaffRole } from "../domain/staff/staff-role.ts";
import { addPerson, HOUR_MS, linkAddress, makeLink } from "../staff/auth/link-store.ts";
import { hashed, setPassword } from "../staff/auth/passwords.ts";
import { print } from "./output.ts";
import { findRunning } from "./running.ts";
import { withDatabase } from "./with-database.ts";

type Options = {
	readonly email: string;
	readonly name: string;
	readonly role: StaffRole;
	readonly passwordStdin?: boolean;
	readonly json?: boolean;
};

const EXPLANATION = `
Without --password-stdin it prints a link at which they set their own password, once and within a day.

Examples:
  $ npx carillon user add --email ana@hospital.example --name "Ana Ruiz" --role admin
  $ pass show carillon | npx carillon user add --email ana@hospital.example --name "Ana Ruiz" --role admin --password-stdin
`;

export function addUser(program: Command): void {
	const user = program.command("user").description("people who sign in to the console");
	user
		.command("add")
		.description("give somebody an account")
		.requiredOption("--email <address>", "what they sign in with")
		.requiredOption("--name <name>", "how the console and its log call them")
		.addOption(new Option("--role <role>", "what they may do").choices(STAFF_ROLES).default("admin"))
		.option("--password-stdin", "read their password from standard input")
		.option("--json", "print one line of JSON")
		.addHelpText("after", EXPLANATION)
		.action((options: Options) => addSomebody(readEnv(), options));
}

async function addSomebody(env: Env, options: Options): Promise<void> {
	const email = z.email().safeParse(options.email.trim().toLowerCase());
	if (!email.success) throw new SettingError(`"${options.email}" is not an e-mail address.`);
	const name = options.name.trim();
	if (name === "") throw new SettingError('Say their name: --name "Ana Ruiz".');
	const password = options.passwordStdin === true ? await readPassword() : null;
	const hash = password === null ? null : await hashed(password);
	await withDatabase(env, async (pool) => {
		const note = auditAs(pool, COMMAND_LINE, "carillon user add");
		const token = await inTransaction(pool, async (client) => {
			const userId = await addPerson(client, { name, email: email.data, role: options.role });
			await note({ what: "person.added", subject: name, after: { role: options.role } }, client);
			if (hash !== null) {
				await setPassword(client, userId, hash);
				return null;
			}
			const now = Date.now();
			return makeLink(client, { kind: "password", userId, madeBy: null, expiresAt: now + 24 * HOUR_MS }, now);
		});
		const link = token === null ? null : linkAddress(baseOf(env), "password", token);
		const next =
			link === null
				? `They sign in at ${baseOf(env)}/staff`
				: `They set a password here, once and within a day: ${link}`;
		print(options.json === true, { added: { role: options.role }, link }, [`${name} is ${options.role} now.`, next]);
	});
}

function baseOf(env: Env): string {
	return env.CARILLON_PUBLIC_URL ?? findRunning(env.dataFolder)?.url ?? `http://localhost:${env.PORT}`;
}

async function readPassword(): Promise<string> {
	const lines = createInterface({ input: process.stdin });
	try {
		for await (const line of lines) {
			if (line.length < 12) throw new SettingError("A password has at least 12 characters: three or four words do.");
			return line;
		}
	} finally {
		lines.close();
	}
	throw new SettingError("No password came on standard input.");
}
