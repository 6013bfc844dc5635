import type { SignInWay } from "./session-store.ts";

/** By which of better-auth's addresses a session came about. */
const WAYS: readonly (readonly [RegExp, SignInWay])[] = [
	[/^\/two-factor\/verify/, "code"],
	[/^\/passkey\//, "passkey"],
	[/^\/callback\//, "single-sign-on"],
];

export function wayOf(path: string | undefined): SignInWay {
	return WAYS.find(([pattern]) => pattern.test(path ?? ""))?.[1] ?? "password";
}
