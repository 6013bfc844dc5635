import { newId } from "./board-store.ts";
import { keepSetting, keptSetting, useKeptSetting } from "./kept-setting.ts";

/** Who sits at this screen, as the colleagues see it. */
export type Reader = { readonly name: string; readonly rename: (name: string) => void };

export function useReader(): Reader {
	const [name, rename] = useKeptSetting("reader-name", "");
	return { name, rename };
}

/** Whose claims are whose, also after a reload. */
export function keptReaderId(): string {
	const id = keptSetting("reader") ?? newId();
	keepSetting("reader", id);
	return id;
}
