import { useEffect, useState } from "react";
import type { Language } from "../../domain/plain/language.ts";
import { holdsCardNumber } from "../../domain/pledge/card-number.ts";
import { SLIP_SOURCES, type SlipSource } from "../../domain/pledge/slip.ts";
import type { PhoneRoom } from "../contract/phones.ts";
import type { Desk } from "./draft.ts";
import { keepSetting, keptSetting, nameFor } from "./kept-setting.ts";

export type Settings = Desk & { readonly language: Language; readonly isDark: boolean };
export type SetSettings = (more: Partial<Settings>) => void;

/** What a volunteer sets once for their shift; kept in this browser. */
export function useDesk(room: PhoneRoom | null): readonly [Settings, SetSettings] {
	const [settings, setSettings] = useState<Settings>(() => readSettings(room));
	const { language, isDark } = settings;
	useEffect(() => {
		document.documentElement.lang = language;
		document.documentElement.classList.toggle("studio", isDark);
	}, [language, isDark]);
	const set: SetSettings = (more) => {
		const now = { ...settings, ...more };
		setSettings(now);
		const isKept = now.operator !== "" && now.operator !== room?.account?.name && !holdsCardNumber(now.operator);
		keepSetting(nameFor("operator", room?.account?.id ?? ""), isKept ? now.operator : null);
		keepSetting("source", now.source);
		keepSetting("station", now.stationId);
		keepSetting("language", now.language);
		keepSetting("theme", now.isDark ? "dark" : "light");
	};
	return [settings, set];
}

function readSettings(room: PhoneRoom | null): Settings {
	const account = room?.account ?? null;
	const source = keptSetting("source");
	const station = keptSetting("station");
	const language = keptSetting("language");
	const theme = keptSetting("theme");
	return {
		operator: keptSetting(nameFor("operator", account?.id ?? "")) ?? account?.name ?? "",
		source: SLIP_SOURCES.find((one) => one === source) ?? ("phone" satisfies SlipSource),
		// The drive of next year has others.
		stationId: room?.stations.find(({ id }) => id === station)?.id ?? null,
		language: language === "en" || language === "es" ? language : (room?.languages[0] ?? "en"),
		isDark: theme === null ? window.matchMedia("(prefers-color-scheme: dark)").matches : theme === "dark",
	};
}
