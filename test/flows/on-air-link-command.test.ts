import { afterEach, beforeEach, describe, expect, jest, test } from "@jest/globals";
import { Command } from "commander";
import { addLink } from "../../src/command/link.ts";
import { findScreenLink } from "../../src/on-air/screen-link.ts";
import { aCampaign } from "../support/campaigns.ts";
import { openTestDatabase, type TestDatabase } from "../support/database.ts";
import { storeCampaign } from "../support/ledger-entries.ts";

let database: TestDatabase;
let said: string;

beforeEach(async () => {
	database = await openTestDatabase();
	await storeCampaign(database.pool, aCampaign());
	process.env.DATABASE_URL = database.url;
	said = "";
	const hear = (text: unknown) => {
		said += String(text);
		return true;
	};
	jest.spyOn(process.stdout, "write").mockImplementation(hear);
	jest.spyOn(process.stderr, "write").mockImplementation(hear);
});
afterEach(async () => {
	jest.restoreAllMocks();
	delete process.env.DATABASE_URL;
	await database.drop();
});

async function carillon(...words: string[]): Promise<string> {
	said = "";
	const program = new Command().exitOverride();
	addLink(program);
	for (const command of program.commands) command.exitOverride();
	await program.parseAsync(["link", "radiothon-2026", ...words], { from: "user" });
	return said;
}

describe("carillon link", () => {
	test("makes a link with a layout, a role and a station, shown this once", async () => {
		const line = await carillon("--label", "WKID studio A", "--role", "host", "--station", "wkid", "--json");
		const { path, ...rest } = JSON.parse(line);
		expect(rest).toEqual({ label: "WKID studio A", layout: "studio", role: "host", station: "wkid" });
		const token = path.replace("/on-air/", "");
		expect(await findScreenLink(database.pool, token, "on-air")).toMatchObject({ role: "host", stationId: "wkid" });
		const list = await carillon("--list");
		expect(list).toMatch(/^WKID studio A: studio, host, wkid, made .*, open$/m);
		expect(list).not.toContain(token);
	});

	test("makes the phone bank's link with a label and a station, which opens no screen", async () => {
		const { path, ...rest } = JSON.parse(
			await carillon("--phones", "--label", "Room B", "--station", "wkid", "--json"),
		);
		expect(rest).toEqual({ label: "Room B", kind: "phones", station: "wkid" });
		const token = path.replace("/phones/", "");
		expect(await findScreenLink(database.pool, token, "phones")).toMatchObject({ label: "Room B", stationId: "wkid" });
		expect(await findScreenLink(database.pool, token, "on-air")).toBeNull();
		expect(await carillon("--list")).toMatch(/^Room B: phone bank, wkid, made .*, open$/m);
	});

	test("only watches unless told otherwise", async () => {
		expect(JSON.parse(await carillon("--label", "Hall", "--json"))).toMatchObject({ role: "watch", layout: "studio" });
		expect(await carillon("--label", "Lobby TV", "--layout", "lobby")).toContain(
			'screen "Lobby TV" (lobby, watch): http',
		);
	});

	test("says what is wrong and what there is", async () => {
		await expect(carillon()).rejects.toThrow("Say whose screen it is");
		await expect(carillon("--label", "A", "--station", "kxyz")).rejects.toThrow('no station "kxyz". It has: wkid');
		await expect(carillon("--label", "A", "--layout", "lobby", "--role", "host")).rejects.toThrow("nothing to press");
		await expect(carillon("--label", "A", "--role", "boss")).rejects.toThrow("watch, host, producer");
		await expect(carillon("--label", "Nobody's", "--revoke")).rejects.toThrow("--list");
	});

	test("switches off by label", async () => {
		const { path } = JSON.parse(await carillon("--label", "Studio B", "--json"));
		expect(await carillon("--label", "Studio B", "--revoke")).toContain("Switched off: 1.");
		expect(await findScreenLink(database.pool, path.replace("/on-air/", ""), "on-air")).toBeNull();
		expect(await carillon("--list")).toContain("off since");
	});

	test("explains itself with examples", async () => {
		await expect(carillon("--help")).rejects.toThrow();
		expect(said).toContain("--layout <layout>");
		expect(said).toContain("Producer's desk");
	});
});
