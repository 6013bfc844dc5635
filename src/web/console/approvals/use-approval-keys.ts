import { useEffect, useRef } from "react";

export type ApprovalKeys = Readonly<Record<"j" | "k" | "a" | "e" | "d", () => void>>;

/** j and k go down and up, a approves, e changes the words, d drops; never while somebody types or a question is open. */
export function useApprovalKeys(keys: ApprovalKeys): void {
	const latest = useRef(keys);
	latest.current = keys;
	useEffect(() => {
		const press = (event: KeyboardEvent) => {
			if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
			const target = event.target instanceof HTMLElement ? event.target : null;
			if (target?.closest("input, textarea, select, [contenteditable], [role=dialog]")) return;
			if (!isKey(event.key)) return;
			event.preventDefault();
			latest.current[event.key]();
		};
		addEventListener("keydown", press);
		return () => removeEventListener("keydown", press);
	}, []);
}

function isKey(key: string): key is keyof ApprovalKeys {
	return key === "j" || key === "k" || key === "a" || key === "e" || key === "d";
}
