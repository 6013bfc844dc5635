import type { PhoneDrive } from "../../contract/staff/phones.ts";

const KEY = "carillon-take drive";

/** The slip page of a drive, as src/pledge/signed-in-page-route.ts has it. */
export function addressOf(drive: string): string {
	return `/phones/drive/${encodeURIComponent(drive)}`;
}

/** The drive to open without a question: the one asked for, the only one, or the one chosen last. Null where somebody wants to choose. */
export function chosenDrive(live: readonly Pick<PhoneDrive, "id">[], search: URLSearchParams): string | null {
	if (search.has("choose")) return null;
	const [first, ...others] = live;
	if (first !== undefined && others.length === 0) return first.id;
	const wanted = [search.get("drive"), remembered()];
	return wanted.find((id) => id !== null && live.some((drive) => drive.id === id)) ?? null;
}

export function remember(drive: string): void {
	try {
		localStorage.setItem(KEY, drive);
	} catch {
		// Storage is off: they are asked again.
	}
}

function remembered(): string | null {
	try {
		return localStorage.getItem(KEY);
	} catch {
		return null;
	}
}
