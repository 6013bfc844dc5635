import { findAccount, type StoredAccount } from "../../channel/account-store.ts";
import type { ChannelDesk } from "./desk.ts";

/** Words for whoever asked; `code` is one of src/http/problem.ts. */
export class ChannelRefusal extends Error {
	override name = "ChannelRefusal";
	readonly code: "not-found" | "conflict" | "invalid";
	constructor(code: ChannelRefusal["code"], words: string) {
		super(words);
		this.code = code;
	}
}

/** @throws ChannelRefusal where the drive has no such account */
export async function accountIn(
	{ pool }: Pick<ChannelDesk, "pool">,
	params: Readonly<Record<string, string>>,
): Promise<StoredAccount> {
	const account = await findAccount(pool, params.campaign ?? "", params.account ?? "");
	if (account === null) throw new ChannelRefusal("not-found", "This drive has no such channel. Load the page again.");
	return account;
}

/** @throws ChannelRefusal where there is no such drive */
export async function requireDrive({ pool }: Pick<ChannelDesk, "pool">, campaignId: string): Promise<void> {
	const { rowCount } = await pool.query("select from campaign where id = $1", [campaignId]);
	if (rowCount !== 1) throw new ChannelRefusal("not-found", "There is no such drive. Load the page again.");
}
