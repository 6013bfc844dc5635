/** better-auth's codes in the house's words. Whether an account exists is never among them. */
const WORDS: Readonly<Record<string, string>> = {
	INVALID_EMAIL_OR_PASSWORD:
		"This e-mail and password don't belong together. Check both; capitals count in the password.",
	INVALID_EMAIL: "This is not an e-mail address.",
	INVALID_PASSWORD: "That is not your password. Nothing was changed.",
	PASSWORD_TOO_SHORT: "Take a password of at least 12 characters: three or four words do.",
	PASSWORD_TOO_LONG: "This password is longer than 128 characters. Take a shorter one.",
	CREDENTIAL_ACCOUNT_NOT_FOUND: "Your account has no password: you sign in another way.",
	INVALID_CODE: "This code doesn't fit. Take the one that your app shows now.",
	INVALID_BACKUP_CODE: "This is not one of your backup codes, or it was used before. Each works once.",
	INVALID_TWO_FACTOR_COOKIE: "This sign-in took too long. Begin again with your e-mail and password.",
	TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE: "Too many wrong codes. Begin again with your e-mail and password.",
	ACCOUNT_TEMPORARILY_LOCKED: "Too many wrong codes for this account. Try again in 15 minutes, or use a passkey.",
	TOTP_NOT_ENABLED: "This account has no code app yet.",
	TOTP_ALREADY_ENABLED: "This account has a code app already. Take it away first to set up another.",
	PASSKEY_NOT_FOUND: "This passkey isn't known here. Sign in with your password and add it on your account's page.",
	CHALLENGE_NOT_FOUND: "This took too long, or was begun in another window. Try again.",
	AUTHENTICATION_FAILED: "The passkey was not accepted. Try again, or sign in with your password.",
	FAILED_TO_VERIFY_REGISTRATION:
		"The passkey could not be added. Passkeys need the address that Carillon is set up with.",
	PREVIOUSLY_REGISTERED: "This device has a passkey for you already.",
	FAILED_TO_CREATE_SESSION: "This account is switched off. Ask an admin to switch it on again.",
	UNABLE_TO_CREATE_SESSION: "This account is switched off. Ask an admin to switch it on again.",
	UNAUTHORIZED: "Sign in first.",
	SESSION_NOT_FRESH: "Sign in again first: this needs a fresh sign-in.",
};

export function authWords(code: string): string {
	return WORDS[code] ?? "The sign-in didn't work. Try again; if it stays like this, ask an admin.";
}
