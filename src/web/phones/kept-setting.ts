/** What a volunteer set in this browser, for the shift. Where storage is off, nothing is kept and everything works. */
const PREFIX = "carillon-phones ";

export function keptSetting(name: string): string | null {
	try {
		return localStorage.getItem(PREFIX + name);
	} catch {
		return null;
	}
}

export function keepSetting(name: string, value: string | null): void {
	try {
		if (value === null) localStorage.removeItem(PREFIX + name);
		else localStorage.setItem(PREFIX + name, value);
	} catch {
		// Set for this page only.
	}
}

/** 144 bits. Not `randomUUID`: a phone room's page may come by plain http, where that is missing. */
export function newId(): string {
	const bytes = crypto.getRandomValues(new Uint8Array(18));
	return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

const sessions = new Map<string, string>();

/** Tells this browser's shift from the others': with it alone a slip can be taken back. Each account has its own; "" is a link's. */
export function sessionId(account: string): string {
	const name = nameFor("session", account);
	const kept = sessions.get(name) ?? keptSetting(name);
	const session = kept !== null && /^[\w-]{16,64}$/.test(kept) ? kept : newId();
	sessions.set(name, session);
	if (session !== kept) keepSetting(name, session);
	return session;
}

/** Whoever comes next to this computer has their own slips. */
export function endSession(account: string): void {
	const name = nameFor("session", account);
	sessions.delete(name);
	keepSetting(name, null);
}

/** What is one account's, and not the next one's at the same computer. */
export function nameFor(setting: string, account: string): string {
	return account === "" ? setting : `${setting} ${account}`;
}
