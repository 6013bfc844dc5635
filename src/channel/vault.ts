import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from "node:crypto";
import {
	closeSync,
	fsyncSync,
	linkSync,
	mkdirSync,
	openSync,
	readFileSync,
	statSync,
	unlinkSync,
	writeSync,
} from "node:fs";
import { dirname } from "node:path";

const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const VERSION = "v1";

export type Vault = {
	/** Names the key without telling it: the first eight hex digits of its hash. */
	readonly keyId: string;
	/** Seals anything JSON can hold, for one account only. */
	seal(accountId: string, content: unknown): string;
	/** What was sealed for this account, as it comes out of JSON: parse it. Throws VaultError. */
	unseal(accountId: string, sealed: string): unknown;
	/** A key of 32 bytes for another purpose, from which neither this vault's nor another purpose's can be found. */
	keyFor(purpose: string): Buffer;
};

/** Says what to do; never holds a key, nor anything sealed. */
export class VaultError extends Error {
	override name = "VaultError";
}

export type VaultOptions = {
	/** 32 bytes in base64. Where it is given, the file is left alone. */
	readonly key?: string;
	/** Made with a new key, readable by its owner alone, where it does not exist. */
	readonly keyFile: string;
};

/**
 * Keeps the platforms' keys sealed in the database: AES-256-GCM, a random nonce each time, and the account's id as
 * associated data, so that a sealed blob copied to another account's row does not open.
 */
export function openVault({ key, keyFile }: VaultOptions): Vault {
	const secret = key === undefined ? keyFromFile(keyFile) : decodeKey(key, "the vault key in the settings");
	const keyId = createHash("sha256").update("carillon vault key id").update(secret).digest("hex").slice(0, 8);
	return {
		keyId,
		keyFor: (purpose) => Buffer.from(hkdfSync("sha256", secret, "carillon", purpose, KEY_BYTES)),
		seal(accountId, content) {
			const nonce = randomBytes(NONCE_BYTES);
			const cipher = createCipheriv("aes-256-gcm", secret, nonce).setAAD(boundTo(keyId, accountId));
			const sealed = Buffer.concat([cipher.update(JSON.stringify(content), "utf8"), cipher.final()]);
			return [VERSION, keyId, Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString("base64url")].join(".");
		},
		unseal(accountId, sealed) {
			const [version, sealedWith, packed, ...rest] = sealed.split(".");
			if (version !== VERSION || !sealedWith || !packed || rest.length > 0) {
				throw new VaultError(
					"These saved keys are damaged or of another version of Carillon: connect the account again.",
				);
			}
			if (sealedWith !== keyId) {
				throw new VaultError(
					`These keys were sealed with vault key ${sealedWith}, but this is ${keyId}: put the right vault key back, or connect the account again.`,
				);
			}
			return open(secret, boundTo(keyId, accountId), Buffer.from(packed, "base64url"));
		},
	};
}

function boundTo(keyId: string, accountId: string): Buffer {
	return Buffer.from(JSON.stringify([VERSION, keyId, accountId]));
}

function open(secret: Buffer, associated: Buffer, packed: Buffer): unknown {
	try {
		const decipher = createDecipheriv("aes-256-gcm", secret, packed.subarray(0, NONCE_BYTES), {
			authTagLength: TAG_BYTES,
		});
		decipher.setAAD(associated).setAuthTag(packed.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
		const clear = Buffer.concat([decipher.update(packed.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()]);
		return JSON.parse(clear.toString("utf8"));
	} catch {
		// Without the cause: it could quote what it could not parse.
		throw new VaultError("These saved keys do not belong to this account, or were changed: connect the account again.");
	}
}

function decodeKey(text: string, where: string): Buffer {
	const secret = Buffer.from(text.trim(), "base64");
	if (secret.length !== KEY_BYTES || secret.toString("base64").replace(/=+$/, "") !== text.trim().replace(/=+$/, "")) {
		throw new VaultError(`${where} must be 32 bytes in base64: make one with "openssl rand -base64 32".`);
	}
	return secret;
}

function keyFromFile(path: string): Buffer {
	createKeyFileOnce(path);
	const { mode } = statSync(path);
	if ((mode & 0o077) !== 0) {
		const found = (mode & 0o777).toString(8).padStart(4, "0");
		throw new VaultError(`${path} can be read by others (mode ${found}): run "chmod 600 ${path}" and start again.`);
	}
	return decodeKey(readFileSync(path, "utf8"), path);
}

/** Written whole beside its place and then linked there, so that two processes starting at once agree on one key. */
function createKeyFileOnce(path: string): void {
	if (exists(path)) return;
	mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
	const draft = `${path}.${randomBytes(6).toString("hex")}`;
	const file = openSync(draft, "wx", 0o600);
	try {
		writeSync(file, `${randomBytes(KEY_BYTES).toString("base64")}\n`);
		fsyncSync(file);
	} finally {
		closeSync(file);
	}
	try {
		linkSync(draft, path);
	} catch (error) {
		if (!exists(path)) throw error;
	} finally {
		unlinkSync(draft);
	}
}

function exists(path: string): boolean {
	return statSync(path, { throwIfNoEntry: false }) !== undefined;
}
