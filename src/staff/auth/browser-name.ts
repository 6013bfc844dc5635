const BROWSERS = [
	["Edg", "Edge"],
	["Firefox", "Firefox"],
	["Chrome", "Chrome"],
	["Safari", "Safari"],
] as const;
const SYSTEMS = [
	["iPhone", "an iPhone"],
	["iPad", "an iPad"],
	["Android", "Android"],
	["Windows", "Windows"],
	["Mac OS", "a Mac"],
	["CrOS", "a Chromebook"],
	["Linux", "Linux"],
] as const;

/** "Chrome on Windows", as somebody knows their own computer again. */
export function browserName(userAgent: string | null): string {
	const find = (names: readonly (readonly [string, string])[]) =>
		names.find(([mark]) => userAgent?.includes(mark) ?? false)?.[1];
	const [browser, system] = [find(BROWSERS), find(SYSTEMS)];
	if (browser === undefined) return "A browser";
	return system === undefined ? browser : `${browser} on ${system}`;
}
