import { randomBytes } from "node:crypto";
import type pg from "pg";
import { inTransaction } from "../../db/pool.ts";
import { addPerson } from "../../staff/auth/link-store.ts";
import { hashed, setPassword } from "../../staff/auth/passwords.ts";

export type DemoAdmin = { readonly email: string; readonly password: string };

/** Somebody to look at the console as; gone with the demo's database. */
export async function addDemoAdmin(pool: pg.Pool): Promise<DemoAdmin> {
	const admin = { email: "demo@carillon.example", password: `brass-bells-${randomBytes(2).toString("hex")}` };
	const hash = await hashed(admin.password);
	await inTransaction(pool, async (client) => {
		const id = await addPerson(client, { name: "Dana Demo", email: admin.email, role: "admin" });
		await setPassword(client, id, hash);
	});
	return admin;
}
