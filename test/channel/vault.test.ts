import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { openVault, VaultError } from "../../src/channel/vault.ts";

const KEYS = { appKey: "key-one", appSecret: "a secret nobody may see", accessToken: "t", accessSecret: "s" };
let folder: string;
beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), "carillon-vault-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

function errorOf(run: () => unknown): Error {
	try {
		run();
	} catch (error) {
		if (error instanceof Error) return error;
	}
	throw new Error("expected an error");
}

describe("sealed keys", () => {
	test("come back for the account they were sealed for, also in another process with the same key file", () => {
		const keyFile = join(folder, "inner", "vault.key");
		const sealed = openVault({ keyFile }).seal("account-1", KEYS);
		expect(openVault({ keyFile }).unseal("account-1", sealed)).toEqual(KEYS);
	});

	test("do not show what they hold, and look different each time", () => {
		const vault = openVault({ keyFile: join(folder, "vault.key") });
		const sealed = vault.seal("account-1", KEYS);
		expect(sealed).not.toContain(KEYS.appSecret);
		expect(Buffer.from(sealed.split(".")[2] ?? "", "base64url").toString("latin1")).not.toContain(KEYS.appSecret);
		expect(vault.seal("account-1", KEYS)).not.toBe(sealed);
		expect(sealed.startsWith(`v1.${vault.keyId}.`)).toBe(true);
	});

	test("do not open for another account", () => {
		const vault = openVault({ keyFile: join(folder, "vault.key") });
		const error = errorOf(() => vault.unseal("account-2", vault.seal("account-1", KEYS)));
		expect(error).toBeInstanceOf(VaultError);
		expect(error.message).toContain("connect the account again");
	});

	test("do not open with another key, and say which one is needed", () => {
		const one = openVault({ keyFile: join(folder, "one.key") });
		const two = openVault({ keyFile: join(folder, "two.key") });
		const sealed = one.seal("account-1", KEYS);
		const error = errorOf(() => two.unseal("account-1", sealed));
		expect(error.message).toContain(one.keyId);
		expect(`${error.message} ${error.stack}`).not.toContain(sealed);
		// Not even where somebody writes the other key's name on it.
		const relabelled = sealed.replace(one.keyId, two.keyId);
		expect(errorOf(() => two.unseal("account-1", relabelled))).toBeInstanceOf(VaultError);
	});

	test("do not open when a single bit was changed, or a part is missing", () => {
		const vault = openVault({ keyFile: join(folder, "vault.key") });
		const sealed = vault.seal("account-1", KEYS);
		const [version, keyId, packed = ""] = sealed.split(".");
		const bytes = Buffer.from(packed, "base64url");
		for (const at of [0, 13, bytes.length - 1]) {
			const changed = Buffer.from(bytes);
			changed.writeUInt8(changed.readUInt8(at) ^ 1, at);
			const forged = [version, keyId, changed.toString("base64url")].join(".");
			expect(errorOf(() => vault.unseal("account-1", forged))).toBeInstanceOf(VaultError);
		}
		for (const broken of ["", "v1", sealed.slice(0, 30), `v2${sealed.slice(2)}`, `${sealed}.x`]) {
			expect(errorOf(() => vault.unseal("account-1", broken))).toBeInstanceOf(VaultError);
		}
	});
});

describe("the vault's key", () => {
	test("is made once, for its owner alone, and leaves no draft behind", () => {
		const own = mkdtempSync(join(folder, "own-"));
		const keyFile = join(own, "vault.key");
		openVault({ keyFile });
		const key = readFileSync(keyFile, "utf8");
		openVault({ keyFile });
		expect(readFileSync(keyFile, "utf8")).toBe(key);
		expect(statSync(keyFile).mode & 0o777).toBe(0o600);
		expect(readdirSync(own)).toEqual(["vault.key"]);
	});

	test("is refused where others can read it, with the command that helps", () => {
		const keyFile = join(folder, "loose.key");
		openVault({ keyFile });
		chmodSync(keyFile, 0o640);
		const error = errorOf(() => openVault({ keyFile }));
		expect(error.message).toContain(`chmod 600 ${keyFile}`);
		chmodSync(keyFile, 0o600);
		expect(openVault({ keyFile }).keyId).toMatch(/^[0-9a-f]{8}$/);
	});

	test("can be given, and then no file is touched", () => {
		const key = Buffer.alloc(32, 7).toString("base64");
		const keyFile = join(folder, "never-made.key");
		const vault = openVault({ key, keyFile });
		expect(openVault({ key, keyFile }).unseal("a", vault.seal("a", KEYS))).toEqual(KEYS);
		expect(statSync(keyFile, { throwIfNoEntry: false })).toBeUndefined();
	});

	test.each(["", "not a key", Buffer.alloc(16, 7).toString("base64"), `${Buffer.alloc(32, 7).toString("base64")}AAAA`])(
		"of the wrong form is refused without being repeated (%#)",
		(key) => {
			const error = errorOf(() => openVault({ key, keyFile: join(folder, "unused.key") }));
			expect(error.message).toContain("openssl rand -base64 32");
			if (key !== "") expect(error.message).not.toContain(key);
		},
	);

	test("of the wrong form in the file names the file", () => {
		const keyFile = join(folder, "broken.key");
		writeFileSync(keyFile, "hello\n", { mode: 0o600 });
		expect(errorOf(() => openVault({ keyFile })).message).toContain(keyFile);
	});
});
