import { useCallback, useState } from "react";

/** A setting of this browser, kept for its next visit. Where the browser keeps nothing (private mode, a full disk) it lives until then. */
export function useKeptSetting(name: string, unset: string): [string, (value: string) => void] {
	const [value, setValue] = useState(() => keptSetting(name) ?? unset);
	const keep = useCallback(
		(next: string) => {
			setValue(next);
			keepSetting(name, next);
		},
		[name],
	);
	return [value, keep];
}

export function keptSetting(name: string): string | null {
	try {
		return localStorage.getItem(`carillon.${name}`);
	} catch {
		return null;
	}
}

export function keepSetting(name: string, value: string): void {
	try {
		localStorage.setItem(`carillon.${name}`, value);
	} catch {
		// Not kept: asked again next time.
	}
}
